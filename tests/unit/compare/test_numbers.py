"""Numbers with their partners, and how they differ."""

from __future__ import annotations

import pytest

from kg.compare.counts import pair_numbers
from kg.compare.kinds.numbers import find_numbers
from kg.compare.pairs import Pair
from kg.model import Comparator, DiscrepancyKind
from tests.unit.compare.made import make_pair, make_profile

C, K = Comparator, DiscrepancyKind


def count(
    words: str, value: float, noun: str | None = None, comparator: Comparator = C.EQUAL
) -> dict[str, object]:
    return {"words": words, "value": value, "comparator": comparator, "unit": noun, "of": noun}


def area(words: str, value: float, comparator: Comparator = C.EQUAL, unit: str = "km2") -> dict[str, object]:
    return {"words": words, "value": value, "comparator": comparator, "unit": unit}


def pair_of(
    left: str, ours: list[dict[str, object]], right: str, theirs: list[dict[str, object]], **fields: object
) -> Pair:
    one = make_profile(left, quantities=ours)
    other = make_profile(right, document="d-b", quantities=theirs)
    return make_pair(one, other, **fields)  # type: ignore[arg-type]


def kinds(pair: Pair) -> list[tuple[DiscrepancyKind, str, str]]:
    return [(found.kind, found.left_says, found.right_says) for found in find_numbers(pair)]


def test_the_same_number_in_the_same_way_is_no_difference() -> None:
    pair = pair_of(
        "The storm sank about 40 boats.", [count("about 40", 40, "boats", C.ABOUT)],
        "Some 40 boats were sunk.", [count("Some 40", 40, "boats", C.ABOUT)],
    )  # fmt: skip
    assert kinds(pair) == []


def test_another_comparator_of_one_value_is_a_change_of_comparator_whose_reason_tells_of_the_overlap() -> (
    None
):
    pair = pair_of(
        "The storm sank more than 1,000 boats.", [count("more than 1,000", 1000, "boats", C.MORE_THAN)],
        "The storm sank about a thousand boats.", [count("about a thousand", 1000, "boats", C.ABOUT)],
    )  # fmt: skip
    (found,) = find_numbers(pair)
    assert found.kind is K.COMPARATOR_CHANGE
    assert "overlap" in found.reason
    assert "more than 1,000" in found.reason
    assert "about a thousand" in found.reason


def test_a_dropped_about_weighs_less_than_more_than_that_became_about() -> None:
    text = "The storm sank {} boats."
    rough = pair_of(
        text.format("about 40"),
        [count("about 40", 40, "boats", C.ABOUT)],
        text.format("40"),
        [count("40", 40, "boats")],
    )
    other = pair_of(
        text.format("about 40"),
        [count("about 40", 40, "boats", C.ABOUT)],
        text.format("over 40"),
        [count("over 40", 40, "boats", C.MORE_THAN)],
    )
    assert next(find_numbers(rough)).score < next(find_numbers(other)).score


def test_values_that_leave_no_number_to_both_differ() -> None:
    pair = pair_of(
        "The storm sank 40 boats.", [count("40", 40, "boats")],
        "The storm sank 60 boats.", [count("60", 60, "boats")],
    )  # fmt: skip
    assert [kind for kind, _, _ in kinds(pair)] == [K.QUANTITY_DIFFERS]


def test_a_number_that_changed_over_weeks_says_so_and_weighs_less() -> None:
    sides = (
        "The storm sank 40 boats.",
        [count("40", 40, "boats")],
        "The storm sank 60 boats.",
        [count("60", 60, "boats")],
    )
    soon, late = (next(find_numbers(pair_of(*sides, descends=False, days=days))) for days in (1, 42))
    assert late.score < soon.score
    assert "42 days" in late.reason


def test_a_range_that_lost_an_end_is_a_change_of_comparator() -> None:
    ranged = {
        "words": "between 4 million and 6 million euros",
        "comparator": C.RANGE,
        "low": 4e6,
        "high": 6e6,
        "unit": "eur",
    }
    pair = pair_of(
        "The gate would cost between 4 million and 6 million euros.", [ranged],
        "The gate would cost up to 6 million euros.",
        [{"words": "up to 6 million euros", "comparator": C.UP_TO, "value": 6e6, "unit": "eur"}],
    )  # fmt: skip
    assert [kind for kind, _, _ in kinds(pair)] == [K.COMPARATOR_CHANGE]


def test_units_are_converted_before_values_are_compared() -> None:
    pair = pair_of(
        "The fire burned 100 hectares.", [area("100 hectares", 100, unit="ha")],
        "The fire burned one square kilometre.", [area("one square kilometre", 1)],
    )  # fmt: skip
    assert kinds(pair) == []


def test_the_same_number_in_brackets_in_another_unit_is_no_second_one() -> None:
    pair = pair_of(
        "They hold 1,376 km² (531 mi²).", [area("1,376 km²", 1376), area("531 mi²", 531, unit="mi2")],
        "They hold 1,376 km².", [area("1,376 km²", 1376)],
    )  # fmt: skip
    assert len(pair_numbers(pair)) == 1
    assert kinds(pair) == []


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("They held 1,376 km² at the most.", "They now hold 800 km².", False),
        ("They initially held 1,376 km².", "They currently hold 800 km².", False),
        ("They initially held 1,376 km².", "They originally held 800 km².", True),
        ("They hold 1,376 km².", "They now hold 800 km².", True),
        ("They first held 1,376 km².", "They hold 800 km².", False),
    ],
)
def test_numbers_of_two_stages_are_no_contradiction(left: str, right: str, differs: bool) -> None:
    pair = pair_of(left, [area("1,376 km²", 1376)], right, [area("800 km²", 800)])
    assert bool(kinds(pair)) is differs


