"""Patterns that are tried only where one of their matches can begin.

Comes in: patterns, each with the words that can open a match, and a text.  Goes out: the matches that
`finditer` would find, pattern by pattern.  Must not: know what the patterns mean.

Most words of an article open no date and no number: looking each word up once is several times faster than
letting every pattern run over the whole text.  A word with a character outside ASCII opens any match, since
"ſ" and "K" match s and k whatever the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FIGURES = "0"
"""Opener that stands for all figures: whatever begins with no letter, or with a point before a digit."""

_WORD = re.compile(r"\w+|\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Opened:
    """A pattern and the words, in lower case, that its matches begin with (the first word of each phrase).

    A match must begin at the start of a word, or at the point of ".5".
    """

    name: str
    openers: frozenset[str]
    pattern: re.Pattern[str]


def opened(name: str, openers: Iterable[str], pattern: re.Pattern[str]) -> Opened:
    """Return a pattern with the first words of these words and phrases as its openers."""
    return Opened(name, frozenset(_WORD.findall(opener.lower())[0] for opener in openers), pattern)


class OpenedPatterns:
    """Several patterns over the same text."""

    def __init__(self, rows: Iterable[Opened]) -> None:
        """Index the patterns by the words that open them."""
        self._rows = tuple(rows)
        self._every = tuple(range(len(self._rows)))
        self._by_word: dict[str, tuple[int, ...]] = {}
        for number, row in enumerate(self._rows):
            for word in row.openers:
                self._by_word[word] = (*self._by_word.get(word, ()), number)

    def find(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield (name, match) in order of offset, then of the patterns; matches of one do not overlap."""
        ends = [0] * len(self._rows)
        for word in _WORD.finditer(text):
            for number in self._opened_by(word.group()):
                if word.start() < ends[number]:
                    continue
                match = self._rows[number].pattern.match(text, word.start())
                if match is not None:
                    ends[number] = match.end()
                    yield self._rows[number].name, match

    def _opened_by(self, word: str) -> tuple[int, ...]:
        if not word.isascii():
            return self._every
        return self._by_word.get(word.lower() if word[0].isalpha() else FIGURES, ())
