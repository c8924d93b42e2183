"""Two that changed places: who did it to whom is the other way round.

Comes in: a pair of claims.  Goes out: a finding for each verb whose agent and patient were exchanged.  It
must be one verb (whoever faces somebody is opposed by them), or on one side a noun for it ("who back Arland",
"with Arland's backing").  A country and its people, army or government are near enough to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from kg.compare.exchanges import are_exchanged, empty_verbs
from kg.compare.kinds.dates import exclude
from kg.compare.kinds.finding import Finding
from kg.compare.meaning import split_words, stem_of
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile, Party
from kg.compare.unrelated import is_of_survey
from kg.compare.verbs import is_near
from kg.model import DiscrepancyKind, Predicate, Reference, Span

_SAME_VERB, _NOUN = 1.0, 0.9
_CLOSE, _COPIED = 0.6, 0.6
"""Score, and share of words in the same order, from which claims that nothing else ties together speak of one
act: of two acts anybody may be on either side."""
_PREPOSITION = re.compile(r"\b(?:of|at|in|from|near|on|with|for|by)\b")
_POSSESSED = ("'s", "’s", "s'", "s’")


def find_roles(pair: Pair) -> Iterator[Finding]:
    """Yield the verbs whose roles were swapped."""
    if not pair.akin and (
        pair.score < _CLOSE or pair.copied < _COPIED or is_of_survey(pair.left) or is_of_survey(pair.right)
    ):
        return  # two can attack one another, and who leads whom is another matter in each survey
    if _are_of_two_times(pair):
        return  # a blow and the answer to it
    for one, other in product(pair.left.claim.predicates, pair.right.claim.predicates):
        if (sure := _sure_of(one, other)) and _are_swapped(pair, one, other):
            yield _finding(pair, one, _words(other), sure)
    yield from _by_noun(pair)


def _sure_of(one: Predicate, other: Predicate) -> float:
    if one.polarity is not other.polarity or one.lemma in empty_verbs():
        return 0.0
    return _SAME_VERB if one.lemma == other.lemma else 0.0


def _are_of_two_times(pair: Pair) -> bool:
    """Tell whether the two contents give times that exclude one another."""
    one, other = pair.left.claim.event_time, pair.right.claim.event_time
    return one is not None and other is not None and exclude(one, other)


def _are_swapped(pair: Pair, one: Predicate, other: Predicate) -> bool:
    if are_exchanged(pair.left, one, pair.right, other):
        return True
    if not _is_crossed(pair, one, other):
        return False
    ours, theirs = pair.left.claim.predicates, pair.right.claim.predicates
    told_too = any(_is_same_act(pair, one, each) for each in theirs)
    return not told_too and not any(_is_same_act(pair, each, other) for each in ours)


def _is_crossed(pair: Pair, one: Predicate, other: Predicate) -> bool:
    """Tell whether who does one is whom the other is done to, both ways, and no side stayed in its place."""
    agent, patient, doer, done = one.agent, one.patient, other.agent, other.patient
    if agent is None or patient is None or doer is None or done is None:
        return False
    if _is_same(pair, agent, doer) or _is_same(pair, patient, done):
        return False
    return _is_same(pair, agent, done) and _is_same(pair, patient, doer)


def _is_same_act(pair: Pair, one: Predicate, other: Predicate) -> bool:
    """Tell whether two verbs are one, done by the same to the same."""
    if one.agent is None or one.patient is None or other.agent is None or other.patient is None:
        return False
    same = one.lemma == other.lemma and _is_same(pair, one.agent, other.agent)
    return same and _is_same(pair, one.patient, other.patient)


def _is_same(pair: Pair, left: Reference, right: Reference) -> bool:
    """Tell whether two references are one by who they are, or, where that is unknown, by their words."""
    one, other = pair.left.party(left), pair.right.party(right)
    if one is not None and other is not None and (one.named or other.named or is_near(one, other)):
        return is_near(one, other)
    return bool(_stems(left.text) & _stems(right.text))


def _stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a noun phrase up to its first preposition."""
    return frozenset(word.stem for word in split_words(_PREPOSITION.split(text)[0]) if word.weight)


def _by_noun(pair: Pair) -> Iterator[Finding]:
    """Yield verbs on the left for which the right side has a noun and whoever has it: "with X's backing"."""
    for one in pair.left.claim.predicates:
        agent, patient = pair.left.party(one.agent), pair.left.party(one.patient)
        if agent is None or patient is None or is_near(agent, patient) or one.lemma in empty_verbs():
            continue
        for owner, noun in _possessed(pair.right, stem_of(one.lemma)):
            if is_near(owner[1], patient) and _acts(pair.right, agent):
                yield _finding(pair, one, (*owner[0].spans, noun), _NOUN)


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
    parts = [part for part in (one.agent, one.patient) if part is not None]
    parties = [pair.left.party(part) for part in parts]
    doer, other = (
        party.label if party is not None and party.named else part.text
        for part, party in zip(parts, parties, strict=True)
    )
    reason = f"“{one.lemma}”: {doer} → {other} on the left, {other} → {doer} on the right"
    says = sorted(
        party.entity if party is not None and party.named else part.text.casefold()
        for part, party in zip(parts, parties, strict=True)
    )
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
