"""Who a claim is credited to, apart from the outlets that carry it; and whether two speakers may be one.

Comes in: profiles.  Goes out: `Speaker` records.  Two descriptions may be one ("one of the officials", "a US
official"); two names of two entities are not; a description may be a name unless something tells them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.compare.meaning import split_words
from kg.compare.records import ClaimProfile, Party
from kg.compare.wording import has_words
from kg.lexicon import table, words
from kg.model import EntityKind, Reference, Style

_BODIES = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.GROUP})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is credited, in the words that do; `party` is None for one that is no known referent."""

    reference: Reference
    party: Party | None

    @property
    def is_named(self) -> bool:
        """Whether it is known by name."""
        return self.party is not None and self.party.named

    @property
    def label(self) -> str:
        """The name, or the words that describe it."""
        return self.party.label if self.party is not None and self.party.named else self.reference.text

    @property
    def described(self) -> str:
        """The words that describe it, also where a pronoun stands for it here; "" for a pronoun that nobody
        could resolve."""
        known = self.party is not None and not self.party.named
        called = (self.reference.text, self.party.label if self.party is not None and known else "")
        return " ".join(text for text in called if text.casefold() not in _pronouns())

    @property
    def nouns(self) -> frozenset[str]:
        """The stems of the nouns that describe it; of a name there are none."""
        described = {word.stem for word in split_words(self.described) if word.text.casefold() in _nouns()}
        return frozenset(described)

    @property
    def is_no_person(self) -> bool:
        """Whether the words are of a thing or a body: "it", "the report", "the newspaper"."""
        if self.party is not None and self.party.kind in (EntityKind.PERSON, EntityKind.GROUP):
            return False
        found = {word.text.casefold() for word in split_words(self.reference.text)}
        return not found.isdisjoint(_things()) and found.isdisjoint(words("person_nouns"))


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(row["word"] for row in table("pronouns"))


@cache
def _things() -> frozenset[str]:
    return words("organization_nouns") | words("document_nouns", "noun") | {"it"}


@cache
def _nouns() -> frozenset[str]:
    """Return nouns for people, without those that fit anybody."""
    return (words("person_nouns") | words("source_sorts", "noun")) - words("any_source")


def speakers_of(profile: ClaimProfile) -> tuple[Speaker, ...]:
    """Return who is credited, outlets aside, innermost first; nobody in own voice."""
    attribution = profile.claim.attribution
    if attribution.style is Style.OWN_VOICE:
        return ()
    credited = [attribution.source, *reversed(attribution.chain)]
    found: dict[tuple[object, ...], Speaker] = {}
    for reference in credited:
        if reference is not None and not _is_outlet(party := profile.party(reference)):
            found.setdefault(reference.spans, Speaker(reference, party))
    return tuple(found.values())


def outlets_of(profile: ClaimProfile) -> tuple[Speaker, ...]:
    """Return the outlets that are credited with the claim."""
    attribution = profile.claim.attribution
    credited = [attribution.source, *attribution.chain]
    found = {reference.spans: reference for reference in credited if reference is not None}
    return tuple(
        Speaker(reference, party)
        for reference in found.values()
        if _is_outlet(party := profile.party(reference))
    )


def may_be_one(one: Speaker, other: Speaker) -> bool:
    """Tell whether two speakers may be the same, a body and somebody of it included."""
    if one.party is None or other.party is None:
        return _may_match_words(one, other)
    if one.party.entity == other.party.entity:
        return True
    if one.is_named and other.is_named:
        return _is_of(one, other) or _is_of(other, one) or _is_country_of(one.party, other.party)
    if one.party.country and other.party.country and one.party.country != other.party.country:
        return False
    return _may_match_words(one, other)


def _is_outlet(party: Party | None) -> bool:
    return party is not None and party.kind is EntityKind.OUTLET


def _is_of(one: Speaker, other: Speaker) -> bool:
    """Tell whether the words for one name the other: "George Orr of the Tide Institute"."""
    return has_words(one.reference.text, other.label)


def _is_country_of(one: Party, other: Party) -> bool:
    """Tell whether both speak for one state: "Kyiv", "Ukrainian officials"."""
    both_bodies = one.kind in _BODIES and other.kind in _BODIES
    return both_bodies and one.country is not None and one.country == other.country


def _may_match_words(one: Speaker, other: Speaker) -> bool:
    """Tell whether descriptions agree: unless they tell of other sorts of sources, they may."""
    ours, theirs = _sorts(one), _sorts(other)
    return not ours or not theirs or bool(ours & theirs)


def _sorts(speaker: Speaker) -> frozenset[str]:
    """Return what sorts of source the words name; none for names, pronouns and "sources"."""
    found = (word.text.casefold() for word in split_words(speaker.described))
    return frozenset(_sort_of()[word] for word in found if word in _sort_of())


@cache
def _sort_of() -> dict[str, str]:
    return {row["noun"]: row["sort"] for row in table("source_sorts")}
