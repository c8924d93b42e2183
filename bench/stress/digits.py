"""Other numbers for another world: of the same length, the same in all of its articles.

Comes in: readings.  Goes out: what stands for which digits, and quantities with the values that they then
have.  Numbers that are told in two units stay, since one is no longer the other once both have changed; so do
years and numbers of one or two digits.
Must not: put a number in the place of another that is near it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.model import Claim, Quantity, Reading

DIGITS = re.compile(r"(?<![\d.,-])\d(?:[\d,.]*\d)?(?![\d-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 3


def other_digits(readings: Iterable[Reading], kept: Collection[str], chance: random.Random) -> dict[str, str]:
    """Return what stands for the numbers that are counted or measured in some articles."""
    claims = (claim for reading in readings for claim in reading.claims)
    texts = (quantity.text for claim in claims for quantity in claim.quantities)
    found = {digits for text in texts for digits in DIGITS.findall(text)}
    order = chance.sample("123456789", 9)
    turned = {digit: order[(place + 4) % 9] for place, digit in enumerate(order)}
    return {
        digits: digits.translate(str.maketrans(turned))
        for digits in sorted(found - set(kept))
        if len(digits) >= _SHORTEST and not _YEAR.fullmatch(digits)
    }


def revalue(claim: Claim, before: Claim) -> Claim:
    """Return a claim whose quantities have the values that their new digits say."""
    pairs = zip(claim.quantities, before.quantities, strict=True)
    return replace(claim, quantities=tuple(_revalued(one, old) for one, old in pairs))


def _revalued(quantity: Quantity, before: Quantity) -> Quantity:
    factors = _factors(quantity.text, before.text)
    if not factors or quantity.text == before.text:
        return quantity
    if quantity.value is not None:
        return replace(quantity, value=quantity.value * factors[0])
    if quantity.low is None or quantity.high is None:
        return quantity
    low, high = sorted((quantity.low * factors[0], quantity.high * factors[-1]))
    return replace(quantity, low=low, high=high)


def _factors(words: str, before: str) -> Sequence[float]:
    """Return by how much each number of some words is another now."""
    pairs = zip(DIGITS.findall(words), DIGITS.findall(before), strict=True)
    return [_value(new) / _value(old) for new, old in pairs if _value(old)]


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))
