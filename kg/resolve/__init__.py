"""Resolution: which referents of all documents are one entity.

Comes in: readings, in any order.  Goes out: entities, sorted by id.  A pure function: the same readings give
the same entities, whatever the order.  Must not: read a text or a file.

    readings -> parts (keys) -> nodes of equal key -> pairs in blocks (score) -> clusters -> entities
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Entity, Reading
from kg.resolve.cluster import join_nodes, make_nodes
from kg.resolve.entities import make_entity, settle_replaced
from kg.resolve.keys import read_parts
from kg.resolve.score import score_pairs

__all__ = ["resolve_entities"]


def resolve_entities(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """Return the entities that the referents and publishers of all readings make up."""
    nodes = make_nodes(read_parts(readings))
    clusters = join_nodes(nodes, score_pairs(nodes))
    entities = sorted((make_entity(cluster) for cluster in clusters), key=lambda entity: entity.id)
    return settle_replaced(entities)
