"""Numbers as intervals."""

from __future__ import annotations

import pytest

from kg.compare.intervals import interval_of, is_rounded, is_same_value, shares_end
from kg.model import Comparator, Quantity

C = Comparator


def number(text: str, comparator: Comparator, value: float, unit: str = "boats") -> Quantity:
    return Quantity(text, ((0, len(text)),), comparator, value, unit=unit)


def between(low: float, high: float) -> Quantity:
    return Quantity(f"{low} to {high}", ((0, 1),), C.RANGE, low=low, high=high, unit="boats")


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (number("more than 1,000", C.MORE_THAN, 1000), number("about a thousand", C.ABOUT, 1000), True),
        (number("1,000", C.EQUAL, 1000), number("more than 1,000", C.MORE_THAN, 1000), False),
        (number("1,000", C.EQUAL, 1000), number("at least 1,000", C.AT_LEAST, 1000), True),
        (number("less than 40", C.LESS_THAN, 40), number("more than 40", C.MORE_THAN, 40), False),
        (number("up to 12,000", C.UP_TO, 12000), between(8000, 10000), True),
        (number("about 12,000", C.ABOUT, 12000), between(8000, 10000), False),
        (number("nearly 300", C.ABOUT, 300), number("300", C.EQUAL, 300), False),
        (number("nearly 300", C.ABOUT, 300), number("285", C.EQUAL, 285), True),
        (number("about 300", C.ABOUT, 300), number("320", C.EQUAL, 320), True),
        (number("about 300", C.ABOUT, 300), number("360", C.EQUAL, 360), False),
        (number("less than -5", C.LESS_THAN, -5), number("-8", C.EQUAL, -8), True),
        (number("less than -5", C.LESS_THAN, -5), number("-3", C.EQUAL, -3), False),
    ],
)
def test_intervals_overlap_where_one_value_fits_both(one: Quantity, other: Quantity, overlap: bool) -> None:
    assert interval_of(one).overlaps(interval_of(other)) is overlap
    assert interval_of(other).overlaps(interval_of(one)) is overlap


def test_a_conversion_may_round() -> None:
    metric, imperial = number("1,376 km²", C.EQUAL, 1376, "km2"), number("531 mi²", C.EQUAL, 531, "mi2")
    assert is_same_value(metric, imperial)
    assert not is_same_value(metric, number("1,377 km²", C.EQUAL, 1377, "km2"))


def test_a_share_in_words_is_the_share_in_percent() -> None:
    assert is_same_value(number("half", C.EQUAL, 0.5, "fraction"), number("50%", C.EQUAL, 50, "percent"))
    assert is_same_value(number("a third", C.EQUAL, 1 / 3, "fraction"), number("33%", C.EQUAL, 33, "percent"))


def test_ranges_may_have_an_end_in_common() -> None:
    assert shares_end(between(4, 6), number("up to 6", C.UP_TO, 6))
    assert not shares_end(between(4, 6), number("up to 7", C.UP_TO, 7))


@pytest.mark.parametrize(
    ("long", "short", "rounded"), [(1376, 1400, True), (214, 200, True), (214, 260, False)]
)
def test_a_number_with_fewer_digits_may_be_a_rounded_one(long: float, short: float, rounded: bool) -> None:
    assert is_rounded(number("x", C.EQUAL, long), number("y", C.EQUAL, short)) is rounded


def test_a_converted_number_may_be_rounded_to_its_digits() -> None:
    hectares = number("250 hectares", C.EQUAL, 250, "ha")
    assert is_same_value(hectares, number("620 acres", C.EQUAL, 620, "acre"))
    assert not is_same_value(hectares, number("680 acres", C.EQUAL, 680, "acre"))
    assert not is_same_value(hectares, number("25 square kilometres", C.EQUAL, 25, "km2"))
