"""Expressions of calendar time in a text.

Comes in: a text.  Goes out: `DateExpression` with offsets and parts.  Must not: read a parse, or say what
an expression means; `kg.claims.dates` does that.
Times of day, frequencies ("every Friday") and durations ("for two years") are no expressions here.
What counts as one, and its extent, follows TIMEX3 (Pustejovsky et al. 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.claims import calendar as cal
from kg.claims.openers import FIGURES, OpenedPatterns, opened
from kg.lexicon import table


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words at text[start:end] that name a time.  `groups` are the named parts of pattern `kind`."""

    kind: str
    start: int
    end: int
    groups: dict[str, str]

    @property
    def has_year(self) -> bool:
        """Whether the words alone fix the year."""
        return "year" in self.groups or self.kind in ("iso", "numeric", "decade")

    @property
    def is_bare(self) -> bool:
        """Whether it is one word that could be something else (May, March, spring, 2016)."""
        return set(self.groups) <= {"month", "season", "year"} and len(self.groups) == 1


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


MONTHS = {row["word"]: int(row["month"]) for row in table("months")}
WEEKDAYS = {row["word"]: int(row["weekday"]) for row in table("weekdays")}
DEICTICS = {row["word"]: row for row in table("deictics")}
RELATIVE = {row["phrase"]: row for row in table("relative_times")}
_NUMERALS = {row["word"] for row in table("numerals") if row["kind"] != "abbreviation"}

_MONTH = rf"(?P<month>{_words(MONTHS)})(?!\w)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%])(?!,\d)(?!\.\d)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%])(?!,\d)(?!\.\d)(?!/)(?![\s-]years?\b)"
_WEEKDAY = rf"(?P<weekday>{_words(WEEKDAYS)})(?!\w)"
_BEFORE_DAY = rf"(?:(?:{_words(WEEKDAYS)}),?\s+)?"
_SEASON = rf"(?P<season>(?i:{_words(cal.SEASONS)}))\b"
_DEICTIC = rf"(?P<deictic>(?i:{_words(DEICTICS)}))"
_UNIT = rf"(?P<unit>(?i:{_words(cal.UNITS)}))"
_UNITS = rf"(?P<unit>(?i:{_words(w for w in cal.UNITS if w not in ('century',))}))s?"
_COUNT = (
    r"(?P<count>(?i:\d+(?:\.\d+)?|an?\s+few|a\s+couple\s+of|several|few|an?|"
    rf"(?:(?:{_words(_NUMERALS)})[\s-]?){{1,8}}))"
)
_PART = (
    r"(?:(?i:(?:early|late|mid)(?:\s+in)?[\s-]+(?:the\s+)?|(?:the\s+)?(?:very\s+)?"
    r"(?:end|beginning|start|middle|close|first\s+half|second\s+half)\s+of\s+(?:the\s+)?))?"
)
_LEFT = r"(?<![\w/.,$€£-])"

# The words that can open a match of each pattern; all but a few words of an article open none.
_PARTS = (
    "early",
    "late",
    "mid",
    "the",
    "very",
    "end",
    "beginning",
    "start",
    "middle",
    "close",
    "first",
    "second",
)
_OF_MONTHS, _OF_SEASONS = (*_PARTS, *MONTHS), (*_PARTS, *cal.SEASONS)
_OF_DAYS = (*WEEKDAYS, *MONTHS)
_OF_CENTURIES = ("the", "early", "mid", "late", FIGURES)

