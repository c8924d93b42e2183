"""What is known of an article besides its text, and the table that tells it (`--metadata FILE`).

Comes in: a TSV, CSV or JSON lines file.  Goes out: a `MetadataTable`.
Must not: guess.  What nobody says is None; a date that cannot be read as one is None as well.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kg.errors import InputError
from kg.model import TimeValue
from kg.read.dates import parse_date
from kg.read.decode import decode

PATH_KEYS = ("path", "file", "filename")
PUBLISHER_KEYS = ("publisher", "source_name", "outlet", "site")
TITLE_KEYS = ("title", "headline")
DATE_KEYS = ("published", "date", "date_published", "date_created")
URL_KEYS = ("url", "link")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Publisher, title, day and address of one article, each None when it was not said."""

    publisher: str | None = None
    title: str | None = None
    published: TimeValue | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """Return these values, and those of `other` where there is none."""
        return Metadata(
            self.publisher or other.publisher,
            self.title or other.title,
            self.published or other.published,
            self.url or other.url,
        )


NOTHING_KNOWN = Metadata()


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """Metadata by path.  `by_name` leaves out file names that stand for several paths."""

    by_path: Mapping[str, Metadata] = field(default_factory=dict)
    by_name: Mapping[str, Metadata] = field(default_factory=dict)

    def find(self, path: str) -> Metadata | None:
        """Return the row for a document's path: the whole path first, then the file name alone."""
        return self.by_path.get(path) or self.by_name.get(PurePosixPath(path).name)


def metadata_from(fields: Mapping[str, object]) -> Metadata:
    """Pick the fields that are ours; keys in any case, empty values as None, other keys ignored."""
    known = {str(key).strip().casefold(): value for key, value in fields.items() if key is not None}
    return Metadata(
        _first_text(known, PUBLISHER_KEYS),
        _first_text(known, TITLE_KEYS),
        parse_date(_first_text(known, DATE_KEYS)),
        _first_text(known, URL_KEYS),
    )


def _first_text(fields: Mapping[str, object], keys: Iterable[str]) -> str | None:
    """Return the first value that is a non-empty string or a number (a bare year, say)."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def read_metadata(path: Path) -> MetadataTable:
    """Read a table with the columns path, publisher, title, published, url; others are ignored.

    The suffix tells the form: .jsonl is JSON lines, .csv is comma-separated, anything else tab-separated.
    Raises InputError when the file cannot be read, has no column `path`, or names a path twice.
    """
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read the metadata table {path}: {error.strerror}") from error
    except InputError as error:
        raise InputError(f"cannot read the metadata table {path}: {error}") from error
    return _make_table(path, _rows(path, text))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield (line number, fields) of each row."""
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return _json_rows(path, text)
    return _separated_rows(path, text, csv.excel if path.suffix.lower() == ".csv" else _PlainTabs)


class _PlainTabs(csv.excel_tab):
    """Tabs without quoting: a title may well hold a lone quotation mark."""

    quoting = csv.QUOTE_NONE


def _separated_rows(
    path: Path, text: str, dialect: type[csv.Dialect]
) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: not a table ({error})") from error


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{path}, line {number}: not JSON ({error}); write one object per line"
            ) from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: not a JSON object; write one object per line")
        yield number, row


def _make_table(path: Path, rows: Iterable[tuple[int, Mapping[str, object]]]) -> MetadataTable:
    by_path: dict[str, Metadata] = {}
    for number, row in rows:
        key = _path_of(row)
        if key is None:
            raise InputError(
                f"{path}, line {number}: no path; the table needs the columns path, publisher, title, "
                "published, url, separated by tabs (.tsv) or commas (.csv)"
            )
        if key in by_path:
            raise InputError(f"{path}, line {number}: {key} stands there twice; leave one row for each path")
        by_path[key] = metadata_from(row)
    return MetadataTable(by_path, _by_file_name(by_path))


def _path_of(row: Mapping[str, object]) -> str | None:
    known = {str(key).strip().casefold(): value for key, value in row.items() if key is not None}
    found = _first_text(known, PATH_KEYS)
    return found.replace("\\", "/").removeprefix("./") if found else None


def _by_file_name(by_path: Mapping[str, Metadata]) -> Mapping[str, Metadata]:
    """Index the rows by file name, without the names that several paths share."""
    named: dict[str, list[Metadata]] = {}
    for key, found in by_path.items():
        named.setdefault(PurePosixPath(key).name, []).append(found)
    return {name: found[0] for name, found in named.items() if len(found) == 1}
