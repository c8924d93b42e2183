"""Date expressions and what they mean from a Friday, 27 December 2024."""

from __future__ import annotations

from datetime import date

import pytest

from kg.claims.calendar import parse_published, season_period, shift, time_value, unit_period
from kg.claims.date_expressions import find_expressions
from kg.claims.dates import EITHER, FUTURE, PAST, resolve
from kg.lexicon import table

FRIDAY = date(2024, 12, 27)


def read(
    text: str, direction: int = EITHER, published: date | None = FRIDAY
) -> tuple[str, str | None, str | None, str | None]:
    (expression,) = find_expressions(text)
    period = resolve(expression, published, direction)
    assert period is not None
    value = time_value(period)
    return text[expression.start : expression.end], value.value, value.start, value.end


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("on 12 November 2024", "12 November 2024", "2024-11-12"),
        ("on Nov. 12, 2024 at", "Nov. 12, 2024", "2024-11-12"),
        ("on Tuesday, November 12, 2024", "Tuesday, November 12, 2024", "2024-11-12"),
        ("on 2024-11-12", "2024-11-12", "2024-11-12"),
        ("on 11/12/2024", "11/12/2024", "2024-11-12"),
        ("the September 2022 storm", "September 2022", "2022-09"),
        ("the end of January 2025", "the end of January 2025", "2025-01"),
        ("in 2019", "2019", "2019"),
        ("yesterday", "yesterday", "2024-12-26"),
        ("last night", "last night", "2024-12-26"),
        ("next month", "next month", "2025-01"),
        ("earlier this year", "earlier this year", "2024"),
        ("last year", "last year", "2023"),
        ("three days ago", "three days ago", "2024-12-24"),
        ("two months from now", "two months from now", "2025-02"),
        ("two years ago", "two years ago", "2022"),
        ("last Tuesday", "last Tuesday", "2024-12-24"),
        ("next Monday", "next Monday", "2024-12-30"),
        ("last Friday", "last Friday", "2024-12-20"),
        ("on Jan. 20", "Jan. 20", "2025-01-20"),
    ],
)
def test_a_date_has_its_words_and_its_value(text: str, words: str, value: str) -> None:
    assert read(text) == (words, value, None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("last week", "2024-12-16", "2024-12-22"),
        ("in the past week", "2024-12-20", "2024-12-27"),
        ("the last two decades", "2004", "2024"),
        ("the 1990s", "1990", "1999"),
        ("spring 2025", "2025-03", "2025-05"),
        ("last summer", "2024-06", "2024-08"),
        ("winter 2023", "2023-12", "2024-02"),
        ("the third quarter of 2023", "2023-07", "2023-09"),
        ("in 2010-11", "2010", "2011"),
        ("the coming weeks", "2024-12-27", None),
        ("in a matter of months", "2024-12", None),
        ("in recent months", None, "2024-12"),
    ],
)
def test_a_stretch_of_time_has_start_and_end(text: str, start: str | None, end: str | None) -> None:
    assert read(text)[1:] == (None, start, end)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("on Monday", "2024-12-23", "2024-12-30"),
        ("in August", "2024-08", "2025-08"),
        ("on Friday", "2024-12-27", "2024-12-27"),
    ],
)
def test_the_direction_chooses_the_side_of_publication(text: str, past: str, future: str) -> None:
    assert read(text, PAST)[1] == past
    assert read(text, FUTURE)[1] == future


@pytest.mark.parametrize(
    "text", ["on Friday", "in August", "last week", "two years ago", "yesterday", "by spring"]
)
def test_without_a_publication_date_relative_words_have_no_value(text: str) -> None:
    assert read(text, PAST, None)[1:] == (None, None, None)


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    (expression,) = find_expressions("on 31 February 2024")
    assert resolve(expression, FRIDAY, EITHER) is None


@pytest.mark.parametrize(
    "text", ["it may rain", "they march on", "for two years", "daily", "at 10:30", "Fridays"]
)
def test_verbs_durations_frequencies_and_clock_times_are_no_dates(text: str) -> None:
    assert find_expressions(text) == ()


@pytest.mark.parametrize("row", table("months") + table("weekdays"), ids=lambda row: row["word"])
def test_every_name_is_found_in_its_example(row: dict[str, str]) -> None:
    assert any(row["word"] in row["example"][e.start : e.end] for e in find_expressions(row["example"]))


def test_a_month_that_is_too_short_keeps_its_last_day() -> None:
    assert shift(date(2024, 1, 31), months=1) == date(2024, 2, 29)


def test_weeks_run_from_monday_to_sunday() -> None:
    week = unit_period(FRIDAY, "week")
    assert (week.start, week.end) == (date(2024, 12, 23), date(2024, 12, 29))


def test_winter_runs_into_the_next_year() -> None:
    winter = season_period("winter", 2024)
    assert (winter.first, winter.last) == ("2024-12", "2025-02")


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-05", date(2024, 5, 1)),
        ("2024-05-06", date(2024, 5, 6)),
        ("soon", None),
    ],
)
def test_a_publication_date_may_be_cut_short(iso: str, day: date | None) -> None:
    assert parse_published(iso) == day
