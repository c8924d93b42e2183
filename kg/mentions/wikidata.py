"""Wikidata ids of places, as the files in `data/` have them.

Comes in: `natural_earth_places.tsv` (towns by GeoNames id) and `country_coder.tsv` (countries by ISO code).
Goes out: ids, English names, and what each id was taken from.  Must not: match by name; an id that two towns
share identifies neither and is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

from kg.lexicon import Row, read_table

TOWNS_REFERENCE = "Natural Earth 1:10m populated places"
COUNTRIES_REFERENCE = "country-coder 5.6.1"


class Item(NamedTuple):
    """A Wikidata id and the English name that the same source gives the place."""

    id: str
    name: str


def town_items() -> Mapping[int, Item]:
    """Return the items of towns by GeoNames id; pairs that are not one to one are left out."""
    rows = [(int(row["geonames"]), _item(row)) for row in _rows("natural_earth_places.tsv")]
    keys, ids = Counter(key for key, _ in rows), Counter(item.id for _, item in rows)
    return {key: item for key, item in rows if keys[key] == ids[item.id] == 1}


def country_items() -> Mapping[str, Item]:
    """Return the items of countries by ISO 3166-1 alpha-2 code."""
    return {row["country"]: _item(row) for row in _rows("country_coder.tsv")}


def _rows(name: str) -> tuple[Row, ...]:
    return read_table(files(__package__).joinpath("data", name))


def _item(row: Row) -> Item:
    return Item(row["wikidata"], row["name"])
