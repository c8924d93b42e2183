"""Gazetteer files that the user gives: persons, organizations, places and outlets with their identifiers.

Comes in: a TSV file or JSON lines of the form described in seeds/gazetteer/README.md.  Goes out: entries.
Must not: invent an identifier; every one carries the reference that the file gives for it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kg.errors import InputError
from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind, Identifier

_SCHEMES = ("wikidata", "geonames", "iso3166")
_MANY = ";"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row.  `strong` names identify alone; `weak` names need support from the rest of the article."""

    name: str
    kind: EntityKind
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    role: str | None
    affiliation: str | None
    country: str | None
    identifiers: tuple[Identifier, ...]
    lat: float | None
    lon: float | None

    @property
    def key(self) -> str:
        """Return what tells the entry from all others: the best identifier, or kind and name."""
        schemes = {identifier.scheme: identifier.value for identifier in self.identifiers}
        for scheme in ("geonames", "wikidata"):
            if scheme in schemes:
                return f"{scheme}:{schemes[scheme]}"
        return f"gazetteer:{self.kind.value}:{spelling_key(self.name)}"


def read_entries(paths: Iterable[Path]) -> tuple[Entry, ...]:
    """Read gazetteer files in the order given.

    Raises InputError, naming file and line, when a file cannot be read or a row is malformed.
    """
    return tuple(entry for path in paths for entry in _read_file(path))


def _read_file(path: Path) -> Iterator[Entry]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name}: cannot be read as UTF-8 text ({error})") from error
    rows = _json_rows if path.suffix in (".jsonl", ".json", ".ndjson") else _tsv_rows
    for number, row in rows(path, text):
        yield _entry(path, number, row)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _tsv_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    header: list[str] = []
    for number, line in _lines(text):
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))]
        if not header:
            header = cells
            if not {"name", "kind"} <= set(header):
                raise _error(path, number, "the header needs the columns name and kind")
        elif len(cells) > len(header):
            raise _error(path, number, f"{len(cells)} cells, but the header has {len(header)}")
        else:
            yield number, dict(zip(header, cells, strict=False))


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, line in _lines(text):
        try:
            row = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise _error(path, number, f"not JSON ({error})") from error
        if not isinstance(row, dict):
            raise _error(path, number, "not a JSON object")
        yield number, {key: _cell(value) for key, value in row.items()}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return _MANY.join(map(str, value))
    return "" if value is None else str(value)


def _entry(path: Path, number: int, row: Mapping[str, str]) -> Entry:
    name, kind = row.get("name", ""), row.get("kind", "")
    if not name:
        raise _error(path, number, "the name is empty")
    if kind not in set(EntityKind):
        raise _error(path, number, f"kind is {kind!r}; it must be one of {', '.join(EntityKind)}")
    weak = _values(row.get("weak", ""))
    strong = _values(row.get("strong", ""))
    if name not in strong and name not in weak:
        strong = (name, *strong)
    lat, lon = _degrees(path, number, row, "lat", 90), _degrees(path, number, row, "lon", 180)
    if (lat is None) != (lon is None):
        raise _error(path, number, "lat and lon must both be given, or neither")
    return Entry(
        name=name,
        kind=EntityKind(kind),
        strong=strong,
        weak=weak,
        role=row.get("role") or None,
        affiliation=row.get("affiliation") or None,
        country=row.get("country") or None,
        identifiers=_identifiers(path, number, row),
        lat=lat,
        lon=lon,
    )


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value for part in cell.split(_MANY) if (value := part.strip()))


def _degrees(path: Path, number: int, row: Mapping[str, str], column: str, limit: int) -> float | None:
    cell = row.get(column, "")
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise _error(path, number, f"{column} is {cell!r}, not a number") from None
    if not -limit <= value <= limit:
        raise _error(path, number, f"{column} is {cell}, outside ±{limit}")
    return value


def _identifiers(path: Path, number: int, row: Mapping[str, str]) -> tuple[Identifier, ...]:
    references = _references(row.get("reference", ""))
    found = []
    for scheme in _SCHEMES:
        if value := row.get(scheme, ""):
            if scheme not in references:
                raise _error(path, number, f"{scheme} {value} has no reference that says where it was read")
            found.append(Identifier(scheme, value, references[scheme]))
    return tuple(found)


def _references(cell: str) -> dict[str, str]:
    """Split "geonames,lat=PACKAGE;wikidata=FILE" into a source for each column."""
    references: dict[str, str] = {}
    for part in _values(cell):
        columns, _, source = part.partition("=")
        for column in columns.split(","):
            references[column.strip()] = source.strip()
    return references


def _error(path: Path, number: int, problem: str) -> InputError:
    return InputError(f"{path.name} line {number}: {problem}; see seeds/gazetteer/README.md for the form")
