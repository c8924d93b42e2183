"""Text -> paragraphs: a line each, or a block of lines where the text is hard-wrapped.

Comes in: a text.  Goes out: spans, in order, trimmed of white space, not overlapping.
Must not: say what a paragraph is.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from kg.model import Span

_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]")
_ENDED = re.compile(r"[.!?:;…。][\"'”’»)\]*]*$")
_WRAP_COLUMNS = range(50, 101)
"""Where mail programs, editors and wire services break lines (RFC 5322 recommends 78)."""


def find_paragraphs(text: str, start: int = 0) -> list[Span]:
    """Return the paragraphs from `start` on."""
    lines = _find_lines(text, start)
    wrapped = _is_hard_wrapped(text, lines)
    paragraphs: list[Span] = []
    for line in lines:
        if paragraphs and _continues(text, paragraphs[-1], line, wrapped):
            paragraphs[-1] = (paragraphs[-1][0], line[1])
        else:
            paragraphs.append(line)
    return paragraphs


def _find_lines(text: str, start: int) -> list[Span]:
    """Return the lines that hold something, without the white space around it."""
    lines = []
    for match in _LINE.finditer(text, start):
        words = match[0].strip()
        if words:
            first = match.start() + len(match[0]) - len(match[0].lstrip())
            lines.append((first, first + len(words)))
    return lines


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Tell whether blank lines part the paragraphs and lines end at a column, not at a sentence.

    Of the lines that are followed by another without a blank line between, most are then about as long as
    the longest, and many end inside a sentence.
    """
    inner = [line for line, after in pairwise(lines) if not _BLANK.search(text, line[1], after[0])]
    if len(inner) < 3 or len(inner) == len(lines) - 1:
        return False
    lengths = [end - start for start, end in inner]
    near = sum(length >= 0.75 * median(lengths) for length in lengths)
    open_ended = sum(not _ENDED.search(text, *line) for line in inner)
    return (
        int(median(lengths)) in _WRAP_COLUMNS
        and max(lengths) <= _WRAP_COLUMNS.stop
        and near >= 0.8 * len(inner)
        and open_ended >= 0.5 * len(inner)
    )


def _continues(text: str, paragraph: Span, line: Span, wrapped: bool) -> bool:
    """Tell whether a line goes on with the paragraph above it: no blank line, and either the text is
    wrapped, or the sentence is open and goes on in lower case."""
    if _BLANK.search(text, paragraph[1], line[0]):
        return False
    return wrapped or (text[line[0]].islower() and not _ENDED.search(text, *paragraph))
