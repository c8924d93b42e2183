"""Groups: claims in several documents that say the same thing, and on how much that rests.

Comes in: profiles and the alignments between them.  Goes out: one `ClaimGroup` for every claim or set of
claims that say the same (`partition` tells which).  Intentions and deeds are grouped apart from what was said
or thought, by kind and speaker: the counts of claims count claims alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg import ids
from kg.compare.partition import Partition
from kg.compare.records import Alignment, ClaimProfile
from kg.compare.wording import Key
from kg.model import ClaimGroup, ClaimLink, EntityKind


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
