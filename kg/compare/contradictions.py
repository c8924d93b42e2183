"""What keeps two claims about one matter out of one group: they cannot both be what the group says.

Comes in: two profiles.  Goes out: the reason in words, or "".  A comparator, a hedge, an attribution or a
tense that changed is no contradiction: such claims stay in one group, and the change is listed.
"""

from __future__ import annotations

from itertools import product

from kg.compare.intervals import interval_of, is_rounded, is_same_value
from kg.compare.records import ClaimProfile
from kg.compare.units import scale_of
from kg.model import Predicate, Quantity


def contradiction(left: ClaimProfile, right: ClaimProfile) -> str:
    """Return why the two cannot be in one group, "" where nothing speaks against it."""
    if left.claim.modality.polarity is not right.claim.modality.polarity:
        return "one affirms what the other denies"
    if _numbers_apart(left.claim.quantities, right.claim.quantities):
        return "the numbers of the same thing exclude one another"
    if _roles_swapped(left, right):
        return "who does it and whom it is done to have changed places"
    return ""


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
    return (
        interval_of(one).overlaps(interval_of(other)) or is_same_value(one, other) or is_rounded(one, other)
    )


def _roles_swapped(left: ClaimProfile, right: ClaimProfile) -> bool:
    return any(
        one.lemma == other.lemma and _swapped(left, one, right, other)
        for one, other in product(left.claim.predicates, right.claim.predicates)
    )


def _swapped(left: ClaimProfile, one: Predicate, right: ClaimProfile, other: Predicate) -> bool:
    agent, patient = left.party(one.agent), left.party(one.patient)
    doer, done = right.party(other.agent), right.party(other.patient)
    if agent is None or patient is None or doer is None or done is None or agent.entity == patient.entity:
        return False
    return agent.entity == done.entity and patient.entity == doer.entity