def test_killed_are_paired_with_killed_and_wounded_with_wounded_in_any_order() -> None:
    pair = pair_of(
        "The blast killed 12 people and wounded 30.", [count("12", 12, "people"), count("30", 30)],
        "The blast wounded 35 people and killed 12.", [count("35", 35, "people"), count("12", 12)],
    )  # fmt: skip
    matched = {(each.left.quantity.text, each.right.quantity.text) for each in pair_numbers(pair)}
    assert matched == {("12", "12"), ("30", "35")}


def test_three_numbers_against_two_give_two_pairs_at_most() -> None:
    pair = pair_of(
        "The port lost 12 boats, 30 nets and 7 cranes.",
        [count("12", 12, "boats"), count("30", 30, "nets"), count("7", 7, "cranes")],
        "The port lost 12 boats and 9 cranes.", [count("12", 12, "boats"), count("9", 9, "cranes")],
    )  # fmt: skip
    matched = {(each.left.quantity.text, each.right.quantity.text) for each in pair_numbers(pair)}
    assert matched == {("12", "12"), ("7", "9")}


def test_more_of_something_is_not_all_of_it() -> None:
    pair = pair_of(
        "The port has 12 boats.", [count("12", 12, "boats")],
        "The port may buy 8 more boats.", [count("8", 8, "boats")],
    )  # fmt: skip
    assert kinds(pair) == []


def test_a_share_is_compared_with_a_share_and_never_with_a_count() -> None:
    half = {"words": "half", "value": 0.5, "unit": "fraction", "of": "the boats"}
    percent = {"words": "50 percent", "value": 50, "unit": "percent", "of": "the boats"}
    left = "The storm sank half of the boats.", [half]
    assert kinds(pair_of(*left, "The storm sank 50 percent of the boats.", [percent])) == []
    assert kinds(pair_of(*left, "The storm sank 40 boats.", [count("40", 40, "boats")])) == []


def test_money_of_two_currencies_is_not_compared() -> None:
    pair = pair_of(
        "The gate cost $5 million.", [{"words": "$5 million", "value": 5e6, "unit": "usd"}],
        "The gate cost €4 million.", [{"words": "€4 million", "value": 4e6, "unit": "eur"}],
    )  # fmt: skip
    assert kinds(pair) == []


def test_a_number_that_the_other_side_has_too_is_no_partner_of_another_one() -> None:
    pair = pair_of(
        "The county ordered 50,000 doses of vaccine.", [count("50,000", 50000, "doses")],
        "The county got 12,000 doses of vaccine of the 50,000 it ordered.", [count("12,000", 12000, "doses")],
    )  # fmt: skip
    assert kinds(pair) == []


def test_soldiers_of_two_countries_are_not_one_count() -> None:
    pair = pair_of(
        "About 50,000 Arland troops are in the valley.", [count("50,000", 50000, "Arland troops")],
        "About 12,000 Bremm troops are in the valley.", [count("12,000", 12000, "Bremm troops")],
    )  # fmt: skip
    assert kinds(pair) == []


def test_orders_of_magnitude_have_no_end_in_common_with_a_number() -> None:
    millions = {"words": "millions", "comparator": C.RANGE, "low": 2e6, "high": 999999999, "unit": "usd"}
    billion = {"words": "$1 billion", "value": 1e9, "unit": "usd"}
    pair = pair_of("The firm gave millions.", [millions], "The firm gave $1 billion.", [billion])
    assert K.COMPARATOR_CHANGE not in [kind for kind, _, _ in kinds(pair)]


def test_unrelated_claims_that_are_little_alike_do_not_change_a_comparator() -> None:
    pair = pair_of(
        "The port held three races.", [count("three", 3, "races")],
        "The club wants more than three races.", [count("more than three", 3, "races", C.MORE_THAN)],
        descends=False, score=0.5,
    )  # fmt: skip
    assert kinds(pair) == []


def test_a_number_that_was_changed_on_its_way_differs_though_both_bounds_may_hold() -> None:
    sides = (
        "The storm sank more than 40 boats.", [count("more than 40", 40, "boats", C.MORE_THAN)],
        "The storm sank more than 60 boats.", [count("more than 60", 60, "boats", C.MORE_THAN)],
    )  # fmt: skip
    changed, unrelated = (
        next(find_numbers(pair_of(*sides, descends=descends))) for descends in (True, False)
    )
    assert changed.kind is K.QUANTITY_DIFFERS
    assert unrelated.score < changed.score


@pytest.mark.parametrize(("words", "low", "high"), [("tens of thousands", 2e4, 1e5), ("thousands", 2e3, 1e4)])
def test_an_order_of_magnitude_is_no_other_number(words: str, low: float, high: float) -> None:
    loose: dict[str, object] = {
        "words": words, "value": None, "low": low, "high": high, "comparator": C.RANGE, "of": "boats",
    }  # fmt: skip
    pair = pair_of(
        "The storm sank about 12,000 boats.", [count("about 12,000", 12_000, "boats", C.ABOUT)],
        f"The storm sank {words} of boats.", [loose],
    )  # fmt: skip
    assert kinds(pair) == []


def test_more_than_a_small_number_is_another_number() -> None:
    pair = pair_of(
        "The port would like more than three piers.", [count("more than three", 3, "piers", C.MORE_THAN)],
        "The port has three piers.", [count("three", 3, "piers")],
    )  # fmt: skip
    assert kinds(pair) == []
