"""Quotations: which words stand between quotation marks.

Comes in: a spaCy Doc whose line breaks end paragraphs.  Goes out: `Quotation` records in order.
Marks are paired by direction (what stands left and right of them), not by shape, since articles mix shapes,
close with an opening mark and leave marks out.  A quotation never runs over a paragraph.  One that is not
closed reaches its end if the next paragraph opens with a mark again (the convention for speech over several
paragraphs), or if the mark opens its paragraph or goes on a quotation; otherwise it is a slip and quotes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from kg.claims.relations import Tokens
from kg.model import Span

_DOUBLE = re.compile(r"""[“”"«»„‟＂]|''|``|‘‘|’’""")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘\n]{2,400}?[\w.,!?…%])[’'](?!\w)")
_BEFORE_OPENING = re.compile(r"[\s(\[—–\-:/‘']$")
_AFTER_CLOSING = re.compile(r"^[\s)\].,;:!?—–\-’'/]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks; `start`, `end` are offsets inside the marks, `paragraph` is where their paragraph
    begins.  `opens` and `fills` say that no word of the paragraph stands before it, or none beside it at all;
    `closed` is False where it runs to the paragraph's end without a mark."""

    start: int
    end: int
    tokens: Tokens
    paragraph: int
    opens: bool
    fills: bool
    closed: bool


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Return the quotations of a text, in order, not overlapping; those inside others are left out."""
    text = doc.text
    starts = {token.idx: token.i for token in doc if not token.is_space}
    quotations = []
    lines = [*paragraphs(text), (len(text), len(text))]
    for (paragraph, paragraph_end), (following, _) in pairwise(lines):
        goes_on = bool(_DOUBLE.match(text, following))
        for start, end, closed in _quoted(text, paragraph, paragraph_end):
            tokens = frozenset(starts[k] for k in range(start, end) if k in starts)
            if tokens and (closed or goes_on or _goes_to_end(text, paragraph, start)):
                opens = not _has_word(text[paragraph:start])
                fills = opens and not _has_word(text[end:paragraph_end])
                quotations.append(Quotation(start, end, tokens, paragraph, opens, fills, closed))
    return tuple(quotations)


def _goes_to_end(text: str, paragraph: int, start: int) -> bool:
    """Tell whether a mark that nothing closes quotes all that follows: it opens the paragraph, or a sentence
    behind another quotation of the paragraph."""
    before = text[paragraph:start].rstrip("“”\"'`« ")
    return not _has_word(before) or (before.endswith((".", "!", "?")) and bool(_DOUBLE.search(before)))


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the offsets of every line that is not blank."""
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield match.span()


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    double = list(_double_quoted(text, start, end))
    single = [
        (start + match.start(1), start + match.end(1), True)
        for match in _SINGLE.finditer(text[start:end])
        if not any(a - 1 <= start + match.start() < b + 1 for a, b, _ in double)
    ]
    return sorted(double + single)


def _double_quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if not _is_closing(text, mark, start, end):
                opened = mark.end()
        elif not _is_opening(text, mark, start, end):
            if mark.start() > opened:
                yield opened, mark.start(), True
            opened = None
    if opened is not None and opened < end:
        yield opened, end, False


def _is_opening(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    left = mark.start() == start or bool(_BEFORE_OPENING.search(text[mark.start() - 1]))
    right = mark.end() < end and not text[mark.end()].isspace()
    return left and right and mark.group() not in "”»"


def _is_closing(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    left = mark.start() > start and not text[mark.start() - 1].isspace()
    right = mark.end() >= end or bool(_AFTER_CLOSING.match(text[mark.end()]))
    return left and right and mark.group() not in "“„«"


_OPENING_BEFORE = re.compile(r"[“\"«„‘']$")
_CLOSING_AFTER = re.compile(r"[.,!?…]?[”\"»’']")


def with_whole_marks(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Let the pieces of a content take in the mark whose partner they hold: “not hopelessly stalemated”.

    A content that is wholly quoted holds neither mark, and keeps to its words.
    """
    if not spans:
        return spans
    words = "".join(text[start:end] for start, end in spans)
    (first, _), (_, last) = spans[0], spans[-1]
    closing = _CLOSING_AFTER.match(text, last)
    if _lacks_closing(words) and closing:
        last = closing.end()
    elif _lacks_opening(words) and _OPENING_BEFORE.search(text[first - 1 : first]):
        first -= 1
    widened = [list(span) for span in spans]
    widened[0][0], widened[-1][1] = first, last
    return tuple((start, end) for start, end in widened)


_PAIRS = (("“", "”"), ("«", "»"))


def _lacks_closing(words: str) -> bool:
    return words.count('"') % 2 == 1 or any(words.count(a) > words.count(b) for a, b in _PAIRS)


def _lacks_opening(words: str) -> bool:
    return words.count('"') % 2 == 1 or any(words.count(b) > words.count(a) for a, b in _PAIRS)
