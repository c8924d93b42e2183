"""Where a place is and where the program puts it -> how far off, and how often.

The measures of shared/bench/score_entities.py, number for number (a test compares).  Near is within 161 km
(100 miles, Leidner 2007).  A place without a point is wrong; mean, median and area leave it out.

Comes in: points in degrees.  Goes out: `DistanceScore`.  Must not: know names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.evaluate.scoring import percent

NEAR_KM = 161.0
_EARTH_KM = 6371.0088
_FARTHEST_KM = 20039.0
"""Half the way round the earth, as Gritta et al. (2019) take it."""

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class DistanceScore:
    """Shares in percent, distances in kilometres; None where nothing was resolved.

    `near` is the share within 161 km of all, `near_resolved` of those that have a point.  `auc` is the area
    under the curve of the logarithms of the distances, from 0 (all right) to 1 (all at the antipodes).
    """

    places: int
    unresolved: float
    near: float
    near_resolved: float
    mean_km: float | None
    median_km: float | None
    auc: float | None


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance (haversine), in kilometres."""
    (a, b), (c, d) = (map(math.radians, point) for point in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def score_distances(pairs: Sequence[tuple[Point, Point | None]]) -> DistanceScore:
    """Score (gold, found) points; a found point of None is unresolved."""
    off = sorted(distance_km(gold, found) for gold, found in pairs if found is not None)
    near = sum(distance <= NEAR_KM for distance in off)
    return DistanceScore(
        places=len(pairs),
        unresolved=_share(len(pairs) - len(off), len(pairs)),
        near=_share(near, len(pairs)),
        near_resolved=_share(near, len(off)),
        mean_km=round(sum(off) / len(off), 1) if off else None,
        median_km=round(off[len(off) // 2], 1) if off else None,
        auc=_area(off),
    )


def _share(part: int, whole: int) -> float:
    return percent(part / whole if whole else 0.0)


def _area(off: Sequence[float]) -> float | None:
    """Return the area under the sorted logarithms, by the trapezoidal rule, on a unit square."""
    if len(off) < 2:
        return None
    scaled = [min(math.log(distance + 1) / math.log(_FARTHEST_KM), 1.0) for distance in off]
    inner = sum(scaled) - (scaled[0] + scaled[-1]) / 2
    return round(inner / (len(off) - 1), 4)
