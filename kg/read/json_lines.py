"""JSON lines -> `Document`s: one object a line, with `text` and, if known, id, publisher, title, date, url.

Comes in: a stream of bytes.  Goes out: a `Document` or a `Rejection` for each line.
Must not: hold the whole file in memory, or change a character of a text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import UnreadableError
from kg.model import Document, Rejection
from kg.read.decode import decode
from kg.read.documents import Original, Place, make_document, reject
from kg.read.metadata import metadata_from
from kg.read.passages import find_passages

ID_KEYS = ("id", "doc_id")


def is_json_line(line: bytes) -> bool:
    """Tell whether a line is a JSON object by itself."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(_parse_object(line), dict)
    except UnreadableError:
        return False


def read_json_lines(
    first: bytes, rest: BinaryIO, place: Place, original: Original
) -> Iterator[Document | Rejection]:
    """Yield an article, or a rejection with its line number, for each line; blank lines and lines that say
    again what an earlier one said are passed over.

    Lines are numbered from 1.  The path of an article is "file.jsonl#" and its id, or its line number.
    """
    empty = True
    met: dict[str, tuple[int, str]] = {}
    for number, line in _numbered(first, rest, original.settings.max_bytes):
        if not line.strip():
            continue
        empty = False
        try:
            name, document = _read_line(line, place, number, original)
            if _is_new(name, document, number, met):
                yield document
        except UnreadableError as error:
            yield reject(f"{place.path}#{number}", f"line {number}: {error}")
    if empty:
        yield reject(place.path, "empty; nothing to read")


def _is_new(name: str | None, document: Document, number: int, met: dict[str, tuple[int, str]]) -> bool:
    """Tell whether no earlier line gave this document, and add it to `met`: line number and hash of the text,
    by id, or by source key for a line without one.

    Raises UnreadableError when an earlier line has the same id and another text.
    """
    key = document.source_key if name is None else f"#{name}"
    earlier, text = met.setdefault(key, (number, document.text_sha256))
    if text != document.text_sha256:
        raise UnreadableError(f"id {name!r} stands on line {earlier} too; give each line its own id")
    return earlier == number


def _numbered(first: bytes, rest: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers; of one that is over the limit, no more than the limit and a byte."""
    number, line = 1, first
    while line:
        yield number, line
        while len(line) > limit and not line.endswith(b"\n"):
            line = rest.readline(limit + 1)
        number, line = number + 1, rest.readline(limit + 1)


def _read_line(line: bytes, place: Place, number: int, original: Original) -> tuple[str | None, Document]:
    """Return the id of a line, if it has one, and its document."""
    original.check_bytes(line)
    fields = _parse_object(line)
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableError('no "text" in the object; each line needs one, a string')
    original.check_text(text)
    page = metadata_from(fields)
    passages = find_passages(text, title=page.title)
    name = _identify(fields)
    return name, make_document(place.of_line(name, number), text, passages, page, original)


def _parse_object(line: bytes) -> Mapping[str, object]:
    try:
        fields = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON ({error}); write one object per line") from error
    if not isinstance(fields, dict):
        raise UnreadableError("not a JSON object; write one object per line")
    return fields


def _identify(fields: Mapping[str, object]) -> str | None:
    for key in ID_KEYS:
        value = fields.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None
