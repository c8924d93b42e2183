"""Rectangles beside each other in a window of a given shape.

Comes in: widths and heights.  Goes out: one upper left corner per rectangle.
Must not: know what stands in the rectangles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Size = tuple[float, float]

ASPECT = 0.95
"""Width of the whole divided by its height: about that of the canvas between the two side panels."""


def pack_boxes(boxes: Sequence[Size], aspect: float = ASPECT) -> list[tuple[float, float]]:
    """Return the upper left corner of each (width, height), none overlapping another.

    Notes:
        Skyline packing, bottom left (Jylänki 2010), for several widths of the whole; the width that fits
        the window best is kept.
    """
    if not boxes:
        return []
    area = sum(width * height for width, height in boxes)
    least = max(width for width, _ in boxes)
    widths = [max(least, math.sqrt(area * aspect) * (1 + step / 20)) for step in range(21)]
    tried = [_pack_into(boxes, width) for width in widths]
    return min(tried, key=lambda corners: _window(boxes, corners, aspect))


def _window(boxes: Sequence[Size], corners: Sequence[Size], aspect: float) -> float:
    """Return the height of the smallest window of that shape that shows all boxes."""
    right = max(x + width for (x, _), (width, _) in zip(corners, boxes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, boxes, strict=True))
    return max(right / aspect, bottom)


def _pack_into(boxes: Sequence[Size], whole: float) -> list[tuple[float, float]]:
    """Put each box where it ends highest up, in the order of their height, under the boxes before it."""
    corners = [(0.0, 0.0)] * len(boxes)
    skyline = [(0.0, whole, 0.0)]  # left, right and lower edge of what is filled, from left to right
    for at in sorted(range(len(boxes)), key=lambda at: (-boxes[at][1], -boxes[at][0], at)):
        width, height = boxes[at]
        spots = [
            (_find_low(skyline, at_edge, x + width), x)
            for at_edge, (x, _, _) in enumerate(skyline)
            if x + width <= whole + 1e-6
        ]
        y, x = min(spots)
        corners[at] = (x, y)
        skyline = _cover(skyline, x, x + width, y + height)
    return corners


def _find_low(skyline: Sequence[tuple[float, float, float]], first: int, end: float) -> float:
    """Return how far down the skyline reaches from its edge number `first` up to `end`."""
    low = skyline[first][2]
    for at in range(first + 1, len(skyline)):
        left, _, edge = skyline[at]
        if left >= end:
            break
        low = max(low, edge)
    return low


def _cover(
    skyline: Sequence[tuple[float, float, float]], start: float, end: float, low: float
) -> list[tuple[float, float, float]]:
    """Return the skyline with the stretch from start to end filled down to `low`."""
    before = [(left, min(right, start), edge) for left, right, edge in skyline if left < start]
    after = [(max(left, end), right, edge) for left, right, edge in skyline if right > end]
    return [*before, (start, end, low), *after]
