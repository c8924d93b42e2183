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

from kg.views.forces import arrange_part
from kg.views.packing import pack_boxes
from kg.views.spacing import push_apart

Point = tuple[int, int]
Size = tuple[float, float]

GAP = 40.0
"""Pixels between the boxes of two parts that nothing connects."""

_LOOSENESS = 1.2
"""Area that a part starts from, in areas of its boxes: less is a heap, more leaves nothing of it legible."""


def place_nodes(sizes: Mapping[str, Size], pairs: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return positions; nothing overlaps, and parts that are not connected stand beside each other.

    Each connected part is arranged by itself (`kg.views.forces`), its boxes are pushed apart until none
    overlaps (`kg.views.spacing`), and the parts are packed (`kg.views.packing`).
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
    found = arrange_part(graph.subgraph(part).copy())  # a copy is looked up faster than a view
    points = spread_evenly(np.array([found[node] for node in part], dtype=float))
    points *= _scale_to_area(points, _LOOSENESS * float(boxes.prod(axis=1).sum()))
    points = push_apart(points, boxes)
    points -= (points - boxes / 2).min(axis=0)
    width, height = (points + boxes / 2).max(axis=0)
    placed = {node: (float(x), float(y)) for node, (x, y) in zip(part, points, strict=True)}
    return _Area(placed, float(width), float(height))


def _scale_to_area(points: NDArray[np.float64], area: float) -> float:
    extent = np.maximum(np.ptp(points, axis=0), 1e-6)
    return math.sqrt(area / float(extent.prod())) if len(points) > 1 else 1.0


def spread_evenly(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the points around their middle, about as high as wide, the same number on every ring of the same
    area: that thins out the crowd in the middle and draws in whatever hangs far outside by one line."""
    centred = points - np.median(points, axis=0)
    extent = np.maximum(np.ptp(centred, axis=0), 1e-9)
    centred *= np.clip(extent.max() / extent, 1.0, 1.6)
    distance = np.round(np.hypot(centred[:, 0], centred[:, 1]), 9)
    reach = np.sqrt(np.searchsorted(np.sort(distance), distance, "right") / len(distance))
    return centred * (reach / np.maximum(distance, 1e-9))[:, None]
