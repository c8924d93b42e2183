"""The network as a real `pyvis.network.Network`, and as the context of network.html.

Comes in: look-ups.  Goes out: a pyvis network that a user can go on with in a notebook, and the page's
context.  Must not: call pyvis's `write_html`, `save_graph` or `show`: they copy a `lib/` folder into the
current directory, write in the platform's encoding and ask two servers for style sheets.

The network is directed, since pyvis drops a second edge between two nodes of an undirected one in silence.
Titles hold our own words only: pyvis 0.3.2 shows titles as HTML as soon as one of them contains "href".
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import pyvis.network

from kg.query.results import ClaimView, DocumentView
from kg.views.answers import Answers
from kg.views.layout import Size, place_nodes
from kg.views.network import Network, Node, Tie, TieKind, make_network
from kg.views.wording import count_words, describe_time

SHAPES = {
    "person": "dot",
    "organization": "hexagon",
    "group": "triangle",
    "place": "diamond",
    "outlet": "square",
    "document": "box",
}
COLOURS = {
    "person": "#00795a",
    "organization": "#2b8cc4",
    "group": "#b87900",
    "place": "#a8447f",
    "outlet": "#0072b2",
    "document": "#e9ecf0",
}
"""Okabe and Ito's palette, darkened where 3:1 against white asks for it."""

TIE_WORDS = {
    TieKind.SAID_ABOUT: "said something about",
    TieKind.NAMED_PLACE: "named the place",
    TieKind.REPORTED_IN: "is reported in",
    TieKind.TOLD: "told",
    TieKind.PUBLISHED_BY: "was published by",
    TieKind.RESTS_ON: "rests on",
}
_DASHES = {TieKind.REPORTED_IN: [2, 4], TieKind.PUBLISHED_BY: [1, 5], TieKind.RESTS_ON: [9, 5]}
_BLANK = "#ffffff"
_LABEL_WIDTH = 22  # characters in a line of a label


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """What the side panel says about a node."""

    id: str
    kind: str
    label: str
    named: bool
    note: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieDetail:
    """What the side panel says about a line, in the order of the pyvis edges."""

    kind: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SentenceDetail:
    """A claim in its sentence: pieces in order, each with True where it is the claim's own words."""

    id: str
    speaker: str
    pieces: tuple[tuple[str, bool], ...]
    article: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class NetworkContext:
    """All that network.html shows; `nodes` and `edges` are pyvis's own."""

    nodes: Sequence[dict[str, Any]]
    edges: Sequence[dict[str, Any]]
    details: tuple[ActorDetail, ...]
    ties: tuple[TieDetail, ...]
    claims: tuple[SentenceDetail, ...]
    words: dict[str, str]
    untied: int
    notice: str


def to_pyvis(answers: Answers) -> pyvis.network.Network:
    """Return the network with positions, shapes and colours, physics off.

    Call `show("name.html")` on it in a notebook if you like; note that pyvis then copies its own `lib/`
    folder into the current directory.
    """
    return draw_network(make_network(answers))


