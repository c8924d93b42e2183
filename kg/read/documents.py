"""Text, passages and metadata -> `Document`: what every form of article has in common.

Comes in: a text as it was found.  Goes out: a `Document`, or UnreadableError.
Must not: change the text.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg import ids
from kg.config import BYTES_PER_CHAR, Settings
from kg.errors import UnreadableError
from kg.model import Document, Passage, PassageKind, Publisher, Rejection, TimeValue
from kg.read.dates import find_dateline, find_line_date
from kg.read.decode import check_characters, check_metadata
from kg.read.language import is_foreign
from kg.read.metadata import NOTHING_KNOWN, Metadata, MetadataTable
from kg.read.paths import ArticleFile, readable_path, resolve_path


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: `path` in its document, `file` on this machine ("" for standard input).

    `key` is `file` with links followed.  `by_text` says that another text at this place is another article,
    not a newer version of this one.
    """

    path: str
    file: str = ""
    key: str = ""
    by_text: bool = True

    @classmethod
    def of_file(cls, item: ArticleFile) -> Place:
        """Return the place of a file."""
        # os.path.abspath and not Path.absolute, which leaves ".." in.
        file = readable_path(Path(os.path.abspath(item.file)))  # noqa: PTH100
        return cls(item.path, file, readable_path(resolve_path(item.file)), by_text=False)

    def of_line(self, name: str | None, number: int) -> Place:
        """Return the place of a line in this file, by its id or, without one, its number.  Numbers change
        when a line is put in above, so that they make no key."""
        if name is None:
            return replace(self, path=f"{self.path}#{number}", by_text=True)
        key = f"{self.key}#{name}"
        return replace(self, path=f"{self.path}#{name}", file=self.file and f"{self.file}#{name}", key=key)

    def source_key(self, known: Metadata, text: str) -> str:
        """Return `Document.source_key` of a text that was read here."""
        if self.by_text:
            return ids.source_key(self.key, known.publisher, known.url, ids.text_sha256(text))
        return ids.source_key(self.key)


@dataclass(frozen=True, slots=True)
class Original:
    """What every article of one call is read with: the metadata table, the limits, and where to say what was
    read but not understood.  `matched` collects the rows of the table that were used."""

    table: MetadataTable
    settings: Settings
    note: Callable[[str], None]
    matched: set[str] = field(default_factory=set)

    def find_row(self, place: Place) -> Metadata:
        """Return what the table says of the article at a place, and remember that its row was used."""
        row = self.table.match(place.path, place.file)
        if row is None:
            return NOTHING_KNOWN
        self.matched.add(row)
        return self.table.by_path[row]

    def check_bytes(self, content: bytes) -> None:
        """Raise UnreadableError when a file is larger than the settings allow."""
        if len(content) > self.settings.max_bytes:
            raise UnreadableError(
                f"more than {self.settings.max_bytes:,} bytes, {BYTES_PER_CHAR} for each character that "
                "--max-chars allows; cut it into articles, or raise --max-chars"
            )

    def check_text(self, text: str) -> None:
        """Raise UnreadableError when a text is empty, too long, or no text."""
        if not text.strip():
            raise UnreadableError("empty; nothing to read")
        if len(text) > self.settings.max_chars:
            raise UnreadableError(
                f"{len(text):,} characters, the limit is {self.settings.max_chars:,}; cut it into articles, "
                f"or raise the limit with --max-chars {len(text)}"
            )
        check_characters(text)


def reject(path: str, reason: str) -> Rejection:
    """Return a rejection of this stage."""
    return Rejection(path, "read", reason)


def make_document(
    place: Place, text: str, passages: tuple[Passage, ...], page: Metadata, original: Original
) -> Document:
    """Put a document together: the table's values first, then the page's own, then what the text shows.

    Raises UnreadableError when no passage is article text, or a value of the metadata cannot be stored.
    """
    if not any(passage.kind is PassageKind.BODY for passage in passages):
        raise UnreadableError("no article text found (only headings, captions or boilerplate)")
    known = original.find_row(place).or_else(page)
    _check_known(place, known)
    for complaint in page.unread:
        original.note(f"{place.path}: {complaint}")
    if is_foreign(text):
        original.note(
            f"{place.path}: hardly English: its claims are not to be trusted (kg reads English alone)"
        )
    identifier = ids.document_id(known.publisher, known.url or place.path, text)
    return Document(
        id=identifier,
        path=place.path,
        url=known.url,
        publisher=Publisher(ids.publisher_id(known.publisher, identifier), known.publisher),
        title=known.title or _headline(text, passages),
        published=known.published or find_printed_date(text, passages),
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=passages,
        source_key=place.source_key(known, text),
    )


def _check_known(place: Place, known: Metadata) -> None:
    named = {"path": place.path, "publisher": known.publisher, "title": known.title, "address": known.url}
    for name, words in named.items():
        check_metadata(name, words)


def _headline(text: str, passages: tuple[Passage, ...]) -> str | None:
    """Return the headline as one line."""
    for passage in passages:
        if passage.kind is PassageKind.HEADLINE:
            return " ".join(text[passage.start : passage.end].split())
    return None


def find_printed_date(text: str, passages: tuple[Passage, ...]) -> TimeValue | None:
    """Return the day that the head of the text prints: a line that is only a date, above the body, or the
    dateline that opens it.  Dates further down belong to what is told."""
    for passage in passages:
        words = text[passage.start : passage.end]
        if passage.kind is PassageKind.BODY:
            return None
        if passage.kind is PassageKind.METADATA and (found := find_line_date(words) or find_dateline(words)):
            return found
    return None
