"""Credited lineage: an article says whose report it rests on.

Comes in: readings with their credits, entities.  Goes out: one link for each document and credited outlet,
with
every place in the text that credits it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Credit, Entity, LineageKind, LineageLink, Reading


def entity_of_referents(entities: Iterable[Entity]) -> Mapping[tuple[str, str], Entity]:
    """Return the entity of every (document id, referent id or publisher id)."""
    return {pair: entity for entity in entities for pair in entity.referents}


def link_lineage(readings: Iterable[Reading], entities: Iterable[Entity]) -> tuple[LineageLink, ...]:
    """Return the credited links, sorted by document and origin; an article never rests on its own
    publisher."""
    entity_of = entity_of_referents(entities)
    links: list[LineageLink] = []
    for reading in readings:
        document = reading.document
        own = entity_of.get((document.id, document.publisher.id))
        by_outlet: dict[str, list[Credit]] = {}
        labels: dict[str, str] = {}
        for credit in reading.credits:
            outlet = entity_of.get((document.id, credit.outlet.referent or ""))
            if outlet is not None and (own is None or outlet.id != own.id):
                by_outlet.setdefault(outlet.id, []).append(credit)
                labels[outlet.id] = outlet.label
        links += [_link(document.id, origin, labels[origin], given) for origin, given in by_outlet.items()]
    return tuple(sorted(links, key=lambda link: (link.document, link.origin)))


def _link(document: str, origin: str, label: str, given: list[Credit]) -> LineageLink:
    return LineageLink(
        document=document,
        origin=origin,
        origin_label=label,
        kind=LineageKind.CREDITED,
        score=1.0,
        reasons=(f"the article credits {label} in {len(given)} place{'s' if len(given) > 1 else ''}",),
        evidence=tuple(credit.evidence for credit in given),
    )
