"""No text can make the search for quantities fail."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.claims.numbers import find_numbers
from kg.claims.quantities import extract_quantities
from kg.claims.times import find_dates
from kg.lexicon import table

ENGLISH = English().vocab
ODD = """１２３ ١٢٣ १२ ² ⅓ ½ 1½ Ⅻ 五 1,０00 $ % € km² - – / : . , and to of in a half between from over about
-5 1e9 9/10 ſix mİllion K 12K dozen per day"""
PIECES = st.one_of(
    st.sampled_from([row["word"] for row in table("numerals")]),
    st.sampled_from([row["word"] for name in ("fraction_words", "vague_numbers") for row in table(name)]),
    st.sampled_from(ODD.split()),
    st.text(st.characters(categories=["Nd", "Nl", "No", "Pd", "Sc"]), min_size=1, max_size=6),
    st.integers(0, 10**12).map(str),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12)
REPEATABLE = settings(deadline=None, derandomize=True, database=None)


@settings(REPEATABLE, max_examples=400)
@given(TEXTS)
def test_any_words_and_digits_give_quantities_that_can_be_stored(pieces: list[str]) -> None:
    doc = Doc(
        ENGLISH,
        words=pieces,
        heads=[0] * len(pieces),
        deps=["ROOT", *["dep"] * (len(pieces) - 1)],
        pos=["NUM"] * len(pieces),
        tags=["CD"] * len(pieces),
        lemmas=pieces,
    )
    for quantity in extract_quantities(find_dates(doc)):
        assert doc.text[quantity.spans[0][0] : quantity.spans[0][1]] == quantity.text
        assert all(math.isfinite(bound) for bound in (quantity.value, quantity.low, quantity.high) if bound)


@settings(REPEATABLE, max_examples=400)
@given(st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
def test_any_text_gives_finite_numbers(text: str) -> None:
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.low <= number.high < math.inf


@pytest.mark.parametrize("digits", ["１２３", "١٢٣", "१२३", "1２3", "１ million", "１ in ten", "9" * 400])
def test_digits_of_other_scripts_and_numbers_beyond_any_float_are_no_numbers(digits: str) -> None:
    assert not [number for number in find_numbers(f"They saw {digits} boats") if number.form == "figure"]
