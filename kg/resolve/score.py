"""Are two would-be entities one?  A score with what speaks for it and against it, in words.

Comes in: a pair of profiles.  Goes out: a `Verdict`.  The score is the logistic function of the sum of the
weights of the features that hold, each times how far it holds (Fellegi and Sunter 1969; weights as log-odds).
Must not: decide by order; the score of (a, b) is that of (b, a).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.resolve.features import BIAS, FEATURES, Feature
from kg.resolve.observations import Pair

JOIN = 0.8
"""Least score for the program to make two one."""
SUGGEST = 0.4
"""Least score to ask a person."""
ASKED = frozenset({"given name begins alike"})
"""Relations of names that the program asks about at most, whatever else agrees."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pair comes to."""

    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]


NOTHING = Verdict(0.0, (), ())


def judge(pair: Pair) -> Verdict:
    """Return the score of a pair with its reasons; 0 where the names have nothing to do with one another."""
    if pair.relation is None:
        return NOTHING
    held = observe(pair)
    score = 1 / (1 + math.exp(-_total(held)))
    return Verdict(
        score=round(min(score, JOIN - 0.01) if pair.relation.sort in ASKED else score, 4),
        reasons=tuple(words for feature, _, words in held if feature.weight > 0),
        against=tuple(dict.fromkeys(words for feature, _, words in held if feature.weight < 0)),
    )


def log_odds(pair: Pair) -> float | None:
    """Return the log-odds that a pair is one, None where the names have nothing to do with one another."""
    return _total(observe(pair)) if pair.relation else None


def _total(held: list[tuple[Feature, float, str]]) -> float:
    return BIAS + sum(feature.weight * value for feature, value, _ in held)


def observe(pair: Pair) -> list[tuple[Feature, float, str]]:
    """Return the features that hold for a pair, in the order of the table."""
    seen = ((feature, feature.observe(pair)) for feature in FEATURES)
    return [(feature, *found) for feature, found in seen if found is not None]
