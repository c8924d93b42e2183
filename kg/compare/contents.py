"""The content of a claim made ready for comparing, kept for the claims that were compared last.

Comes in: profiles.  Goes out: `Content` records.  What is kept changes no result: it is what would be made
again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.compare.items import Item, ItemKind, items_of
from kg.compare.meaning import weight_of
from kg.compare.records import ClaimProfile
from kg.compare.scores import Size
from kg.compare.wording import wording_key
from kg.model import Claim, Span

_KEPT = 8192
"""Contents that are kept: some 50 MB."""

_PHRASE_RULES = frozenset({
    "verb.object", "verb.preposition", "verb.object-as", "noun.owner", "noun.light-verb",
    "adjective.complement",
})  # fmt: skip

_TELLING = 0.8
"""Weight from which a verb says something: "seize" does, "be" and "come" do not."""

Key = tuple[ItemKind, str]


@dataclass(frozen=True, slots=True)
class Content:
    """The items of a claim by kind and key, what they weigh together, the referents it is about,
    whether there are figures in it, and where the verb stands that governs it, if that says something.
    Claims of one `wording` are of equal words.  `lemmas` are those of its verbs that say something."""

    profile: ClaimProfile
    items: Mapping[Key, Item]
    size: Size
    subjects: tuple[str, ...]
    figures: bool
    verb: Span | None
    wording: tuple[str, ...]
    lemmas: frozenset[str]


_kept: dict[str, Content] = {}


def content_of(profile: ClaimProfile) -> Content:
    """Return the content of a claim."""
    kept = _kept.get(profile.id)
    if kept is not None and (kept.profile is profile or _same(kept.profile, profile)):
        return kept
    if len(_kept) >= _KEPT:
        del _kept[next(iter(_kept))]
    content = _kept[profile.id] = read_content(profile)
    return content


def read_content(profile: ClaimProfile) -> Content:
    """Read the content of a claim anew."""
    items = {(item.kind, item.key): item for item in items_of(profile)}
    weight = sum(item.weight for item in items.values())
    names = sum(item.weight for item in items.values() if item.kind is ItemKind.NAME)
    size = Size(weight, weight - names)
    return Content(
        profile,
        items,
        size,
        tuple(_subjects(profile)),
        bool(profile.claim.quantities),
        _verb(profile.claim),
        wording_key(profile),
        frozenset(one.lemma for one in profile.claim.predicates if weight_of(one.lemma)),
    )


def _verb(claim: Claim) -> Span | None:
    for predicate in claim.predicates:
        if predicate.main and predicate.spans and weight_of(predicate.lemma) >= _TELLING:
            return predicate.spans[-1]
    return None


def _subjects(profile: ClaimProfile) -> Iterator[str]:
    for about in profile.claim.about:
        if about.role == "subject" and about.referent in profile.parties:
            yield about.referent


def is_phrase(claim: Claim, other: Claim) -> bool:
    """Tell whether a content states nothing: no verb governs it, while one governs the other; or it has no
    verb at all and was read by a rule for phrases."""
    if states(claim):
        return False
    if claim.predicates:
        return states(other)
    return bool(other.predicates) or claim.rule in _PHRASE_RULES


def states(claim: Claim) -> bool:
    """Tell whether a verb governs the content: "a ban on entering" is a topic, "to ban entry" is not."""
    return any(predicate.main for predicate in claim.predicates)


def is_aim(claim: Claim) -> bool:
    """Tell whether an infinitive governs the content: what is asked for, or meant to be done."""
    governing = [predicate.text.casefold() for predicate in claim.predicates if predicate.main]
    return bool(governing) and all(text.startswith("to ") for text in governing)


def is_topic(claim: Claim) -> bool:
    """Tell whether a content is a phrase whatever the other one is: "her use of a private server"."""
    by_rule = claim.rule in _PHRASE_RULES or claim.rule.startswith("noun.")
    return not states(claim) and (by_rule or bool(claim.predicates))


def _same(kept: ClaimProfile, profile: ClaimProfile) -> bool:
    """Tell whether the claim is read as before: an entity may have got another id since."""
    return kept.parties == profile.parties and kept.claim == profile.claim
