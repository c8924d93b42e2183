"""The rows of a gazetteer file, as text.

Comes in: a TSV file or JSON lines of the form described in docs/GAZETTEER.md.  Goes out: rows, each with the
line that it stands on; white space within a cell is one blank.
Must not: know what a cell means (see `entry_cells`), or lose a cell that stands in a column of the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from kg.errors import InputError

_SINGLE = (
    "name", "kind", "affiliation", "country", "wikidata", "geonames", "iso3166", "lat", "lon", "reference",
)  # fmt: skip
_LISTS = ("strong", "weak")
_NUMBERS = frozenset({"geonames", "lat", "lon"})
_MANY = ";"
_JSON = frozenset({".jsonl", ".ndjson", ".json"})

_NEAR = 75
"""Least likeness, of 100, of a misspelt column to the one that is meant: one or two letters of a word."""

_OTHER_WORDS = {
    "alias": "strong",
    "aliases": "strong",
    "country_code": "country",
    "latitude": "lat",
    "lng": "lon",
    "longitude": "lon",
    "qid": "wikidata",
}
"""Usual names of columns that are not spelt like ours."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"(?:[^"]|"")*"?')
"""A cell as spreadsheets quote it; without its end where the cell goes on in the next line."""
_BROKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
"""Control characters, halves of a character, and the sign of a character that was lost."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `where` is file and line; `cells` has one text a column, `strong` and `weak` their names."""

    where: str
    cells: Mapping[str, str]
    strong: tuple[str, ...]
    weak: tuple[str, ...]

    def cell(self, column: str) -> str:
        """Return the text of a column; empty if the row has none."""
        return self.cells.get(column, "")


def bad_row(where: str, problem: str) -> InputError:
    """Return the error for a row, with the page that describes the form."""
    return InputError(f"{where}: {problem}; see docs/GAZETTEER.md for the form")


def read_rows(path: Path, shown: str) -> tuple[Row, ...]:
    """Read a file; `shown` is what messages call it.

    Raises InputError if the file cannot be read, has no row, or is not of one of the two forms.
    """
    text = _read_text(path, shown)
    rows = tuple((_json_rows if path.suffix.lower() in _JSON else _table_rows)(shown, text))
    if not rows:
        raise bad_row(shown, "no row in the file; write one line for each name")
    return rows


def _read_text(path: Path, shown: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{shown}: cannot be read ({error.strerror}); name a file that can") from error
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(error.object[: error.start].decode("latin-1"))) + 1
        raise InputError(f"{shown} line {line}: not UTF-8 text ({error.reason}); save it as UTF-8") from error


def _lines(shown: str, text: str) -> Iterator[tuple[str, str]]:
    """Give the lines that hold something, with file and number.

    Only line ends count: other separators (U+2028, form feed) may stand in a pasted cell.
    """
    for number, line in enumerate(_LINE_END.split(text), 1):
        if line.strip() and not line.startswith("#"):
            yield f"{shown} line {number}", line


def _table_rows(shown: str, text: str) -> Iterator[Row]:
    columns: list[str] = []
    for where, line in _lines(shown, text):
        cells = _cells(line)
        if not columns:
            columns = cells
            _check_header(where, columns)
        elif len(cells) > len(columns):
            raise bad_row(where, f"{len(cells)} cells, but the header has {len(columns)}")
        else:
            yield _row(where, dict(zip(columns, cells, strict=False)))


def _cells(line: str) -> list[str]:
    """Split a line of a table; empty cells at its end hold nothing."""
    cells = [_tidy(cell) for cell in line.split("\t")]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check_header(where: str, columns: Sequence[str]) -> None:
    if columns[0].startswith("{"):
        raise bad_row(where, "a JSON object in a table; give a file of JSON lines a name that ends in .jsonl")
    _check_characters(where, columns)
    if not {"name", "kind"} <= set(columns):
        problem = "the header needs the columns name and kind"
        raise bad_row(where, f"{problem}, in small letters and separated by tabs")
    _check_columns(where, columns)


def _check_characters(where: str, columns: Sequence[str]) -> None:
    for column in columns:
        _check_text(where, "a column", column)


def _check_columns(where: str, columns: Sequence[str]) -> None:
    """Refuse columns whose cells would get lost: without a name, named twice, or misspelt."""
    for number, column in enumerate(columns, 1):
        if not column:
            raise bad_row(where, f"column {number} has no name; name it, or delete it")
        if column in columns[: number - 1]:
            raise bad_row(where, f"the column {column} is there twice; leave one")
        if column not in (*_SINGLE, *_LISTS) and (meant := _meant(column)):
            problem = f"the column {column} is not known; did you mean {meant}?"
            raise bad_row(where, f"{problem} Rename it, also if it is to be ignored")


def _meant(column: str) -> str | None:
    """Return the column that an unknown one is a misspelling or another word of."""
    plain = column.casefold()
    near = extractOne(plain, (*_SINGLE, *_LISTS), scorer=ratio, score_cutoff=_NEAR)
    return _OTHER_WORDS.get(plain) or (near[0] if near else None)


def _json_rows(shown: str, text: str) -> Iterator[Row]:
    for where, line in _lines(shown, text):
        pairs = [(_tidy(column), value) for column, value in _json_pairs(where, line)]
        columns = [column for column, _ in pairs]
        _check_characters(where, columns)
        _check_columns(where, columns)
        yield _row(where, dict(pairs))


def _json_pairs(where: str, line: str) -> tuple[tuple[str, object], ...]:
    """Return the keys and values of an object; as pairs, so that a key given twice is seen."""
    try:
        found = json.loads(line, object_pairs_hook=tuple)
    except (ValueError, RecursionError) as error:
        if line.startswith("["):
            raise bad_row(where, "a JSON array; write one object a line, no array around them") from error
        problem = (
            error.msg if isinstance(error, json.JSONDecodeError) else "a value that is too long or too deep"
        )
        raise bad_row(where, f"not JSON ({problem}); write one object a line") from error
    if not isinstance(found, tuple):
        raise bad_row(where, "not a JSON object; write one object a line, no array around them")
    return found


def _row(where: str, given: Mapping[str, object]) -> Row:
    cells = {column: _cell(where, column, given[column]) for column in _SINGLE if column in given}
    strong, weak = (_names(where, column, given.get(column)) for column in _LISTS)
    return Row(where, cells, strong, weak)


def _names(where: str, column: str, value: object) -> tuple[str, ...]:
    """Return the names of a cell; those of a JSON list are whole, a text is split."""
    if isinstance(value, list):
        names = [_text(where, f"a name under {column}", item) for item in value]
    else:
        names = [_tidy(name) for name in _cell(where, column, value).split(_MANY)]
    for name in names:
        _check_text(where, column, name)
    return tuple(dict.fromkeys(name for name in names if name))


def _cell(where: str, column: str, value: object) -> str:
    if value is None:
        return ""
    if column in _NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _text(where, column, value)


def _text(where: str, column: str, value: object) -> str:
    if not isinstance(value, str):
        raise bad_row(where, f"{column} is {json.dumps(value)}; write it as text in quotation marks")
    text = _tidy(value)
    _check_text(where, column, text)
    return text


def _check_text(where: str, column: str, text: str) -> None:
    if found := _BROKEN.search(text):
        problem = f"{column} holds U+{ord(found[0]):04X}, which is no character of a text"
        raise bad_row(where, f"{problem}; type it anew")
    if _QUOTED.fullmatch(text):
        raise bad_row(where, f"{column} is {text}; write it without quotation marks around it")


def _tidy(text: str) -> str:
    return " ".join(text.split())
