"""Expressions of calendar time in a text, and what they mean from a day of publication.

Comes in: a text; then, for each expression, a day and a direction (past, future or either).  Goes out:
`DateExpression` with offsets, and its `Period`.  Must not: read a parse; `kg.claims.times` does that.
Times of day, frequencies ("every Friday") and durations ("for two years") are no expressions here.
What counts as one, and its extent, follows TIMEX3 (Pustejovsky et al. 2003).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.claims import calendar as cal
from kg.claims.calendar import Period
from kg.claims.numbers import find_numbers
from kg.lexicon import table
from kg.model import Precision

PAST, EITHER, FUTURE = -1, 0, 1


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


_MONTHS = {row["word"]: int(row["month"]) for row in table("months")}
_WEEKDAYS = {row["word"]: int(row["weekday"]) for row in table("weekdays")}
_DEICTICS = {row["word"]: row for row in table("deictics")}
_RELATIVE = {row["phrase"]: row for row in table("relative_times")}
_NUMERALS = {row["word"] for row in table("numerals") if row["kind"] != "abbreviation"}

_MONTH = rf"(?P<month>{_words(_MONTHS)})(?!\w)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%])(?!,\d)(?!\.\d)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\w%])(?!,\d)(?!\.\d)(?!/)(?![\s-]years?\b)"
_WEEKDAY = rf"(?P<weekday>{_words(_WEEKDAYS)})(?!\w)"
_BEFORE_DAY = rf"(?:(?:{_words(_WEEKDAYS)}),?\s+)?"
_SEASON = rf"(?P<season>(?i:{_words(cal.SEASONS)}))\b"
_DEICTIC = rf"(?P<deictic>(?i:{_words(_DEICTICS)}))"
_UNIT = rf"(?P<unit>(?i:{_words(cal.UNITS)}))"
_UNITS = rf"(?P<unit>(?i:{_words(w for w in cal.UNITS if w not in ('century',))}))s?"
_COUNT = rf"(?P<count>(?i:\d+(?:\.\d+)?|an?\s+few|a\s+couple\s+of|several|few|an?|(?:(?:{_words(_NUMERALS)})[\s-]?)+))"
_PART = (
    r"(?:(?i:(?:early|late|mid)(?:\s+in)?[\s-]+(?:the\s+)?|(?:the\s+)?(?:very\s+)?"
    r"(?:end|beginning|start|middle|close|first\s+half|second\s+half)\s+of\s+(?:the\s+)?))?"
)
_LEFT = r"(?<![\w/.,$€£-])"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("days", rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)\s?[-–—]\s?(?P<last>[0-3]?\d)(?!\d)(?:,?\s+{_YEAR})?"),
        ("day", rf"\b{_BEFORE_DAY}{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?"),
        ("day", rf"{_LEFT}{_BEFORE_DAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"),
        ("iso", r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
        ("numeric", r"(?<![\w/])(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\w/])"),
        ("month", rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?{_YEAR}"),
        ("month", rf"\b{_PART}{_MONTH},?\s+(?:of\s+)?{_DEICTIC}\s+year\b"),
        ("month", rf"\b{_DEICTIC}\s+{_MONTH}"),
        ("month", rf"\b{_PART}{_MONTH}(?!\s+\d)"),
        ("season", rf"\b{_PART}{_SEASON}\s+(?:of\s+)?{_YEAR}"),
        ("season", rf"\b{_DEICTIC}\s+{_SEASON}"),
        ("season", rf"\b{_PART}{_SEASON}(?!-)"),
        (
            "quarter",
            rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth)\s+quarter\s+of\s+(?:{_YEAR}|{_DEICTIC}\s+year\b)",
        ),
        ("years", rf"(?<![\w/.,$€£-])(?P<year>1[5-9]\d\d|20\d\d)\s?[-–—]\s?(?P<last>\d{{4}}|\d\d)(?![\w-])"),
        ("decade", r"\b(?:(?i:the\s+))?(?:(?i:early|mid|late)[\s-]+)?(?P<year>(?:1[5-9]|20)\d0)['’]?s\b"),
        (
            "century",
            r"\b(?:(?i:the\s+))?(?:(?i:early|mid|late)[\s-]+)?(?P<nth>1\d|2[01])(?:st|nd|rd|th)\s+century\b",
        ),
        ("year", rf"{_LEFT}{_PART}{_YEAR}"),
        ("weekday", rf"\b(?:{_DEICTIC}\s+)?{_WEEKDAY}(?:\s+(?i:morning|afternoon|evening|night))?\b"),
        ("relative", rf"\b(?P<phrase>(?i:{_words(_RELATIVE)}))\b"),
        ("unit", rf"\b(?:(?i:earlier|later|late|early)\s+)?(?:(?i:the)\s+)?{_DEICTIC}\s+{_UNIT}(?![\w-])"),
        ("part of unit", rf"\b(?i:the\s+(?:end|start|beginning|middle)\s+of)\s+{_DEICTIC}\s+{_UNIT}(?!\w)"),
        ("span", rf"\b(?:(?i:the)\s+)?{_DEICTIC}\s+{_COUNT}\s*{_UNITS}(?!\w)"),
        ("open span", rf"\b(?:(?i:the)\s+)?(?P<open>(?i:coming|recent|past|last|next))\s+{_UNIT}s(?!\w)"),
        ("ago", rf"\b{_COUNT}\s*{_UNITS}\s+(?P<ago>(?i:ago|from\s+now|from\s+today))\b"),
        (
            "in",
            rf"\b(?i:(?P<within>within|in))\s+(?:(?i:the)\s+(?i:next)\s+)?{_COUNT}\s*{_UNITS}(?!\w)(?!\s+(?i:ago|of\b))",
        ),
        ("within", rf"\b(?i:within|in\s+a\s+matter\s+of|in\s+the\s+space\s+of|in\s+just)\s+{_UNIT}s(?!\w)"),
    )
)


def find_expressions(text: str) -> tuple[DateExpression, ...]:
    """Return the expressions of `text` in order, not overlapping; the longest at each place."""
    kept: list[DateExpression] = []
    for expression in sorted(_matches(text), key=lambda e: (e.start, -e.end)):
        if not kept or expression.start >= kept[-1].end:
            kept.append(expression)
    return tuple(kept)


def _matches(text: str) -> Iterator[DateExpression]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            groups = {name: re.sub(r"\s+", " ", value) for name, value in match.groupdict().items() if value}
            yield DateExpression(kind, match.start(), match.end(), groups)


def resolve(expression: DateExpression, published: date | None, direction: int) -> Period | None:
    """Return the period that the words mean; None when they name no date after all ("February 31").

    `direction` says where a date without a year lies: PAST, FUTURE, or EITHER (the nearest).  Without
    `published`, words that need one give an unresolved period of the right precision.
    """
    return _RESOLVERS[expression.kind](expression.groups, published, direction)


def _nearest(periods: Iterable[Period | None], published: date, direction: int) -> Period | None:
    """Pick the period nearest to `published` on the side that `direction` allows."""
    candidates = [(p, p.start, p.end) for p in periods if p is not None]
    if direction == PAST:
        allowed = [c for c in candidates if c[1] is not None and c[1] <= published]
    elif direction == FUTURE:
        allowed = [c for c in candidates if c[2] is not None and c[2] >= published]
    else:
        allowed = candidates
    return min((c[0] for c in allowed), key=lambda p: _distance(p, published), default=None)


def _distance(period: Period, day: date) -> int:
    if period.start is None or period.end is None or period.start <= day <= period.end:
        return 0
    return (period.start - day).days if day < period.start else (day - period.end).days


def _by_year(
    make: Callable[[int], Period | None],
    groups: dict[str, str],
    published: date | None,
    direction: int,
    precision: Precision,
) -> Period | None:
    """Make a period in the year that the words, or the day of publication, give."""
    if "year" in groups:
        return make(int(groups["year"]))
    if published is None:
        return cal.unresolved(precision)
    return _nearest((make(published.year + step) for step in range(-4, 5)), published, direction)


def _resolve_day(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    month, day = _MONTHS[groups["month"]], int(groups["day"])
    return _by_year(
        lambda year: cal.day_period(year, month, day), groups, published, direction, Precision.DAY
    )


def _resolve_days(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    first = _resolve_day(groups, published, direction)
    last = _resolve_day({**groups, "day": groups["last"]}, first.start if first else None, EITHER)
    if first is None or last is None or (first.start and last.start and last.start < first.start):
        return None
    return Period(first.start, last.end, Precision.DAY)


def _resolve_numeric(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """Month first, as in the United States, unless the first figure can be no month."""
    month, day, year = int(groups["month"]), int(groups["day"]), int(groups["year"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return cal.day_period(year, month, day) if month <= 12 else cal.day_period(year, day, month)


def _resolve_iso(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    return cal.day_period(int(groups["year"]), int(groups["month"]), int(groups["day"]))


def _resolve_month(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    month = _MONTHS[groups["month"]]
    return _calendar_part(lambda year: cal.month_period(year, month), groups, published, direction)


def _resolve_season(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    name = groups["season"].lower()
    return _calendar_part(lambda year: cal.season_period(name, year), groups, published, direction)


def _calendar_part(
    make: Callable[[int], Period], groups: dict[str, str], published: date | None, direction: int
) -> Period | None:
    """Resolve a month or season: with a year, with last, this or next, or the nearest."""
    if "deictic" not in groups or "year" in groups:
        return _by_year(make, groups, published, direction, Precision.MONTH)
    if published is None:
        return cal.unresolved(Precision.MONTH)
    offset = _offset(groups)
    periods = [make(published.year + step) for step in range(-2, 3)]
    if offset == 0:
        return _nearest((p for p in periods if p.start and p.start.year == published.year), published, EITHER)
    if offset < 0:
        return _nearest((p for p in periods if p.end and p.end < published), published, PAST)
    return _nearest((p for p in periods if p.start and p.start > published), published, FUTURE)


def _offset(groups: dict[str, str]) -> int:
    return int(_DEICTICS[groups["deictic"].lower()]["offset"])


def _resolve_quarter(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    nth = ("first", "second", "third", "fourth").index(groups["nth"])
    if "year" not in groups and published is None:
        return cal.unresolved(Precision.MONTH)
    year = int(groups["year"]) if "year" in groups else published.year + _offset(groups) if published else 0
    return cal.month_period(year, nth * 3 + 1, 3)


def _resolve_years(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    first = int(groups["year"])
    last = int(groups["last"]) if len(groups["last"]) == 4 else first // 100 * 100 + int(groups["last"])
    return cal.year_period(first, last - first + 1) if first < last <= 2200 else None


def _resolve_year(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    return cal.year_period(int(groups["year"]))


def _resolve_decade(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    return cal.year_period(int(groups["year"]), 10)


def _resolve_century(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """Return the hundred years as they are commonly counted: the 20th century is 1900 to 1999."""
    return cal.year_period(int(groups["nth"]) * 100 - 100, 100)


def _resolve_weekday(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """The day itself counts for a bare name: an article of Friday writes "on Friday" of that day."""
    if published is None:
        return cal.unresolved(Precision.DAY)
    weekday = _WEEKDAYS[groups["weekday"]]
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    if "deictic" in groups:
        offset = _offset(groups)
        step = -(back or 7) if offset < 0 else (ahead or 7) if offset > 0 else weekday - published.weekday()
    else:
        step = ahead if direction == FUTURE else -back
    day = cal.shift(published, days=step)
    return Period(day, day, Precision.DAY)


def _resolve_relative(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    row = _RELATIVE[groups["phrase"].lower()]
    if published is None:
        return cal.unresolved(cal.unit_precision(row["unit"]))
    if row["unit"] == "weekend":
        groups = {"deictic": "next" if direction == FUTURE else "last", "unit": "weekend"}
        return _resolve_unit(groups, published, direction)
    return cal.unit_period(cal.shift_units(published, int(row["offset"]), row["unit"]), row["unit"])


def _resolve_unit(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """ "last week" is a week of the calendar, "the past week" the seven days up to publication."""
    unit, row = groups["unit"].lower(), _DEICTICS[groups["deictic"].lower()]
    if published is None:
        return cal.unresolved(cal.unit_precision(unit))
    if row["kind"] == "span" and unit not in ("weekend", "day"):
        return _span(published, int(row["offset"]), unit)
    period = cal.unit_period(cal.shift_units(published, int(row["offset"]), unit), unit)
    if unit == "weekend" and period.end and direction != FUTURE and int(row["offset"]) <= 0:
        return _last_weekend(published)
    return period


def _last_weekend(published: date) -> Period:
    """Return the weekend that has begun last: on a Tuesday "this weekend" in the past tense is three days old."""
    saturday = cal.shift(published, days=-((published.weekday() - 5) % 7))
    return Period(saturday, cal.shift(saturday, days=1), Precision.DAY)


def _span(published: date, count: float, unit: str) -> Period:
    """Return the stretch of `count` units that ends (or, if positive, begins) on the day of publication."""
    other = cal.shift_units(published, count, unit)
    precision = cal.unit_precision(unit)
    return Period(other, published, precision) if count < 0 else Period(published, other, precision)


def _resolve_span(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    unit, count = groups["unit"].lower(), _count(groups["count"])
    if published is None:
        return cal.unresolved(cal.unit_precision(unit))
    sign = 1 if _offset(groups) > 0 else -1
    if count is None:
        return _open(published, sign, unit)
    return _span(published, sign * count, unit)


def _open(published: date, sign: int, unit: str) -> Period:
    precision = cal.unit_precision(unit)
    return Period(published, None, precision) if sign > 0 else Period(None, published, precision)


def _resolve_open(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """ "the coming weeks": from publication on, the end left open; "recent months": up to publication."""
    unit = groups["unit"].lower()
    if published is None:
        return cal.unresolved(cal.unit_precision(unit))
    return _open(published, 1 if groups["open"].lower() in ("coming", "next") else -1, unit)


def _resolve_ago(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """ "two years ago" is known to the year, "three weeks ago" to the week."""
    unit, count = groups["unit"].lower(), _count(groups["count"])
    if count is None or published is None:
        return cal.unresolved(cal.unit_precision(unit))
    day = cal.shift_units(published, -count if groups["ago"].lower() == "ago" else count, unit)
    coarse = {"decade": "year", "century": "year", "fortnight": "week", "weekend": "week"}.get(unit, unit)
    return cal.unit_period(day, coarse)


def _resolve_in(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """ "in two weeks" is a time only of what is to come; of the past it says how long something took."""
    unit, count = groups["unit"].lower(), _count(groups["count"])
    if direction != FUTURE:
        return None
    if published is None:
        return cal.unresolved(cal.unit_precision(unit))
    if count is None:
        return _open(published, 1, unit)
    if groups["within"].lower() == "in":
        return _resolve_ago({**groups, "ago": "from now"}, published, direction)
    return _span(published, count, unit)


def _resolve_within(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    unit = groups["unit"].lower()
    if direction == PAST:
        return None
    return _open(published, 1, unit) if published else cal.unresolved(cal.unit_precision(unit))


def _count(words: str) -> float | None:
    """Return how many; None for an indefinite number ("a few", "several")."""
    lowered = words.strip().lower()
    if lowered in ("a", "an"):
        return 1.0
    numbers = find_numbers(lowered)
    return numbers[0].low if len(numbers) == 1 and numbers[0].exact else None


def _resolve_part(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    return _resolve_unit(groups, published, direction)


_RESOLVERS: dict[str, Callable[[dict[str, str], date | None, int], Period | None]] = {
    "day": _resolve_day,
    "days": _resolve_days,
    "iso": _resolve_iso,
    "numeric": _resolve_numeric,
    "month": _resolve_month,
    "season": _resolve_season,
    "quarter": _resolve_quarter,
    "years": _resolve_years,
    "year": _resolve_year,
    "decade": _resolve_decade,
    "century": _resolve_century,
    "weekday": _resolve_weekday,
    "relative": _resolve_relative,
    "unit": _resolve_unit,
    "part of unit": _resolve_part,
    "span": _resolve_span,
    "open span": _resolve_open,
    "ago": _resolve_ago,
    "in": _resolve_in,
    "within": _resolve_within,
}
