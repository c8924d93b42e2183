"""Quantities of a parsed document."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.claims.quantities import extract_quantities
from kg.claims.times import find_dates
from kg.model import Comparator

ENGLISH = English().vocab


def test_a_counted_noun_is_the_unit_and_no_part_of_the_words() -> None:
    words = ["About", "8,000", "grey", "geese", "left"]
    doc = Doc(
        ENGLISH,
        words=words,
        heads=[1, 3, 3, 4, 4],
        deps=["advmod", "nummod", "amod", "nsubj", "ROOT"],
        pos=["ADV", "NUM", "ADJ", "NOUN", "VERB"],
        tags=["RB", "CD", "JJ", "NNS", "VBD"],
        lemmas=["about", "8,000", "grey", "goose", "leave"],
    )
    (quantity,) = extract_quantities(find_dates(doc))
    assert (quantity.text, quantity.spans) == ("About 8,000", ((0, 11),))
    assert (quantity.value, quantity.comparator) == (8000.0, Comparator.ABOUT)
    assert (quantity.unit, quantity.of) == ("geese", "grey geese")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "value", "comparator", "unit", "of", "per"),
    [
        ("The lake lost about 40 % of its water.", "about 40 %", 40, "about", "percent", "its water", None),
        ("Storms took about half the harvest.", "about half", 0.5, "about", "fraction", "the harvest", None),
        ("Storms took a third of the harvest.", "a third", 1 / 3, "=", "fraction", "the harvest", None),
        ("The bank lent $61bn.", "$61bn", 61e9, "=", "usd", None, None),
        ("The bank lent €2.5 million.", "€2.5 million", 2.5e6, "=", "eur", None, None),
        ("The farm has at least 20 goats.", "at least 20", 20, "at least", "goats", "goats", None),
        ("The farm has fewer than ten goats.", "fewer than ten", 10, "less than", "goats", "goats", None),
        ("The farm has up to 300 goats.", "up to 300", 300, "up to", "goats", "goats", None),
        (
            "It carries about 1,200 passengers per day.",
            "about 1,200",
            1200,
            "about",
            "passengers",
            "passengers",
            "day",
        ),
        (
            "The quake left more than 1,000 injured.",
            "more than 1,000",
            1000,
            "more than",
            "injured",
            "injured",
            None,
        ),
        ("The farm covers 900 square kilometres.", "900 square kilometres", 900, "=", "km2", None, None),
        ("Crude sells at $60 a barrel.", "$60", 60, "=", "usd", None, "barrel"),
        (
            "Support rose 12 percentage points.",
            "12 percentage points",
            12,
            "=",
            "percentage points",
            None,
            None,
        ),
        ("The new hall is three times bigger.", "three times", 3, "=", "times", None, None),
        ("She gave a 20-minute talk.", "20-minute", 20, "=", "minutes", None, None),
    ],
)
def test_a_quantity_in_a_sentence(
    text: str, words: str, value: float, comparator: str, unit: str, of: str | None, per: str | None
) -> None:
    from kg.parse import parse_text

    (quantity,) = extract_quantities(find_dates(parse_text(text)))
    assert quantity.text == words
    assert quantity.value == pytest.approx(value)
    assert (quantity.comparator.value, quantity.unit, quantity.per) == (comparator, unit, per)
    assert of is None or quantity.of == of


@pytest.mark.model
def test_a_range_has_low_and_high_and_no_value() -> None:
    from kg.parse import parse_text

    (quantity,) = extract_quantities(find_dates(parse_text("The farm has 8-10,000 young geese.")))
    assert (quantity.value, quantity.low, quantity.high) == (None, 8000.0, 10_000.0)
    assert quantity.comparator is Comparator.RANGE


@pytest.mark.model
def test_a_measure_in_brackets_is_a_quantity_of_its_own() -> None:
    from kg.parse import parse_text

    found = extract_quantities(find_dates(parse_text("The park covers 1,300 km² (502 mi²).")))
    assert [(q.text, q.unit) for q in found] == [("1,300 km²", "km2"), ("502 mi²", "mi2")]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The Cessna 172 landed near Route 66.",
        "Article 5 was read at 7 p.m. on 12 May 2024.",
        "One of the officials called 555-0199.",
        "The third man won in the second half.",
        "In 2019 the 1990s were back.",
    ],
)
def test_names_dates_ordinals_and_phone_numbers_are_no_quantities(text: str) -> None:
    from kg.parse import parse_text

    assert extract_quantities(find_dates(parse_text(text))) == ()
