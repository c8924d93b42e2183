"""Dates and addresses as readers see them."""

from __future__ import annotations

import pytest

from kg.query.results import TimeView
from kg.views.wording import count_words, describe_date, describe_time, web_address


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org/a?b=c&d#e", "HTTPS://example.org/ü"]
)
def test_a_plain_web_address_is_kept(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " https://example.org",
        "https://example.org/\n",
        "https://",
        "//example.org",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://bank.example@evil.example/",
        "https:\\\\example.org",
        'https://example.org/"onclick=',
        "https://example.org/<b>",
    ],
)
def test_anything_else_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025", "2025"),
        ("2025-05", "May 2025"),
        ("2025-05-03", "3 May 2025"),
        ("2025-13", "2025-13"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(value: str, words: str) -> None:
    assert describe_date(value) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2025-01", "2025-03", "January 2025 to March 2025"),
        (None, "2025-05", "until May 2025"),
        ("2025", None, "from 2025"),
        (None, None, ""),
    ],
)
def test_a_range_may_be_open(start: str | None, end: str | None, words: str) -> None:
    assert describe_time(TimeView(None, start, end, "month", "", ())) == words


def test_no_time_is_no_words() -> None:
    assert describe_time(None) == ""


def test_one_is_singular() -> None:
    assert [count_words(1, "claim"), count_words(1200, "claim"), count_words(0, "claim")] == [
        "1 claim",
        "1,200 claims",
        "0 claims",
    ]
