"""Dates of publication: what metadata say, and what the head of a text says.

Comes in: a string.  Goes out: a `TimeValue` as precise as the string, or None.
Must not: look at a clock, fill in a missing part, or choose between day-month and month-day.
"""

from __future__ import annotations

import re
from datetime import date, datetime

import dateparser

from kg.model import Precision, TimeValue
from kg.read.letters import CAPITAL

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:?\d{2}.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\D.*)?")

_MONTH = r"[A-Z][A-Za-z]{2,8}\.?"
_WRITTEN = (
    rf"(?:[A-Z][a-z]{{2,8}}\.?,?\s)?"  # a weekday
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
"""A date with its year.  Whether the words are a month is left to dateparser."""

_CLOCK = r"(?:,?\s(?:at\s)?\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[AaPp]\.?[Mm]\.?)?(?:\s?[A-Z]{2,4})?)"
_LABEL = r"(?:(?:first |last )?(?:published|posted|updated|modified)(?: on| at)?:?\s)"
_DATE_LINE = re.compile(rf"(?i:{_LABEL})?(?P<date>{_WRITTEN}){_CLOCK}?\.?")
_DATELINE = re.compile(
    rf"{CAPITAL}(?:{CAPITAL}|[ .'’-])+(?:,\s{CAPITAL}[\w. ]{{1,30}})?,\s"  # LONDON, or LVIV, Ukraine,
    rf"(?P<date>{_WRITTEN})"
    r"(?:\s?\([^()\n]{1,60}\))?\s?[-–—]"
)


def parse_date(words: str | None) -> TimeValue | None:
    """Return the date that `words` give, as precise as they are; None when they give none.

    ISO dates and datetimes, "3 March 2024", "Mar. 3, 2024 2:15 pm", "March 2024", RFC 2822.  The day is the
    one written: no time zone is applied.  "03/04/2024" could be two days, so it is None; relative words
    ("yesterday") are None, because they would need a clock.
    """
    words = (words or "").strip()
    if not words or len(words) > 80:
        return None
    if match := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        return _time_value(*match.groups())
    if match := _NUMERIC.fullmatch(words):
        return _numeric_date(*(int(part) for part in match.groups()))
    return _written_date(words)


def find_line_date(line: str) -> TimeValue | None:
    """Return the date of a line that holds nothing but a date, if need be with "Published" and a time."""
    match = _DATE_LINE.fullmatch(line.strip())
    return parse_date(match["date"]) if match else None


def find_dateline(paragraph: str) -> TimeValue | None:
    """Return the date in a dateline ("LVIV, March 3, 2024 (Agency) —") that opens a paragraph."""
    match = _DATELINE.match(paragraph)
    return parse_date(match["date"]) if match else None


def _time_value(year: str, month: str | None = None, day: str | None = None) -> TimeValue | None:
    try:
        found = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    if day:
        return TimeValue(value=found, precision=Precision.DAY)
    if month:
        return TimeValue(value=found[:7], precision=Precision.MONTH)
    return TimeValue(value=found[:4], precision=Precision.YEAR)


def _numeric_date(first: int, second: int, year: int) -> TimeValue | None:
    """Read "28.12.2024" or "12/28/2024": only where one of the two cannot be a month, or both are equal."""
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    return _time_value(str(year), str(month), str(day))


def _written_date(words: str) -> TimeValue | None:
    if found := _parse_absolute(words, ["day", "month", "year"]):
        return TimeValue(value=found.date().isoformat(), precision=Precision.DAY)
    if found := _parse_absolute(words, ["month", "year"]):
        return TimeValue(value=found.date().isoformat()[:7], precision=Precision.MONTH)
    return None


def _parse_absolute(words: str, required: list[str]) -> datetime | None:
    """Ask dateparser, with every rule off that would fill in a part or look at the clock."""
    parsed: datetime | None = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": required,
            "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001  (a day that no answer depends on)
        },
    )
    return parsed
