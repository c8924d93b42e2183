"""Independent origins: on how many reports a group of claims rests.

Comes in: the claims of a group, and the lineage of their articles.  Goes out: an origin for each claim, so
that claims of one origin have one; the number of origins of a group is the number of different ones.

A claim rests on
    the innermost outlet in its chain ("as quoted by Reuters"), or an outlet in whose scope it stands, or else
    the outlet that carries it; and, besides,
    what an article says from which it was copied, or an outlet that its article credits without saying for
    what, when that outlet, or somebody whom it carries, says the same; and
    whatever the outlet that it came through has it from, as its own article of then says.
Whoever shares one of these shares the origin.  Who speaks is no origin: two papers at one press conference
are two.  Every rule only puts together, so that a copy, which brings nothing of its own, never raises the
number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from kg.compare.carriers import carrier_of
from kg.compare.direction import is_earlier
from kg.compare.records import ClaimProfile
from kg.model import ClaimGroup, LineageKind, LineageLink


class Lineage:
    """Links by document: what was copied from what, and which outlets are credited for what.

    To be complete for a group it needs all links of the documents of its claims, and the copied links of the
    documents that these lead to, and so on (`missing` tells which are not there yet).
    """

    def __init__(self, links: Iterable[LineageLink]) -> None:
        """Read links, in any order."""
        self.copied: dict[str, list[LineageLink]] = {}
        self.credited: dict[str, list[LineageLink]] = {}
        for link in links:
            by_document = self.copied if link.kind is LineageKind.COPIED else self.credited
            by_document.setdefault(link.document, []).append(link)

    def outlets(self, profile: ClaimProfile) -> frozenset[str]:
        """Return the outlets in whose scope a claim stands."""
        given = self.credited.get(profile.card.id, ())
        return frozenset(link.origin for link in given if profile.id in link.claims) - {
            profile.card.publisher
        }

    def other_outlets(self, profile: ClaimProfile) -> frozenset[str]:
        """Return all other outlets that its article credits."""
        given = self.credited.get(profile.card.id, ())
        return frozenset(link.origin for link in given if profile.id not in link.claims) - {
            profile.card.publisher
        }

    def parents(self, document: str) -> Sequence[LineageLink]:
        """Return the copied links of a document."""
        return self.copied.get(document, ())


class Joined:
    """Origins that turned out to be one (union and find); the smallest stands for all."""

    def __init__(self) -> None:
        """Start with every origin on its own."""
        self._parent: dict[str, str] = {}

    def head(self, one: str) -> str:
        """Return what stands for all that `one` was joined with."""
        path = []
        while (parent := self._parent.get(one, one)) != one:
            path.append(one)
            one = parent
        for passed in path:
            self._parent[passed] = one
        return one

    def join(self, one: str, other: str) -> None:
        """Put two origins together."""
        low, high = sorted((self.head(one), self.head(other)))
        if low != high:
            self._parent[high] = low


def claim_origins(members: Sequence[ClaimProfile], lineage: Lineage) -> Mapping[str, str]:
    """Return the origin of each claim of one group, by the id of the claim."""
    joined = Joined()
    base = {member.id: sorted(_sources(member, lineage)) for member in members}
    for sources in base.values():
        for source in sources[1:]:
            joined.join(sources[0], source)
    own = {member.id: base[member.id][0] for member in members}
    others = _copied(members, own, lineage), _credited(members, own, lineage), _passed_on(members, base)
    for one, other in chain(*others):
        joined.join(one, other)
    return {claim: joined.head(source) for claim, source in own.items()}


def count_origins(
    groups: Iterable[ClaimGroup], profiles: Mapping[str, ClaimProfile], lineage: Iterable[LineageLink]
) -> tuple[ClaimGroup, ...]:
    """Return the groups with the number of their origins; `profiles` are those of their claims, by id."""
    known = Lineage(lineage)
    return tuple(
        replace(
            group, origins=len(set(claim_origins([profiles[one] for one in group.claims], known).values()))
        )
        for group in groups
    )


def _sources(member: ClaimProfile, lineage: Lineage) -> Iterable[str]:
    """Return what the article itself says that the claim rests on, or its publisher."""
    carrier = carrier_of(member)
    if carrier is not None:
        return (carrier,)
    return lineage.outlets(member) or (member.card.publisher,)


def _copied(
    members: Sequence[ClaimProfile], own: Mapping[str, str], lineage: Lineage
) -> Iterator[tuple[str, str]]:
    """Yield the origins of a claim and of what it was copied from."""
    by_document: dict[str, list[ClaimProfile]] = {}
    for member in members:
        by_document.setdefault(member.card.id, []).append(member)
    for member in members:
        for link in lineage.parents(member.card.id):
            rests = member.id in link.claims
            if rests or own[member.id] == member.card.publisher:
                for document in _nearest(link.origin, by_document, lineage):
                    if document in by_document:
                        yield own[member.id], own[_counterpart(member, by_document[document], own).id]
                    elif rests:
                        yield own[member.id], document


def _nearest(document: str, present: Mapping[str, object], lineage: Lineage) -> Iterator[str]:
    """Yield a document, and what it was copied from, up to the nearest ones that are present."""
    waiting, seen = [document], {document}
    while waiting:
        document = waiting.pop()
        yield document
        if document not in present:
            found = {link.origin for link in lineage.parents(document)} - seen
            seen |= found
            waiting += sorted(found)


def _counterpart(member: ClaimProfile, found: Sequence[ClaimProfile], own: Mapping[str, str]) -> ClaimProfile:
    """Return which of several claims of the origin the claim rests on: one through the same outlet, or one
    that the origin tells first hand."""

    def preference(one: ClaimProfile) -> tuple[bool, bool, str]:
        return own[one.id] != own[member.id], own[one.id] != one.card.publisher, one.id

    return min(found, key=preference)


def _credited(
    members: Sequence[ClaimProfile], own: Mapping[str, str], lineage: Lineage
) -> Iterator[tuple[str, str]]:
    """Yield the origin of a claim and an outlet that its article credits for something else, when others have
    this from that outlet.

    A named speaker may have said it to both; what nobody or somebody without a name says is the outlet's.
    """
    present = set(own.values())
    for member in members:
        source = member.party(member.claim.attribution.source)
        if own[member.id] == member.card.publisher and (source is None or not source.named):
            for outlet in sorted(lineage.other_outlets(member) & present):
                yield own[member.id], outlet


def _passed_on(
    members: Sequence[ClaimProfile], base: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield an outlet that a claim came through and what the outlet's own article has the same from, if the
    outlet tells it nowhere first hand and the article was not later."""
    issued: dict[str, list[ClaimProfile]] = {}
    for member in members:
        issued.setdefault(member.card.publisher, []).append(member)
    for member in members:
        for outlet in base[member.id]:
            theirs = [one for one in issued.get(outlet, ()) if not _is_later(one, member)]
            if outlet != member.card.publisher and all(outlet not in base[one.id] for one in theirs):
                yield from ((outlet, base[one.id][0]) for one in theirs)


def _is_later(one: ClaimProfile, other: ClaimProfile) -> bool:
    return is_earlier(other.card.published, one.card.published)
