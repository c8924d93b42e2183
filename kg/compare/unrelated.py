"""Whether numbers in two articles that do not hang together are of one matter, so that they can differ.

Comes in: a pair of claims and two of their numbers.  Goes out: yes or no.  Two reporters who write of one
topic give many numbers of one unit: of other days, other groups, other surveys.  Of one matter are only those
that are said to count the same by name, or stand in nearly the same statement.
Must not: judge pairs of which one rests on the other; there the wording has come with the number.
"""

from __future__ import annotations

import re
from itertools import product

from kg.compare.counts import CountedPair, fates
from kg.compare.likeness import parties_alike, quantities_alike
from kg.compare.meaning import split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile, Party
from kg.compare.units import COUNT, SHARE, scale_of
from kg.lexicon import words
from kg.model import EntityKind, Predicate

ALIKE = 0.62
"""Score from which two claims say so much the same that what differs is told of one thing."""
_LATER = 0.8
"""The same for articles that appeared at two times, or nobody knows when: what is counted goes on."""
_TOLL, _ONE_TIME = 0.5, 7
"""Score from which two tolls may be of one event, told of within so many days."""
_WORLD = re.compile(
    r"\b(?:worldwide|globally|(?:around|throughout|across) the (?:world|globe))\b", re.IGNORECASE
)
_EVIDENCE, _MEASURED = 0.65, 0.85
"""Evidence that two counts are of one thing, and that two measures are, whose units tell less."""


def are_of_one_matter(numbers: CountedPair, pair: Pair) -> bool:
    """Tell whether two numbers of unrelated articles count one thing."""
    if is_of_survey(pair.left) or is_of_survey(pair.right):
        return False
    left, right = numbers.left, numbers.right
    shared = left.noun & right.noun
    if tell_of_other_places(pair.left, pair.right):
        return False
    near = pair.days is not None and pair.days <= _ONE_TIME
    if pair.score >= (ALIKE if near else _LATER) and (shared or left.scale.dimension != COUNT):
        return True
    if left.scale.dimension == COUNT:
        named = bool(left.names & right.names) and len(shared) > 1
        return numbers.evidence >= _EVIDENCE and (named or _is_toll(numbers, pair))
    return numbers.evidence >= _MEASURED and not _is_relative(left.scale.dimension)


def _is_toll(numbers: CountedPair, pair: Pair) -> bool:
    """Tell whether both count the victims of what happened at one time: "12 killed", "15 people killed"."""
    same = fates(numbers.left) & fates(numbers.right)
    return bool(same) and pair.score >= _TOLL and pair.days is not None and pair.days <= _ONE_TIME


def tell_of_other_places(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether each names places and none of the other's, nor any that may hold them; or one
    speaks of the whole world, and the other of a place in it."""
    ours, theirs = _places(left), _places(right)
    if bool(_WORLD.search(left.sentence)) != bool(_WORLD.search(right.sentence)):
        return bool(ours and theirs) or bool(theirs if _WORLD.search(left.sentence) else ours)
    return bool(ours and theirs) and not any(
        one.entity == other.entity or parties_alike(one, other) for one, other in product(ours, theirs)
    )


def tell_other_numbers(pair: Pair) -> bool:
    """Tell whether both give numbers and none is the other's: then they are two statements."""
    ours, theirs = pair.left.claim.quantities, pair.right.claim.quantities
    return bool(ours and theirs) and not any(
        quantities_alike(one, other) == 1 for one, other in product(ours, theirs)
    )


def _places(profile: ClaimProfile) -> list[Party]:
    return [party for party in profile.parties.values() if party.kind is EntityKind.PLACE]


def is_of_survey(profile: ClaimProfile) -> bool:
    """Tell whether a claim's sentence speaks of what was found by asking or counting people."""
    listed = words("survey_words", "word")
    if any(word.text.casefold() in listed for word in split_words(profile.sentence)):
        return True
    return any(_asks_share(each, profile) for each in profile.claim.predicates)


def _asks_share(predicate: Predicate, profile: ClaimProfile) -> bool:
    """Tell whether a share of people says or thinks something: "a third of the members agree"."""
    if predicate.agent is None or predicate.lemma not in words("reporting_verbs", "verb"):
        return False
    shares = (one for one in profile.claim.quantities if scale_of(one).dimension == SHARE)
    return any(
        start < last and first < end
        for one in shares
        for first, last in one.spans
        for start, end in predicate.agent.spans
    )


def _is_relative(dimension: str) -> bool:
    """Tell whether a unit by itself tells nothing of what is measured: a share is one of something, and
    everything costs money."""
    return dimension == SHARE or dimension.startswith("money")
