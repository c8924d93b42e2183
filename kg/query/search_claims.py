"""What was typed -> the claims whose words, or whose sentence's, it names.

Comes in: an index, words as a person types them: "..." for words that follow one another, `word*` for all
that begin so.  Goes out: claims by number, the best first, with what the words were taken for.
Must not: go through all claims, or pass what was typed to the full-text engine as it stands.

A word finds its forms, those with its stem.  Where no claim has any, words that begin so are taken, then
those that differ by one typing error, then by two.  A claim's own words count twice as much as those beside
it in its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.query.index_file import IndexFile
from kg.query.results import Span
from kg.query.search_near import Vocabulary
from kg.query.search_results import ReadWord
from kg.query.search_words import EMPTY_WORDS, PLACES_OF_TEXT, fold_words, split_words

_PARTS = re.compile(r'["“”]([^"“”]*)["“”]?|([^\s"“”]+)')
_LEAST_BEGINNING = 3
"""Letters of a word that others are taken for which begin so, at least, if no `*` asks for them."""

_TAKEN = 40
"""Words that one typed word is taken for, at most."""

_WEIGHTS = "1.0, 0.5, 0.0"
"""How much a word counts in a claim, beside it in its sentence, and in the column that tells its kind."""

_MOST_TIES = 5_000
"""Claims as good as the last one listed that are put in the order of answers, at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or a phrase, as it was typed, and the words that claims are asked for: each of `taken` is one
    way to say it, a word, a beginning (`word*`), or the words of a phrase."""

    typed: str
    taken: tuple[str, ...]
    errors: int = 0

    @property
    def expression(self) -> str:
        """What the full-text engine is asked for."""
        return f"({' OR '.join(map(_quoted, self.taken))})"

    @property
    def read(self) -> ReadWord:
        """How the word was read, for people."""
        return ReadWord(self.typed, self.taken, self.errors)

    def marks(self, words: Sequence[tuple[str, Span]]) -> Iterator[Span]:
        """Yield where the part stands in a text, given its words."""
        for one in self.taken:
            wanted = one.split()
            for place in range(len(words) - len(wanted) + 1):
                met = words[place : place + len(wanted)]
                if all(_is_meant(want, word) for want, (word, _) in zip(wanted, met, strict=True)):
                    yield met[0][1][0], met[-1][1][1]


@dataclass(frozen=True, slots=True)
class Asked:
    """What claims are asked for, in the kinds that are wanted; `every` part, or any."""

    parts: tuple[Part, ...]
    kinds: tuple[str, ...]
    every: bool = True

    @property
    def expression(self) -> str:
        """What the full-text engine is asked for."""
        told = (" AND " if self.every else " OR ").join(part.expression for part in self.parts)
        return (
            f"{{{' '.join(PLACES_OF_TEXT)}}} : ({told}) AND kind : ({' OR '.join(map(_quoted, self.kinds))})"
        )

    def marks(self, text: str) -> tuple[Span, ...]:
        """Return where the parts stand in a text, in code points, none of them inside another."""
        words = list(split_words(text))
        met = sorted({span for part in self.parts for span in part.marks(words)}, key=_longest_first)
        kept: list[Span] = []
        for start, end in met:
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return tuple(kept)


def _longest_first(span: Span) -> tuple[int, int]:
    return span[0], -span[1]


def _quoted(taken: str) -> str:
    return f'"{taken.removesuffix("*")}"{"*" if taken.endswith("*") else ""}'


def _is_meant(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


class ClaimSearch:
    """The full-text index of claims; `kinds` are the acts of claims in force that are wanted."""

    def __init__(self, index: IndexFile, kinds: Sequence[str]) -> None:
        """Take an open index."""
        self._index = index
        self._vocabulary = Vocabulary(index)
        self._kinds = tuple(kinds)

    def read(self, typed: str) -> Asked | None:
        """Return what a person asks for; None where nothing can be looked for."""
        parts = tuple(self._read_parts(typed))
        if not parts:
            return None
        asked = Asked(parts, self._kinds)
        if len(parts) == 1 or self._has(asked):
            return asked
        return Asked(parts, self._kinds, every=False)

    def count(self, asked: Asked) -> int:
        """Return how many claims there are."""
        sql = "SELECT count(*) FROM claim_text WHERE claim_text MATCH ?"
        return int(self._index.rows(sql, asked.expression)[0][0])

    def find(self, asked: Asked, limit: int, offset: int = 0) -> list[int]:
        """Return the numbers of claims, the best first; those that are as good as one another in the order of
        answers."""
        sql = (
            f"SELECT rowid, bm25(claim_text, {_WEIGHTS}) AS score FROM claim_text "  # noqa: S608 # a constant
            "WHERE claim_text MATCH ? ORDER BY score LIMIT ?"
        )
        rows = self._index.rows(sql, asked.expression, offset + limit + _MOST_TIES)
        last = rows[: offset + limit][-1][1] if rows else 0.0
        scores: dict[int, float] = dict(takewhile(lambda row: row[1] <= last, rows))
        order = self._order(scores)
        return sorted(scores, key=lambda one: (scores[one], order[one]))[offset : offset + limit]

    def _order(self, numbers: Collection[int]) -> dict[int, tuple[object, ...]]:
        """Return number -> what claims are sorted by in answers."""
        sql = (
            "SELECT claim.number, document.day, document.path, document.id, claim.place FROM claim "
            "JOIN document ON document.number = claim.document WHERE claim.number IN ({})"
        )
        return {number: tuple(rest) for number, *rest in self._index.batches(sql, numbers)}

    # -------------------------------------------------------------------------------------- what is meant

    def _read_parts(self, typed: str) -> Iterator[Part]:
        listed = [
            (phrase or word, tuple(fold_words(phrase or word))) for phrase, word in _PARTS.findall(typed)
        ]
        telling = [one for one in listed if not EMPTY_WORDS.issuperset(one[1])]
        for shown, words in telling or listed:
            if len(words) == 1:
                yield self._read_word(shown, words[0])
            elif words:
                yield Part(shown, (" ".join(words),))

    def _read_word(self, shown: str, word: str) -> Part:
        """Return what a word is taken for: the first reading that some claim has."""
        if shown.endswith("*"):
            return Part(shown, (f"{word}*",))
        first = Part(shown, tuple(dict.fromkeys((word, *self._vocabulary.forms(word))))[:_TAKEN])
        readings = (part for part in self._readings(shown, word) if self._has(Asked((part,), self._kinds)))
        return first if self._has(Asked((first,), self._kinds)) else next(readings, first)

    def _readings(self, shown: str, word: str) -> Iterator[Part]:
        """Yield what else a word may be: one that begins so, one that differs by an error, or by two."""
        if len(word) >= _LEAST_BEGINNING:
            yield Part(shown, (f"{word}*",))
        near = self._vocabulary.near(word, 2)
        for errors in (1, 2):
            taken = [found for found, distance in near.items() if distance == errors][:_TAKEN]
            if taken:
                yield Part(shown, tuple(taken), errors)

    def _has(self, asked: Asked) -> bool:
        sql = "SELECT 1 FROM claim_text WHERE claim_text MATCH ? LIMIT 1"
        return bool(self._index.rows(sql, asked.expression))
