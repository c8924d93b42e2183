"""The pattern of dates knows the calendar: the OpenAPI description has no other words for it."""

from __future__ import annotations

import re
from calendar import monthrange

from kg.query.filters import DATE


def test_a_day_matches_exactly_if_the_calendar_has_it() -> None:
    pattern = re.compile(DATE)
    wrong = [
        f"{year:04}-{month:02}-{day:02}"
        for year in (*range(1896, 2032), 1600, 1700)
        for month in range(14)
        for day in range(33)
        if bool(pattern.fullmatch(f"{year:04}-{month:02}-{day:02}"))
        != (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1])
    ]
    assert wrong == []
