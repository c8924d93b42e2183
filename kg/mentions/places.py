"""Places by name: the compiled place file, opened once per process.

Comes in: a name.  Goes out: every place of that name.  Must not: choose between them (see `disambiguation`).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.lexicon.spelling import spelling_key
from kg.mentions.compile_places import compile_places
from kg.mentions.place_sources import package_versions

LAYOUT = 14
"""Raised when the tables or the rules that fill them change."""

OWN_LISTS = (
    "lexicon/en/area_words.tsv",
    "lexicon/en/demonyms.tsv",
    "lexicon/en/place_nouns.tsv",
    "lexicon/en/region_forms.tsv",
    "mentions/data/country_coder.tsv",
    "mentions/data/natural_earth_places.tsv",
    "mentions/data/natural_places.tsv",
)
"""Files of this program that the place list is made from as well; a change of one makes a new list."""

_SELECT = """SELECT p.id, p.label, p.feature, p.country, p.division, p.iso, p.lat, p.lon, p.population,
                    p.reference, r.iso, p.capital, n.main, p.wikidata
             FROM name n JOIN place p ON p.id = n.place
             LEFT JOIN place r ON p.feature IN ('city', 'county')
                    AND r.feature = 'region' AND r.division = p.division
             WHERE n.key = ?
             GROUP BY p.id ORDER BY n.main DESC, p.population DESC, p.id LIMIT 40"""

_SELECT_ONE = """SELECT id, label, feature, country, division, iso, lat, lon, population, reference, NULL,
                        capital, 1, wikidata
                 FROM place WHERE """
_SELECT_COUNTRY = f"{_SELECT_ONE} feature = 'country' AND country = ?"
_SELECT_ID = f"{_SELECT_ONE} id = ?"

_SELECT_NATURAL = """SELECT p.id, p.key, p.label, p.feature, p.countries, p.lat, p.lon, p.reference
                     FROM natural_name n JOIN natural_place p ON p.id = n.place
                     WHERE n.name = ? ORDER BY p.id DESC"""

_KEPT_DAYS = 30
"""Days that a compiled file of other versions is left alone: another checkout may be using it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a certain name.  `feature` is continent, country, region (first-order division), county
    (second-order division), area (a region without borders; no country: it lies in several), city, or, where
    it has no GeoNames id, water or land: then `id` is below zero, and `own_key` and `countries` are set.
    `main` tells that the name asked for is its main one; `population` of a region is that of its cities."""

    id: int
    label: str
    feature: str
    country: str
    division: str | None
    iso: str | None
    lat: float | None
    lon: float | None
    population: int
    reference: str
    division_iso: str | None
    capital: bool
    main: bool
    wikidata: str | None = None
    own_key: str = ""
    countries: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What links to it are keyed by."""
        return self.own_key or f"geonames:{self.id}"


_FIELDS = tuple(field.name for field in fields(Place))[:-2]


def cache_folder() -> Path:
    """Return the folder for compiled files: KG_CACHE, or claimgraph under XDG_CACHE_HOME or ~/.cache."""
    if chosen := os.environ.get("KG_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "claimgraph"


def place_file() -> Path:
    """Return where the compiled file of these package versions and lists lies, whether it exists or not."""
    versions = "-".join(f"{name}{number}" for name, number in sorted(package_versions().items()))
    digest = hashlib.sha256(f"{LAYOUT}-{versions}".encode())
    for name in OWN_LISTS:
        digest.update(files("kg").joinpath(name).read_bytes().replace(b"\r\n", b"\n"))
    return cache_folder() / f"places-{digest.hexdigest()[:12]}.sqlite"


class Places:
    """Look-ups by name in the compiled file; answers are remembered."""

    def __init__(self, path: Path) -> None:
        """Open the file for reading only."""
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        self._find = lru_cache(maxsize=8192)(self._read)
        self._find_natural = lru_cache(maxsize=8192)(self._read_natural)
        self._country = lru_cache(maxsize=512)(self._read_country)
        keys = self._connection.execute("SELECT key FROM country_name")
        self.country_keys = frozenset(key for (key,) in keys)
        """The spelling keys of all names of countries: most words of a text are none."""

    def find(self, name: str) -> tuple[Place, ...]:
        """Return the places of that name, main names first, then by population."""
        return self._find(spelling_key(name))

    def find_natural(self, name: str) -> tuple[Place, ...]:
        """Return the rivers, lakes, seas, islands and peninsulas of that name."""
        return self._find_natural(spelling_key(name))

    def country(self, code: str) -> Place | None:
        """Return the country of an ISO 3166-1 alpha-2 code."""
        return self._country(code)

    def with_id(self, geonames: int) -> Place | None:
        """Return the place that has this GeoNames id; None when the packages hold no such place."""
        return self._read_one(_SELECT_ID, geonames)

    def _read_country(self, code: str) -> Place | None:
        return self._read_one(_SELECT_COUNTRY, code)

    def _read_one(self, select: str, wanted: int | str) -> Place | None:
        row = self._connection.execute(select, (wanted,)).fetchone()
        return _place(row) if row else None

    def _read_natural(self, key: str) -> tuple[Place, ...]:
        rows = self._connection.execute(_SELECT_NATURAL, (key,)).fetchall()
        return tuple(_natural_place(*row) for row in rows)

    def _read(self, key: str) -> tuple[Place, ...]:
        rows = self._connection.execute(_SELECT, (key,)).fetchall()
        return tuple(_place(row) for row in rows)


def _place(row: tuple[Any, ...]) -> Place:
    named = dict(zip(_FIELDS, row, strict=True))
    return Place(**named | {"capital": bool(named["capital"]), "main": bool(named["main"])})


def _natural_place(
    number: int, key: str, label: str, feature: str, listed: str, lat: float, lon: float, reference: str
) -> Place:
    countries = tuple(filter(None, listed.split(",")))
    only = countries[0] if len(countries) == 1 else ""
    return Place(
        id=number,
        label=label,
        feature=feature,
        country=only,
        division=None,
        iso=None,
        lat=lat,
        lon=lon,
        population=0,
        reference=reference,
        division_iso=None,
        capital=False,
        main=True,
        own_key=key,
        countries=countries,
    )


def open_places(report: Callable[[str], None] | None = None) -> Places:
    """Open the place file; compile it first (about ten seconds, once) if it is not there.

    Raises InputError if the cache folder cannot be written.
    """
    return Places(compiled_file(report))


def compiled_file(report: Callable[[str], None] | None = None) -> Path:
    """Return the place file, which is compiled if it is not there; `report` is told so before.

    Raises InputError if the cache folder cannot be written.
    """
    path = place_file()
    if path.exists():
        return path
    if report:
        report("compiling the place list (once, about ten seconds)")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        compile_places(path)
        _remove_stale(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise InputError(
            f"cannot write the place list to {path.parent} ({error}); "
            "set KG_CACHE to a folder that can be written"
        ) from error
    return path


def _remove_stale(path: Path) -> None:
    """Remove what other versions compiled long ago (40 MB each); it is compiled again if it is asked for."""
    oldest = path.stat().st_mtime - _KEPT_DAYS * 86_400
    for other in path.parent.glob("places-*"):
        if other != path and other.stat().st_mtime < oldest:
            other.unlink(missing_ok=True)
