"""Resolution: which referents of all documents are one entity.

Comes in: readings, in any order, and the rulings of people.  Goes out: entities, sorted by id, and doubtful
pairs.  A pure function: the same readings give the same entities, whatever the order.  Must not: read a text
or a file.

    readings -> parts (keys) -> nodes of equal key, homonyms apart -> pairs in blocks -> features -> score
             -> clusters -> decisions of people -> entities, suggestions

docs/RESOLUTION.md says what each step does, and how well it was measured to do it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.decisions.records import NO_RULINGS, Conflict, Rulings
from kg.model import Entity, Reading, Suggestion
from kg.resolve.bars import bars_of
from kg.resolve.cluster import Partition, join_full
from kg.resolve.entities import make_entity
from kg.resolve.holdings import make_holding
from kg.resolve.keys import read_parts
from kg.resolve.nodes import make_nodes
from kg.resolve.other_kinds import join_kinds
from kg.resolve.profiles import Company
from kg.resolve.rulings import apply_rulings
from kg.resolve.short_names import join_short
from kg.resolve.suggest import make_suggestions

__all__ = ["Resolution", "resolve", "resolve_entities"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities sorted by id, doubtful pairs with the best first, and decisions that found nothing to
    change."""

    entities: tuple[Entity, ...]
    suggestions: tuple[Suggestion, ...] = ()
    idle: tuple[Conflict, ...] = ()


def resolve(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> Resolution:
    """Return what the referents and publishers of all readings make up, as people ruled.

    What a retracted document says tells nothing of the others' entities: they are as if it were not there.
    """
    parts = list(read_parts(readings, rulings.retracted))
    company = Company.read(parts)
    nodes = make_nodes(parts, company)
    partition = Partition(nodes, company, bars_of(nodes, rulings))
    join_full(partition, nodes)
    join_short(partition, nodes)
    join_kinds(partition)
    ruled = apply_rulings([make_holding(cluster) for cluster in partition.clusters()], rulings)
    return Resolution(
        entities=tuple(sorted(map(make_entity, ruled.holdings), key=lambda entity: entity.id)),
        suggestions=make_suggestions(partition.doubts, ruled),
        idle=tuple(ruled.idle),
    )


def resolve_entities(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> tuple[Entity, ...]:
    """Return the entities that the referents and publishers of all readings make up."""
    return resolve(readings, rulings).entities
