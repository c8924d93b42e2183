"""What keeps two claims about one matter out of one group: they cannot both be what the group says.

Comes in: two profiles.  Goes out: the reason in words, or "".  A comparator, a hedge, an attribution or a
tense that changed is no contradiction: such claims stay in one group, and the change is listed.
"""

from __future__ import annotations

from itertools import product

from kg.compare.alignment import copied_share
from kg.compare.exchanges import are_exchanged, empty_verbs
from kg.compare.intervals import interval_of, is_rounded, is_same_value
from kg.compare.likeness import SAME_PARTY, parties_alike
from kg.compare.meaning import stem_of, weight_of
from kg.compare.near_words import are_opposite
from kg.compare.pairs import days_after
from kg.compare.records import ClaimProfile, Party
from kg.compare.units import scale_of
from kg.compare.unrelated import is_of_survey
from kg.model import Comparator, Polarity, Predicate, Quantity

_ONE_SURVEY = 3
"""Days between articles that may tell of one survey."""
_ONE_WORDING = 1.0
"""Share of words in the same order from which they do, whenever they appeared."""


def contradiction(left: ClaimProfile, right: ClaimProfile) -> str:
    """Return why the two cannot be in one group, "" where nothing speaks against it."""
    if _denied(left, right):
        return "one affirms what the other denies"
    if _numbers_apart(left.claim.quantities, right.claim.quantities):
        return "the numbers of the same thing exclude one another"
    if _roles_swapped(left, right):
        return "who does it and whom it is done to have changed places"
    if _opposite_words(left, right):
        return "one says the opposite of the other's word"
    if _of_two_surveys(left, right):
        return "each survey has its own figures"
    return ""


def _of_two_surveys(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether both give figures of surveys, in articles that need not write of one survey."""
    if not (left.claim.quantities and right.claim.quantities and is_of_survey(left) and is_of_survey(right)):
        return False
    days = days_after(left.card, right.card)
    near = days is not None and abs(days) <= _ONE_SURVEY
    return not near and copied_share(left, right) < _ONE_WORDING


def _denied(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether one verb is affirmed here and negated there, and nowhere both alike.

    Where the two have verbs but none in common, a negation tells nothing: "is not aware" denies what "is
    unaware" denies.  Without verbs to compare, the polarity of the claims must do.
    """
    if not left.claim.predicates or not right.claim.predicates:
        return left.claim.modality.polarity is not right.claim.modality.polarity
    pairs = [
        (one, other)
        for one, other in product(left.claim.predicates, right.claim.predicates)
        if one.lemma == other.lemma and (weight_of(one.lemma) or (one.main and other.main))
    ]
    return bool(pairs) and all(_is_negative(left, one) != _is_negative(right, other) for one, other in pairs)


def _is_negative(profile: ClaimProfile, predicate: Predicate) -> bool:
    """Tell whether a verb is negated, by its own negation or by a cue that denies ("denied that ...")."""
    return (predicate.polarity is Polarity.NEGATIVE) != profile.claim.modality.denied


def _opposite_words(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether the verbs that govern the two are opposites ("rose", "fell")."""
    ours, theirs = (
        [stem_of(one.lemma) for one in profile.claim.predicates if one.main] for profile in (left, right)
    )
    return any(are_opposite(one, other) for one, other in product(ours, theirs))


def _numbers_apart(left: tuple[Quantity, ...], right: tuple[Quantity, ...]) -> bool:
    """Tell whether of one thing counted in both no two numbers go together."""
    for thing in {_counted(one) for one in left} & {_counted(one) for one in right}:
        ours = [one for one in left if _counted(one) == thing]
        theirs = [one for one in right if _counted(one) == thing]
        if not any(_go_together(one, other) for one, other in product(ours, theirs)):
            return True
    return False


def _counted(quantity: Quantity) -> tuple[str, str | None]:
    return scale_of(quantity).dimension, quantity.per


def _go_together(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers can be one: "at least 5" and "at least 7" are two, though both may hold."""
    if is_same_value(one, other) or is_rounded(one, other):
        return True
    if (
        one.comparator is other.comparator
        and one.value is not None
        and one.comparator is not Comparator.ABOUT
    ):
        return False
    return interval_of(one).overlaps(interval_of(other))


def _roles_swapped(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether some act has its two sides exchanged; whoever meets somebody is met."""
    return any(
        one.lemma not in empty_verbs()
        and (are_exchanged(left, one, right, other) or are_exchanged(left, one, right, other, _near))
        for one, other in product(left.claim.predicates, right.claim.predicates)
    )


def _near(one: Party, other: Party) -> bool:
    return one.entity == other.entity or parties_alike(one, other) >= SAME_PARTY
