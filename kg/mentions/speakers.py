"""Who says "I" and "we": the one who speaks where the pronoun stands.

Comes in: a parsed Doc, the tokens that head a source.  Goes out: for each quotation the source that it is
credited to, so that pronouns of the first person in it can be tied.
Must not: know drafts (see `coreference`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

_STRAIGHT = frozenset({'"', "``", "''"})
_OPEN = frozenset({"“", "«"}) | _STRAIGHT
_CLOSE = frozenset({"”", "»"}) | _STRAIGHT
_FEW = 6
"""Tokens, marks included, of a quotation that may be woven into words about its speaker."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens between quotation marks and the token that heads its source, None if no source is near."""

    start: int
    end: int
    speaker: int | None


class Quotations:
    """The quotations of a text by token."""

    def __init__(self, doc: Doc, sources: Collection[int]) -> None:
        """Find the quotations and who speaks in each."""
        heads = sorted(sources)
        self._found = [
            Quotation(start, end, _speaker(doc, start, end, heads)) for start, end in quoted_ranges(doc)
        ]
        self._starts = [quotation.start for quotation in self._found]

    def long(self) -> Iterator[Quotation]:
        """Yield the quotations that are more than a few words of somebody."""
        return (found for found in self._found if found.end - found.start > _FEW)

    def at(self, token: int) -> Quotation | None:
        """Return the quotation that a token stands in."""
        place = bisect_right(self._starts, token) - 1
        found = self._found[place] if place >= 0 else None
        return found if found is not None and token < found.end else None


def quoted_ranges(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token ranges between quotation marks; one that is not closed ends with its paragraph."""
    start: int | None = None
    for token in doc:
        if start is None and token.text in _OPEN:
            start = token.i
        elif start is not None and (token.text in _CLOSE or "\n" in token.text):
            yield start, token.i
            start = None
    if start is not None:
        yield start, len(doc)


def _speaker(doc: Doc, start: int, end: int, heads: list[int]) -> int | None:
    """Return the source in the sentences of a quotation, the one after it first; else the last before it."""
    first, last = doc[start].sent.start, doc[min(end, len(doc) - 1)].sent.end
    after = _subjects_first(doc, [head for head in heads if end <= head < last])
    before = [head for head in heads if head < start]
    near = _subjects_first(doc, [head for head in reversed(before) if head >= first])
    return next(iter((*after, *near, *reversed(before))), None)


def _subjects_first(doc: Doc, heads: list[int]) -> list[int]:
    """Of "Brandt told the Gazette" it is Brandt who speaks."""
    return sorted(heads, key=lambda head: doc[head].dep_ not in ("nsubj", "nsubjpass", "agent"))
