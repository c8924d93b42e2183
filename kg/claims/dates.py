"""What an expression of calendar time means from a day of publication.

Comes in: a `DateExpression`, a day and a direction (past, future or either).  Goes out: a `Period`.
Must not: read a text or a parse.  One resolver for each kind of expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from kg.claims import calendar as cal
from kg.claims.calendar import Period
from kg.claims.date_expressions import DEICTICS, MONTHS, RELATIVE, WEEKDAYS, DateExpression
from kg.claims.numbers import find_numbers
from kg.model import Precision

PAST, EITHER, FUTURE = -1, 0, 1


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
    month, day = MONTHS[groups["month"]], int(groups["day"])
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
    month = MONTHS[groups["month"]]
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
    return int(DEICTICS[groups["deictic"].lower()]["offset"])


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
    weekday = WEEKDAYS[groups["weekday"]]
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    if "deictic" in groups:
        offset = _offset(groups)
        step = -(back or 7) if offset < 0 else (ahead or 7) if offset > 0 else weekday - published.weekday()
    else:
        step = ahead if direction == FUTURE else -back
    day = cal.shift(published, days=step)
    return Period(day, day, Precision.DAY)


def _resolve_relative(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    row = RELATIVE[groups["phrase"].lower()]
    if published is None:
        return cal.unresolved(cal.unit_precision(row["unit"]))
    if row["unit"] == "weekend":
        groups = {"deictic": "next" if direction == FUTURE else "last", "unit": "weekend"}
        return _resolve_unit(groups, published, direction)
    return cal.unit_period(cal.shift_units(published, int(row["offset"]), row["unit"]), row["unit"])


def _resolve_unit(groups: dict[str, str], published: date | None, direction: int) -> Period | None:
    """ "last week" is a week of the calendar, "the past week" the seven days up to publication."""
    unit, row = groups["unit"].lower(), DEICTICS[groups["deictic"].lower()]
    if published is None:
        return cal.unresolved(cal.unit_precision(unit))
    if row["kind"] == "span" and unit not in ("weekend", "day"):
        return _span(published, int(row["offset"]), unit)
    period = cal.unit_period(cal.shift_units(published, int(row["offset"]), unit), unit)
    if unit == "weekend" and period.end and direction != FUTURE and int(row["offset"]) <= 0:
        return _last_weekend(published)
    return period


def _last_weekend(published: date) -> Period:
    """Return the weekend that began last: "this weekend", told of in the past on a Tuesday."""
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
