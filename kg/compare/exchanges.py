"""Two that changed places in two claims: the same act, with who does it and whom it is done to exchanged.

Comes in: profiles.  Goes out: yes or no.  Each of the two must be the same one by entity or name, unless the
caller has a wider measure (`kg.compare.kinds.roles`, of one matter, takes a country and its army for one).
Where a claim tells of the act both ways round, as of a blow and the answer to it, nobody changed places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import product

from kg.compare.records import ClaimProfile, Party
from kg.lexicon import words
from kg.model import EntityKind, Predicate

_NAMED_ALIKE = {EntityKind.PERSON, EntityKind.ORGANIZATION}


def is_one(one: Party, other: Party) -> bool:
    """Tell whether two are named and one: the same entity, or called the same beside the same verb."""
    if not (one.named and other.named):
        return False
    return one.entity == other.entity or one.label.casefold() == other.label.casefold()


def have_changed_places(left: ClaimProfile, right: ClaimProfile, lemmas: Iterable[str]) -> bool:
    """Tell whether some act of two claims, of one of these lemmas, has its two sides exchanged."""
    telling = frozenset(lemmas) - empty_verbs()
    return bool(telling) and any(
        one.lemma in telling and are_exchanged(left, one, right, other)
        for one, other in product(left.claim.predicates, right.claim.predicates)
    )


def are_exchanged(
    left: ClaimProfile,
    one: Predicate,
    right: ClaimProfile,
    other: Predicate,
    alike: Callable[[Party, Party], bool] = is_one,
) -> bool:
    """Tell whether two verbs are one act with the same two on its sides, the other way round, and neither
    claim tells of it as the other one does, too."""
    if one.lemma != other.lemma:
        return False
    agent, patient = left.party(one.agent), left.party(one.patient)
    doer, done = right.party(other.agent), right.party(other.patient)
    if agent is None or patient is None or doer is None or done is None or alike(agent, patient):
        return False
    if not (alike(agent, done) and alike(patient, doer)):
        return False
    return not (_tells(right, one.lemma, agent, patient, alike) or _tells(left, one.lemma, doer, done, alike))


def _tells(
    profile: ClaimProfile, lemma: str, agent: Party, patient: Party, alike: Callable[[Party, Party], bool]
) -> bool:
    """Tell whether a claim tells of somebody doing something to somebody."""
    return any(
        alike(doer, agent) and alike(done, patient)
        for each in profile.claim.predicates
        if each.lemma == lemma
        and (doer := profile.party(each.agent)) is not None
        and (done := profile.party(each.patient)) is not None
    )


def have_one_name(one: Party, other: Party) -> bool:
    """Tell whether one name was read as a person's here and as a body's there: a name alone tells little."""
    return {one.kind, other.kind} == _NAMED_ALIKE and one.label.casefold() == other.label.casefold()


@cache
def empty_verbs() -> frozenset[str]:
    """Return verbs whose roles tell nothing: they say little, or whoever does it undergoes it too."""
    return words("light_predicates", "verb") | words("reciprocal_verbs", "verb")
