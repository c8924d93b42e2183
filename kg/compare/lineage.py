"""Credited lineage under its earlier name: `kg.compare.credited` makes the links.

Comes in: readings with their credits, entities.  Goes out: one link for each document and credited outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.compare.credited import credited_links
from kg.model import Entity, LineageLink, Reading


def entity_of_referents(entities: Iterable[Entity]) -> Mapping[tuple[str, str], Entity]:
    """Return the entity of every (document id, referent id or publisher id)."""
    return {pair: entity for entity in entities for pair in entity.referents}


def link_lineage(readings: Iterable[Reading], entities: Iterable[Entity]) -> tuple[LineageLink, ...]:
    """Return the credited links, sorted by document and origin."""
    return credited_links(readings, entity_of_referents(entities))
