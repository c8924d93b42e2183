"""Datelines, bylines and notes, and whose names are the publisher's own; no model."""

from __future__ import annotations

import pytest

from kg.claims.credit_lines import bracketed, dateline, headline, note_form
from kg.claims.outlet_phrases import credit_words
from kg.claims.own_outlet import shows_publisher
from kg.lexicon import table
from kg.lexicon.outlet_names import is_own_outlet
from kg.mentions.bylines import read_bylines
from kg.model import CreditForm, Document, EntityKind, Passage, PassageKind, Publisher


def place(text: str, name: str) -> tuple[int, int]:
    start = text.index(name)
    return start, start + len(name)


@pytest.mark.parametrize(
    "text",
    [
        "ARLEN (Reuters) - The quay is closed.",
        "ARLEN, Riga, May 3 (Reuters) — The quay is closed.",
        "Bridge closed\n\nMexico City (Reuters) – The quay is closed.",
        "(Reuters) - The quay is closed.",
        "ARLEN, May 3 (Reuters)\nThe quay is closed.",
    ],
)
def test_a_town_and_an_agency_in_brackets_are_a_dateline(text: str) -> None:
    found = dateline(text, *place(text, "Reuters"))
    assert found is not None
    assert text[slice(*found)].endswith("(Reuters)")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told the agency (Reuters) that the quay is closed.",
        "It is the largest of the agencies (Reuters) - so they say.",
        "ARLEN — The quay is closed, Reuters said.",
    ],
)
def test_an_agency_in_a_sentence_is_no_dateline(text: str) -> None:
    assert dateline(text, *place(text, "Reuters")) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The quay is closed. (Reuters)\nMore.", "(Reuters)"),
        ("The quay is closed. [Jane Marlow, Reuters]", "[Jane Marlow, Reuters]"),
        ("The quay is closed. [Reuters | Paywall]", "[Reuters | Paywall]"),
    ],
)
def test_an_outlet_in_brackets_ends_what_is_taken_from_it(text: str, words: str) -> None:
    found = bracketed(text, *place(text, "Reuters"))
    assert found is not None
    assert text[slice(*found)] == words


def test_brackets_within_a_sentence_end_nothing() -> None:
    text = "The agency (Reuters) was late."
    assert bracketed(text, *place(text, "Reuters")) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Reuters: Old quay to be closed in May", True),
        ("Old quay to be closed: Reuters\n\nIt is old.", True),
        ("Old quay to be closed.\n\nJane Marlow writing at Reuters:\n\nIt is old.", True),
        ("Reuters: sold", False),
        ("It is old.\n\nOne agency has no office there any more: Reuters", False),
    ],
)
def test_a_colon_leads_from_an_outlet_to_what_it_says(text: str, *, found: bool) -> None:
    assert (headline(text, *place(text, "Reuters")) is not None) == found


def test_every_pattern_of_a_note_finds_its_example() -> None:
    for row in table("credit_notes"):
        assert note_form(row["example"], (0, len(row["example"]))) is not None, row["pattern"]


def test_a_note_says_whether_part_of_the_article_or_all_of_it_is_from_there() -> None:
    notes = {
        "Reuters contributed to this report.": CreditForm.NOTE,
        "With additional reporting by Reuters.": CreditForm.NOTE,
        "This article was first published in the Arlen Post.": CreditForm.DATELINE,
        "Reuters reported the sale.": None,
    }
    assert {words: note_form(words, (0, len(words))) for words in notes} == notes


def test_no_word_has_one_use_twice_and_every_use_is_read() -> None:
    rows = [(row["word"], row["use"]) for row in table("credit_words")]
    assert len(rows) == len(set(rows))
    uses = {"subject", "speech", "agent", "product", "figures", "occasion", "journalist", "outlet"}
    assert set(credit_words()) == uses


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("The New York Times", "nyt"),
        ("Washington Post", "wash-post"),
        ("HuffPost", "huff-post"),
        ("USA TODAY", "usa-today"),
        ("CNN", "www.cnn.com"),
        ("Harbour Post Daily", "Harbour Post"),
        ("The Harbour Post", "harb-post"),
    ],
)
def test_a_publisher_is_known_by_abbreviations_and_editions(name: str, publisher: str) -> None:
    assert is_own_outlet(name, publisher)


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("Harbour Radio", "Harbour Post"),
        ("New York Post", "New York Times"),
        ("Times of India", "Times"),
        ("Reuters", None),
        ("Reuters", ""),
    ],
)
def test_outlets_with_names_alike_are_not_one(name: str, publisher: str | None) -> None:
    assert not is_own_outlet(name, publisher)


def document(kind: PassageKind, text: str) -> Document:
    passages = (Passage(kind, 0, len(text)),)
    return Document("d", "d.txt", None, Publisher("p", None), None, None, text, "", passages)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PassageKind.HEADLINE, "Old quay closed | The Harbour Post"),
        (PassageKind.HEADLINE, "Old quay closed - Harbour Post"),
        (PassageKind.BOILERPLATE, "© 2031 The Harbour Post. All rights reserved."),
        (PassageKind.BODY, "Jane Marlow is a reporter for the Harbour Post."),
        (PassageKind.METADATA, "By Jane Marlow, Harbour Post"),
    ],
)
def test_a_page_shows_its_publisher(kind: PassageKind, text: str) -> None:
    assert shows_publisher(document(kind, text), "The Harbour Post")
    assert not shows_publisher(document(kind, text), "Valley Wire")
    assert not shows_publisher(document(kind, text.replace("Harbour Post", "Reuters")), "Reuters")


def test_what_an_article_says_of_an_outlet_does_not_show_its_publisher() -> None:
    told = document(PassageKind.BODY, "The quay is old, the mayor told the Harbour Post.")
    assert not shows_publisher(told, "The Harbour Post")
    owned = document(PassageKind.BODY, "Jane Marlow is the owner of the Harbour Post.")
    assert not shows_publisher(owned, "The Harbour Post")


def test_an_agency_that_only_a_byline_names_gets_a_referent() -> None:
    byline = document(PassageKind.METADATA, "By Jane Marlow, Associated Press")
    (found,) = read_bylines(byline, ())
    assert (found.kind, found.label) == (EntityKind.OUTLET, "Associated Press")
    assert [byline.text[one.start : one.end] for one in found.mentions] == ["Associated Press"]
    assert read_bylines(byline, (found,)) == (found,)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PassageKind.METADATA, "publisher: Reuters\ntitle: Old quay closed"),
        (PassageKind.METADATA, "By Petra Marlow"),
        (PassageKind.BODY, "By Jane Marlow, Associated Press"),
        (PassageKind.BOILERPLATE, "© 2031 Reuters"),
    ],
)
def test_other_lines_give_no_agency(kind: PassageKind, text: str) -> None:
    assert read_bylines(document(kind, text), ()) == ()
