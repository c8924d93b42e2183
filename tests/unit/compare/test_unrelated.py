"""Numbers in articles that do not hang together: which of them are of one matter."""

from __future__ import annotations

import pytest

from kg.compare.counts import pair_numbers
from kg.compare.kinds.numbers import find_numbers
from kg.compare.pairs import Pair
from kg.compare.unrelated import is_of_survey
from kg.model import Comparator
from tests.unit.compare.made import make_pair, make_profile


def unrelated(left: str, right: str, *figures: tuple[str, float, str], **fields: object) -> Pair:
    ours, theirs = (
        [{"words": words, "value": value, "comparator": Comparator.EQUAL, "unit": noun, "of": noun}]
        for words, value, noun in figures
    )
    one = make_profile(left, quantities=ours)
    other = make_profile(right, document="d-b", quantities=theirs)
    return make_pair(one, other, descends=False, **fields)  # type: ignore[arg-type]


def differ(pair: Pair) -> bool:
    return any(find_numbers(pair))


@pytest.mark.parametrize("days", [1, 40, None])
def test_two_surveys_do_not_contradict_one_another(days: int | None) -> None:
    pair = unrelated(
        "A poll found that 45 percent of sailors back the pier.",
        "Another survey found that 52 percent of sailors back the pier.",
        ("45 percent", 45, "percent"), ("52 percent", 52, "percent"), score=0.9, days=days,
    )  # fmt: skip
    assert is_of_survey(pair.left)
    assert not differ(pair)


def test_what_is_counted_by_name_is_one_matter() -> None:
    pair = unrelated(
        "The fleet has 40 Lunmark boats near Arlen.", "The fleet has 70 Lunmark boats near Arlen.",
        ("40", 40, "Lunmark boats"), ("70", 70, "Lunmark boats"), score=0.48,
    )  # fmt: skip
    assert differ(pair)


def test_numbers_of_one_unit_on_one_topic_are_not() -> None:
    pair = unrelated(
        "The port needs 40 boats to win the contract.", "The pier had lost 70 boats when it closed.",
        ("40", 40, "boats"), ("70", 70, "boats"), score=0.48,
    )  # fmt: skip
    assert not differ(pair)


def test_tolls_of_one_week_are_one_matter_and_of_two_months_are_not() -> None:
    told = (
        "The storm at Arlen left 12 people dead.", "The storm at Arlen left 15 people dead.",
        ("12", 12, "people"), ("15", 15, "people"),
    )  # fmt: skip
    assert differ(unrelated(*told, score=0.55, days=1))
    assert not differ(unrelated(*told, score=0.55, days=60))
    assert not differ(unrelated(*told, score=0.55, days=None))


@pytest.mark.parametrize("words", ["an additional 70 boats", "another 70 boats", "70 other boats"])
def test_what_is_added_is_no_whole(words: str) -> None:
    pair = unrelated(
        "The fleet has 40 boats near Arlen.", f"The fleet has {words} near Arlen.",
        ("40", 40, "boats"), ("70", 70, "boats"),
    )  # fmt: skip
    assert not pair_numbers(pair)
