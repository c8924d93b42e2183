"""Units: which quantities can be compared, and their values in one unit.

Comes in: a quantity's unit as the claims have it.  Goes out: its dimension and what its values come to in the
base unit of that dimension (SI where there is one; pint converts).
Must not: convert money, or guess a unit that is not written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pint

from kg.lexicon import table
from kg.model import Quantity

COUNT = "count"
SHARE = "share"

_SHARES = {"percent": 0.01, "fraction": 1.0, "basis points": 0.0001}
_OWN_KINDS = frozenset({"ratio", "factor", "angle", "temperature"})
"""Kinds of units.tsv that convert into nothing else; no text says if degrees are a difference of two."""
_MONEY_KINDS = frozenset({"currency", "prefix"})
_PINT_NAMES = {"ton": "metric_ton", "bbl": "oil_bbl", "centuries": "century", "decades": "decades_of_years"}
"""What pint calls something else: news counts oil by the barrel of 42 gallons, and mostly metric tons."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit measures (`dimension`), and how a value in it is turned into the base unit."""

    dimension: str
    convert: Callable[[float], float]


def scale_of(quantity: Quantity) -> Scale:
    """Return the scale of a quantity; what is counted or has no unit is a count."""
    return _scale(quantity.unit or "")


@cache
def _kinds() -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in table("units")}


@cache
def _scale(unit: str) -> Scale:
    kind = _kinds().get(unit)
    if unit in _SHARES:
        factor = _SHARES[unit]
        return Scale(SHARE, lambda value: value * factor)
    if kind is None:
        return Scale(COUNT, float)
    if kind in _MONEY_KINDS:
        return Scale(f"money {unit}", float)
    if kind in _OWN_KINDS:
        return Scale(unit, float)
    return _measured(unit)


@cache
def _registry() -> pint.UnitRegistry[float]:
    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    registry.define("decades_of_years = 10 * year")
    return registry


def _measured(unit: str) -> Scale:
    """Return the scale of a unit of measure: "km2" is km**2 to pint."""
    name = _PINT_NAMES.get(unit, re.sub(r"(?<=[a-z])([23])$", r"**\1", unit))
    one = _registry().Quantity(1.0, name).to_base_units()
    factor = float(one.magnitude)
    return Scale(str(one.units), lambda value: value * factor)