def draw_network(network: Network) -> pyvis.network.Network:
    """Return nodes and ties as pyvis holds them, in the same order."""
    drawn = pyvis.network.Network(height="750px", width="100%", directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    sizes = {node.id: _label_size(node) for node in network.nodes}
    places = place_nodes(sizes, [(tie.source, tie.target) for tie in network.ties])
    weight = _weigh_nodes(network)
    for node in network.nodes:
        x, y = places[node.id]
        drawn.add_node(node.id, x=x, y=y, title=_node_title(node, weight[node.id]), **_node_look(node, weight[node.id]))
    for at, tie in enumerate(network.ties):
        drawn.add_edge(tie.source, tie.target, id=at, title=_tie_title(tie), **_tie_look(tie))
    return drawn


def _weigh_nodes(network: Network) -> dict[str, int]:
    """Return the number of claims that touch each node."""
    touching: dict[str, set[int]] = {node.id: set() for node in network.nodes}
    for tie in network.ties:
        touching[tie.source].update(tie.claims)
        touching[tie.target].update(tie.claims)
    return {node: len(claims) for node, claims in touching.items()}


def wrap_label(label: str) -> str:
    """Return the label in at most two lines."""
    lines = textwrap.wrap(label, _LABEL_WIDTH, max_lines=2, placeholder="…")
    return "\n".join(lines) or "…"


def _label_size(node: Node) -> Size:
    """Width and height in pixels that a node needs with its label."""
    lines = wrap_label(node.label).split("\n")
    width = max(map(len, lines)) * 7.5 + 24
    return width, 16.0 * len(lines) + (28 if node.kind == "document" else 52)


def _node_title(node: Node, claims: int) -> str:
    kind = node.kind if node.named else f"unnamed {node.kind}"
    return f"{kind}: {count_words(claims, 'claim')}"


def _node_look(node: Node, claims: int) -> dict[str, Any]:
    colour = COLOURS.get(node.kind, COLOURS["group"])
    look: dict[str, Any] = {
        "label": wrap_label(node.label),
        "shape": SHAPES.get(node.kind, "dot") if node.named else "dot",
        "size": round(10 + min(16.0, 2.5 * claims**0.5), 1),
        "color": colour if node.named else {"background": _BLANK, "border": colour},
        "kind": node.kind if node.named else "unnamed",
    }
    if not node.named:
        look |= {"borderWidth": 2, "shapeProperties": {"borderDashes": [4, 3]}}
    return look


def _tie_title(tie: Tie) -> str:
    return f"{TIE_WORDS[tie.kind]} ({tie.count})" if tie.claims else TIE_WORDS[tie.kind]


def _tie_look(tie: Tie) -> dict[str, Any]:
    look: dict[str, Any] = {"width": round(1 + min(4.0, (tie.count - 1) * 0.5), 1), "kind": tie.kind.value}
    if tie.kind in _DASHES:
        look["dashes"] = _DASHES[tie.kind]
    return look


def make_network_page(answers: Answers) -> NetworkContext:
    """Return the context of network.html."""
    network = make_network(answers)
    drawn = draw_network(network)
    documents = {document.id: document for document in answers.documents()}
    return NetworkContext(
        nodes=drawn.nodes,
        edges=drawn.edges,
        details=tuple(ActorDetail(n.id, n.kind, n.label, n.named, n.note, n.names) for n in network.nodes),
        ties=tuple(TieDetail(tie.kind.value, tie.claims) for tie in network.ties),
        claims=tuple(describe_sentence(claim, documents[claim.document_id]) for claim in answers.claims()),
        words={kind.value: words for kind, words in TIE_WORDS.items()},
        untied=network.untied,
        notice=describe_cut(network),
    )


def describe_cut(network: Network) -> str:
    """Return what is missing from the drawing, in words; empty if nothing is."""
    if not network.omitted:
        return ""
    everything = len(network.nodes) + network.omitted
    return (
        f"Showing the {len(network.nodes):,} most connected of {everything:,} nodes. "
        "Evidence lists every claim; kg export graphml writes the whole network."
    )


def describe_sentence(claim: ClaimView, document: DocumentView) -> SentenceDetail:
    """Return a claim in its sentence, cut in Python so that the page needs no offsets."""
    return SentenceDetail(
        id=claim.id,
        speaker=claim.source.label or "nobody in particular",
        pieces=cut_sentence(document.text, claim),
        article=document.title or document.path,
        publisher=document.publisher_label or document.publisher or "unknown publisher",
        published=describe_time(document.published),
    )


def cut_sentence(text: str, claim: ClaimView) -> tuple[tuple[str, bool], ...]:
    """Return the sentence in pieces, the claim's own words marked."""
    start = min([claim.sentence[0], *(span[0] for span in claim.spans)]) if any(claim.sentence) else claim.spans[0][0]
    end = max(claim.sentence[1], *(span[1] for span in claim.spans))
    pieces: list[tuple[str, bool]] = []
    for left, right in sorted(claim.spans):
        pieces += [(text[start:left], False), (text[left:right], True)]
        start = right
    return tuple(piece for piece in (*pieces, (text[start:end], False)) if piece[0])


def read_vis_network() -> str:
    """Return the vis-network script that the pyvis wheel carries, without the link to its source map."""
    script = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    return script.split("//# sourceMappingURL=")[0]
