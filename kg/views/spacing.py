"""Boxes that must not overlap, pushed apart.

Comes in: points (the middles of boxes) and boxes (width, height).  Goes out: the points moved.
Must not: know what stands in the boxes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

_ROUNDS = 150
_GROWTH = 0.01
"""What the whole grows by in a round in which every box overlaps another: there must be room in the end."""

_NEAREST = 1e-3  # pixels

_STEP = 0.5
"""How much of an overlap each of the two boxes moves in a round: half parts two that touch no other."""

_EXACT = 6
"""Decimals that survive a round: what two machines compute differently stands far behind them."""


def push_apart(points: Floats, boxes: Floats) -> Floats:
    """Return the points moved until boxes (width, height) around them no longer overlap."""
    points = points.copy()
    for _ in range(_ROUNDS):
        first, second = touching_pairs(points, boxes)
        if not len(first):
            return points
        growth = 1 + _GROWTH * min(1.0, len(first) / len(points))
        points = np.round(points * growth + _shifts(points, boxes, first, second), _EXACT)
    return points * _stretch(points, boxes)


def _stretch(points: Floats, boxes: Floats) -> float:
    """Return how much the whole must grow so that the last boxes that overlap no longer do."""
    first, second = touching_pairs(points, boxes)
    distance = np.maximum(np.abs(points[first] - points[second]), _NEAREST)
    needed = ((boxes[first] + boxes[second]) / 2 / distance).min(axis=1)
    return float(needed.max(initial=1.0))


def touching_pairs(points: Floats, boxes: Floats) -> tuple[Places, Places]:
    """Return the positions of boxes that overlap, each pair once.

    Notes:
        A grid whose cells are as large as the largest box: whoever overlaps a box stands in its cell or in
        one of the eight around it, so that the work grows with the number of boxes.
    """
    first, second = _near_pairs(points, boxes.max(axis=0))
    overlap = (boxes[first] + boxes[second]) / 2 - np.abs(points[first] - points[second])
    touching = (overlap > 0).all(axis=1)
    return first[touching], second[touching]


def _near_pairs(points: Floats, cell: Floats) -> tuple[Places, Places]:
    """Return all pairs in the same or in neighbouring cells, found in the order of cells, row by row."""
    column, row = np.floor((points - points.min(axis=0)) / cell).astype(np.intp).T
    width = int(column.max()) + 3  # an empty column at either end
    keys = row * width + column + 1
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    beside = _ranges(np.arange(1, len(keys) + 1), np.searchsorted(keys, keys + 1, "right"))
    below = _ranges(np.searchsorted(keys, keys + width - 1), np.searchsorted(keys, keys + width + 1, "right"))
    first, second = (np.concatenate(pair) for pair in zip(beside, below, strict=True))
    return order[first], order[second]


def _ranges(starts: Places, ends: Places) -> tuple[Places, Places]:
    """Return each position beside all the places of its range."""
    counts = ends - starts
    owners = np.repeat(np.arange(len(starts)), counts)
    offsets = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return owners, offsets + np.repeat(starts, counts)


def _shifts(points: Floats, boxes: Floats, first: Places, second: Places) -> Floats:
    """Return half of every overlap, along the axis where it is smaller, as a move of both boxes."""
    delta = points[first] - points[second]
    overlap = (boxes[first] + boxes[second]) / 2 - np.abs(delta)
    away = np.where(delta == 0, np.where(first > second, 1.0, -1.0)[:, None], np.sign(delta))
    across = overlap[:, :1] < overlap[:, 1:]
    step = _STEP * away * overlap * np.concatenate((across, ~across), axis=1)
    return np.stack([_sums(first, second, step[:, axis], len(points)) for axis in (0, 1)], axis=1)


def _sums(first: Places, second: Places, step: Floats, count: int) -> Floats:
    return np.bincount(first, step, count).astype(float) - np.bincount(second, step, count)
