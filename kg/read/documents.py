"""Text, passages and metadata -> `Document`: what every form of article has in common.

Comes in: a text as it was found.  Goes out: a `Document`, or UnreadableError.
Must not: change the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg import ids
from kg.config import Settings
from kg.errors import UnreadableError
from kg.model import Document, Passage, PassageKind, Publisher, Rejection, TimeValue
from kg.read.dates import find_dateline, find_line_date
from kg.read.decode import check_characters
from kg.read.metadata import NOTHING_KNOWN, Metadata, MetadataTable


@dataclass(frozen=True, slots=True)
class Original:
    """What every article of one call is read with: the metadata table and the limits."""

    table: MetadataTable
    settings: Settings

    def check_bytes(self, content: bytes) -> None:
        """Raise UnreadableError when a file is larger than the settings allow."""
        if len(content) > self.settings.max_bytes:
            raise UnreadableError(
                f"more than {self.settings.max_bytes:,} bytes; cut it into articles, or raise --max-bytes"
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
    path: str, text: str, passages: tuple[Passage, ...], page: Metadata, table: MetadataTable
) -> Document:
    """Put a document together: the table's values first, then the page's own, then what the text shows.

    Raises UnreadableError when no passage is article text.
    """
    if not any(passage.kind is PassageKind.BODY for passage in passages):
        raise UnreadableError("no article text found (only headings, captions or boilerplate)")
    known = (table.find(path) or NOTHING_KNOWN).or_else(page)
    location = known.url or path
    return Document(
        id=ids.document_id(known.publisher, location, text),
        path=path,
        url=known.url,
        publisher=Publisher(ids.publisher_id(known.publisher, path), known.publisher),
        title=known.title or _headline(text, passages),
        published=known.published or find_printed_date(text, passages),
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=passages,
    )


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
