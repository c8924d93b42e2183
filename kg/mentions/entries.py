"""Gazetteer files that the user gives: persons, organizations, places and outlets with their identifiers.

Comes in: files of the form described in docs/GAZETTEER.md.  Goes out: entries, no two of them the same.
Must not: invent an identifier; every one carries the reference that the file gives for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.spelling import spelling_key
from kg.mentions.entry_cells import (
    read_affiliation,
    read_coordinates,
    read_country,
    read_identifiers,
    read_kind,
    read_names,
)
from kg.mentions.entry_rows import Row, bad_row, read_rows
from kg.model import EntityKind, Identifier

_KEYS = ("geonames", "wikidata")
"""Schemes that tell an entry from all others, the better one first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.  `strong` names identify alone; `weak` names need support from the rest of the article."""

    name: str
    kind: EntityKind
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    affiliation: str | None
    country: str | None
    identifiers: tuple[Identifier, ...]
    lat: float | None
    lon: float | None

    @property
    def key(self) -> str:
        """Return what tells the entry from all others: the best identifier, or kind and name."""
        schemes = {identifier.scheme: identifier.value for identifier in self.identifiers}
        for scheme in _KEYS:
            if scheme in schemes:
                return f"{scheme}:{schemes[scheme]}"
        return f"gazetteer:{self.kind.value}:{spelling_key(self.name)}"


def read_entries(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """Read gazetteer files in the order given; a file given twice is read once.

    Raises InputError, naming file and line, when a file cannot be read, a row is malformed, or two rows
    are the same entry or share a strong name.
    """
    files = tuple(dict.fromkeys(paths))
    rows = [row for path in files for row in read_rows(path, _shown(path, files))]
    found = [(row.where, _entry(row)) for row in rows]
    _check_apart(found)
    return tuple(entry for _, entry in found)


def _shown(path: Path, files: Sequence[Path]) -> str:
    """Return the file's name, with its folder where two files bear the name."""
    is_shared = sum(other.name == path.name for other in files) > 1
    return path.as_posix() if is_shared else path.name


def _entry(row: Row) -> Entry:
    names, kind = read_names(row), read_kind(row)
    lat, lon = read_coordinates(row)
    return Entry(
        name=names.label,
        kind=kind,
        strong=names.strong,
        weak=names.weak,
        affiliation=read_affiliation(row),
        country=read_country(row),
        identifiers=read_identifiers(row),
        lat=lat,
        lon=lon,
    )


def _check_apart(found: Sequence[tuple[str, Entry]]) -> None:
    """Refuse two rows of one entry, and a strong name of two rows: only the first would ever be found."""
    holders: dict[str, str] = {}
    for where, entry in found:
        for mark, what in _same_entry(entry):
            if (first := holders.setdefault(mark, where)) != where:
                problem = f"{what} stands on {first} already"
                raise bad_row(where, f"{problem}; make one row of the two, or name them apart")
        for name in entry.strong:
            if (first := holders.setdefault(f"name:{spelling_key(name)}", where)) != where:
                problem = f"{name} is a strong name of {first} too"
                raise bad_row(where, f"{problem}; leave it in one row, or write it under weak in both")


def _same_entry(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give what no other row may have, each as a key and in words."""
    for identifier in entry.identifiers:
        if identifier.scheme in _KEYS:
            yield f"{identifier.scheme}:{identifier.value}", f"{identifier.scheme} {identifier.value}"
    yield entry.key, f"{entry.kind.value} {entry.name}"
