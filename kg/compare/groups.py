"""Groups: claims in several documents that say the same thing, and on how much that rests.

Comes in: readings, entities, lineage.  Goes out: one `ClaimGroup` for every claim or set of equal claims.
Two claims are one here when their words are the same but for case, articles and punctuation, and, where the
words leave open who is meant ("he would return"), their speaker too.  Intentions and deeds
are grouped apart from what was said or thought, by kind and speaker: the counts of claims count claims alone.

Members that rest on one report have one origin: the same innermost outlet in their chains, an article that
credits the outlet of another, or two articles of which one was copied.  Articles count as copied when they
share, quotations aside, one statement of twelve words or two of eight (eight-word shingles, Broder 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kg import ids
from kg.compare.lineage import entity_of_referents
from kg.compare.partition import Partition
from kg.compare.records import Alignment, ClaimProfile
from kg.lexicon import table
from kg.model import Claim, ClaimGroup, ClaimLink, Document, Entity, EntityKind, LineageLink, Reading, Style

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_LONG, _VERY_LONG = 8, 12
"""Words from which equal wording is a sign of copying, and from which it proves it alone."""
_SHARED = 2
"""Long statements that two articles must share for one to count as a copy; a very long one counts twice."""
_PAIRED = 50
"""Documents of one wording that are paired; more show no more (a wire report in a hundred papers)."""
_VAGUE = 4
"""Words below which a content says too little to be matched without its speaker."""

Key = tuple[str, ...]


def make_groups(
    profiles: Iterable[ClaimProfile], alignments: Iterable[Alignment], origins: Mapping[str, str]
) -> tuple[ClaimGroup, ...]:
    """Return the groups, sorted by id; every claim is in exactly one.

    `origins` maps the ids of claims to what they rest on; a claim that it lacks rests on the innermost outlet
    in its chain, or on its publisher.
    """
    alignments = list(alignments)
    partition = Partition(profiles, alignments)
    links = _links(alignments)
    groups = [_make_group(keys, partition.members, links, origins) for keys in partition.join()]
    return tuple(sorted(groups, key=lambda group: group.id))


def _links(alignments: Iterable[Alignment]) -> Mapping[str, Sequence[Alignment]]:
    """Return the alignments of every claim that is the left one."""
    links: dict[str, list[Alignment]] = {}
    for alignment in alignments:
        links.setdefault(alignment.left.id, []).append(alignment)
    return links


def _make_group(
    keys: Sequence[Key],
    members: Mapping[Key, Sequence[ClaimProfile]],
    links: Mapping[str, Sequence[Alignment]],
    origins: Mapping[str, str],
) -> ClaimGroup:
    first = min(keys, key=lambda key: min((_published(one), key) for one in members[key]))
    profiles = sorted((one for key in keys for one in members[key]), key=lambda one: one.id)
    inside = {one.id for one in profiles}
    return ClaimGroup(
        id=ids.mint("g", list(first)),
        text=min(one.claim.text for one in members[first]),
        claims=tuple(sorted(inside)),
        articles=len({one.card.id for one in profiles}),
        publishers=len({one.card.publisher for one in profiles}),
        origins=len({origins.get(one.id) or _innermost_outlet(one) for one in profiles}),
        links=tuple(
            ClaimLink(link.left.id, link.right.id, link.score, link.reasons)
            for one in profiles
            for link in sorted(links.get(one.id, ()), key=lambda link: link.right.id)
            if link.right.id in inside
        ),
    )


def _published(profile: ClaimProfile) -> str:
    """Return the day of an article; one without a day comes after all others."""
    published = profile.card.published
    return (published and (published.value or published.start)) or "9999"


def _innermost_outlet(profile: ClaimProfile) -> str:
    parties = [profile.party(link) for link in profile.claim.attribution.chain]
    outlets = [party.entity for party in parties if party is not None and party.kind is EntityKind.OUTLET]
    return outlets[-1] if outlets else profile.card.publisher


@dataclass(frozen=True, slots=True)
class Member:
    """A claim with its document and what it rests on, as entity ids."""

    claim: Claim
    document: Document
    publisher: str
    origin: str


class Families:
    """Documents that were copied from one another (union and find over document ids)."""

    def __init__(self) -> None:
        """Start with every document on its own."""
        self._parent: dict[str, str] = {}

    def head(self, one: str) -> str:
        """Return the document that stands for the family of `one`."""
        while (parent := self._parent.get(one, one)) != one:
            one = parent
        return one

    def join(self, one: str, other: str) -> None:
        """Put two families together; the smaller id stands for both, so that no order matters."""
        low, high = sorted((self.head(one), self.head(other)))
        if low != high:
            self._parent[high] = low


def group_claims(
    readings: Iterable[Reading], entities: Sequence[Entity], lineage: Sequence[LineageLink] = ()
) -> tuple[ClaimGroup, ...]:
    """Return the groups, sorted by id; every claim is in exactly one."""
    entity_of = entity_of_referents(entities)
    members: dict[Key, list[Member]] = {}
    for reading in readings:
        for claim in reading.claims:
            member = _member(claim, reading.document, entity_of)
            members.setdefault(_key(member, entity_of), []).append(member)
    credited: dict[str, set[str]] = {}
    for link in lineage:
        credited.setdefault(link.document, set()).add(link.origin)
    families = _copied(members)
    groups = [_group(key, found, credited, families) for key, found in members.items()]
    return tuple(sorted(groups, key=lambda group: group.id))


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without articles."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _ARTICLES)


def _member(claim: Claim, document: Document, entity_of: Mapping[tuple[str, str], Entity]) -> Member:
    own = entity_of.get((document.id, document.publisher.id))
    publisher = own.id if own is not None else document.publisher.id
    chain = [entity_of.get((document.id, link.referent or "")) for link in claim.attribution.chain]
    outlets = [entity.id for entity in chain if entity is not None and entity.kind is EntityKind.OUTLET]
    return Member(claim, document, publisher, outlets[-1] if outlets else publisher)


def _key(member: Member, entity_of: Mapping[tuple[str, str], Entity]) -> Key:
    """Return what members of a group share: polarity and words, and the speaker where the words are vague.

    An intention or a deed ("to rebuild the pier") is nothing without whoever has it.
    """
    claim, act = member.claim, member.claim.attribution.act
    spoken = content_words(claim.text)
    kind = claim.modality.polarity.value if act.is_claim else f"{claim.modality.polarity.value} {act.value}"
    key = (kind, *spoken)
    if act.is_claim and len(spoken) >= _VAGUE and not personal_pronouns().intersection(spoken):
        return key
    source = claim.attribution.source
    speaker = entity_of.get((member.document.id, (source.referent if source else None) or ""))
    return (*key, speaker.id if speaker is not None else claim.document)


@cache
def personal_pronouns() -> frozenset[str]:
    """Return the pronouns that stand for somebody; "it" and "its" most often take up a word beside them."""
    people = (row for row in table("pronouns") if row["person"] in ("1", "3") and row["gender"] != "n")
    return frozenset(row["word"] for row in people)


def _copied(members: Mapping[Key, Sequence[Member]]) -> Families:
    """Return which documents share too many words of their own to be independent."""
    shared: dict[tuple[str, str], int] = {}
    for key, found in members.items():
        told = {m.document.id for m in found if m.claim.attribution.style is not Style.DIRECT}
        if len(key) > _LONG:
            for pair in combinations(sorted(told)[:_PAIRED], 2):
                shared[pair] = shared.get(pair, 0) + (2 if len(key) > _VERY_LONG else 1)
    families = Families()
    for (one, other), number in shared.items():
        if number >= _SHARED:
            families.join(one, other)
    return families


def _group(
    key: Key, members: Sequence[Member], credited: Mapping[str, set[str]], families: Families
) -> ClaimGroup:
    members = sorted(members, key=lambda member: member.claim.id)
    return ClaimGroup(
        id=ids.mint("g", list(key)),
        text=min(member.claim.text for member in members),
        claims=tuple(member.claim.id for member in members),
        articles=len({member.document.id for member in members}),
        publishers=len({member.publisher for member in members}),
        origins=_count_origins(members, credited, families),
    )


def _count_origins(members: Sequence[Member], credited: Mapping[str, set[str]], families: Families) -> int:
    """Count what is left when members of one origin, one credit or one family of copies are put together."""
    together = Families()
    for member in members:
        together.join(member.origin, families.head(member.document.id))
        for outlet in credited.get(member.document.id, ()):
            if any(outlet in (other.origin, other.publisher) for other in members):
                together.join(outlet, member.origin)
    return len({together.head(member.origin) for member in members})
