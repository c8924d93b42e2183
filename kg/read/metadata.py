"""What is known of an article besides its text, and the table that tells it (`--metadata FILE`).

Comes in: a TSV, CSV or JSON lines file.  Goes out: a `MetadataTable`.
Must not: guess.  What nobody says is None; so is a date that cannot be read as one and an address that is
not of the web, but they are noted.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import InputError, UnreadableError
from kg.model import TimeValue
from kg.read.dates import parse_date
from kg.read.decode import check_metadata, decode

PATH_KEYS = ("path", "file", "filename")
PUBLISHER_KEYS = ("publisher", "source_name", "outlet", "site")
TITLE_KEYS = ("title", "headline")
DATE_KEYS = ("published", "date", "date_published", "date_created")
URL_KEYS = ("url", "link")

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+", re.IGNORECASE)
"""What an IRI may hold (RFC 3987, section 2.2), with the schemes that a browser opens as a page."""

_FIRST_YEAR = 1400
"""News was not printed before."""

_LINE_ID = re.compile(r"(?:(?<=\.jsonl#)|(?<=^stdin#)).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Publisher, title, day and address of one article, each None when it was not said.

    `unread` tells what was said but cannot be used, and what to write instead.
    """

    publisher: str | None = None
    title: str | None = None
    published: TimeValue | None = None
    url: str | None = None
    unread: tuple[str, ...] = ()

    def or_else(self, other: Metadata) -> Metadata:
        """Return these values, and those of `other` where there is none; what was unread in either is left
        behind."""
        return Metadata(
            self.publisher or other.publisher,
            self.title or other.title,
            self.published or other.published,
            self.url or other.url,
        )


NOTHING_KNOWN = Metadata()


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """Metadata by path, and the paths by file name.

    `notes` tell, row by row, what cannot be used; `file` is the name of the table.
    """

    by_path: Mapping[str, Metadata] = field(default_factory=dict)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    file: str = ""

    def find(self, path: str, file: str = "") -> Metadata | None:
        """Return what the table says of a document; see `match`."""
        row = self.match(path, file)
        return None if row is None else self.by_path[row]

    def match(self, path: str, file: str = "") -> str | None:
        """Return the path of the row that fits a document: `path` is the document's, `file` the absolute one.

        First the whole path; then a row that names some folders more or fewer; then, for rows without a
        folder only, the file name.  None where two rows fit equally well.
        """
        path, file = _comparable(path), _comparable(file)
        if path in self.by_path:
            return path
        name = path.rpartition("/")[2]
        fitting = [row for row in self.by_name.get(name, ()) if _is_same_file(row, path, file)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
        return name if name in self.by_path else None

    def notes_on_unmatched(self, matched: set[str]) -> tuple[str, ...]:
        """Return one note on the rows that are not in `matched`, if there are any."""
        left = [row for row in self.by_path if row not in matched]
        if not left:
            return ()
        count = "1 row fits" if len(left) == 1 else f"{len(left):,} rows fit"
        return (
            f"{self.file}: {count} no article that was read, first {_written(left[0])!r}; write the path "
            "as it stands below the folder that is named",
        )


def _is_same_file(row: str, path: str, file: str) -> bool:
    """Tell whether a row with folders can mean a document: one of the two paths must end with the other, and
    more than the file's name must be equal."""
    if "/" not in row:
        return False
    if "/" not in path:  # named by itself: its folder stands in the absolute path alone
        path = "/".join(file.split("/")[-2:])
    return (
        file.endswith(f"/{row}")
        or ("/" in path and f"/{row}".endswith(f"/{path}"))
        or path.endswith(f"/{row}")
    )


def _comparable(path: str) -> str:
    """Return a path in the form in which paths are compared: composed letters (macOS takes them apart), and
    no slash in the id of a line, so that what follows it is not taken for a file's name."""
    composed = unicodedata.normalize("NFC", path)
    return _LINE_ID.sub(lambda found: found[0].replace("/", "\0"), composed)


def _written(row: str) -> str:
    return row.replace("\0", "/")


def metadata_from(fields: Mapping[str, object]) -> Metadata:
    """Pick the fields that are ours; keys in any case, empty values as None, other keys ignored."""
    known = {str(key).strip().casefold(): value for key, value in fields.items() if key is not None}
    words, address = _first_text(known, DATE_KEYS), _first_text(known, URL_KEYS)
    published, url = parse_date(words), address if _is_web_address(address) else None
    unread = []
    if words and not published:
        unread.append(f"cannot read the date {words[:80]!r}; write year-month-day, as in 2025-04-03")
    if words and published and not _is_likely_year(published):
        unread.append(f"the date {words[:80]!r} is taken as it stands, but is hardly right: check the year")
    if address and not url:
        unread.append(
            f"left out the address {address[:80]!r}; "
            "write a whole one (https://...), spaces and signs percent-encoded"
        )
    return Metadata(
        _one_line(_first_text(known, PUBLISHER_KEYS)),
        _one_line(_first_text(known, TITLE_KEYS)),
        published,
        url,
        tuple(unread),
    )


def _is_likely_year(published: TimeValue) -> bool:
    """Tell whether news can have appeared in a year: from the first printed sheets to next year.  The clock
    decides on a warning alone, never on what is stored."""
    year = int((published.value or "")[:4] or 0)
    return _FIRST_YEAR <= year <= datetime.now(tz=UTC).year + 1


def _one_line(words: str | None) -> str | None:
    return " ".join(words.split()) if words else None


def _is_web_address(words: str | None) -> bool:
    if not words or not _WEB_ADDRESS.fullmatch(words):
        return False
    try:
        return bool(urlsplit(words).hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return False


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
    notes: list[str] = []
    for number, row in rows:
        key = _path_of(row)
        if key is None:
            raise InputError(
                f"{path}, line {number}: no path; the table needs the columns path, publisher, title, "
                "published, url, separated by tabs (.tsv) or commas (.csv)"
            )
        if key in by_path:
            raise InputError(f"{path}, line {number}: {key} stands there twice; leave one row for each path")
        by_path[key] = _read_row(row, f"{path}, line {number}")
        notes += [f"{path.name} line {number}: {complaint}" for complaint in by_path[key].unread]
    return MetadataTable(by_path, _by_file_name(by_path), tuple(notes), path.name)


def _read_row(row: Mapping[str, object], where: str) -> Metadata:
    found = metadata_from(row)
    try:
        for name, words in {"publisher": found.publisher, "title": found.title, "address": found.url}.items():
            check_metadata(name, words)
    except UnreadableError as error:
        raise InputError(f"{where}: {error}") from error
    return found


def _path_of(row: Mapping[str, object]) -> str | None:
    known = {str(key).strip().casefold(): value for key, value in row.items() if key is not None}
    found = _first_text(known, PATH_KEYS)
    return _comparable(found.replace("\\", "/").removeprefix("./").lstrip("/")) if found else None


def _by_file_name(rows: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Index the rows by file name."""
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row.rpartition("/")[2], []).append(row)
    return {name: tuple(paths) for name, paths in named.items()}
