"""Groups: claims in several documents that say the same thing, and on how much that rests.

Comes in: readings, entities, lineage.  Goes out: one `ClaimGroup` for every claim or set of equal claims.
Two claims are one here when their words are the same but for case, articles and punctuation.  Equal wording
of
eight words or more is taken as copied, not as found twice: such a group has one origin, however many carry it
(eight-word shingles as in Broder 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg import ids
from kg.compare.lineage import entity_of_referents
from kg.model import Claim, ClaimGroup, Document, Entity, EntityKind, Reading

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_COPIED = 8
"""Words of equal wording from which two texts cannot be independent."""

Member = tuple[Claim, Document]


def group_claims(readings: Iterable[Reading], entities: Sequence[Entity]) -> tuple[ClaimGroup, ...]:
    """Return the groups, sorted by id; every claim is in exactly one."""
    entity_of = entity_of_referents(entities)
    members: dict[tuple[str, ...], list[Member]] = {}
    for reading in readings:
        for claim in reading.claims:
            key = (claim.modality.polarity.value, *content_words(claim.text))
            members.setdefault(key, []).append((claim, reading.document))
    groups = [_group(key, found, entity_of) for key, found in members.items()]
    return tuple(sorted(groups, key=lambda group: group.id))


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without articles."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _ARTICLES)


def _group(
    key: tuple[str, ...], members: list[Member], entity_of: Mapping[tuple[str, str], Entity]
) -> ClaimGroup:
    members = sorted(members, key=lambda member: member[0].id)
    origins = {_origin(claim, document, entity_of) for claim, document in members}
    return ClaimGroup(
        id=ids.mint("g", list(key)),
        text=min(claim.text for claim, _ in members),
        claims=tuple(claim.id for claim, _ in members),
        articles=len({document.id for _, document in members}),
        publishers=len({document.publisher.id for _, document in members}),
        origins=1 if len(key) > _COPIED else len(origins),
    )


def _origin(claim: Claim, document: Document, entity_of: Mapping[tuple[str, str], Entity]) -> str:
    """Return whose report a claim comes from: the outermost outlet that its chain credits, else its
    publisher."""
    for link in claim.attribution.chain:
        entity = entity_of.get((document.id, link.referent or ""))
        if entity is not None and entity.kind is EntityKind.OUTLET:
            return entity.id
    publisher = entity_of.get((document.id, document.publisher.id))
    return publisher.id if publisher is not None else document.publisher.id
