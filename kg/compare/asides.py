"""Dated asides: what a sentence tells, beside its claim, of a day ("who takes office on Jan. 20").

Comes in: the text of a claim's sentences.  Goes out: clauses with their day, their verbs and tense.
Such clauses often stand outside every content, in the words for a speaker.  Nothing is parsed here: verbs are
known by their forms (lexicon/en/past_forms.tsv, irregular_verbs.tsv).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.compare.meaning import Word, split_words, stem_of
from kg.lexicon import table
from kg.model import Span, Tense

_CLAUSE = re.compile(r"[^,;:()–—]+")
_YEAR = re.compile(r",?\s+((?:1[6-9]|20)\d\d)\b")
_FUTURE = frozenset({"will", "shall", "would", "ll"})
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did"})
_PRESENT_AUXILIARIES = frozenset({"is", "are", "am", "has", "have", "does", "do"})
_LINKS = frozenset({"be", "been", "being", "also", "not", "now", "first", "officially", "formally"})
_HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause that names a day: (month, day of the month), and its year if that is told; `verbs` are its
    verbs by lemma, with tense."""

    day: tuple[int, int]
    span: Span
    verbs: dict[str, tuple[Tense, Span]]
    stems: frozenset[str]
    year: int | None = None

    def may_be(self, other: Aside) -> bool:
        """Tell whether the two name one day, as far as they tell."""
        return self.day == other.day and (None in (self.year, other.year) or self.year == other.year)


def read_asides(text: str) -> Iterator[Aside]:
    """Yield the clauses of a text that name a day of a month, with offsets into the text."""
    for clause in _CLAUSE.finditer(text):
        dated = _day().search(clause.group())
        if dated is None:
            continue
        words = list(split_words(clause.group()[: dated.start()]))
        yield Aside(
            _read_day(dated),
            clause.span(),
            dict(_verbs(words, clause.start())),
            frozenset(word.stem for word in words if word.weight),
            _read_year(text, clause.start() + dated.end()),
        )


def date_of(aside: Aside, published: date) -> date | None:
    """Return the date that is meant; without a year the nearest, as seen from an article; None for none."""
    near = (published.year - 1, published.year, published.year + 1)
    candidates = []
    for year in near if aside.year is None else (aside.year,):
        try:
            candidates.append(date(year, *aside.day))
        except ValueError:
            continue
    if aside.year is None:
        candidates = [each for each in candidates if abs((each - published).days) <= _HALF_YEAR]
    return min(candidates, key=lambda each: abs((each - published).days), default=None)


@cache
def _day() -> re.Pattern[str]:
    month = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    th = r"(?:st|nd|rd|th)?"
    return re.compile(rf"\b(?:(?P<m>{month})\s+(?P<d>\d\d?){th}|(?P<e>\d\d?){th}\s+(?P<n>{month}))\b")


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["month"]) for row in table("months")}


def _read_day(match: re.Match[str]) -> tuple[int, int]:
    return _months()[match.group("m") or match.group("n")], int(match.group("d") or match.group("e"))


def _read_year(text: str, start: int) -> int | None:
    """Return the year that stands right behind a day ("Jan. 20, 2017", "20 January 2017")."""
    year = _YEAR.match(text, start)
    return int(year.group(1)) if year is not None else None


def _verbs(words: Sequence[Word], offset: int) -> Iterator[tuple[str, tuple[Tense, Span]]]:
    for place, word in enumerate(words):
        found = _read_verb(word, [each.text.casefold() for each in words[:place]])
        if found is not None:
            lemma, tense, reach = found
            start = words[place - reach].start
            yield lemma, (tense, (offset + start, offset + word.end))


def _read_verb(word: Word, before: Sequence[str]) -> tuple[str, Tense, int] | None:
    """Return a verb's lemma, its tense, and how many words before it belong to it; None for another word."""
    reach = 0
    while reach < len(before) and before[-1 - reach] in _LINKS:
        reach += 1
    auxiliary = before[-1 - reach] if reach < len(before) else ""
    lower = word.text.casefold()
    past = _lemma_of_past(lower)
    if auxiliary in _FUTURE:
        return past or stem_of(lower), Tense.FUTURE, reach + 1
    if auxiliary in _PAST_AUXILIARIES and past:
        return past, Tense.PAST, reach + 1
    if auxiliary in _PRESENT_AUXILIARIES:
        return (past, Tense.PRESENT, reach + 1) if past else None
    if past:
        return past, Tense.PAST, 0
    if lower.endswith("s") and word.text.islower() and word.weight and lower not in _PAST_AUXILIARIES:
        return stem_of(lower), Tense.PRESENT, 0
    return None


def _lemma_of_past(word: str) -> str:
    """Return the stem of the verb that a word is a past form or participle of; "" if it is none."""
    if word in _irregular():
        return _irregular()[word]
    return stem_of(word) if word.endswith("ed") and len(word) > 4 else ""


@cache
def _irregular() -> dict[str, str]:
    rows = (*table("irregular_verbs"), *table("past_forms"))
    return {
        form: stem_of(row["verb"])
        for row in rows
        for form in row["forms"].split(",")
        if form != row["verb"] and not form.endswith("ing")
    }
