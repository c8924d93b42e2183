"""Resolution: which referents of all documents are one entity.

Comes in: readings, in any order, and the rulings of people.  Goes out: entities, sorted by id, and doubtful
pairs.  A pure function: the same readings give the same entities, whatever the order.  Must not: read a text
or a file.

    readings -> parts (keys) -> nodes of equal key -> pairs in blocks (score) -> clusters -> entities
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.decisions.records import NO_RULINGS, Conflict, Rulings
from kg.model import Entity, Reading, Suggestion
from kg.resolve.cluster import join_nodes, make_nodes
from kg.resolve.entities import make_entity, settle_replaced
from kg.resolve.keys import read_parts
from kg.resolve.score import score_pairs

__all__ = ["Resolution", "resolve", "resolve_entities"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities sorted by id, doubtful pairs with the best first, and decisions that found nothing to change."""

    entities: tuple[Entity, ...]
    suggestions: tuple[Suggestion, ...] = ()
    idle: tuple[Conflict, ...] = ()


def resolve(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> Resolution:
    """Return what the referents and publishers of all readings make up, as people ruled."""
    nodes = make_nodes(read_parts(readings))
    clusters = join_nodes(nodes, score_pairs(nodes))
    entities = sorted((make_entity(cluster) for cluster in clusters), key=lambda entity: entity.id)
    return Resolution(settle_replaced(entities))


def resolve_entities(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> tuple[Entity, ...]:
    """Return the entities that the referents and publishers of all readings make up."""
    return resolve(readings, rulings).entities
