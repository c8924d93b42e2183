"""Where the names of countries stand on a map, from afar and around each place.

Comes in: the atlas, thinned, a window and the points in it.  Goes out: labels in degrees.
Must not: draw.

A name stands in the middle of the widest circle that is free of borders and coasts in what is seen of the
country (the pole of inaccessibility).  What is seen changes when a page is enlarged, so a country is named
again in the surroundings of every place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import scale, translate

from kg.views.atlas import Atlas, Path, join_ring
from kg.views.projection import Point, Window, choose_window

SMALLEST = 1 / 250
"""Least radius of the free circle that a country needs to be named, in widths of the window."""
NAMES = 150
"""Most labels."""
CELLS = (24.0, 6.0)
"""Sides in degrees of the squares, coarse and fine, for whose places the countries are named again."""
SURROUNDINGS = 24
"""Most squares of one size: those of most places."""
APART = 1.0
"""Degrees that labels of one country keep from each other."""


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country's name, longitude and latitude of its middle, and the radius of the free circle in degrees
    of latitude."""

    name: str
    longitude: float
    latitude: float
    reach: float


@dataclass(frozen=True, slots=True)
class _Territory:
    """Polygons of all countries, with their bounds and the names that they belong to."""

    polygons: NDArray[np.object_]
    bounds: NDArray[np.float64]
    names: tuple[str, ...]


def name_countries(
    atlas: Atlas, arcs: Sequence[Path], window: Window, points: Sequence[Point]
) -> tuple[CountryName, ...]:
    """Return the names that have room, the roomiest first; a country may have several, which are apart."""
    territory = _build_territory(atlas, arcs)
    found = [name for one in (window, *list_surroundings(points)) for name in _name_in(territory, one)]
    kept: list[CountryName] = []
    for name in sorted(found, key=lambda name: (-name.reach, name.name, name.longitude, name.latitude)):
        if not any(name.name == other.name and _distance(name, other) < APART for other in kept):
            kept.append(name)
    return tuple(kept[:NAMES])


def list_surroundings(points: Sequence[Point]) -> Iterator[Window]:
    """Yield windows around the points of each square that has some."""
    for side in CELLS:
        squares = Counter((math.floor(lat / side), math.floor(lon / side)) for lat, lon in points)
        chosen = sorted(squares, key=lambda square: (-squares[square], square))[:SURROUNDINGS]
        for square in chosen:
            yield choose_window(
                [point for point in points if tuple(math.floor(each / side) for each in point) == square]
            )


def _build_territory(atlas: Atlas, arcs: Sequence[Path]) -> _Territory:
    polygons, names = [], []
    for country in atlas.countries:
        for polygon in country.polygons:
            rings = [ring for ring in (join_ring(arcs, ring) for ring in polygon) if len(ring) > 3]
            if rings:
                polygons.append(shapely.Polygon(rings[0], rings[1:]))
                names.append(country.name)
    built = np.array(polygons, dtype=object)
    return _Territory(built, shapely.bounds(built), tuple(names))


def _name_in(territory: _Territory, window: Window) -> Iterator[CountryName]:
    """Name each country in the largest part of it that is seen."""
    largest: dict[str, shapely.Polygon] = {}
    for name, part in _cut_territory(territory, window):
        if name not in largest or part.area > largest[name].area:
            largest[name] = part
    for name, part in largest.items():
        drawn = scale(part, window.squeeze, 1.0, origin=(0, 0))
        free = shapely.maximum_inscribed_circle(drawn, tolerance=window.height / 200)
        if free.length >= SMALLEST * window.width * window.squeeze:
            x, y = free.coords[0]
            yield CountryName(name, x / window.squeeze, y, free.length)


def _cut_territory(territory: _Territory, window: Window) -> Iterator[tuple[str, shapely.Polygon]]:
    west, south, east, north = territory.bounds.T
    for turn in (-360, 0, 360):
        left, right = window.west - turn, window.east - turn
        near = (west < right) & (east > left) & (south < window.north) & (north > window.south)
        for at in np.flatnonzero(near):
            cut = shapely.clip_by_rect(territory.polygons[at], left, window.south, right, window.north)
            for part in getattr(cut, "geoms", (cut,)):
                if isinstance(part, shapely.Polygon) and not part.is_empty:
                    yield territory.names[at], translate(part, turn)


def _distance(one: CountryName, other: CountryName) -> float:
    across = abs((one.longitude - other.longitude + 180) % 360 - 180)
    return math.hypot(across, one.latitude - other.latitude)
