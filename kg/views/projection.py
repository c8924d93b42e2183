"""Which part of the world a map shows, and how degrees become places on it.

Comes in: points as (latitude, longitude) in degrees.  Goes out: a `Window`.  Must not: know what is drawn.

The projection is the equirectangular one, true to scale along the window's middle latitude: x is the
longitude times the cosine of that latitude, y the latitude.  A page then needs one factor instead of
formulas, distances from north to south are true everywhere (so a scale bar means something), and the poles
have a place, which Mercator denies them; shapes are bent only where a window spans a continent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS84)."""

ASPECT = 1.6
"""Width by height of a window as it is drawn."""
PADDING = 0.14
"""Room on each side, in widths or heights of what the points span."""
LOWEST = 6.0
"""Least height in degrees: a single place is shown with some 300 km to each side."""
WHOLE = 290.0
"""From this width in degrees on, the whole world is shown."""
SOUTH, NORTH = -58.0, 84.0
"""Where land begins and ends that people live on: the world is cut there unless a point lies beyond."""
STEEPEST = 75.0
"""Latitude beyond which the width is no longer narrowed: near a pole it would have no end."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world in degrees.  `west` is from -180 up to 180; `east` is greater and may exceed 180,
    when the window lies across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Degrees of longitude."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Degrees of latitude."""
        return self.north - self.south

    @property
    def squeeze(self) -> float:
        """How wide a degree of longitude is drawn, in degrees of latitude."""
        return squeeze_at((self.north + self.south) / 2)


def squeeze_at(latitude: float) -> float:
    """Return the cosine by which longitudes are narrowed at a latitude."""
    return math.cos(math.radians(min(abs(latitude), STEEPEST)))


def choose_window(points: Sequence[Point]) -> Window:
    """Return a window with all points in it, padded, about 16 to 10 unless it holds the whole world.

    Raises ValueError without a point, or with one that is no place on earth.
    """
    if not points or not all(abs(lat) <= 90 and abs(lon) <= 180 for lat, lon in points):
        raise ValueError("a window needs points with a latitude within 90 and a longitude within 180 degrees")
    west, span = _span_longitudes([lon for _, lon in points])
    low, high = min(lat for lat, _ in points), max(lat for lat, _ in points)
    squeeze = squeeze_at((low + high) / 2)
    height = max((high - low) * (1 + 2 * PADDING), span * (1 + 2 * PADDING) * squeeze / ASPECT, LOWEST)
    width = height * ASPECT / squeeze
    if width >= WHOLE:
        west, width = -180.0, 360.0
        south, north = min(SOUTH, low - LOWEST), max(NORTH, high + LOWEST)
    else:
        west = _turn(west + span / 2 - width / 2)
        south, north = _slide(low, high, height)
    return Window(west, max(south, -90.0), west + width, min(north, 90.0))


def _span_longitudes(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return where the shortest stretch with all longitudes in it begins, and its length: the circle without
    its widest gap."""
    found = sorted({_turn(longitude) for longitude in longitudes})
    gaps = [(after - before, after) for before, after in pairwise([*found, found[0] + 360])]
    widest, after = max(gaps)
    return _turn(after), 360 - widest


def _turn(longitude: float) -> float:
    """Return the longitude from -180 up to 180."""
    return (longitude + 180) % 360 - 180


def _slide(low: float, high: float, height: float) -> tuple[float, float]:
    """Return south and north of a window around two latitudes, moved towards the equator where it would
    reach beyond the land for nothing."""
    south = (low + high - height) / 2
    ceiling, floor = max(NORTH, high + LOWEST / 4), min(-NORTH, low - LOWEST / 4)
    south = max(min(south, ceiling - height), floor)
    return south, south + height
