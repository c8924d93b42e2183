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
from kg.read.documents import Original, make_document, reject
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
    first: bytes, rest: BinaryIO, path: str, original: Original
) -> Iterator[Document | Rejection]:
    """Yield an article, or a rejection with its line number, for each line; blank lines are passed over.

    Lines are numbered from 1.  The path of an article is "file.jsonl#" and its id, or its line number.
    """
    empty = True
    for number, line in _numbered(first, rest, original.settings.max_bytes):
        if not line.strip():
            continue
        empty = False
        try:
            yield _read_line(line, path, number, original)
        except UnreadableError as error:
            yield reject(f"{path}#{number}", f"line {number}: {error}")
    if empty:
        yield reject(path, "empty; nothing to read")


def _numbered(first: bytes, rest: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers; of one that is over the limit, no more than the limit and a byte."""
    number, line = 1, first
    while line:
        yield number, line
        while len(line) > limit and not line.endswith(b"\n"):
            line = rest.readline(limit + 1)
        number, line = number + 1, rest.readline(limit + 1)


def _read_line(line: bytes, path: str, number: int, original: Original) -> Document:
    original.check_bytes(line)
    fields = _parse_object(line)
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableError('no "text" in the object; each line needs one, a string')
    original.check_text(text)
    page = metadata_from(fields)
    passages = find_passages(text, title=page.title)
    return make_document(f"{path}#{_identify(fields, number)}", text, passages, page, original.table)


def _parse_object(line: bytes) -> Mapping[str, object]:
    try:
        fields = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON ({error}); write one object per line") from error
    if not isinstance(fields, dict):
        raise UnreadableError("not a JSON object; write one object per line")
    return fields


def _identify(fields: Mapping[str, object], number: int) -> str:
    for key in ID_KEYS:
        value = fields.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return str(number)
