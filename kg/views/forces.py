"""Where the nodes of one connected part stand before their sizes count.

Comes in: a connected networkx graph.  Goes out: one point per node, without a unit.
Must not: know labels, boxes or what the nodes mean; draw random numbers.

First a tree, then forces: breadth first from the best connected node, every subtree gets a wedge of the
circle as wide as it is large; then neighbours attract and all nodes repel each other.  A node with one line
only takes no part in that: it stands beside the node that it hangs on, which repels the others for it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

_ROUNDS = 60
_CELLS = 16  # in a row and in a column of the grid

_LARGEST_STEP = 0.3
"""What a node moves in the first round at most, in parts of the width of the whole; less in each."""

_LEAST_DISTANCE = 1e-3
"""Added to squares of distances: two nodes on one spot do not tear each other away."""

_EXACT = 6
"""Decimals that survive a round: what two machines compute differently stands far behind them."""

_GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle between two seeds of a sunflower: no two stand behind each other, all are as far apart."""


def arrange_part(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return a point for every node of a connected graph; the order of nodes and edges makes no difference.

    Notes:
        Radial tree (Eades 1992), then forces as in ForceAtlas2 (Jacomy et al. 2014): attraction that grows
        with the distance, repulsion by degree that falls with it.
    """
    nodes = sorted(graph, key=lambda node: (-graph.degree[node], node))
    hanging = find_hanging(graph)
    core = [node for node in nodes if node not in hanging]
    start = grow_tree(graph, nodes[0])
    found = settle(
        np.array([start[node] for node in core]),
        _edges_between(graph, core),
        np.array([graph.degree[node] + 1.0 for node in core]),
    )
    placed = {node: (float(x), float(y)) for node, (x, y) in zip(core, found, strict=True)}
    return placed | _beside_hubs(hanging, placed)


def find_hanging(graph: nx.Graph[str]) -> dict[str, str]:
    """Return the nodes with one line only, in the order of their ids, and the node that each hangs on."""
    alone = ((node, next(iter(graph[node]))) for node in sorted(graph) if graph.degree[node] == 1)
    return {node: hub for node, hub in alone if graph.degree[hub] > 1}


def grow_tree(graph: nx.Graph[str], root: str) -> dict[str, tuple[float, float]]:
    """Return the points of a tree around its root: one ring per step, one wedge per subtree."""
    children = _children(graph, root)
    size = dict.fromkeys(children, 1)
    for node in reversed(children):
        size[node] += sum(size[child] for child in children[node])
    wedges = {root: (0.0, 2 * math.pi, 0)}
    for node, below in children.items():
        left, width, ring = wedges[node]
        for child in below:
            part = width * size[child] / (size[node] - 1)
            wedges[child] = (left, part, ring + 1)
            left += part
    return {node: _on_ring(left + width / 2, ring) for node, (left, width, ring) in wedges.items()}


def _on_ring(angle: float, ring: int) -> tuple[float, float]:
    return round(ring * math.cos(angle), _EXACT), round(ring * math.sin(angle), _EXACT)


def _children(graph: nx.Graph[str], root: str) -> dict[str, list[str]]:
    """Return the children of every node of the tree, breadth first; of siblings the best connected first."""
    steps = nx.bfs_successors(
        graph, root, sort_neighbors=lambda nodes: sorted(nodes, key=lambda node: (-graph.degree[node], node))
    )
    found: dict[str, list[str]] = {root: []}
    for node, below in steps:
        found[node] = below
        found |= {child: [] for child in below}
    return found


def _edges_between(graph: nx.Graph[str], nodes: Sequence[str]) -> Places:
    at = {node: place for place, node in enumerate(nodes)}
    pairs = sorted(
        {(at[a], at[b]) if at[a] < at[b] else (at[b], at[a]) for a, b in graph.subgraph(nodes).edges}
    )
    return np.array(pairs, dtype=np.intp).reshape(-1, 2)


def settle(points: Floats, edges: Places, mass: Floats) -> Floats:
    """Return the points after the forces have moved them, by less in each round."""
    for left in range(_ROUNDS, 0, -1) if len(points) > 2 else ():
        force = _repulsion(points, mass) + _attraction(points, edges)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)[:, None]
        most = _LARGEST_STEP * float(np.ptp(points, axis=0).max()) * left / _ROUNDS
        points = np.round(points + force / length * np.minimum(length / mass[:, None], most), _EXACT)
    return points


def _repulsion(points: Floats, mass: Floats) -> Floats:
    """Return how all others push each node: mass times mass by distance."""
    centres, weights = _crowds(points, mass)
    push, along = (
        np.square(axis[:, None] - middle) for axis, middle in zip(points.T, centres.T, strict=True)
    )
    push += along
    push += _LEAST_DISTANCE
    np.divide(weights, push, out=push)
    pushed: Floats = (points * push.sum(axis=1)[:, None] - push @ centres) * mass[:, None]
    return pushed


def _crowds(points: Floats, mass: Floats) -> tuple[Floats, Floats]:
    """Return the nodes with their masses; where they are many, what stands in one cell of a grid as one, so
    that a round's work grows with the number of nodes and not with its square."""
    if len(points) <= _CELLS**2:
        return points, mass
    low, extent = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-6)
    column, row = np.minimum((points - low) / extent * _CELLS, _CELLS - 1).astype(np.intp).T
    _, cell = np.unique(row * _CELLS + column, return_inverse=True)
    weights = np.bincount(cell, mass).astype(float)
    return np.stack([np.bincount(cell, axis * mass) / weights for axis in points.T], axis=1), weights


def _attraction(points: Floats, edges: Places) -> Floats:
    """Return how its neighbours pull each node: by the distance."""
    first, second = edges.T
    delta = points[second] - points[first]
    count = len(points)
    return np.stack(
        [np.bincount(first, side, count) - np.bincount(second, side, count) for side in delta.T], axis=1
    )


def _beside_hubs(
    hanging: Mapping[str, str], placed: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Return the points of hanging nodes: the seeds of a sunflower around the node that they hang on, as
    close as all nodes would stand if they filled the whole evenly."""
    width, height = (max(axis) - min(axis) for axis in zip(*placed.values(), strict=True))
    gap = math.sqrt(max(width * height, 1e-6) / (len(placed) + len(hanging)))
    seeds: defaultdict[str, int] = defaultdict(int)
    found = {}
    for node, hub in hanging.items():
        seeds[hub] += 1
        away, angle = gap * math.sqrt(seeds[hub]), _GOLDEN * seeds[hub]
        (x, y) = placed[hub]
        found[node] = (x + away * math.cos(angle), y + away * math.sin(angle))
    return found
