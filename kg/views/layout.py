"""Positions of the nodes, computed once in Python so that the page opens still and always the same.

Comes in: ids, label sizes and pairs of ids.  Goes out: one (x, y) in pixels per id.
Must not: know what the nodes mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.views.packing import pack_boxes

Point = tuple[int, int]
Size = tuple[float, float]

SEED = 7
GAP = 40.0
"""Pixels between the boxes of two parts that nothing connects."""

_LOOSENESS = 1.5
"""Area that a part starts from, in areas of its boxes: less is a heap, more leaves nothing of it legible."""

_EVENNESS = 0.6
"""Power that distances from the middle are raised to: below 1 it thins out the crowd in the middle and draws
in whatever hangs far outside by one line."""

_FEW = 200
"""Each round costs the number of nodes squared: above this, fewer rounds keep it within seconds."""


def place_nodes(sizes: Mapping[str, Size], pairs: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return positions; parts that are not connected stand beside each other and never overlap.

    Notes:
        Force-directed placement after Fruchterman and Reingold (1991), as networkx does it, for each
        connected part by itself; then boxes are pushed apart until none overlaps, and the parts packed.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(pairs)
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    areas = [_place_part(graph, part, sizes) for part in parts]
    corners = pack_boxes([(area.width + GAP, area.height + GAP) for area in areas])
    return {
        node: (round(x + left), round(y + top))
        for area, (left, top) in zip(areas, corners, strict=True)
        for node, (x, y) in area.points.items()
    }


@dataclass(frozen=True, slots=True)
class _Area:
    """One connected part, its upper left corner at (0, 0)."""

    points: dict[str, tuple[float, float]]
    width: float
    height: float


def _place_part(graph: nx.Graph[str], part: Sequence[str], sizes: Mapping[str, Size]) -> _Area:
    boxes = np.array([sizes[node] for node in part], dtype=float)
    found = _spring(graph, part)
    points = spread_evenly(np.array([found[node] for node in part], dtype=float))
    points *= _scale_to_area(points, _LOOSENESS * float(boxes.prod(axis=1).sum()))
    points = push_apart(points, boxes)
    points -= (points - boxes / 2).min(axis=0)
    width, height = (points + boxes / 2).max(axis=0)
    placed = {node: (float(x), float(y)) for node, (x, y) in zip(part, points, strict=True)}
    return _Area(placed, float(width), float(height))


def _spring(graph: nx.Graph[str], part: Sequence[str]) -> dict[str, NDArray[np.float64]]:
    """Nodes and edges are sorted first, since the result depends on their order."""
    subgraph: nx.Graph[str] = nx.Graph()
    subgraph.add_nodes_from(part)
    subgraph.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.subgraph(part).edges))
    found: dict[str, NDArray[np.float64]] = nx.spring_layout(
        subgraph,
        k=2.2 / math.sqrt(len(part)),
        iterations=200 if len(part) <= _FEW else 25,
        seed=SEED,
        method="force",
    )
    return found


def _scale_to_area(points: NDArray[np.float64], area: float) -> float:
    extent = np.maximum(np.ptp(points, axis=0), 1e-6)
    return math.sqrt(area / float(extent.prod())) if len(points) > 1 else 1.0


def spread_evenly(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points around their middle, the crowd thinned out, about as high as wide."""
    centred = points - np.median(points, axis=0)
    extent = np.maximum(np.ptp(centred, axis=0), 1e-9)
    centred *= np.clip(extent.max() / extent, 1.0, 1.6)
    distance = np.linalg.norm(centred, axis=1, keepdims=True)
    reach = max(float(distance.max()), 1e-9)
    stretch: NDArray[np.float64] = (np.maximum(distance, reach * 1e-3) / reach) ** (_EVENNESS - 1)
    return np.multiply(centred, stretch)


def push_apart(points: NDArray[np.float64], boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points moved until boxes (width, height) around them no longer overlap, or rounds end.

    The whole grows a little in each round, so that there is room in the end.
    """
    points = points.copy()
    room = (boxes[:, None, :] + boxes[None, :, :]) / 2
    rounds, growth = (400, 1.001) if len(points) <= _FEW else (20, 1.03)
    for _ in range(rounds):
        delta = points[:, None, :] - points[None, :, :]
        overlap = room - np.abs(delta)
        touching: NDArray[np.bool_] = np.logical_and(overlap[:, :, 0] > 0, overlap[:, :, 1] > 0)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        points = points * growth + _shifts(delta, overlap, touching)
    return points


def _shifts(
    delta: NDArray[np.float64], overlap: NDArray[np.float64], touching: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Half the overlap, along the axis where it is smaller."""
    index = np.arange(len(delta))
    sign = np.where(delta == 0, np.sign(index[:, None] - index[None, :])[:, :, None], np.sign(delta))
    across = overlap[:, :, 0] < overlap[:, :, 1]
    step = np.where(touching[:, :, None], sign * overlap * 0.5, 0.0)
    return (
        np.stack([(step[:, :, 0] * across).sum(axis=1), (step[:, :, 1] * ~across).sum(axis=1)], axis=1) * 0.5
    )
