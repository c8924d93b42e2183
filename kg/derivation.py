"""What follows from all articles together: entities, lineage, groups, differences; whole, or by what changed.

    whole   every article is resolved and compared anew
    local   only new and gone articles, and what they touch (kg.shelves remembers the rest)

A whole derivation is exact and costs as much as the store is large; a local one costs as much as the
articles that are new, and finds the same groups, links and differences among the same entities
(docs/RESOLUTION.md says how far entities may differ).  So a small store is always derived as a whole, and a
large one whenever a tenth of its articles came since that was last done: on the average an article costs the
same, however many there are.
Comes in: a writer, and the rulings of people.  Goes out: one `Change`, applied.  Must not: publish.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from kg.compare import Comparison, compare_more, supporting
from kg.decisions.records import Rulings
from kg.graph.change import Change
from kg.graph.store import StoreWriter
from kg.model import Entity
from kg.resolve import resolve, resolve_more
from kg.shelves.opening import Shelves

WHOLE_BELOW = 200
"""Articles of a store below which it is always derived as a whole: that takes a few seconds."""
WHOLE_AFTER = 0.1
"""The share of a store's articles that may come before the next whole derivation."""

Tell = Callable[[str, int, int, str], None]


def derive(writer: StoreWriter, rulings: Rulings, shelves: Shelves, tell: Tell, *, same: bool) -> None:
    """Derive what follows from the stored articles and the rulings, and apply it.

    `same` tells that rulings and program are those of the last derivation.
    """
    new, gone = writer.changed_documents()
    if same and _may_be_local(writer, shelves, len(new) + len(gone)):
        shelves.note_local(len(new) + len(gone))
        _derive_local(writer, rulings, shelves, new, gone, tell)
    else:
        shelves.note_whole()
        _derive_whole(writer, rulings, shelves, tell)


def _may_be_local(writer: StoreWriter, shelves: Shelves, changed: int) -> bool:
    number = writer.document_count
    return shelves.in_step and number >= WHOLE_BELOW and shelves.since_whole + changed <= WHOLE_AFTER * number


def _derive_whole(writer: StoreWriter, rulings: Rulings, shelves: Shelves, tell: Tell) -> None:
    tell("resolve", 0, 0, "entities across articles")
    readings = list(writer.readings())
    resolution = resolve(readings, rulings, shelves.parts)
    tell("compare", 0, 0, "who rests on whom, and what differs")
    entity_of = {pair: entity for entity in resolution.entities for pair in entity.referents}
    found = compare_more(shelves.claims, supporting(readings, rulings), (), entity_of)
    _note(shelves, found)
    tell("store", 0, 0, "graph and look-ups")
    writer.put_derived(
        resolution.entities,
        found.lineage,
        found.groups,
        resolution.suggestions,
        rulings,
        resolution.idle,
        found.discrepancies,
    )


def _derive_local(
    writer: StoreWriter,
    rulings: Rulings,
    shelves: Shelves,
    new: Sequence[str],
    gone: Sequence[str],
    tell: Tell,
) -> None:
    tell("resolve", 0, 0, f"entities of {len(new)} articles and what they touch")
    readings = list(writer.readings_of(new))
    resolved = resolve_more(readings, gone, shelves.parts, rulings)
    tell("compare", 0, 0, "with what can match them")
    touched = [one for one in resolved.documents if one not in gone]
    restated = [*readings, *writer.readings_of(touched)]
    entity_of = _entities_of(writer, shelves, resolved.entities, [one.document.id for one in restated])
    found = compare_more(shelves.claims, supporting(restated, rulings), gone, entity_of)
    gone_groups, gone_discrepancies = _note(shelves, found)
    tell("store", 0, 0, "graph and look-ups")
    writer.apply(
        Change(
            whole=False,
            documents=(*new, *touched),
            gone_documents=tuple(gone),
            entities=resolved.entities,
            gone_entities=resolved.gone_entities,
            lineage=found.lineage,
            lineage_of=tuple(sorted(found.lineage_of)),
            groups=found.groups,
            gone_groups=gone_groups,
            discrepancies=found.discrepancies,
            gone_discrepancies=gone_discrepancies,
            suggestions=resolved.suggestions,
            rulings=rulings,
        )
    )


def _note(shelves: Shelves, found: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        shelves.outcomes.put_groups(found.regrouped, found.groups),
        shelves.outcomes.put_discrepancies(found.compared, found.discrepancies),
    )


def _entities_of(
    writer: StoreWriter, shelves: Shelves, changed: Iterable[Entity], documents: Collection[str]
) -> Mapping[tuple[str, str], Entity]:
    """Return the entity of every referent and publisher of some documents, as it is now."""
    owners = {(row[0], row[1]): row[4] for row in shelves.parts.parts_in(documents)}
    known = {entity.id: entity for entity in changed}
    missing = {one for one in owners.values() if one not in known}
    known |= {entity.id: entity for entity in writer.entities_of(missing)}
    return {pair: known[owner] for pair, owner in owners.items() if owner in known}
