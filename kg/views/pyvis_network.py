"""The network as a real `pyvis.network.Network`, with positions, shapes and colours.

Comes in: look-ups.  Goes out: a pyvis network that a user can go on with in a notebook.
Must not: call pyvis's `write_html`, `save_graph` or `show`: they copy a `lib/` folder into the
current directory, write in the platform's encoding and ask two servers for style sheets.

The network is directed, since pyvis drops a second edge between two nodes of an undirected one in silence.
Titles hold our own words only: pyvis 0.3.2 shows titles as HTML as soon as one of them contains "href".
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import pyvis.network

from kg.views.answers import Answers
from kg.views.layout import Size, place_nodes
from kg.views.network import Network, Node, Tie, TieKind, make_network
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
COLOURS = {
    "person": "#00795a",
    "organization": "#2b8cc4",
    "group": "#b87900",
    "place": "#a8447f",
    "outlet": "#0072b2",
    "facility": "#8f5a1f",
    "event": "#6a51a3",
    "document": "#e9ecf0",
}
"""Okabe and Ito's palette, darkened where 3:1 against white asks for it."""

TIE_WORDS = {
    TieKind.SAID_ABOUT: "said something about",
    TieKind.ACTED_ON: "planned or did something to do with",
    TieKind.NAMED_PLACE: "named the place",
    TieKind.REPORTED_IN: "is reported in",
    TieKind.TOLD: "told",
    TieKind.PUBLISHED_BY: "was published by",
    TieKind.RESTS_ON: "rests on",
}
_DASHES = {TieKind.REPORTED_IN: [2, 4], TieKind.PUBLISHED_BY: [1, 5], TieKind.RESTS_ON: [9, 5]}
_BLANK = "#ffffff"
_LABEL_WIDTH = 22  # characters in a line of a label
_ROOM = 110.0  # pixels that no node's own room exceeds
_LITTLE_ROOM = 60.0  # the same where so many nodes are drawn that few find room for a label
_FEW = 300


def to_pyvis(answers: Answers, act: str | Sequence[str] | None = None) -> pyvis.network.Network:
    """Return the network with positions, shapes and colours, physics off.

    `act` as in `Lookups.claims`: without it the network of what is said and thought.

    Call `show("name.html")` on it in a notebook if you like; note that pyvis then copies its own `lib/`
    folder into the current directory.
    """
    return draw_network(make_network(answers, act=act))


def draw_network(network: Network) -> pyvis.network.Network:
    """Return nodes and ties as pyvis holds them, in the same order."""
    drawn = pyvis.network.Network(height="750px", width="100%", directed=True, cdn_resources="in_line")
    drawn.toggle_physics(False)
    room = _ROOM if len(network.nodes) <= _FEW else _LITTLE_ROOM
    sizes = {node.id: _node_size(node, room) for node in network.nodes}
    places = place_nodes(sizes, [(tie.source, tie.target) for tie in network.ties])
    weight = _weigh_nodes(network)
    for node in network.nodes:
        x, y = places[node.id]
        drawn.add_node(
            node.id, x=x, y=y, title=_node_title(node, weight[node.id]), **_node_look(node, weight[node.id])
        )
    for at, tie in enumerate(network.ties):
        drawn.add_edge(tie.source, tie.target, id=at, title=_tie_title(tie), **_tie_look(tie))
    return drawn


def _weigh_nodes(network: Network) -> dict[str, int]:
    """Return the number of claims that touch each node, intentions and deeds not counted."""
    touching: dict[str, set[int]] = {node.id: set() for node in network.nodes}
    for tie in network.ties:
        touching[tie.source].update(tie.claims)
        touching[tie.target].update(tie.claims)
    return {node: len(claims - network.aside) for node, claims in touching.items()}


def wrap_label(label: str) -> str:
    """Return the label in at most two lines."""
    lines = textwrap.wrap(label, _LABEL_WIDTH, max_lines=2, placeholder="…")
    return "\n".join(lines) or "…"


def _node_size(node: Node, room: float) -> Size:
    """Width and height in pixels that a node keeps free: for its shape, and for as much of its label as
    leaves the whole network legible in one window."""
    lines = wrap_label(node.label).split("\n")
    return min(room, max(map(len, lines)) * 7.5 + 24), min(room, 14.0 * len(lines) + 36)


def _node_title(node: Node, claims: int) -> str:
    kind = f"unnamed {node.kind}" if node.unnamed else node.kind
    return f"{kind}: {count_words(claims, 'claim')}"


def _node_look(node: Node, claims: int) -> dict[str, Any]:
    colour = COLOURS.get(node.kind, COLOURS["group"])
    look: dict[str, Any] = {
        "label": wrap_label(node.label),
        "shape": "dot" if node.unnamed else SHAPES.get(node.kind, "dot"),
        "size": round(10 + min(16.0, 2.5 * claims**0.5), 1),
        "color": {"background": _BLANK, "border": colour} if node.unnamed else colour,
        "kind": "unnamed" if node.unnamed else node.kind,
    }
    if node.unnamed:
        look |= {"borderWidth": 2, "shapeProperties": {"borderDashes": [4, 3]}}
    return look


def _tie_title(tie: Tie) -> str:
    return f"{TIE_WORDS[tie.kind]} ({tie.count})" if tie.claims else TIE_WORDS[tie.kind]


def _tie_look(tie: Tie) -> dict[str, Any]:
    look: dict[str, Any] = {"width": round(1 + min(4.0, (tie.count - 1) * 0.5), 1), "kind": tie.kind.value}
    if tie.kind in _DASHES:
        look["dashes"] = _DASHES[tie.kind]
    return look
