"""The store as a network of documents, outlets, actors, places and claims, for graph programs.

Comes in: look-ups.  Goes out: GraphML or GEXF as bytes.
Must not: write files, or what was retracted; put anything into an attribute that is not a string or a number
(other programs refuse the file), or a character that XML forbids.

Claims are nodes, so that a claim can have a speaker, a place and a document.  Edges: `reported_by`
(claim -> document), `published_by` (document -> outlet), `said_by`, `about`, `at_place`, `carried_by`
(claim -> entity), `within` (claim -> claim), `rests_on` (document -> document or outlet), `differs_from`
(claim -> the claim that it differs from).  The last two say in `kind` how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import networkx as nx

from kg.export.cells import write_date, write_flag
from kg.query.acts import ALL_ACTS
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DocumentView, EntityView

_XML_FORBIDS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

DIFFERS_FROM = "differs_from"

LABEL_LENGTH = 80
"""Characters of a node's label; longer ones cover each other on a screen.  `text` is never cut."""

Edge = tuple[str, str, str, str]
"""Start, relation, end and kind, the last empty where there is but one kind."""


def claim_network(lookups: Lookups) -> nx.MultiDiGraph[str]:
    """Return everything in the store as one network; nodes and edges come in the order of ids."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    claims = sorted(lookups.claims(act=ALL_ACTS), key=lambda one: one.id)
    documents = sorted(
        (one for one in lookups.documents() if one.status == "current"), key=lambda one: one.id
    )
    entities = tuple(one for one in lookups.entities() if one.supported)
    for identifier, attributes in _nodes(entities, documents, claims):
        network.add_node(identifier, **{key: _attribute(value) for key, value in attributes.items()})
    edges = {
        *(edge for claim in claims for edge in _claim_edges(claim)),
        *_document_edges(lookups, documents),
        *_difference_edges(lookups),
    }
    for number, (start, relation, end, kind) in enumerate(sorted(edges)):
        if start in network and end in network:
            network.add_edge(start, end, key=number, **_edge_attributes(relation, kind))
    return network


def _edge_attributes(relation: str, kind: str) -> dict[str, str]:
    label = (kind if relation == DIFFERS_FROM else relation).replace("_", " ").replace("-", " ")
    return {"relation": relation, "kind": kind, "label": label}


def export_graphml(lookups: Lookups) -> Iterator[bytes]:
    """Yield the network as GraphML."""
    target = BytesIO()
    nx.write_graphml_xml(claim_network(lookups), target)
    yield target.getvalue()


def export_gexf(lookups: Lookups) -> Iterator[bytes]:
    """Yield the network as GEXF 1.2, without the day's date that networkx would write into it."""
    target = BytesIO()
    nx.write_gexf(claim_network(lookups), target)
    yield re.sub(rb' lastmodifieddate="[^"]*"', b"", target.getvalue())


def _nodes(
    entities: tuple[EntityView, ...], documents: list[DocumentView], claims: list[ClaimView]
) -> Iterator[tuple[str, dict[str, object]]]:
    for entity in entities:
        yield entity.id, _entity_attributes(entity)
    for document in documents:
        yield document.id, _document_attributes(document)
    for claim in claims:
        yield claim.id, _claim_attributes(claim)


def _entity_attributes(entity: EntityView) -> dict[str, object]:
    located = (
        {"lat": entity.lat, "lon": entity.lon} if entity.lat is not None and entity.lon is not None else {}
    )
    return {
        "kind": entity.kind,
        "label": _short(entity.label),
        "text": entity.label,
        "named": write_flag(entity.named),
        "mentions": entity.mentions,
        "country": entity.country or "",
        **located,
    }


def _document_attributes(document: DocumentView) -> dict[str, object]:
    return {
        "kind": "document",
        "label": _short(document.title or document.path),
        "text": document.title or document.path,
        "path": document.path,
        "url": document.url or "",
        "publisher": document.publisher or "",
        "published": write_date(document.published),
    }


def _claim_attributes(claim: ClaimView) -> dict[str, object]:
    return {
        "kind": "claim",
        "label": _short(claim.text),
        "text": claim.text,
        "sentence": claim.sentence_text,
        "speaker": claim.source.label,
        "style": claim.style,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "tense": claim.tense,
        "stated_at": write_date(claim.stated_at),
        "event_time": write_date(claim.event_time),
        "group": claim.group,
        "act": claim.act,
    }


def _claim_edges(claim: ClaimView) -> Iterator[Edge]:
    yield claim.id, "reported_by", claim.document_id, ""
    if claim.within:
        yield claim.id, "within", claim.within, ""
    if claim.source.entity:
        yield claim.id, "said_by", claim.source.entity, ""
    for carrier in claim.chain[1:]:
        if carrier.entity and carrier.entity != claim.source.entity:
            yield claim.id, "carried_by", carrier.entity, ""
    yield from ((claim.id, "about", about.entity, "") for about in claim.about)
    yield from ((claim.id, "at_place", place.entity, "") for place in claim.places)


def _document_edges(lookups: Lookups, documents: list[DocumentView]) -> Iterator[Edge]:
    yield from ((document.id, "published_by", document.publisher_entity, "") for document in documents)
    yield from ((link.document_id, "rests_on", link.origin_id, link.kind) for link in lookups.lineage())


def _difference_edges(lookups: Lookups) -> Iterator[Edge]:
    """The right claim differs from the left one, which it rests on, or which was published first."""
    for found in lookups.discrepancies():
        yield found.right.claim, DIFFERS_FROM, found.left.claim, found.kind


def _short(text: str) -> str:
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip() + "…"


def _attribute(value: object) -> object:
    return _XML_FORBIDS.sub("\ufffd", value) if isinstance(value, str) else value
