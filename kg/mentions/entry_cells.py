"""What the cells of a gazetteer row mean, and what they may hold.

Comes in: a row as text.  Goes out: its names, kind, codes, identifiers and coordinates.
Must not: mend a cell; what is not of the form is refused with file and line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pycountry

from kg.lexicon.spelling import spelling_key
from kg.mentions.entry_rows import Row, bad_row
from kg.model import EntityKind, Identifier

_MANY = ";"
_ARTICLES = frozenset({"a", "an", "the"})
_ASSIGNED_BY_USERS = frozenset({"XK"})
"""Country codes that ISO leaves to users and GeoNames has: Kosovo."""

_IDENTIFIERS = {
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "Q and digits"),
    "geonames": (re.compile(r"[1-9][0-9]{0,11}"), "digits, at most 12"),
    "iso3166": (
        re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"),
        "ISO 3166-1 alpha-2 or ISO 3166-2 in capitals, such as DE or DE-BY",
    ),
}
_DEGREES = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Names:
    """The label of a row, the names that identify it alone, and those that need support."""

    label: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]


def read_names(row: Row) -> Names:
    """Return the names; the label is a strong one unless it stands under weak."""
    label = _one_name(row, "name")
    if not label:
        raise bad_row(row.where, "the name is empty; write the name that the entity is to be shown by")
    for name in (*row.strong, *row.weak):
        _check_name(row, name)
    weak = {spelling_key(name) for name in row.weak}
    if both := next((name for name in row.strong if spelling_key(name) in weak), None):
        raise bad_row(row.where, f"{both} stands under strong and under weak; leave it in one of them")
    is_listed = label in row.strong or spelling_key(label) in weak
    return Names(label, row.strong if is_listed else (label, *row.strong), row.weak)


def read_affiliation(row: Row) -> str | None:
    """Return the name that the affiliation is known by."""
    return _one_name(row, "affiliation") or None


def _one_name(row: Row, column: str) -> str:
    name = row.cell(column)
    if _MANY in name:
        raise bad_row(row.where, f"{column} is {name!r}, more than one name; write one there")
    if name:
        _check_name(row, name)
    return name


def _check_name(row: Row, name: str) -> None:
    """Refuse what would be found all over a text: an article, or no word at all."""
    key = spelling_key(name)
    if key in _ARTICLES or not any(character.isalnum() for character in key):
        raise bad_row(row.where, f"{name!r} is no name; write a word that is one, or leave it out")


def read_kind(row: Row) -> EntityKind:
    """Return the kind of the entity."""
    kind = row.cell("kind")
    if kind not in set(EntityKind):
        raise bad_row(row.where, f"kind is {kind!r}; it must be one of {', '.join(EntityKind)}")
    return EntityKind(kind)


def read_country(row: Row) -> str | None:
    """Return the country's code."""
    code = row.cell("country")
    if code and not _is_country(code):
        raise bad_row(row.where, f"country is {code!r}; it must be a code of ISO 3166-1 alpha-2, such as DE")
    return code or None


def _is_country(code: str) -> bool:
    known = code.isupper() and pycountry.countries.get(alpha_2=code) is not None
    return known or code in _ASSIGNED_BY_USERS


def read_coordinates(row: Row) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude in degrees."""
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    if lat is not None and lon is not None:
        return lat, lon
    if lat is not None or lon is not None:
        raise bad_row(row.where, "lat and lon must both be given, or neither")
    return None, None


def _degrees(row: Row, column: str, limit: int) -> float | None:
    cell = row.cell(column)
    if not cell:
        return None
    if not _DEGREES.fullmatch(cell):
        raise bad_row(row.where, f"{column} is {cell!r}, not a number; write degrees such as 51.5")
    value = float(cell)
    if not -limit <= value <= limit:
        raise bad_row(row.where, f"{column} is {cell}, outside ±{limit}")
    return value


def read_identifiers(row: Row) -> tuple[Identifier, ...]:
    """Return the identifiers, each with the source that the row gives for it."""
    sources = _sources(row)
    return tuple(
        _identifier(row, scheme, value, sources) for scheme in _IDENTIFIERS if (value := row.cell(scheme))
    )


def _identifier(row: Row, scheme: str, value: str, sources: dict[str, str]) -> Identifier:
    form, meaning = _IDENTIFIERS[scheme]
    is_listed = scheme != "iso3166" or _is_country(value[:2])
    if not form.fullmatch(value) or not is_listed:
        raise bad_row(row.where, f"{scheme} is {value!r}; it must be {meaning}")
    if scheme not in sources:
        problem = f"{scheme} {value} has no reference that says where it was read"
        raise bad_row(row.where, f"{problem}; write {scheme}=SOURCE under reference")
    return Identifier(scheme, value, sources[scheme])


def _sources(row: Row) -> dict[str, str]:
    """Split "geonames,lat=PACKAGE;wikidata=FILE" into a source for each column."""
    sources: dict[str, str] = {}
    for part in filter(None, map(str.strip, row.cell("reference").split(_MANY))):
        columns, _, source = (text.strip() for text in part.partition("="))
        if not source:
            raise bad_row(row.where, f"the reference {part!r} names no source; write COLUMN=SOURCE")
        for column in map(str.strip, columns.split(",")):
            if column in sources:
                raise bad_row(row.where, f"the reference names two sources for {column}; leave one")
            sources[column] = source
    return sources
