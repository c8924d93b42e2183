"""Whom and what an article names, and whether two articles name others.

Comes in: claims with who their referents are; cards of articles.  Goes out: ids of entities; yes or no.
Two reports of one matter name the same people, bodies and places.  Two that name others may share a sentence
("by spring", "half of the ground"), and with it a figure or a country, and are about two matters.
Countries and peoples do not count, since all articles on a war name them, nor do outlets and publishers.
Must not: look beyond the two articles, or an article elsewhere would change what they share.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.compare.likeness import is_country
from kg.compare.records import DocumentCard, Party
from kg.model import EntityKind

_FEW = 2
"""Names below which an article tells too little of whom it is about."""
_OF_COUNTRIES = frozenset({EntityKind.GROUP, EntityKind.ORGANIZATION})


def names_among(parties: Iterable[Party]) -> tuple[str, ...]:
    """Return the ids of those that tell one article from another, sorted."""
    return tuple(sorted({party.entity for party in parties if _is_telling(party)}))


def name_others(one: DocumentCard, other: DocumentCard) -> bool:
    """Tell whether two articles name nobody and nothing in common, though each names several."""
    return min(len(one.names), len(other.names)) >= _FEW and set(one.names).isdisjoint(other.names)


def _is_telling(party: Party) -> bool:
    if not party.named or party.kind is EntityKind.OUTLET:
        return False
    if party.kind is EntityKind.PLACE:
        return not is_country(party)
    return party.country is None or party.kind not in _OF_COUNTRIES
