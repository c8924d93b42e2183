"""Whether numbers in two articles that do not hang together are of one matter, so that they can differ.

Comes in: a pair of claims and two of their numbers.  Goes out: yes or no.  Two reporters who write of one
topic give many numbers of one unit: of other days, other groups, other surveys.  Of one matter are only those
that are said to count the same by name, or stand in nearly the same statement.
Must not: judge pairs of which one rests on the other; there the wording has come with the number.
"""

from __future__ import annotations

from kg.compare.counts import CountedPair, fates
from kg.compare.meaning import split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.compare.units import COUNT, SHARE
from kg.lexicon import words

ALIKE = 0.62
"""Score from which two claims say so much the same that what differs is told of one thing."""
_TOLL, _ONE_TIME = 0.5, 7
"""Score from which two tolls may be of one event, told of within so many days."""
_EVIDENCE, _MEASURED = 0.65, 0.85
"""Evidence that two counts are of one thing, and that two measures are, whose units tell less."""


def are_of_one_matter(numbers: CountedPair, pair: Pair) -> bool:
    """Tell whether two numbers of unrelated articles count one thing."""
    if is_of_survey(pair.left) or is_of_survey(pair.right):
        return False
    left, right = numbers.left, numbers.right
    shared = left.noun & right.noun
    if pair.score >= ALIKE and (shared or left.scale.dimension != COUNT):
        return True
    if left.scale.dimension == COUNT:
        named = bool(left.names & right.names) and len(shared) > 1
        return numbers.evidence >= _EVIDENCE and (named or _is_toll(numbers, pair))
    return numbers.evidence >= _MEASURED and not _is_relative(left.scale.dimension)


def _is_toll(numbers: CountedPair, pair: Pair) -> bool:
    """Tell whether both count the victims of what happened at one time: "12 killed", "15 people killed"."""
    same = fates(numbers.left) & fates(numbers.right)
    return bool(same) and pair.score >= _TOLL and pair.days is not None and pair.days <= _ONE_TIME


def is_of_survey(profile: ClaimProfile) -> bool:
    """Tell whether a claim's sentence speaks of what was found by asking or counting people."""
    listed = words("survey_words", "word")
    return any(word.text.casefold() in listed for word in split_words(profile.sentence))


def _is_relative(dimension: str) -> bool:
    """Tell whether a unit by itself tells nothing of what is measured: a share is one of something, and
    everything costs money."""
    return dimension == SHARE or dimension.startswith("money")
