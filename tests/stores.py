"""A store of hand-made readings, for tests that need a store but no model.

Referents of one kind and label are one entity here; how the program resolves is none of these tests' concern.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg import ids
from kg.graph.store import open_for_writing
from kg.model import ClaimGroup, Entity, EntityKind, LineageKind, LineageLink, Reading, Referent
from tests.records import copy_reading, dam_reading


def write_dam_store(path: Path) -> Path:
    """Write a store with the two articles of tests/records.py and return its path."""
    readings = (dam_reading(), copy_reading())
    entities = entities_of(readings)
    with open_for_writing(path) as store:
        for reading in readings:
            store.put(reading)
        store.put_derived(entities, lineage_of(readings, entities), tuple(groups_of(readings)))
        store.publish()
    return path


def entities_of(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """One entity for all referents of the same kind and label, sorted by id."""
    found: dict[tuple[EntityKind, str], list[tuple[str, Referent]]] = defaultdict(list)
    for reading in readings:
        for referent in reading.referents:
            found[referent.kind, referent.label].append((reading.document.id, referent))
    made = (entity_of(kind, label, members) for (kind, label), members in found.items())
    return tuple(sorted(made, key=lambda entity: entity.id))


def entity_of(kind: EntityKind, label: str, members: Sequence[tuple[str, Referent]]) -> Entity:
    referents = [referent for _, referent in members]
    link = next((referent.link for referent in referents if referent.link), None)
    return Entity(
        id=ids.entity_id(kind, label),
        kind=kind,
        label=label,
        named=all(referent.named for referent in referents),
        aliases=tuple(sorted({name for referent in referents for name in referent.names})),
        roles=tuple(sorted({role.text for referent in referents for role in referent.roles})),
        affiliations=(),
        identifiers=link.identifiers if link else (),
        country=link.country if link else None,
        lat=link.lat if link else None,
        lon=link.lon if link else None,
        referents=tuple((document, referent.id) for document, referent in members),
    )


def lineage_of(readings: Sequence[Reading], entities: Sequence[Entity]) -> tuple[LineageLink, ...]:
    outlets = {entity.label: entity.id for entity in entities if entity.kind is EntityKind.OUTLET}
    return tuple(
        LineageLink(
            document=reading.document.id,
            origin=outlets[credit.outlet.text],
            origin_label=credit.outlet.text,
            kind=LineageKind.CREDITED,
            score=0.9,
            reasons=("credits the outlet in its own words",),
            evidence=(credit.evidence,),
        )
        for reading in readings
        for credit in reading.credits
    )


def groups_of(readings: Iterable[Reading]) -> Iterator[ClaimGroup]:
    for reading in readings:
        for claim in reading.claims:
            yield ClaimGroup(ids.mint("g", claim.id), claim.text, (claim.id,), 1, 1, 1)
