"""Named paths and standard input -> documents and rejections, one at a time.

Comes in: paths, a metadata table, settings.  Goes out: an iterator of `Document` and `Rejection`.
Must not: hold more than one article in memory, or let one that fails stop the others.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from kg.config import Settings
from kg.errors import InputError, UnreadableError
from kg.model import Document, Rejection
from kg.read.documents import Original, Place, reject
from kg.read.html import read_html
from kg.read.json_lines import is_json_line, read_json_lines
from kg.read.metadata import MetadataTable
from kg.read.paths import STDIN, ArticleFile, find_files
from kg.read.plain import read_plain

STDIN_PATH = "stdin"
"""What the document path of an article from standard input says."""

_BLOCK = 1_048_576
_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml")


def read_paths(
    paths: Sequence[str],
    metadata: MetadataTable | None = None,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    stdin: BinaryIO | None = None,
    note: Callable[[str], None] = lambda note: None,
) -> Iterator[Document | Rejection]:
    """Yield a document, or a rejection, for each article that `paths` name.

    `-` is standard input (`stdin`, or the process's own).  Articles come in the order of their document
    paths, lines of a JSON lines file in the order of the file, whatever the order of the arguments; a
    document that turns up twice (same id) is yielded once.  `note` is called with what was left out of an
    article's metadata and why, and at the end with what rows of the table fitted no article.
    Raises InputError at once, before anything is read, when a path does not exist or holds no article.
    """
    return iter(open_paths(paths, metadata, settings, stdin, note))


def open_paths(
    paths: Sequence[str],
    metadata: MetadataTable | None = None,
    settings: Settings = Settings(),  # noqa: B008  (frozen)
    stdin: BinaryIO | None = None,
    note: Callable[[str], None] = lambda note: None,
) -> Inbox:
    """Return what `read_paths` goes through, so that it can be counted too; the same InputErrors."""
    if not paths:
        raise InputError("nothing to read; name files, folders or quoted globs, or - for standard input")
    original = Original(metadata or MetadataTable(), settings, note)
    piped = (stdin or sys.stdin.buffer) if STDIN in paths else None
    return Inbox(find_files(paths, note), piped, original)


class Inbox:
    """The articles that somebody named; each time it is gone through the files are read."""

    def __init__(
        self, found: Sequence[ArticleFile | Rejection], piped: BinaryIO | None, original: Original
    ) -> None:
        """Take the files as they were found; `open_paths` makes this."""
        self._found, self._piped, self._original = found, piped, original

    def __iter__(self) -> Iterator[Document | Rejection]:
        """Yield a document, or a rejection, for each article."""
        return _unrepeated(_read_all(self._found, self._piped, self._original))

    def count(self) -> int:
        """Return how many articles there may be: one a file, as many as lines in one of JSON lines, one in
        standard input.  Nothing is read but JSON lines, at the speed of the disk."""
        return sum(map(_count_articles, self._found)) + (self._piped is not None)


def _count_articles(item: ArticleFile | Rejection) -> int:
    if isinstance(item, Rejection) or not item.path.lower().endswith(".jsonl"):
        return 1
    try:
        with item.file.open("rb") as stream:
            blocks = iter(partial(stream.read, _BLOCK), b"")
            return max(1, sum(block.count(b"\n") for block in blocks))
    except OSError:
        return 1


def _read_all(
    found: Iterable[ArticleFile | Rejection], piped: BinaryIO | None, original: Original
) -> Iterator[Document | Rejection]:
    for item in found:
        if isinstance(item, Rejection):
            yield item
        else:
            yield from _read_file(item, original)
    if piped is not None:
        yield from _read_stream(piped, Place(STDIN_PATH), original)
    for unmatched in original.table.notes_on_unmatched(original.matched):
        original.note(unmatched)


def _unrepeated(articles: Iterable[Document | Rejection]) -> Iterator[Document | Rejection]:
    seen: set[str] = set()
    for article in articles:
        if isinstance(article, Document):
            if article.id in seen:
                continue
            seen.add(article.id)
        yield article


def _read_file(item: ArticleFile, original: Original) -> Iterator[Document | Rejection]:
    try:
        with item.file.open("rb") as stream:
            yield from _read_stream(stream, Place.of_file(item), original)
    except OSError as error:
        yield reject(item.path, f"cannot be opened: {error.strerror or error}; check the file's permissions")


def _read_stream(stream: BinaryIO, place: Place, original: Original) -> Iterator[Document | Rejection]:
    """Read one file by its suffix; one without a suffix that we know by its first line."""
    limit = original.settings.max_bytes
    first = stream.readline(limit + 1)
    if place.path.lower().endswith(".jsonl") or is_json_line(first):
        yield from read_json_lines(first, stream, place, original)
        return
    try:
        content = first + stream.read(max(0, limit + 1 - len(first)))
        yield _read_article(content, place, original)
    except UnreadableError as error:
        yield reject(place.path, str(error))


def _read_article(content: bytes, place: Place, original: Original) -> Document:
    original.check_bytes(content)
    path = place.path
    if path.lower().endswith((".html", ".htm")) or content.lstrip().lower().startswith(_HTML_STARTS):
        return read_html(content, place, original)
    if path.lower().endswith(".json"):
        raise UnreadableError("JSON, but not one object a line; write it as JSON lines (.jsonl)")
    return read_plain(content, place, original)
