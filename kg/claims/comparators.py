"""Words beside a number that say how it bounds the amount ("more than", "or so").

Comes in: a text and an offset.  Goes out: where the comparing words stand, and the comparator.
Must not: know which number is meant, or its unit.
"""

from __future__ import annotations

import re

from kg.claims.numbers import alternatives
from kg.lexicon import table
from kg.model import Comparator


def _comparators(position: str) -> dict[str, Comparator]:
    return {
        row["phrase"]: Comparator(row["comparator"])
        for row in table("comparators")
        if row["position"] == position
    }


_BEFORE = _comparators("before")
_AFTER = _comparators("after")
_BEFORE_PATTERN = re.compile(
    rf"(?:(?<![\w-])({alternatives(p for p in _BEFORE if p[0].isalpha())})\s+|([~<>])\s?)$", re.IGNORECASE
)
_AFTER_PATTERN = re.compile(
    rf"(?:[\s-]+({alternatives(p for p in _AFTER if p != '+')})\b|(\+))", re.IGNORECASE
)


def comparator_before(text: str, start: int) -> tuple[int, Comparator] | None:
    """Return (start, comparator) of the comparing words that end right before `start`."""
    window = max(0, start - 32)
    for offset in range(window, start):
        match = _BEFORE_PATTERN.match(text, offset, start)
        if match:
            return match.start(), _BEFORE[_key(match)]
    return None


def comparator_after(text: str, end: int) -> tuple[int, Comparator] | None:
    """Return (end, comparator) of the comparing words that begin right after `end`."""
    match = _AFTER_PATTERN.match(text, end)
    return (match.end(), _AFTER[_key(match)]) if match else None


def _key(match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", next(group for group in match.groups() if group)).lower()
