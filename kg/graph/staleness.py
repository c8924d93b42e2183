"""Which articles must be written again because of what changed elsewhere.

Comes in: a change, and the rows of entities as they are before it.  Goes out: `Stale`.  Must not: write rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.change import Change
from kg.graph.entity_rows import EntityRows, Look, Pair, digest_pairs
from kg.graph.memberships import country_codes
from kg.model import Entity


@dataclass(frozen=True, slots=True)
class Stale:
    """What a change makes stale.

    `documents` show an entity that looks otherwise now, or is gone, or have a referent that is another
    entity now; these last are `linked`.  `countries` are the codes that changed entities have or had, each
    with the entity that stood for it and how that looked; `looks_now` are the looks of changed entities.
    """

    documents: set[str]
    linked: set[str]
    pairs_gone: set[tuple[str, Pair]]
    pairs_come: set[tuple[str, Pair]]
    countries: Mapping[str, tuple[str | None, Look | None]]
    looks_now: Mapping[str, Look]


def find_stale(change: Change, entities: EntityRows) -> Stale:
    """Compare a change with the rows as they are."""
    ids = [*(one.id for one in change.entities), *change.gone_entities]
    looked = entities.looks(ids)
    looks_now = {one.id: look_of(one) for one in change.entities}
    other = [one for one, look in looked.items() if looks_now.get(one) != look]
    gone, come = _pairs(change, entities)
    linked = {document for _, (document, _) in gone | come}
    codes = {code for one in change.entities for code in country_codes(one)}
    codes |= {code for one in ids for code in entities.codes_of(one)}
    return Stale(
        documents=entities.documents_with(other) | linked,
        linked=linked,
        pairs_gone=gone,
        pairs_come=come,
        countries={code: _country(code, entities) for code in codes},
        looks_now=looks_now,
    )


def look_of(entity: Entity) -> Look:
    """Return all of an entity that the rows of other things show."""
    return Look(entity.kind.value, entity.label, entity.lat, entity.lon)


def _country(code: str, entities: EntityRows) -> tuple[str | None, Look | None]:
    identifier = entities.country_of(code)
    if identifier is None:
        return None, None
    return identifier, entities.looks((identifier,)).get(identifier)


def _pairs(change: Change, entities: EntityRows) -> tuple[set[tuple[str, Pair]], set[tuple[str, Pair]]]:
    """Return which entity is which referent no more, and which is one now."""
    gone: set[tuple[str, Pair]] = set()
    come: set[tuple[str, Pair]] = set()
    known = {*change.documents, *change.gone_documents}
    for one in change.entities:
        rest = [pair for pair in one.referents if pair[0] not in known]
        if entities.digest_of(one.id) == digest_pairs(
            rest
        ):  # it has gained the documents' referents, no more
            before, after = set[Pair](), {pair for pair in one.referents if pair[0] in known}
        else:
            before, after = entities.pairs_of(one.id), set(one.referents)
        gone |= {(one.id, pair) for pair in before - after}
        come |= {(one.id, pair) for pair in after - before}
    for identifier in change.gone_entities:
        gone |= {(identifier, pair) for pair in entities.pairs_of(identifier)}
    return gone, come
