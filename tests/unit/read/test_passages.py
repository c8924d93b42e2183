from __future__ import annotations

import pytest

from kg.model import PassageKind
from kg.read.headlines import is_same_title
from kg.read.passages import find_passages
from tests.unit.read.harbour import HEADLINE, LEAD, QUOTE

BODY, HEAD, SUB = PassageKind.BODY, PassageKind.HEADLINE, PassageKind.HEADING
META, JUNK, CAPTION = PassageKind.METADATA, PassageKind.BOILERPLATE, PassageKind.CAPTION


def kinds(*lines: str, title: str | None = None) -> list[PassageKind]:
    return [passage.kind for passage in find_passages("\n\n".join(lines), title=title)]


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        "Will the gate hold until May?",
        "Outer Gate of the Old Harbour Fails in a Storm.",
        "Officials: ‘Gate was worn’",
    ],
)
def test_a_first_line_in_the_shape_of_a_headline_is_one(line: str) -> None:
    assert kinds(line, LEAD) == [HEAD, BODY]


@pytest.mark.parametrize("line", [LEAD, "The gate failed on Friday. It was old"])
def test_a_first_line_of_sentences_is_body(line: str) -> None:
    assert kinds(line, LEAD) == [BODY, BODY]


@pytest.mark.parametrize(
    "dateline", ["PORT ELLEN (Agency) —", "LISBON, Portugal, March 3 –", "ZAMORA --", "ST. JOHN, N.B. (CP) —"]
)
def test_a_dateline_is_set_apart_from_the_sentence_that_it_opens(dateline: str) -> None:
    assert kinds(f"{dateline} The gate failed.", LEAD) == [PassageKind.METADATA, BODY, BODY]


def test_a_dash_in_a_sentence_makes_no_dateline() -> None:
    assert kinds("NATO troops – all of them – left the harbour on Friday.", LEAD) == [BODY, BODY]


def test_a_known_title_is_the_headline_whatever_its_shape() -> None:
    assert kinds(
        "The gate failed, and boats were lost.", LEAD, title="The gate failed and boats were lost"
    ) == [HEAD, BODY]


def test_section_names_bylines_and_days_around_the_headline_are_not_it() -> None:
    lines = (
        "Islands",
        "World news",
        HEADLINE,
        "Jane Marlow",
        "Port correspondent",
        "Saturday, May 3, 2031",
        LEAD,
    )
    assert kinds(*lines) == [META, META, HEAD, META, META, META, BODY]


def test_a_deck_below_the_headline_is_read_with_it() -> None:
    assert kinds(HEADLINE, "Fishermen lose 40 boats as board admits hinges were worn", LEAD) == [
        HEAD,
        HEAD,
        BODY,
    ]


def test_a_line_alone_is_body() -> None:
    assert kinds("Gate fails in the harbour") == [BODY]


@pytest.mark.parametrize(
    "line", ["‘Worn hinges’", "Talks 'impossible'", "A month of warnings", "What the board knew"]
)
def test_a_short_line_between_paragraphs_is_a_heading(line: str) -> None:
    assert kinds(HEADLINE, LEAD, line, QUOTE) == [HEAD, BODY, SUB, BODY]


def test_items_of_a_list_are_body() -> None:
    lines = (
        "The board has three wishes, according to Field:",
        "A new gate",
        "Stronger hinges",
        "More inspectors",
        QUOTE,
    )
    assert kinds(HEADLINE, LEAD, *lines) == [HEAD, BODY, BODY, BODY, BODY, BODY, BODY]


@pytest.mark.parametrize(
    "line", ["He said:", "“Never again.”", "It was dark.", "and then it fell", "Who knew?"]
)
def test_a_short_line_that_is_a_sentence_or_leads_to_one_is_body(line: str) -> None:
    assert kinds(HEADLINE, LEAD, line, QUOTE)[2] is BODY


@pytest.mark.parametrize("line", ["Jane Marlow", "— NPA"])
def test_a_last_line_of_names_signs_the_article(line: str) -> None:
    assert kinds(HEADLINE, LEAD, line) == [HEAD, BODY, META]


def test_a_sentence_that_lost_its_full_stop_stays_body_at_the_end() -> None:
    assert kinds(HEADLINE, LEAD, "The gate will be repaired within a month, he said") == [HEAD, BODY, BODY]


def test_hard_wrapped_lines_make_one_passage_for_each_block() -> None:
    first = (
        "The outer gate of the harbour failed on Friday night, two officials\n"
        "of the water board said. About 40 boats were damaged, and the ferry\n"
        "to the islands did not run until Sunday because of the high water."
    )
    second = (
        "“We will repair the gate within a month,” said Tom Field, who leads\n"
        "the harbour authority, at a meeting with fishermen on Saturday in\n"
        "the town hall. Many of them had lost their nets in the storm."
    )
    text = f"{HEADLINE}\n\n{first}\n\n{second}\n"
    found = [(p.kind, text[p.start : p.end]) for p in find_passages(text)]
    assert found == [(HEAD, HEADLINE), (BODY, first), (BODY, second)]


def test_paragraphs_a_line_each_are_not_joined() -> None:
    text = "\n".join([HEADLINE, LEAD, QUOTE, LEAD])
    assert len(find_passages(text)) == 4


def test_a_sentence_that_goes_on_in_lower_case_below_is_one_passage() -> None:
    text = f"{HEADLINE}\r\n\r\nThe outer gate of the harbour\r\nfailed on Friday night.\r\n{QUOTE}"
    assert [p.kind for p in find_passages(text)] == [HEAD, BODY, BODY]


def test_titles_are_compared_by_letters_and_digits() -> None:
    assert is_same_title("Gate fails – 40 boats lost", "gate fails: 40 boats lost.")
    assert not is_same_title("—", "…")