_PATTERNS = OpenedPatterns(
    opened(kind, openers, re.compile(pattern))
    for kind, openers, pattern in (
        (
            "days",
            MONTHS,
            rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)\s?[-–—]\s?(?P<last>[0-3]?\d)(?!\d)(?:,?\s+{_YEAR})?",
        ),
        ("day", _OF_DAYS, rf"\b{_BEFORE_DAY}{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?"),
        (
            "day",
            ("the", FIGURES, *WEEKDAYS),
            rf"{_LEFT}{_BEFORE_DAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?",
        ),
        ("iso", FIGURES, r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
        ("numeric", FIGURES, r"(?<![\w/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\w/])"),
        ("month", _OF_MONTHS, rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}"),
        ("month", _OF_MONTHS, rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?{_DEICTIC}\s+year\b"),
        ("month", DEICTICS, rf"\b{_DEICTIC}\s+{_MONTH}"),
        ("month", _OF_MONTHS, rf"\b{_PART}{_MONTH}(?!\s+\d)"),
        ("season", _OF_SEASONS, rf"\b{_PART}{_SEASON}\s+(?:of\s+)?{_YEAR}"),
        ("season", DEICTICS, rf"\b{_DEICTIC}\s+{_SEASON}"),
        ("season", _OF_SEASONS, rf"\b{_PART}{_SEASON}(?!-)"),
        (
            "quarter",
            ("the", "first", "second", "third", "fourth"),
            rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth)\s+quarter\s+of\s+(?:{_YEAR}|{_DEICTIC}\s+year\b)",
        ),
        (
            "years",
            FIGURES,
            r"(?<![\w/.,$€£-])(?P<year>1[5-9]\d\d|20\d\d)\s?[-–—]\s?(?P<last>\d{4}|\d\d)(?![\w-])",
        ),
        (
            "decade",
            _OF_CENTURIES,
            r"\b(?:(?i:the\s+))?(?:(?i:early|mid|late)[\s-]+)?(?P<year>(?:1[5-9]|20)\d0)['’]?s\b",
        ),
        (
            "century",
            _OF_CENTURIES,
            r"\b(?:(?i:the\s+))?(?:(?i:early|mid|late)[\s-]+)?(?P<nth>1\d|2[01])(?:st|nd|rd|th)\s+century\b",
        ),
        ("year", (*_PARTS, FIGURES), rf"{_LEFT}{_PART}{_YEAR}"),
        (
            "weekday",
            (*DEICTICS, *WEEKDAYS),
            rf"\b(?:{_DEICTIC}\s+)?{_WEEKDAY}(?:\s+(?i:morning|afternoon|evening|night))?\b",
        ),
        ("relative", RELATIVE, rf"\b(?P<phrase>(?i:{_words(RELATIVE)}))\b"),
        (
            "unit",
            ("the", "earlier", "later", "late", "early", *DEICTICS),
            rf"\b(?:(?i:earlier|later|late|early)\s+)?(?:(?i:the)\s+(?!last\b))?{_DEICTIC}\s+{_UNIT}(?![\w-])",
        ),
        (
            "part of unit",
            ("the",),
            rf"\b(?i:the\s+(?:end|start|beginning|middle)\s+of)\s+{_DEICTIC}\s+{_UNIT}(?!\w)",
        ),
        ("span", ("the", *DEICTICS), rf"\b(?:(?i:the)\s+)?{_DEICTIC}\s+{_COUNT}\s*{_UNITS}(?!\w)"),
        (
            "open span",
            ("the", "coming", "recent", "past", "last", "next"),
            rf"\b(?:(?i:the)\s+)?(?P<open>(?i:coming|recent|past|last|next))\s+{_UNIT}s(?!\w)",
        ),
        (
            "in",
            ("within", "in"),
            rf"\b(?i:(?P<within>within|in))\s+(?:(?i:the)\s+(?i:next)\s+)?{_COUNT}\s*{_UNITS}(?!\w)(?!\s+(?i:ago|of\b))",
        ),
        (
            "within",
            ("within", "in"),
            rf"\b(?i:within|in\s+a\s+matter\s+of|in\s+the\s+space\s+of|in\s+just)\s+{_UNIT}s(?!\w)",
        ),
    )
)


_AGO = re.compile(rf"\b{_COUNT}\s*{_UNITS}\s+(?P<ago>(?i:ago|from\s+now|from\s+today))\b")
_ENDS_IN_AGO = re.compile(r"\s(?i:ago|from\s+now|from\s+today)\b")


def find_expressions(text: str) -> tuple[DateExpression, ...]:
    """Return the expressions of `text` in order, not overlapping; the longest at each place."""
    kept: list[DateExpression] = []
    for expression in sorted(_matches(text), key=lambda e: (e.start, -e.end)):
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return tuple(kept)


def _matches(text: str) -> Iterator[DateExpression]:
    for kind, match in (*_PATTERNS.find(text), *_matches_ago(text)):
        groups = {name: re.sub(r"\s+", " ", value) for name, value in match.groupdict().items() if value}
        yield DateExpression(kind, match.start(), match.end(), groups)


def _matches_ago(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield "two years ago", which may open with words run together; most texts have no such end."""
    if _ENDS_IN_AGO.search(text):
        yield from (("ago", match) for match in _AGO.finditer(text))
