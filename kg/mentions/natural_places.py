"""Rivers, lakes, seas, islands and peninsulas, as `data/natural_places.tsv` has them.

Comes in: the file.  Goes out: typed rows.  Must not: match by name, or give a GeoNames id: they
have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from kg.lexicon import read_table

REFERENCES = {
    "natural-earth": "Natural Earth 1:10m rivers and lakes",
    "flinn-engdahl": "Flinn-Engdahl regions, USGS",
}
_WATER = frozenset({"river", "lake", "sea"})


class NaturalPlace(NamedTuple):
    """A place that is no country, division or town.  `key` is its own ("natural-earth:river:danube"), `sort`
    river, lake, sea or land; the point is a river's mouth where the lines tell it, else a middle; `countries`
    are those that it touches, as far as known; `source` is a key of `REFERENCES`."""

    key: str
    names: tuple[str, ...]
    sort: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    source: str

    @property
    def feature(self) -> str:
        """Whether it is water or land."""
        return "water" if self.sort in _WATER else "land"

    @property
    def reference(self) -> str:
        """What it was taken from, in words."""
        return REFERENCES[self.source]


def read_natural_places() -> Iterator[NaturalPlace]:
    """Yield the rows; the full name comes first ("Danube River", "Danube")."""
    for row in read_table(files(__package__).joinpath("data/natural_places.tsv")):
        names = (row["name"], *filter(None, row["others"].split("|")))
        touched = tuple(filter(None, row["countries"].split(",")))
        point = (float(row["lat"]), float(row["lon"]))
        yield NaturalPlace(row["key"], names, row["sort"], *point, touched, row["source"])
