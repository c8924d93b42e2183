from __future__ import annotations

import re

import pytest

from kg.lexicon import table
from kg.model import PassageKind
from kg.read.boilerplate import is_appeal, mark_apart, match_group
from tests.unit.read.harbour import LEAD, QUOTE

JUNK = PassageKind.BOILERPLATE
ROWS = table("boilerplate")


@pytest.mark.parametrize("row", ROWS, ids=[row["example"][:30] for row in ROWS])
def test_each_row_of_the_lexicon_finds_its_own_example(row: dict[str, str]) -> None:
    assert match_group(row["example"]) == row["group"]
    assert re.search(row["pattern"], row["example"], 0 if row["case"] == "exact" else re.IGNORECASE)
    assert row["reference"]


@pytest.mark.parametrize("row", table("appeals"), ids=lambda row: row["word"])
def test_each_word_of_appeal_makes_its_example_an_appeal(row: dict[str, str]) -> None:
    assert is_appeal(row["example"])


@pytest.mark.parametrize(
    "line",
    [
        "Loading reviews...",
        "312",
        "1.2K shares",
        "Share this",
        "Subscribe",
        "Advertisement",
        "All rights reserved",
        "Your report will arrive shortly",
        "Visit our Privacy Policy for more about how we process what you send",
        "Read more: Gate was worn, board knew",
        "Related articles",
        "* * *",
        "This website uses cookies. Using it means that you are okay with this.",
    ],
)
def test_what_a_page_puts_around_an_article_is_boilerplate(line: str) -> None:
    assert mark_apart([LEAD, line, QUOTE]) == [None, JUNK, None]


@pytest.mark.parametrize(
    "line",
    [
        LEAD,
        QUOTE,
        "The company stores cookies from its bakery in a hall at the port, the board said.",
        "“By clicking there you agree to our terms,” read the notice that Field showed to the court.",
        "“We use cookies, and we said so,” the head of the firm told the court.",
        "Register offices were closed on Friday, the town said.",
        "Share prices fell by 3 percent on Friday.",
        "By Friday the water had fallen, officials said.",
        "You never know what the sea will do, Field said.",
        "Photo shops in the town were closed.",
        "The bank gave the port a line of credit: 3 million dollars.",
        "He was reported missing by Jane Marlow.",
        "More than 40 boats were lost.",
        "Read the report and weep, he said.",
        "Watch towers stand at the gate.",
    ],
)
def test_news_that_uses_the_same_words_is_not(line: str) -> None:
    assert mark_apart([LEAD, line, QUOTE]) == [None, None, None]


def test_appeals_to_the_reader_beside_a_form_belong_to_it() -> None:
    block = [
        "How well do you know the market?",
        "Access the best reports. Save hours of work.",
        "Market outlook – free sample",
        "Thank you!",
        "Your report will arrive shortly",
        "We are sure of our reports, but want you to choose well, so we offer a sample that you can download",
        "Visit our Privacy Policy for more about how we process your personal data.",
    ]
    assert mark_apart([LEAD, *block, QUOTE]) == [None, *[JUNK] * len(block), None]


def test_the_same_appeals_beside_news_are_left_alone() -> None:
    lines = [LEAD, "How well do you know the market?", "Access the best reports. Save hours of work.", QUOTE]
    assert mark_apart(lines) == [None] * 4


def test_a_link_to_another_article_does_not_spread_to_what_is_near() -> None:
    opinion = "You cannot buy a harbour's trust."
    assert mark_apart([LEAD, "Read more: Gate was worn", opinion]) == [None, JUNK, None]


def test_fragments_between_two_buttons_are_buttons() -> None:
    assert mark_apart([LEAD, "Share this article", "Other networks", "Print this page"])[1:] == [JUNK] * 3


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Fishermen at the old pier, May 2031. Credit: Jane Marlow/Harbour Authority", PassageKind.CAPTION),
        ("Photo: the harbour before the storm", PassageKind.CAPTION),
        ("The ferry terminal in a file photo", PassageKind.CAPTION),
        ("By Jane Marlow and Tom Field", PassageKind.METADATA),
        ("3 days ago", PassageKind.METADATA),
        ("Saturday, May 3, 2031", PassageKind.METADATA),
        ("(Reporting by Jane Marlow; Editing by Tom Field)", PassageKind.METADATA),
    ],
)
def test_captions_and_bylines_are_told_from_boilerplate(line: str, kind: PassageKind) -> None:
    assert mark_apart([LEAD, line, QUOTE]) == [None, kind, None]


def test_a_long_paragraph_is_article_whatever_it_holds() -> None:
    assert mark_apart([LEAD * 30 + " All rights reserved."]) == [None]
