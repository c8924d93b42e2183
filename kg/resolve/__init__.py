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
from kg.resolve.more import ResolutionChange, fill_shelf, finish_shelf, resolve_more
from kg.resolve.nodes import make_nodes
from kg.resolve.other_kinds import join_kinds
from kg.resolve.profiles import Company
from kg.resolve.rulings import apply_rulings
from kg.resolve.shelf import PartShelf
from kg.resolve.short_names import join_short
from kg.resolve.suggest import make_suggestions

__all__ = ["PartShelf", "Resolution", "ResolutionChange", "resolve", "resolve_entities", "resolve_more"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities sorted by id, doubtful pairs with the best first, and decisions that found nothing to
    change."""

    entities: tuple[Entity, ...]
    suggestions: tuple[Suggestion, ...] = ()
    idle: tuple[Conflict, ...] = ()


def resolve(
    readings: Iterable[Reading], rulings: Rulings = NO_RULINGS, shelf: PartShelf | None = None
) -> Resolution:
    """Return what the referents and publishers of all readings make up, as people ruled.

    What a retracted document says tells nothing of the others' entities: they are as if it were not there.
    A shelf is filled with all that `resolve_more` needs later.
    """
    parts = list(read_parts(readings, rulings.retracted))
    company = Company.read(parts)
    nodes = make_nodes(parts, company)
    partition = Partition(nodes, company, bars_of(nodes, rulings))
    join_full(partition, nodes)
    join_short(partition, nodes)
    join_kinds(partition)
    clusters = partition.clusters()
    holdings = [make_holding(cluster) for cluster in clusters]
    shelving = fill_shelf(shelf, parts, clusters, holdings) if shelf is not None else None
    ruled = apply_rulings(holdings, rulings)
    entities = tuple(sorted(map(make_entity, ruled.holdings), key=lambda entity: entity.id))
    if shelving is not None:
        finish_shelf(shelving, partition, ruled, entities)
    return Resolution(entities, make_suggestions(partition.doubts, ruled), tuple(ruled.idle))


def resolve_entities(readings: Iterable[Reading], rulings: Rulings = NO_RULINGS) -> tuple[Entity, ...]:
    """Return the entities that the referents and publishers of all readings make up."""
    return resolve(readings, rulings).entities
