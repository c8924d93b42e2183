"""Front matter: the block between two `---` lines at the top of a text.

Comes in: a text.  Goes out: its metadata and where they stand.
Must not: take a text that merely opens with a rule for one: every line must be `key: value`, and the
closing line must be there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Passage, PassageKind, Span
from kg.read.metadata import TITLE_KEYS, Metadata, metadata_from

_BLOCK = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<lines>.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.DOTALL
)
_FIELD = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>[^\r\n]*?))?[ \t]*")
_OTHER = re.compile(r"[ \t]*(?:#.*|- .*)?|[ \t]+\S.*")  # blank, comment, list item, continuation
_LINE = re.compile(r"[^\r\n]+")
_QUOTES = "\"'"
_MAX_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata, where the block ends, and where the value of its title stands."""

    metadata: Metadata
    end: int
    title: Span | None

    def passages(self, text: str, *, with_headline: bool) -> tuple[Passage, ...]:
        """Return the block as metadata, its title as the headline if the body does not repeat it."""
        if self.title is None or not with_headline:
            return (Passage(PassageKind.METADATA, 0, self.end),)
        start, end = self.title
        return (
            Passage(PassageKind.METADATA, 0, len(text[:start].rstrip())),
            Passage(PassageKind.HEADLINE, start, end),
            Passage(PassageKind.METADATA, self.end - len(text[end : self.end].lstrip()), self.end),
        )


def parse_front_matter(text: str) -> FrontMatter | None:
    """Return the front matter of a text, or None when it has none (or a malformed one, which is text)."""
    block = _BLOCK.match(text, 0, _MAX_CHARS)
    if block is None:
        return None
    values: dict[str, Span] = {}
    for line in _LINE.finditer(text, *block.span("lines")):
        field = _FIELD.fullmatch(line[0])
        if field is None:
            if not _OTHER.fullmatch(line[0]):
                return None
        elif field["value"]:
            start = line.start() + field.start("value")
            values[field["key"].casefold()] = _unquoted(text, start, start + len(field["value"]))
    if not values:
        return None
    metadata = metadata_from({key: text[start:end] for key, (start, end) in values.items()})
    return FrontMatter(metadata, len(block[0].rstrip()), _title_span(text, values))


def _unquoted(text: str, start: int, end: int) -> Span:
    """Leave out a pair of quotation marks around a value."""
    if end - start >= 2 and text[start] in _QUOTES and text[start] == text[end - 1]:
        return start + 1, end - 1
    return start, end


def _title_span(text: str, values: dict[str, Span]) -> Span | None:
    for key in TITLE_KEYS:
        start, end = values.get(key, (0, 0))
        words = text[start:end]
        if words.strip():
            start += len(words) - len(words.lstrip())
            return start, start + len(words.strip())
    return None
