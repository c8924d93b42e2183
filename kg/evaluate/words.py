"""A text as the scorer sees it: words, quotation marks, heads of sources.

Comes in: a text and spans in code points.  Goes out: indices of words; punctuation and quotation marks never
count.  Same rules for gold and system, and none of them the program's own, so that no side is favoured.
Must not: use the parse.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.evaluate.relations import Spans
from kg.model import Span

WORD = re.compile(r"\w+(?:['’.]\w+)*")

_CLOSER = {"“": "”", "«": "»", '"': '"'}
_ALSO_CLOSES = {"”": '"', '"': "”"}
_SINGLE_QUOTED = re.compile(r"(?<!\w)‘(?=\w)[^‘\n]{2,300}?[\w.,!?…]’(?!\w)")
_PARAGRAPH = re.compile(r"[^\n]+")
_AFTER_HEAD = re.compile(
    r",|\s[–—-]\s|\(|;|\s(?:of|who|whom|which|that|in|at|for|from|with|by|on|to|and|said|were|was|is|are|close"
    r"|familiar|opposed|about|like|among|behind|including|such)\b"
)
"""What ends the leading noun phrase of a source."""


class Words:
    """The words of one text, numbered from 0."""

    def __init__(self, text: str) -> None:
        """Find words and quoted stretches."""
        self._text = text
        self._spans = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in self._spans]
        self._ends = [end for _, end in self._spans]
        self._quoted = bytearray(len(text))
        for start, end in quoted_stretches(text):
            self._quoted[start:end] = b"\x01" * (end - start)

    def inside(self, spans: Spans) -> frozenset[int]:
        """Return the words that the spans touch."""
        return frozenset(
            word
            for start, end in spans
            for word in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )

    def word(self, index: int) -> str:
        """Return a word."""
        start, end = self._spans[index]
        return self._text[start:end]

    def is_quoted(self, index: int) -> bool:
        """Tell whether a word begins between quotation marks."""
        return bool(self._quoted[self._starts[index]])

    def head(self, source: Spans) -> int | None:
        """Return the last word of the noun phrase that a source begins with; None if it has no word."""
        if not source:
            return None
        start, end = source[0]
        stretch = self._text[start:end]
        cut = _AFTER_HEAD.search(stretch)
        found = list(WORD.finditer(stretch[: cut.start()] if cut and cut.start() else stretch))
        found = found or list(WORD.finditer(stretch))
        if not found:
            return None
        last = found[-2] if len(found) > 1 and found[-1].group() in ("s", "’s") else found[-1]
        return self._at(start + last.start())

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1


def quoted_stretches(text: str) -> Iterator[Span]:
    """Yield what stands between quotation marks, marks included.

    Paragraph by paragraph; a mark that never closes runs to the end of its paragraph.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _double_quoted(text, *paragraph.span())
        for match in _SINGLE_QUOTED.finditer(paragraph.group()):
            yield paragraph.start() + match.start(), paragraph.start() + match.end()


def _double_quoted(text: str, start: int, end: int) -> Iterator[Span]:
    opened, closers = None, ""
    for position in range(start, end):
        character = text[position]
        if opened is None:
            closer = _closer_of(text, position, start)
            if closer:
                opened, closers = position, closer + _ALSO_CLOSES.get(closer, "")
        elif character in closers:
            yield opened, position + 1
            opened = None
    if opened is not None:
        yield opened, end


def _closer_of(text: str, position: int, start: int) -> str:
    """Return the mark that closes what opens here; "" if nothing does.  A ” before a word opens, too, where
    no word stands before it."""
    character = text[position]
    if character == "”" and text[position + 1 : position + 2].strip():
        return "”" if position == start or text[position - 1].isspace() else ""
    return _CLOSER.get(character, "")
