"""Calendar arithmetic: periods of days, months, years, weeks, seasons and decades.

Comes in: numbers and dates.  Goes out: `Period`, a first and a last day with the precision that the words
had.  Must not: read text, or ask a clock.  Weeks run Monday to Sunday (ISO 8601).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kg.lexicon import Row, table
from kg.model import Precision, TimeValue

SEASONS: dict[str, Row] = {row["word"]: row for row in table("seasons")}
UNITS: dict[str, Row] = {row["word"]: row for row in table("time_units")}

_WIDTH = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both inclusive; None is open.  Both None: a time that could not be resolved."""

    start: date | None
    end: date | None
    precision: Precision

    @property
    def is_one(self) -> bool:
        """Whether it is exactly one day, month or year of its precision."""
        return self.start is not None and self.end is not None and self.first == self.last

    @property
    def first(self) -> str | None:
        """ISO 8601 of the start, cut to the precision."""
        return self.start.isoformat()[: _WIDTH[self.precision]] if self.start else None

    @property
    def last(self) -> str | None:
        """ISO 8601 of the end, cut to the precision."""
        return self.end.isoformat()[: _WIDTH[self.precision]] if self.end else None


def unresolved(precision: Precision) -> Period:
    """Return the period of words that need a publication date when there is none."""
    return Period(None, None, precision)


def day_period(year: int, month: int, day: int) -> Period | None:
    """Return one day; None when the calendar has no such day."""
    try:
        only = date(year, month, day)
    except ValueError:
        return None
    return Period(only, only, Precision.DAY)


def month_period(year: int, month: int, months: int = 1) -> Period:
    """Return `months` whole months from `month` on."""
    first = date(year, month, 1)
    return Period(first, shift(first, months=months) - timedelta(days=1), Precision.MONTH)


def year_period(year: int, years: int = 1) -> Period:
    """Return `years` whole years from `year` on."""
    return Period(date(year, 1, 1), date(year + years - 1, 12, 31), Precision.YEAR)


def season_period(name: str, year: int) -> Period:
    """Return the season that begins in `year`."""
    first, last = int(SEASONS[name]["first"]), int(SEASONS[name]["last"])
    return month_period(year, first, (last - first) % 12 + 1)


def shift(day: date, days: int = 0, months: int = 0) -> date:
    """Move a date; the day of the month is cut to what the month has, the year to 1 to 9999."""
    index = max(12, min(9999 * 12 + 11, day.year * 12 + day.month - 1 + months))
    year, month = index // 12, index % 12 + 1
    moved = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    ordinal = max(date.min.toordinal(), min(date.max.toordinal(), moved.toordinal() + days))
    return date.fromordinal(ordinal)


def shift_units(day: date, count: float, word: str) -> date:
    """Move a date by `count` units ("week", "year"); half units count in full days or months."""
    row = UNITS[word]
    return shift(day, days=round(count * int(row["days"])), months=round(count * int(row["months"])))


def unit_precision(word: str) -> Precision:
    """Return the precision of a time that lies so many of this unit away."""
    return Precision(UNITS[word]["precision"])


def unit_period(day: date, word: str) -> Period:
    """Return the calendar unit that `day` lies in."""
    if word == "day":
        return Period(day, day, Precision.DAY)
    if word in ("week", "fortnight", "weekend"):
        return _week(day, word)
    if word in ("month", "quarter"):
        length = int(UNITS[word]["months"])
        return month_period(day.year, (day.month - 1) // length * length + 1, length)
    years = int(UNITS[word]["months"]) // 12
    return year_period(max(1, day.year // years * years), years)


def _week(day: date, word: str) -> Period:
    monday = shift(day, days=-day.weekday())
    if word == "weekend":
        return Period(shift(monday, days=5), shift(monday, days=6), Precision.DAY)
    return Period(monday, shift(monday, days=6), Precision.DAY)


def parse_published(value: str) -> date | None:
    """Return the first day of an ISO 8601 date, month or year; None when it is none."""
    padded = value[:10] + "-01-01"[len(value[:10]) - 4 :] if len(value) in (4, 7) else value[:10]
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


def time_value(period: Period, side: str | None = None) -> TimeValue:
    """Return the record, without words: `side` "start" or "end" keeps only that bound."""
    if side == "start":
        return TimeValue(start=period.first, precision=period.precision)
    if side == "end":
        return TimeValue(end=period.last, precision=period.precision)
    if period.is_one:
        return TimeValue(value=period.first, precision=period.precision)
    return TimeValue(start=period.first, end=period.last, precision=period.precision)
