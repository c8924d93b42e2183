"""Numbers, comparators and units in plain text: no parse needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.comparators import comparator_after, comparator_before
from kg.claims.numbers import find_numbers
from kg.claims.units import rate_after, unit_after, unit_before, unit_linked
from kg.lexicon import table
from kg.model import Comparator


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("It holds 1,376 litres", "1,376", 1376, 1376),
        ("It cost 2.5 million", "2.5 million", 2_500_000, 2_500_000),
        ("a loan of 61bn", "61bn", 61_000_000_000, 61_000_000_000),
        ("nearly 12 thousand sheep", "12 thousand", 12_000, 12_000),
        ("two hundred and fifty boats", "two hundred and fifty", 250, 250),
        ("twenty-five boats", "twenty-five", 25, 25),
        ("two and a half million", "two and a half million", 2_500_000, 2_500_000),
        ("half a million birds", "half a million", 500_000, 500_000),
        ("a thousand birds", "a thousand", 1000, 1000),
        ("two dozen eggs", "two dozen", 24, 24),
        ("two-thirds of it", "two-thirds", 2 / 3, 2 / 3),
        ("a third of it", "a third", 1 / 3, 1 / 3),
        ("three-quarters of it", "three-quarters", 0.75, 0.75),
        ("2½ hours", "2½", 2.5, 2.5),
        ("one in five birds", "one in five", 0.2, 0.2),
        ("8-10,000 sheep", "8-10,000", 8000, 10_000),
        ("5-7 million", "5-7 million", 5_000_000, 7_000_000),
        ("between 5 and 7 percent", "between 5 and 7", 5, 7),
        ("from 3 to 4 crowns", "from 3 to 4", 3, 4),
        ("two or three boats", "two or three", 2, 3),
        ("between $2 million and $3 million", "between $2 million and $3 million", 2e6, 3e6),
        ("dozens of boats", "dozens", 24, 99),
        ("tens of thousands of birds", "tens of thousands", 20_000, 99_999),
        ("several hundred birds", "several hundred", 300, 999),
    ],
)
def test_a_number_has_its_words_and_its_value(text: str, words: str, low: float, high: float) -> None:
    (number,) = find_numbers(text)
    assert text[number.start : number.end] == words
    assert (number.low, number.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text", ["the Q-16 drone", "the 1990s", "the 3rd day", "at 10:30", "the third man", "KOR-19"]
)
def test_parts_of_names_ordinals_and_clock_times_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


def test_two_numbers_joined_by_and_are_a_range_only_after_between() -> None:
    assert len(find_numbers("two and three boats")) == 2


@pytest.mark.parametrize("row", table("comparators"), ids=lambda row: row["phrase"])
def test_every_comparator_is_read_in_its_example(row: dict[str, str]) -> None:
    text = row["example"]
    number = find_numbers(text)[0]
    if row["position"] == "before":
        found = comparator_before(text, number.start)
    else:
        found = comparator_after(text, number.end)
        if found is None:  # the unit stands between: "forty litres or less"
            found = comparator_after(text, text.index(f" {row['phrase']}"))
    assert found is not None
    assert found[1] is Comparator(row["comparator"])


@pytest.mark.parametrize("row", table("units"), ids=lambda row: row["word"])
def test_every_unit_is_read_in_its_example(row: dict[str, str]) -> None:
    text = row["example"]
    number = find_numbers(text)[0]
    unit = unit_before(text, number.start) if row["kind"] == "prefix" else unit_after(text, number.end)
    assert unit is not None
    assert unit.name == row["unit"]


def test_currency_codes_are_those_of_iso_4217() -> None:
    import pycountry

    money = {row["unit"] for row in table("units") if row["kind"] in ("prefix", "currency")} - {"cents"}
    assert [unit for unit in sorted(money) if pycountry.currencies.get(alpha_3=unit.upper()) is None] == []


@pytest.mark.parametrize(
    ("text", "per"), [("40 litres per day", "day"), ("40 litres a year", "year"), ("40 litres daily", "day")]
)
def test_a_rate_is_read_after_the_unit(text: str, per: str) -> None:
    rate = rate_after(text, text.index("litres") + 6, money=False)
    assert rate is not None
    assert rate.per == per


def test_after_money_any_noun_divides_but_no_conjunction() -> None:
    assert rate_after("$60 a barrel", 3, money=True).per == "barrel"  # type: ignore[union-attr]
    assert rate_after("$60 and more", 3, money=True) is None


def test_units_stand_behind_an_article_after_a_fraction_and_behind_of_after_a_plural() -> None:
    assert unit_linked("half a mile", 4, vague=False).name == "mi"  # type: ignore[union-attr]
    assert unit_linked("billions of dollars", 8, vague=True).name == "usd"  # type: ignore[union-attr]
    assert unit_linked("half of dollars", 4, vague=False) is None


@given(st.text(alphabet="0123456789,.-$% abmnotwehundr½", max_size=40))
def test_any_text_gives_numbers_in_order_with_offsets_inside_it(text: str) -> None:
    position = 0
    for number in find_numbers(text):
        assert position <= number.start < number.end <= len(text)
        assert number.low <= number.high
        position = number.end
