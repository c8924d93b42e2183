"""Entities -> quads of the entities graph: nodes, and links from referents, claims and one another to them.

Comes in: entities, and readings for the links.  Must not: decide what refers to what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.memberships import Memberships
from kg.graph.rdf.iris import ENTITIES_GRAPH, node, part_node
from kg.graph.rdf.reading import as_float, carriers_of
from kg.graph.rdf.sort_keys import claim_key
from kg.graph.rdf.writer import QuadWriter, Rows
from kg.model import Claim, Entity, EntityKind, Identifier, Reading, Style
from kg.terms import DCTERMS, FOAF, GEO, KG, KIND, RDF, RDFS, SCHEMA, SKOS, WGS

CLASS_OF_KIND = {
    EntityKind.PERSON: SCHEMA.Person,
    EntityKind.ORGANIZATION: SCHEMA.Organization,
    EntityKind.GROUP: FOAF.Group,
    EntityKind.PLACE: SCHEMA.Place,
    EntityKind.OUTLET: SCHEMA.NewsMediaOrganization,
    EntityKind.FACILITY: SCHEMA.CivicStructure,
    EntityKind.EVENT: SCHEMA.Event,
}

WELL_KNOWN_IRIS = {
    "geonames": (re.compile(r"[1-9]\d*"), "https://sws.geonames.org/{}/"),
    "wikidata": (re.compile(r"Q[1-9]\d*"), "http://www.wikidata.org/entity/{}"),
}
"""Scheme -> what an identifier looks like, and its IRI.  Other schemes stay literals."""


BODY_PREDICATES = {"role": KG.affiliationEntity, "body": KG.belongsTo}
"""How an article relates an entity to the organisation or country that it serves or belongs to."""


def entity_rows(entity: Entity) -> Rows:
    """Field -> predicate, for an entity."""
    return (
        (RDF.type, CLASS_OF_KIND[entity.kind]),
        (RDFS.label, entity.label),
        (KG.kind, KIND[entity.kind]),
        (KG.named, entity.named),
        (KG.country, entity.country),
        (WGS.lat, as_float(entity.lat)),
        (WGS.long, as_float(entity.lon)),
        (KG.score, as_float(entity.score)),
        *((SKOS.altLabel, alias) for alias in entity.aliases if alias != entity.label),
        *((KG.role, role) for role in entity.roles),
        *((KG.affiliation, affiliation) for affiliation in entity.affiliations),
        *((SCHEMA.identifier, f"{known.scheme}:{known.value}") for known in entity.identifiers),
        *((SKOS.exactMatch, identifier_node(known)) for known in entity.identifiers),
        *((DCTERMS.replaces, node(old)) for old in entity.replaces),
        *((KG.reason, reason) for reason in entity.reasons),
    )


def claim_links(claim: Claim, publisher: str) -> Iterator[tuple[NamedNode, str | None]]:
    """Yield predicate and referent of the shortcuts from one claim to entities."""
    yield KG.reportedBy, publisher
    if claim.attribution.style is Style.OWN_VOICE:
        yield KG.saidBy, publisher
    elif claim.attribution.source:
        yield KG.saidBy, claim.attribution.source.referent
    yield from ((KG.carriedBy, carrier.referent) for carrier in carriers_of(claim))
    yield from ((KG.aboutEntity, about.referent) for about in claim.about)
    yield from ((KG.aboutPlace, place.referent) for place in claim.places)


def entity_quads(entities: Iterable[Entity]) -> list[Quad]:
    """Return the entities, and for each referent the entity that it turned out to be."""
    known = tuple(entities)
    return [*described_quads(known), *referent_quads((r, one.id) for one in known for _, r in one.referents)]


def described_quads(entities: Iterable[Entity]) -> list[Quad]:
    """Return the entities, without their referents: quads about themselves and their points."""
    writer = QuadWriter(ENTITIES_GRAPH)
    for entity in entities:
        writer.add_all(node(entity.id), entity_rows(entity))
        write_point(writer, entity)
    return writer.quads


def referent_quads(pairs: Iterable[tuple[str, str]]) -> list[Quad]:
    """Return which entity each referent is, by (referent id, entity id)."""
    writer = QuadWriter(ENTITIES_GRAPH)
    for referent, entity in pairs:
        writer.add(node(referent), KG.refersTo, node(entity))
    return writer.quads


def summary_quads(readings: Iterable[Reading], entities: Iterable[Entity]) -> list[Quad]:
    """Return the shortcuts from the claims of `readings` to entities, for queries that must be fast.

    A referent that is part of no entity (its document was left out of resolution) gets none.
    """
    return shortcut_quads(readings, referent_table(entities))


def shortcut_quads(readings: Iterable[Reading], entity_of: Mapping[tuple[str, str], str]) -> list[Quad]:
    """Return the same where the entity id of each (document id, referent id) is known."""
    writer = QuadWriter(ENTITIES_GRAPH)
    for reading in readings:
        for claim in reading.claims:
            writer.add(node(claim.id), KG.sortKey, claim_key(reading.document, claim))
            for predicate, referent in claim_links(claim, reading.document.publisher.id):
                entity = entity_of.get((reading.document.id, referent)) if referent else None
                writer.add(node(claim.id), predicate, node(entity) if entity else None)
    return writer.quads


def membership_quads(readings: Iterable[Reading], entities: Iterable[Entity]) -> list[Quad]:
    """Return the shortcuts from whoever holds a role to whom it is held for, and from groups to the
    organisation or country that they belong to; `readings` are those that count."""
    memberships = Memberships.among(entities)
    bodies: list[tuple[str, str, str]] = []
    for reading in readings:
        roles = ((holder, role.affiliation_entity) for holder, role in memberships.roles(reading))
        bodies += [(holder, "role", body) for holder, body in roles if body]
        bodies += [(group, "body", owner.entity) for group, owner in memberships.bodies(reading)]
    return body_quads(bodies)


def body_quads(bodies: Iterable[tuple[str, str, str]]) -> list[Quad]:
    """Return those shortcuts, by (entity id, "role" or "body", entity id)."""
    writer = QuadWriter(ENTITIES_GRAPH)
    for entity, relation, body in bodies:
        writer.add(node(entity), BODY_PREDICATES[relation], node(body))
    return writer.quads


def referent_table(entities: Iterable[Entity]) -> Mapping[tuple[str, str], str]:
    """Return the entity id of each (document id, referent id)."""
    return {pair: entity.id for entity in entities for pair in entity.referents}


def write_point(writer: QuadWriter, entity: Entity) -> None:
    """Write the coordinates of an entity as GeoSPARQL geometry (longitude first)."""
    if entity.lat is None or entity.lon is None:
        return
    point = part_node(entity.id, "point", 1)
    writer.add(node(entity.id), GEO.hasGeometry, point)
    writer.add(point, RDF.type, GEO.Geometry)
    writer.add(point, GEO.asWKT, Literal(f"POINT({entity.lon} {entity.lat})", datatype=GEO.wktLiteral))


def identifier_node(identifier: Identifier) -> NamedNode | None:
    """Return the IRI of an identifier in a well-known scheme; None for others and for malformed ones."""
    pattern, template = WELL_KNOWN_IRIS.get(identifier.scheme, (None, ""))
    known = pattern is not None and pattern.fullmatch(identifier.value)
    return NamedNode(template.format(identifier.value)) if known else None
