"""Numbers as intervals: what a value and its comparator leave open.

Comes in: quantities.  Goes out: intervals, and how two of them stand to one another.
"About" leaves `TOLERANCE` open on both sides; "more than" everything above the value, the value itself not;
"up to" everything from nothing to the value, of one below nothing all that is less.  "Nearly" and "almost" come up to the value from below.  A
figure without a comparator is exact, but for what rounding it to its digits may have cost.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from kg.compare.units import COUNT, scale_of
from kg.lexicon import words
from kg.model import Comparator, Quantity

TOLERANCE = 0.1
"""Share of the value by which "about" may miss it."""
_ROUNDING = 0.03
"""Share of the value that a conversion into another unit may cost ("250 hectares", "600 acres")."""
_LOOSE = 2.0
"""By how much an order of magnitude may be missed: "tens of thousands" is said of 10,000 to 200,000."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, the ends included unless they are open; in the base unit."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def overlaps(self, other: Interval) -> bool:
        """Tell whether one value can be meant by both."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        ends = ((self.low, self.low_open), (self.high, self.high_open))
        others = ((other.low, other.low_open), (other.high, other.high_open))
        return not any(end == low and is_open for end, is_open in (*ends, *others))

    def widened(self, share: float) -> Interval:
        """Return the interval with a margin of `share` of either end."""
        return Interval(
            self.low - abs(self.low) * share,
            self.high + abs(self.high) * share,
            self.low_open,
            self.high_open,
        )


def interval_of(quantity: Quantity) -> Interval:
    """Return what the quantity leaves open, in the base unit of its scale."""
    convert = scale_of(quantity).convert
    if is_loose(quantity):
        low, high = (quantity.low or 0.0) / _LOOSE, (quantity.high or math.inf) * _LOOSE
        return Interval(convert(low), convert(high))
    if quantity.value is None:
        return Interval(convert(quantity.low or 0.0), convert(quantity.high or math.inf))
    value = convert(quantity.value)
    slack, floor = abs(value) * TOLERANCE, 0.0 if value >= 0 else -math.inf
    if is_nearly(quantity):
        return Interval(value - slack, value, high_open=True)
    return {
        Comparator.EQUAL: Interval(value, value),
        Comparator.ABOUT: Interval(value - slack, value + slack),
        Comparator.MORE_THAN: Interval(value, math.inf, low_open=True),
        Comparator.AT_LEAST: Interval(value, math.inf),
        Comparator.LESS_THAN: Interval(floor, value, high_open=True),
        Comparator.UP_TO: Interval(floor, value),
        Comparator.RANGE: Interval(value, value),
    }[quantity.comparator]


def named_values(quantity: Quantity) -> tuple[float, ...]:
    """Return the one or two values that the text names, in the base unit."""
    convert = scale_of(quantity).convert
    ends = (quantity.low, quantity.high) if quantity.value is None else (quantity.value,)
    return tuple(convert(end) for end in ends if end is not None)


def is_same_value(left: Quantity, right: Quantity) -> bool:
    """Tell whether the two name the same value, or ranges the same ends, conversion and rounding aside."""
    values, others = named_values(left), named_values(right)
    margin = _margin(left, right)
    return len(values) == len(others) and all(
        _is_near(value, other, margin) for value, other in zip(values, others, strict=True)
    )


def shares_end(left: Quantity, right: Quantity) -> bool:
    """Tell whether some value that one of them names is named by the other one too (the ends of "millions"
    are not)."""
    if is_loose(left) or is_loose(right):
        return False
    margin = _margin(left, right)
    return any(_is_near(one, other, margin) for one in named_values(left) for other in named_values(right))


def is_rounded(left: Quantity, right: Quantity) -> bool:
    """Tell whether one value is the other one with fewer digits: 214 and 210, 1,376 and 1,400."""
    if left.value is None or right.value is None or scale_of(left) != scale_of(right):
        return False
    short, long = sorted((left.value, right.value), key=_digits)
    return _digits(short) < _digits(long) and _round_to(long, _digits(short)) == short


def _margin(left: Quantity, right: Quantity) -> float:
    """Return the share by which two values may differ and be one: none in one unit."""
    return _ROUNDING if left.unit != right.unit and scale_of(left).dimension != COUNT else 1e-9


def is_loose(quantity: Quantity) -> bool:
    """Tell whether a number is only an order of magnitude ("tens of thousands")."""
    return quantity.value is None and not any(character.isdigit() for character in quantity.text)


def is_nearly(quantity: Quantity) -> bool:
    """Tell whether the words come up to the value from below ("nearly 300")."""
    first = re.match(r"close to|\w+", quantity.text.casefold())
    return quantity.comparator is Comparator.ABOUT and first is not None and first.group() in _from_below()


@cache
def _from_below() -> frozenset[str]:
    return words("numbers_from_below", "phrase")


def _is_near(one: float, other: float, margin: float) -> bool:
    return math.isclose(one, other, rel_tol=margin, abs_tol=1e-12)


def _digits(value: float) -> int:
    """Return the number of significant digits: 1,376 has four, 1,400 two."""
    digits = f"{abs(value):.6g}".partition("e")[0].replace(".", "").lstrip("0")
    return max(len(digits.rstrip("0")), 1)


def _round_to(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")
