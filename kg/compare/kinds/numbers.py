"""Numbers that differ, and comparators that changed.

Comes in: a pair of claims.  Goes out: a finding for each two numbers that count one thing and do not say the
same.  The same value under another comparator is a change of comparator, also where both cannot hold ("340",
"more than 340"); values that leave no number to both differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.compare.counts import Counted, CountedPair, pair_numbers
from kg.compare.intervals import (
    interval_of,
    is_loose,
    is_nearly,
    is_rounded,
    is_same_value,
    named_values,
    shares_end,
)
from kg.compare.kinds.finding import Finding
from kg.compare.pairs import Pair
from kg.compare.unrelated import ALIKE, are_of_one_matter, is_of_survey
from kg.model import Comparator, DiscrepancyKind, Quantity

_SURE, _CHANGED, _ROUGH, _COMPATIBLE = 1.0, 1.0, 0.55, 0.3
_BARE = 0.85
"""What is left of it where one side has no comparing word: headlines leave them out."""
_VAGUE = 0.5
"""What is left of the score where one number is only an order of magnitude."""
_TIE, _ONE_THING, _SMALL = 0.85, 0.5, 20
"""Likeness of claims of kin that have one number for one thing, unless it is a small one."""
_ONE_WORDING = 0.6
"""Share of words in the same order from which two sentences give figures of one survey."""
_NEWS = 14
"""Days after which another number is more likely news than a contradiction."""
_LOOSE = frozenset({Comparator.EQUAL, Comparator.ABOUT})
_CLOSE = 0.1
"""Share by which compatible numbers may differ and still be two spellings of one estimate."""


def find_numbers(pair: Pair) -> Iterator[Finding]:
    """Yield how the numbers of two claims differ."""
    for numbers in pair_numbers(pair):
        one, other = numbers.left.quantity, numbers.right.quantity
        if not pair.akin and not are_of_one_matter(numbers, pair):
            continue
        if _are_of_two_surveys(pair):
            continue
        if is_same_value(one, other):
            if pair.akin or pair.score >= ALIKE:
                yield from _other_comparator(numbers, pair)
        elif interval_of(one).overlaps(interval_of(other)):
            yield from _compatible(numbers, pair)
        else:
            yield _differs(numbers, pair)


def _are_of_two_surveys(pair: Pair) -> bool:
    """Tell whether figures are of surveys, and at most an outlet that both credit speaks for one survey."""
    told = pair.descends or pair.copied >= _ONE_WORDING
    return not told and (is_of_survey(pair.left) or is_of_survey(pair.right))


def _other_comparator(numbers: CountedPair, pair: Pair) -> Iterator[Finding]:
    one, other = numbers.left.quantity, numbers.right.quantity
    if one.comparator is other.comparator and is_nearly(one) == is_nearly(other):
        return
    rough = {one.comparator, other.comparator} <= _LOOSE
    overlap = interval_of(one).overlaps(interval_of(other))
    if not overlap and not _is_telling(one):
        return  # "three" and "more than three" are two numbers, and small ones meet by chance
    reason = f"“{one.text}” became “{other.text}”: the same value, bounded in another way"
    reason += "; the values left open overlap" if overlap else ""
    score = _ROUGH if rough else _CHANGED
    if Comparator.EQUAL in (one.comparator, other.comparator):
        score *= _BARE
    tie = _TIE if pair.akin and numbers.evidence >= _ONE_THING and _is_telling(one) else 0.0
    yield _finding(DiscrepancyKind.COMPARATOR_CHANGE, numbers, reason, score, tie)


def _is_telling(quantity: Quantity) -> bool:
    """Tell whether a number is so large that two claims will not both have it by chance."""
    return max(named_values(quantity)) >= _SMALL or quantity.unit in ("percent", "fraction")


def _compatible(numbers: CountedPair, pair: Pair) -> Iterator[Finding]:
    """Yield what may both hold and is not said in the same way: a range that lost an end, other values."""
    one, other = numbers.left.quantity, numbers.right.quantity
    if is_loose(one) or is_loose(other):
        return  # an order of magnitude that the number is of
    if pair.akin and one.comparator is not other.comparator and shares_end(one, other):
        reason = f"“{one.text}” became “{other.text}”: one end is the same; the values left open overlap"
        yield _finding(DiscrepancyKind.COMPARATOR_CHANGE, numbers, reason, _CHANGED)
    elif not (is_rounded(one, other) or _is_close(one, other)):
        reason = f"“{one.text}” against “{other.text}”: other numbers, though both may hold"
        changed = pair.descends and one.comparator is other.comparator
        yield _finding(
            DiscrepancyKind.QUANTITY_DIFFERS, numbers, reason, _CHANGED if changed else _COMPATIBLE
        )


def _differs(numbers: CountedPair, pair: Pair) -> Finding:
    one, other = numbers.left.quantity, numbers.right.quantity
    reason = f"“{one.text}” against “{other.text}”: no value fits both"
    score = _SURE
    if is_loose(one) or is_loose(other):
        score *= _VAGUE
    if is_rounded(one, other):
        reason, score = f"“{one.text}” was rounded to “{other.text}”", _COMPATIBLE
    if not pair.descends and (pair.days is None or pair.days >= _NEWS):
        between = "unknown time" if pair.days is None else f"{pair.days} days"
        reason += f"; {between} between the articles, so it may be news"
        score *= 0.8
    return _finding(DiscrepancyKind.QUANTITY_DIFFERS, numbers, reason, score)


def _is_close(one: Quantity, other: Quantity) -> bool:
    values, others = named_values(one), named_values(other)
    return any(abs(a - b) <= _CLOSE * max(abs(a), abs(b)) for a in values for b in others)


def _finding(
    kind: DiscrepancyKind, numbers: CountedPair, reason: str, score: float, tie: float = 0.0
) -> Finding:
    left, right = numbers.left, numbers.right
    score *= 0.6 + 0.4 * numbers.evidence
    return Finding(kind, (left.span,), (right.span,), reason, score, _says(left), _says(right), tie)


def _says(counted: Counted) -> str:
    values = ", ".join(f"{value:.6g}" for value in named_values(counted.quantity))
    return f"{counted.quantity.comparator} {values} {counted.scale.dimension} {counted.phase or ''}"
