"""Two that changed places: who did it to whom is the other way round.

Comes in: a pair of claims.  Goes out: a finding for each verb whose agent and patient were exchanged, also
where one side has a noun for it ("who back Arland", "with Arland's backing").  A country and its people, its
army or its government are near enough to be one.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.compare.kinds.finding import Finding
from kg.compare.meaning import split_words, stem_of
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile, Party
from kg.compare.verbs import is_aligned, is_near
from kg.lexicon import words
from kg.model import DiscrepancyKind, Predicate, Reference, Span

_SAME_VERB, _ALIGNED_VERB, _NOUN = 1.0, 0.75, 0.8
_POSSESSED = ("'s", "’s", "s'", "s’")


def find_roles(pair: Pair) -> Iterator[Finding]:
    """Yield the verbs whose roles were swapped."""
    for one in pair.left.claim.predicates:
        for other in pair.right.claim.predicates:
            if (sure := _sure_of(pair, one, other)) and _are_swapped(pair, one, other):
                yield _finding(pair, one, _words(other), sure)
    yield from _by_noun(pair)


def _sure_of(pair: Pair, one: Predicate, other: Predicate) -> float:
    if one.polarity is not other.polarity or one.lemma in words("light_predicates", "verb"):
        return 0.0
    if one.lemma == other.lemma:
        return _SAME_VERB
    return _ALIGNED_VERB if is_aligned(pair, one.spans, other.spans) else 0.0


def _are_swapped(pair: Pair, one: Predicate, other: Predicate) -> bool:
    agent, patient = pair.left.party(one.agent), pair.left.party(one.patient)
    other_agent, other_patient = pair.right.party(other.agent), pair.right.party(other.patient)
    return (
        is_near(agent, other_patient)
        and is_near(patient, other_agent)
        and not is_near(agent, other_agent)
        and not is_near(patient, other_patient)
    )


def _by_noun(pair: Pair) -> Iterator[Finding]:
    """Yield verbs on the left for which the right side has a noun and whoever has it: "with X's backing"."""
    for one in pair.left.claim.predicates:
        agent, patient = pair.left.party(one.agent), pair.left.party(one.patient)
        if agent is None or patient is None or is_near(agent, patient) or one.lemma in _light():
            continue
        for owner, noun in _possessed(pair.right, stem_of(one.lemma)):
            if is_near(owner[1], patient) and _acts(pair.right, agent):
                yield _finding(pair, one, (*owner[0].spans, noun), _NOUN)


def _light() -> frozenset[str]:
    return words("light_predicates", "verb")


def _possessed(profile: ClaimProfile, stem: str) -> Iterator[tuple[tuple[Reference, Party], Span]]:
    """Yield who stands with a possessive right before a noun of the stem, and the noun."""
    claim = profile.claim
    offset = claim.sentence[0]
    for word in split_words(profile.sentence):
        if word.stem != stem:
            continue
        before = profile.sentence[: word.start].rstrip()
        if not before.endswith(_POSSESSED):
            continue
        about = (Reference(each.text, each.spans, each.referent) for each in claim.about)
        for reference in {each.spans: each for each in (*claim.places, *about)}.values():
            party = profile.party(reference)
            end = max((end for _, end in reference.spans), default=-1) - offset
            if party is not None and 0 <= len(before) - end <= 2:
                yield (reference, party), (word.start + offset, word.end + offset)


def _acts(profile: ClaimProfile, party: Party) -> bool:
    """Tell whether somebody is the agent of a verb of the claim."""
    return any(is_near(party, profile.party(predicate.agent)) for predicate in profile.claim.predicates)


def _words(predicate: Predicate) -> tuple[Span, ...]:
    spans = set(predicate.spans)
    for part in (predicate.agent, predicate.patient):
        spans |= set(part.spans if part is not None else ())
    return tuple(sorted(spans))


def _finding(pair: Pair, one: Predicate, right: tuple[Span, ...], score: float) -> Finding:
    agent, patient = pair.left.party(one.agent), pair.left.party(one.patient)
    doer, other = (party.label if party is not None else "" for party in (agent, patient))
    reason = f"“{one.lemma}”: on the left {doer} does it to {other}, on the right the other way round"
    says = sorted(party.entity for party in (agent, patient) if party is not None)
    return Finding(
        DiscrepancyKind.ROLE_REVERSAL,
        _inside(pair.left, _words(one)),
        _inside(pair.right, right),
        reason,
        score,
        f"{one.lemma} {says}",
        f"{one.lemma} {says[::-1]}",
    )


def _inside(profile: ClaimProfile, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans, each once and none inside another, that stand in the claim's sentences."""
    start, end = profile.claim.sentence
    inside = [span for span in sorted(set(spans)) if start <= span[0] and span[1] <= end]
    return tuple(
        span
        for span in inside
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in inside)
    )
