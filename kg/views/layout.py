"""Positions of the nodes, computed once in Python so that the page opens still and always the same.

Comes in: ids, label sizes and pairs of ids.  Goes out: one (x, y) in pixels per id.
Must not: know what the nodes mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Point = tuple[int, int]
Size = tuple[float, float]

SEED = 7
SPACING = 125.0
"""Pixels between two tied nodes, about the width of a label."""

_EVENNESS = 0.6
"""Power that distances from the middle are raised to: below 1 it thins out the crowd in the middle and draws
in whatever hangs far outside by one line."""

_FEW = 200
"""Each round costs the number of nodes squared: above this, fewer rounds keep it within seconds."""


def place_nodes(sizes: Mapping[str, Size], pairs: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return positions; parts that are not connected stand beside each other, largest first.

    Notes:
        Force-directed placement after Fruchterman and Reingold (1991), as networkx does it, then labels
        are pushed apart until their boxes no longer overlap.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(pairs)
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    placed: dict[str, Point] = {}
    for part, corner in _beside_each_other([_place_part(graph, part, sizes) for part in parts]):
        for node, (x, y) in part.items():
            placed[node] = (round(x + corner[0]), round(y + corner[1]))
    return placed


def _place_part(
    graph: nx.Graph[str], part: Sequence[str], sizes: Mapping[str, Size]
) -> dict[str, tuple[float, float]]:
    """Return positions of one connected part, its upper left corner at (0, 0)."""
    subgraph: nx.Graph[str] = nx.Graph()
    subgraph.add_nodes_from(part)
    subgraph.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.subgraph(part).edges))
    spread = SPACING * math.sqrt(len(part))
    found = nx.spring_layout(
        subgraph,
        k=2.2 / math.sqrt(len(part)),
        iterations=200 if len(part) <= _FEW else 25,
        seed=SEED,
        scale=spread,
        method="force",
    )
    points = spread_evenly(np.array([found[node] for node in part], dtype=float))
    boxes = np.array([sizes[node] for node in part], dtype=float)
    apart = push_apart(points, boxes)
    apart -= (apart - boxes / 2).min(axis=0)
    return {node: (float(x), float(y)) for node, (x, y) in zip(part, apart, strict=True)}


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
    """Return the points moved until boxes (width, height) around them no longer overlap, or rounds end."""
    points = points.copy()
    room = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(80 if len(points) <= _FEW else 5):
        delta = points[:, None, :] - points[None, :, :]
        overlap = room - np.abs(delta)
        touching: NDArray[np.bool_] = np.logical_and(overlap[:, :, 0] > 0, overlap[:, :, 1] > 0)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        points += _shifts(delta, overlap, touching)
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


def _beside_each_other(
    parts: Sequence[dict[str, tuple[float, float]]],
) -> list[tuple[dict[str, tuple[float, float]], tuple[float, float]]]:
    """Return each part with its upper left corner: rows as wide as the largest part."""
    corners = []
    x = y = row_height = 0.0
    row_width = 0.0
    for part in parts:
        width = max(point[0] for point in part.values()) + SPACING
        height = max(point[1] for point in part.values()) + SPACING
        row_width = row_width or max(width, 6 * SPACING)
        if x and x + width > row_width:
            x, y, row_height = 0.0, y + row_height, 0.0
        corners.append((part, (x, y)))
        x, row_height = x + width, max(row_height, height)
    return corners
