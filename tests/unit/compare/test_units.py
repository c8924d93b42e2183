"""Which quantities can be compared, and in which unit."""

from __future__ import annotations

import pytest

from kg.compare.units import COUNT, SHARE, scale_of
from kg.lexicon import table
from kg.model import Comparator, Quantity


def scaled(value: float, unit: str | None) -> tuple[str, float]:
    scale = scale_of(Quantity("x", (), Comparator.EQUAL, value, unit=unit))
    return scale.dimension, scale.convert(value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1.0, "km2"), (100.0, "ha")),
        ((1.0, "mi2"), (640.0, "acre")),
        ((1.0, "mi"), (1.609344, "km")),
        ((1.0, "t"), (1000.0, "kg")),
        ((1.0, "bbl"), (42.0, "gal")),
        ((1.0, "decades"), (10.0, "years")),
        ((2.0, "weeks"), (14.0, "days")),
        ((40.0, "percent"), (0.4, "fraction")),
        ((1.0, "percent"), (100.0, "basis points")),
    ],
)
def test_units_of_one_dimension_convert(one: tuple[float, str], other: tuple[float, str]) -> None:
    (dimension, value), (same, converted) = scaled(*one), scaled(*other)
    assert dimension == same
    assert value == pytest.approx(converted, rel=1e-4)


def test_money_is_never_converted() -> None:
    assert scaled(5.0, "usd")[0] != scaled(5.0, "eur")[0]


def test_degrees_are_never_converted() -> None:
    assert scaled(5.0, "degC")[0] != scaled(5.0, "degF")[0]


def test_a_share_is_no_count_and_no_difference_of_shares() -> None:
    assert scaled(40.0, "percent")[0] == SHARE
    assert scaled(40.0, "troops")[0] == scaled(40.0, None)[0] == COUNT
    assert scaled(4.0, "percentage points")[0] not in (SHARE, COUNT)


@pytest.mark.parametrize("unit", sorted({row["unit"] for row in table("units")}))
def test_every_unit_that_claims_can_have_has_a_scale(unit: str) -> None:
    assert scaled(1.0, unit)[0] != COUNT
