"""The network as a real `pyvis.network.Network`, with positions, shapes and colours.

Comes in: look-ups.  Goes out: a pyvis network that a user can go on with in a notebook.
Must not: write files.

It is a `kg.views.safe_pyvis.SafeNetwork`, whose page asks for nothing.  The network is directed, and of
several lines between two nodes all but the first are bent, so that each can be seen.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from kg.views.answers import Answers
from kg.views.layout import Size, place_nodes
from kg.views.network import Network, Node, make_network
from kg.views.safe_pyvis import SafeNetwork
from kg.views.shell import read_static
from kg.views.ties import Tie, TieKind
from kg.views.wording import count_words

SHAPES = {
    "person": "dot",
    "organization": "hexagon",
    "group": "triangle",
    "place": "diamond",
    "outlet": "square",
    "facility": "triangleDown",
    "event": "star",
    "document": "box",
}
TIE_WORDS = {
    TieKind.SAID_ABOUT: "said something about",
    TieKind.ACTED_ON: "planned or did something to do with",
    TieKind.NAMED_PLACE: "named the place",
    TieKind.REPORTED_IN: "is reported in",
    TieKind.TOLD: "told",
    TieKind.PUBLISHED_BY: "was published by",
    TieKind.RESTS_ON: "rests on",
    TieKind.DIFFERS_FROM: "differs in a claim from",
}
_DASHES = {
    TieKind.REPORTED_IN: [2, 4],
    TieKind.PUBLISHED_BY: [1, 5],
    TieKind.RESTS_ON: [9, 5],
    TieKind.DIFFERS_FROM: [12, 3, 2, 3],
}
_UNDIRECTED = frozenset({TieKind.DIFFERS_FROM})
_LABEL_WIDTH = 22  # characters in a line of a label
_LONGEST_WORD = 28  # characters of a line that is one word
_ROOM = 110.0  # pixels that no node's own room exceeds
_LITTLE_ROOM = 60.0  # the same where so many nodes are drawn that few find room for a label
_FEW = 300


@cache
def read_palette() -> dict[str, str]:
    """Return the colours of the page's light theme by name: kinds of nodes and ties, page, card."""
    rules = "".join(read_static(name).split("}")[0] for name in ("base.css", "network.css"))
    given: dict[str, str] = dict(re.findall(r"--([\w-]+): ([^;]+);", rules))
    return {name: given.get(colour.removeprefix("var(--")[:-1], colour) for name, colour in given.items()}


def to_pyvis(answers: Answers, act: str | Sequence[str] | None = None) -> SafeNetwork:
    """Return the network with positions, shapes and colours, physics off.

    `act` as in `Lookups.claims`: without it the network of what is said and thought.  What comes back is a
    `pyvis.network.Network`: `add_node`, `toggle_physics`, `show("name.html")` and the rest are pyvis's.  As
    the last line of a notebook's cell it shows itself.
    """
    return draw_network(make_network(answers, act=act))


def draw_network(network: Network) -> SafeNetwork:
    """Return nodes and ties as pyvis holds them, in the same order."""
    drawn = SafeNetwork(height="750px", width="100%", directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    drawn.options.edges.smooth.enabled = False  # straight but for what `_bend` says
    room = _ROOM if len(network.nodes) <= _FEW else _LITTLE_ROOM
    sizes = {node.id: _node_size(node, room) for node in network.nodes}
    places = place_nodes(sizes, [(tie.source, tie.target) for tie in network.ties])
    weight = _weigh_nodes(network)
    for node in network.nodes:
        x, y = places[node.id]
        drawn.add_node(
            node.id, x=x, y=y, title=_node_title(node, weight[node.id]), **_node_look(node, weight[node.id])
        )
    between: Counter[frozenset[str]] = Counter()
    for at, tie in enumerate(network.ties):
        pair = frozenset((tie.source, tie.target))
        drawn.add_edge(
            tie.source, tie.target, id=at, title=_tie_title(tie), **_tie_look(tie), **_bend(between[pair])
        )
        between[pair] += 1
    return drawn


def _bend(number: int) -> dict[str, Any]:
    """How the second and further lines between two nodes keep clear of the ones before."""
    return (
        {"smooth": {"enabled": True, "type": "curvedCW", "roundness": round(0.12 + 0.1 * number, 2)}}
        if number
        else {}
    )


def _weigh_nodes(network: Network) -> dict[str, int]:
    """Return the number of claims that touch each node, intentions and deeds not counted."""
    touching: dict[str, set[int]] = {node.id: set() for node in network.nodes}
    for tie in network.ties:
        touching[tie.source].update(tie.claims)
        touching[tie.target].update(tie.claims)
    return {node: len(claims - network.aside) for node, claims in touching.items()}


def wrap_label(label: str) -> str:
    """Return the label in at most two lines."""
    lines = textwrap.wrap(label, _LABEL_WIDTH, max_lines=2, placeholder="…", break_long_words=False)
    return "\n".join(_cut(line) for line in lines) or "…"


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else word[: _LONGEST_WORD - 1] + "…"


def _node_size(node: Node, room: float) -> Size:
    """Width and height in pixels that a node keeps free: for its shape, and for as much of its label as
    leaves the whole network legible in one window."""
    lines = wrap_label(node.label).split("\n")
    return min(room, max(map(len, lines)) * 7.5 + 24), min(room, 14.0 * len(lines) + 36)


def _node_title(node: Node, claims: int) -> str:
    kind = f"unnamed {node.kind}" if node.unnamed else node.kind
    return f"{kind}: {count_words(claims, 'claim')}"


def _node_look(node: Node, claims: int) -> dict[str, Any]:
    palette = read_palette()
    colour = palette.get(node.kind, palette["group"])
    look: dict[str, Any] = {
        "label": wrap_label(node.label),
        "shape": "dot" if node.unnamed else SHAPES.get(node.kind, "dot"),
        "size": round(10 + min(16.0, 2.5 * claims**0.5), 1),
        "color": {"background": palette["page"], "border": colour} if _is_hollow(node) else colour,
        "kind": "unnamed" if node.unnamed else node.kind,
    }
    if node.unnamed:
        look |= {"borderWidth": 2, "shapeProperties": {"borderDashes": [4, 3]}}
    return look


def _is_hollow(node: Node) -> bool:
    return node.unnamed or node.kind == "document"


def _tie_title(tie: Tie) -> str:
    return f"{TIE_WORDS[tie.kind]} ({tie.count})" if tie.claims else TIE_WORDS[tie.kind]


def _tie_look(tie: Tie) -> dict[str, Any]:
    look: dict[str, Any] = {
        "width": round(1 + min(2.5, 0.6 * (tie.count - 1) ** 0.5), 1),
        "kind": tie.kind.value,
        "color": read_palette()[tie.kind],
    }
    if tie.kind in _DASHES:
        look["dashes"] = _DASHES[tie.kind]
    if tie.kind in _UNDIRECTED:
        look["arrows"] = ""
    return look
