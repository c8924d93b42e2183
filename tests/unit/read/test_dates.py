from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Precision
from kg.read.dates import find_dateline, find_line_date, parse_date
from tests.unit.read.harbour import HEADLINE, LEAD, read_one


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T23:30:00-07:00", "2031-05-03"),
        ("2031-05-03 23:30", "2031-05-03"),
        ("20310503", "2031-05-03"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("3 May 2031", "2031-05-03"),
        ("May 3rd, 2031", "2031-05-03"),
        ("Saturday, May 3, 2031 2:36 pm", "2031-05-03"),
        ("Sat, 03 May 2031 13:19:00 GMT", "2031-05-03"),
        ("Sept. 3, 2031", "2031-09-03"),
        ("May 2031", "2031-05"),
        ("28.12.2031", "2031-12-28"),
        ("12/28/2031", "2031-12-28"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(words: str, value: str) -> None:
    found = parse_date(words)
    assert found is not None
    assert found.value == value
    assert found.precision is {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(value)]


@pytest.mark.parametrize(
    "words",
    [
        None,
        "",
        "yesterday",
        "3 days ago",
        "May",
        "May 3",
        "Friday",
        "03/04/2031",
        "2031-13-40",
        "31 Feb 2031",
        "Room 12, 2031",
        "soon",
        "0000",
        "x" * 1000,
    ],
)
def test_what_is_no_date_or_needs_a_guess_is_none(words: str | None) -> None:
    assert parse_date(words) is None


@pytest.mark.parametrize(
    "line", ["Saturday, May 3, 2031", "Published May 3, 2031 at 1:19 PM", "Updated: 2031-05-03"]
)
def test_a_line_that_is_only_a_date_is_one(line: str) -> None:
    found = find_line_date(line)
    assert found is not None
    assert found.value == "2031-05-03"


@pytest.mark.parametrize(
    "line", ["On May 3, 2031", "Saturday", "May 3, 2031 was a Saturday", "Article 12, 2031"]
)
def test_a_line_that_says_more_than_a_date_is_none(line: str) -> None:
    assert find_line_date(line) is None


@pytest.mark.parametrize(
    "words",
    [
        "PORT ELLEN, May 3, 2031 (Agency) — The gate failed.",
        "LVIV, Ukraine, 3 May 2031 - The gate failed.",
        "ST. JOHN’S, May 3, 2031 – The gate failed.",
    ],
)
def test_a_dateline_with_a_year_dates_the_article(words: str) -> None:
    found = find_dateline(words)
    assert found is not None
    assert found.value == "2031-05-03"


@pytest.mark.parametrize(
    "words",
    [
        "PORT ELLEN, May 3 (Agency) — The gate failed.",
        "PORT ELLEN (Agency) — The gate failed on May 3, 2031.",
    ],
)
def test_a_dateline_without_a_year_dates_nothing(words: str) -> None:
    assert find_dateline(words) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{HEADLINE}\nSaturday, May 3, 2031\n\n{LEAD}", "2031-05-03"),
        (f"{HEADLINE}\n\nPORT ELLEN, May 3, 2031 (Agency) — {LEAD}", "2031-05-03"),
        (f"{HEADLINE}\n\n{LEAD}\nMay 3, 2031\n{LEAD}", None),
        (f"{HEADLINE}\n\n{LEAD} That was on May 3, 2031.", None),
    ],
)
def test_only_the_head_of_a_text_dates_it(tmp_path: Path, text: str, value: str | None) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    published = read_one(tmp_path / "a.txt").published
    assert (published.value if published else None) == value


def test_the_agency_of_a_dateline_is_not_the_publisher(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"PORT ELLEN, May 3, 2031 (Agency) — {LEAD}", encoding="utf-8")
    assert read_one(tmp_path / "a.txt").publisher.name is None
