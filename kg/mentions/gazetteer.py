"""What is known about names before any article is read.

Comes in: the compiled place list, the lists of demonyms and outlets, and the user's gazetteer files.
Goes out: answers about one name at a time.  Must not: know a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from kg.lexicon import Row, table
from kg.lexicon.spelling import spelling_key
from kg.mentions.entries import Entry, read_entries
from kg.mentions.places import Place, Places, compiled_file

_LARGE = 100_000
_SPELLED_OUT = 3
"""Letters of an acronym that is read letter by letter, and so is always written in capitals."""

_WHOLE_OR_REGION = frozenset({"continent", "country", "region"})


class Gazetteer:
    """Look-ups by name.  `entries` are the user's; `places` the compiled list."""

    def __init__(self, places: Places, entries: Sequence[Entry]) -> None:
        """Index the entries and the word lists by name."""
        self.places = places
        self.entries = tuple(entries)
        self._strong = _by_name(entries, "strong")
        self._weak = _by_name(entries, "weak")
        self._with_key = {entry.key: entry for entry in entries}  # no two have one key
        self._adjectives = _country_words("adjective")
        self._people = _country_words("people")
        self._names = _country_words("name")
        rows = sorted(
            table("outlets"), key=lambda row: not row["word"].isupper()
        )  # "Politico" over "POLITICO"
        self._outlets = {spelling_key(row["word"]): row for row in rows}
        own = (spelling_key(name) for entry in entries for name in entry.strong)
        listed = (*own, *self._outlets, *map(spelling_key, self._names), *places.country_keys)
        self._openings = frozenset(prefix for key in listed for prefix in _prefixes(key.partition(" ")[0]))

    def strong(self, name: str) -> tuple[Entry, ...]:
        """Return the user's entries that the name alone identifies; "Who" is not WHO, but "Nato" is NATO."""
        return self._strong.get(_cased_key(name), ())

    def weak(self, name: str) -> tuple[Entry, ...]:
        """Return the user's entries that the name points to, given support; capitals count as in `strong`."""
        return self._weak.get(_cased_key(name), ())

    def entry_with(self, key: str) -> Entry | None:
        """Return the user's entry of a key ("geonames:6534210")."""
        return self._with_key.get(key)

    def may_open(self, word: str) -> bool:
        """Tell whether a name that a list identifies (entry, outlet, country) may open with this word, or
        with a longer one that begins so; an article opens any."""
        key = spelling_key(word).partition(" ")[0]
        return key in self._openings or key in ("", "the")

    def outlet(self, name: str) -> Row | None:
        """Return the row of the outlet list for a name, written in capitals where the list does so."""
        row = self._outlets.get(spelling_key(name))
        if row is None or (row["word"].isupper() and not name.isupper()):
            return None
        return row

    def adjective_country(self, word: str) -> str | None:
        """Return the country that an adjective (or attributive name) stands for: "Danish" -> DK."""
        return self._adjectives.get(word) or self.country_named(word)

    def people_country(self, word: str) -> str | None:
        """Return the country that a plural noun for a people stands for: "Danes" -> DK."""
        return self._people.get(word)

    def country_named(self, name: str) -> str | None:
        """Return the ISO code of the country that bears exactly this name."""
        if found := self._names.get(name):
            return found
        if spelling_key(name) not in self.places.country_keys:
            return None
        return next((place.country for place in self.places.find(name) if place.feature == "country"), None)

    def area_of(self, word: str, *, as_place: bool = False) -> Place | None:
        """Return the area of several countries, or the division, that an adjective or people stands for
        ("African", "Scottish"); with `as_place` also the one that a union of states covers ("EU")."""
        row = _area_words().get(word)
        if row is None or row["form"] == "name" or (row["form"] == "union" and not as_place):
            return None
        found = self.places.find(row["area"])
        return next((place for place in found if not place.country or place.feature == "region"), None)

    def country(self, code: str) -> Place | None:
        """Return the country of an ISO 3166-1 alpha-2 code."""
        return self.places.country(code)

    def division_named(self, name: str) -> str | None:
        """Return the ISO 3166-2 code of the largest first-order division of that name or short form."""
        found = [place for place in self.places.find(name) if place.feature == "region" and place.main]
        return max(found, key=lambda place: place.population).iso if found else None

    def capital_of(self, name: str) -> str | None:
        """Return the country whose seat of government the name is."""
        cities = [place for place in self.places.find(name) if place.feature == "city"]
        largest = max(cities, key=lambda place: place.population, default=None)
        return largest.country if largest and largest.capital else None

    def is_large_place(self, name: str) -> bool:
        """Tell whether the name is a country, a first-order division or a place above 100,000 people."""
        return any(
            place.main and (place.feature in _WHOLE_OR_REGION or place.population >= _LARGE)
            for place in self.places.find(name)
        )

    def adjective_of(self, country: str) -> str | None:
        """Return the adjective that labels are made of: DK -> "Danish"."""
        return _first_adjectives().get(country)


def open_gazetteer(extra: Sequence[Path] = (), report: Callable[[str], None] | None = None) -> Gazetteer:
    """Open the gazetteer, once per process and set of files.

    The first call on a machine compiles the place list (about ten seconds); `report` is told so.
    Raises InputError when a file of `extra` is malformed or the cache folder cannot be written.
    """
    return _open(tuple(extra), compiled_file(report))


@lru_cache(maxsize=4)
def _open(extra: tuple[Path, ...], places: Path) -> Gazetteer:
    return Gazetteer(Places(places), read_entries(extra))


def _by_name(entries: Sequence[Entry], attribute: str) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in getattr(entry, attribute):
            found[_cased_key(name)].append(entry)
    return {key: tuple(values) for key, values in found.items()}


def _cased_key(name: str) -> str:
    """Return the spelling key; an acronym of up to three letters keeps its capitals (only longer ones, which
    are spoken as words, are also written "Nato")."""
    return name if name.isupper() and name.isalpha() and len(name) <= _SPELLED_OUT else spelling_key(name)


def _prefixes(word: str) -> Iterator[str]:
    return (word[:length] for length in range(1, len(word) + 1))


def _country_words(form: str) -> dict[str, str]:
    return {row["word"]: row["country"] for row in table("demonyms") if row["form"] == form}


@cache
def _first_adjectives() -> Mapping[str, str]:
    first: dict[str, str] = {}
    for row in table("demonyms"):
        if row["form"] == "adjective":
            first.setdefault(row["country"], row["word"])
    return MappingProxyType(first)


@cache
def _area_words() -> Mapping[str, Row]:
    return MappingProxyType({row["word"]: row for row in table("area_words")})
