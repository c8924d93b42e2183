"""Land, borders and names of countries around some points: what a map shows without a network.

Comes in: points in degrees.  Goes out: one `LandContext`, at most `LIMIT` bytes as JSON.
Must not: draw, or know what the points are.

The nearer to a point, the finer the coast: a page can be enlarged around its places, and far away nobody
looks closely.  Names of countries and the course of borders are the source's and take no side of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from kg.views.atlas import SOURCE, UNIT, Atlas, Path, join_ring, read_atlas
from kg.views.country_names import CountryName, name_countries
from kg.views.projection import Point, Window, choose_window

LIMIT = 60_000
"""Bytes of JSON that a page may spend on a map."""
CLOSEST = 0.012
"""Degrees between points of a coast where a place stands."""
GROWTH = 0.004
"""By how much more that is for each degree of distance from the nearest place."""
COARSEST = 1 / 500
"""The most that it can be, in widths of the window."""
EASE = 1.3
"""By how much all of it grows as long as the limit is missed."""
MARGIN = 0.02
"""How far beyond the window shapes go, in its widths: the cut must not be seen."""


@dataclass(frozen=True, slots=True)
class LandLabel:
    """A country's name, its middle and the radius of the circle that is free around it; all in steps as in
    `LandContext`, the radius in steps of latitude.  Of several labels of one country a page shows one."""

    name: str
    x: int
    y: int
    reach: int


@dataclass(frozen=True, slots=True)
class LandContext:
    """A map.  x counts steps (`unit` a degree) eastward from `west`, y southward from `north` (degrees); a
    longitude less than `west` is to be taken 360 degrees greater.  x is drawn `squeeze` times as wide as y.
    `land` (to be filled by the even-odd rule) and `borders` are path data of SVG; they go a little beyond
    `width` and `height`."""

    west: float
    north: float
    width: int
    height: int
    unit: int
    squeeze: float
    land: str
    borders: str
    labels: tuple[LandLabel, ...]
    source: str


def make_land(points: Sequence[Point]) -> LandContext | None:
    """Return the map around the points (latitude and longitude in degrees), None if there are none.

    Raises ValueError for a point that is no place on earth.
    """
    if not points:
        return None
    window = choose_window(points)
    atlas = read_atlas()
    tolerance = choose_tolerance(atlas.points, window, points)
    found = _name_land(atlas, window, points)
    while len(msgspec.json.encode(drawn := _draw_land(atlas, tolerance, window, found))) > LIMIT:
        tolerance *= EASE
    return drawn


def _name_land(atlas: Atlas, window: Window, points: Sequence[Point]) -> LandContext:
    """Return the map with its names, before anything is drawn on it."""
    coarse = atlas.thin(np.full(len(atlas.points), max(CLOSEST, window.height / 400)))
    labels = (_label(name, window) for name in name_countries(atlas, coarse, window, points))
    width, height = round(window.width * UNIT), round(window.height * UNIT)
    return LandContext(
        west=round(window.west, 6),
        north=round(window.north, 6),
        width=width,
        height=height,
        unit=UNIT,
        squeeze=round(window.squeeze, 6),
        land="",
        borders="",
        labels=tuple(label for label in labels if label.x <= width and 0 <= label.y <= height),
        source=SOURCE,
    )


def _draw_land(
    atlas: Atlas, tolerance: NDArray[np.float64], window: Window, named: LandContext
) -> LandContext:
    arcs = atlas.thin(tolerance)
    land = cut_rings((join_ring(arcs, ring) for ring in atlas.land), window)
    borders = cut_lines((arcs[at] for at in atlas.borders), window)
    return replace(
        named,
        land="".join(f"{trace}z" for path in land if (trace := _trace(path[:-1], window))),
        borders="".join(_trace(path, window) for path in borders),
    )


def choose_tolerance(at: Path, window: Window, points: Sequence[Point]) -> NDArray[np.float64]:
    """Return the weight in degrees that a point of a coast needs, for each of them."""
    squeeze = np.array([window.squeeze, 1.0])
    turned = [(lon + turn, lat) for turn in (-360, 0, 360) for lat, lon in points]
    tree = shapely.STRtree(shapely.points(np.array(turned) * squeeze))
    places = shapely.points(at * squeeze)
    (order, _), distance = tree.query_nearest(places, return_distance=True, all_matches=False)
    nearest = np.empty(len(at))
    nearest[order] = distance
    return np.minimum(CLOSEST + GROWTH * nearest, _coarsest(window))


def _coarsest(window: Window) -> float:
    return max(window.width * window.squeeze * COARSEST, CLOSEST)


def cut_rings(rings: Iterable[Path], window: Window) -> Iterator[Path]:
    """Yield what of the rings lies in the window, closed.  A hole is a ring like any other."""
    for ring in rings:
        if len(ring) > 3:
            for part in _cut(shapely.Polygon(ring), window, MARGIN):
                if isinstance(part, shapely.Polygon):
                    yield from (shapely.get_coordinates(each) for each in (part.exterior, *part.interiors))


def cut_lines(lines: Iterable[Path], window: Window) -> Iterator[Path]:
    """Yield what of the lines lies in the window."""
    for line in lines:
        if len(line) > 1:  # a border of a few hundred metres may be a point
            for part in _cut(shapely.LineString(line), window, MARGIN):
                if isinstance(part, shapely.LineString):
                    yield shapely.get_coordinates(part)


def _cut(shape: BaseGeometry, window: Window, margin: float) -> Iterator[BaseGeometry]:
    """Yield the parts of a shape in the window, which may be a turn round the earth away from it."""
    spare = margin * window.width
    west, _, east, _ = shape.bounds
    for turn in (-360, 0, 360):
        left, right = window.west - spare - turn, window.east + spare - turn
        if west <= right and east >= left:
            cut = shapely.clip_by_rect(shape, left, window.south - spare, right, window.north + spare)
            yield from (translate(part, turn) for part in getattr(cut, "geoms", (cut,)))


def _label(name: CountryName, window: Window) -> LandLabel:
    east = (name.longitude - window.west) % 360
    return LandLabel(
        name.name,
        round(east * UNIT),
        round((window.north - name.latitude) * UNIT),
        round(name.reach * UNIT),
    )


def _trace(path: Path, window: Window) -> str:
    """Return path data: a move to the first point, then differences."""
    steps = np.rint((path - (window.west, window.north)) * (UNIT, -UNIT)).astype(int)
    moves = np.diff(steps, axis=0)
    moves = moves[moves.any(axis=1)]
    if not len(moves):
        return ""
    numbers = "".join(f"{number: d}" for number in moves.ravel().tolist())
    return f"M{steps[0][0]} {steps[0][1]}l{numbers.lstrip()}".replace(" -", "-")
