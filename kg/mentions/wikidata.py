"""Wikidata ids of places, as the files in `data/` have them.

Comes in: `natural_earth_places.tsv` (towns by GeoNames id) and `country_coder.tsv` (countries by ISO code).
Goes out: ids, English names, and what each id was taken from.  Must not: match by name; an id that two towns
share identifies neither and is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple

TOWNS_REFERENCE = "Natural Earth 1:10m populated places"
COUNTRIES_REFERENCE = "country-coder 5.6.1"


class Item(NamedTuple):
    """A Wikidata id and the English name that the same source gives the place."""

    id: str
    name: str


def town_items() -> Mapping[int, Item]:
    """Return the items of towns by GeoNames id; pairs that are not one to one are left out."""
    rows = [(int(key), Item(value, name)) for key, value, name in _rows("natural_earth_places.tsv")]
    keys, ids = Counter(key for key, _ in rows), Counter(item.id for _, item in rows)
    return {key: item for key, item in rows if keys[key] == ids[item.id] == 1}


def country_items() -> Mapping[str, Item]:
    """Return the items of countries by ISO 3166-1 alpha-2 code."""
    return {code: Item(value, name) for code, value, name in _rows("country_coder.tsv")}


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of a file, without its comments and header."""
    lines = files(__package__).joinpath("data", name).read_text(encoding="utf-8").splitlines()
    for line in [line for line in lines if not line.startswith("#")][1:]:
        key, value, label = line.split("\t")
        yield key, value, label
