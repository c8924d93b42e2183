"""Verbs of two claims, each with its partner: the same act or state, by lemma, who does it and to whom.

Comes in: a pair of claims with their predicates.  Goes out: pairs of predicates.
Must not: say how they differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.compare.meaning import split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile, Party
from kg.lexicon import words
from kg.model import EntityKind, Predicate, Reference, Span

_LEAST = 0.55
"""Evidence below which two verbs are not taken to tell of one act."""
_LEMMA, _ALIGNED, _LIGHT = 0.45, 0.35, 0.2
_SAME, _OTHER, _UNTOLD = 0.22, -0.2, 0.05
_BOTH_MAIN, _ALIKE = 0.1, 0.08


@dataclass(frozen=True, slots=True)
class VerbPair:
    """Two verbs for one act; `evidence` (0 to 1) says how sure that is."""

    left: Predicate
    right: Predicate
    evidence: float


def pair_verbs(pair: Pair) -> tuple[VerbPair, ...]:
    """Return the verbs of two claims with their partners, the best first; each has one partner at most."""
    found = [
        VerbPair(one, other, evidence)
        for one in pair.left.claim.predicates
        for other in pair.right.claim.predicates
        if (evidence := _evidence(one, other, pair)) >= _LEAST
    ]
    taken: set[tuple[int, tuple[Span, ...]]] = set()
    kept = []
    for each in sorted(found, key=lambda each: (-each.evidence, each.left.spans, each.right.spans)):
        ends = {(0, each.left.spans), (1, each.right.spans)}
        if taken.isdisjoint(ends):
            taken |= ends
            kept.append(each)
    return tuple(kept)


def is_aligned(pair: Pair, left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    """Tell whether the alignment puts words at `left` against words at `right`."""
    return any(_touches(one, left) and _touches(other, right) for one, other in pair.words)


def is_infinitive(predicate: Predicate) -> bool:
    """Tell whether a verb is an infinitive with "to": it takes tense and certainty from its governor."""
    return predicate.text.casefold().startswith("to ")


def is_bare(predicate: Predicate) -> bool:
    """Tell whether a verb is a form in -ing without an auxiliary ("before being forced"), as sure and as
    late as its governor."""
    return predicate.text.casefold().partition(" ")[0].endswith("ing")


def is_near(one: Party | None, other: Party | None) -> bool:
    """Tell whether two are one, or a country and people of it."""
    if one is None or other is None:
        return False
    if one.entity == other.entity:
        return True
    bodies = {EntityKind.GROUP, EntityKind.PLACE, EntityKind.ORGANIZATION}
    same_country = one.country is not None and one.country == other.country
    return same_country and {one.kind, other.kind} <= bodies


def names_same(pair: Pair, left: Reference, right: Reference) -> bool:
    """Tell whether two references speak of one thing: by who they are, else by their words."""
    one, other = pair.left.party(left), pair.right.party(right)
    if one is not None and other is not None and (one.named and other.named):
        return is_near(one, other)
    if is_near(one, other) or is_aligned(pair, left.spans, right.spans):
        return True
    return bool(_stems(left.text) & _stems(right.text))


def _evidence(one: Predicate, other: Predicate, pair: Pair) -> float:
    light = one.lemma in words("light_predicates", "verb")
    if one.lemma == other.lemma:
        evidence = _LIGHT if light else _LEMMA
    elif not light and is_aligned(pair, one.spans, other.spans):
        evidence = _ALIGNED
    else:
        return 0.0
    straight = _part(pair, one.agent, other.agent) + _part(pair, one.patient, other.patient)
    crossed = _part(pair, one.agent, other.patient) + _part(pair, one.patient, other.agent)
    evidence += max(straight, crossed if crossed > _SAME else straight)
    if one.main and other.main:
        evidence += _BOTH_MAIN
    if (one.tense, one.certainty, one.polarity) == (other.tense, other.certainty, other.polarity):
        evidence += _ALIKE
    return min(evidence, 1.0)


def _part(pair: Pair, one: Reference | None, other: Reference | None) -> float:
    if one is None or other is None:
        return _UNTOLD
    if _is_pronoun(one, pair.left) or _is_pronoun(other, pair.right):
        return _UNTOLD
    return _SAME if names_same(pair, one, other) else _OTHER


def _is_pronoun(reference: Reference, profile: ClaimProfile) -> bool:
    """Tell whether a reference is a pronoun that nobody could resolve."""
    return profile.party(reference) is None and not _stems(reference.text)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in split_words(text) if word.weight)


def _touches(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
