"""Views of actors and places -> the lines of `entities.jsonl`, as `kg.export.records` makes the others.

Comes in: a view.  Goes out: what is written as one JSON object.  Must not: read the store.
"""

from __future__ import annotations

from kg.export.records import Record, plain_number
from kg.query.results import BodyView, EntityView, RoleView


def entity_record(view: EntityView) -> Record:
    """Return the line of `entities.jsonl`."""
    return {
        "id": view.id,
        "kind": view.kind,
        "label": view.label,
        "aliases": view.aliases,
        "ids": view.ids,
        "lat": view.lat,
        "lon": view.lon,
        "mentions": view.mentions,
        "documents": view.documents,
        "named": view.named,
        "roles": view.roles,
        "affiliations": view.affiliations,
        "country": view.country,
        "claims_by": view.claims_by,
        "claims_about": view.claims_about,
        "score": plain_number(view.score),
        "reasons": view.reasons,
        "replaces": view.replaces,
        "intentions_and_deeds_by": view.intentions_and_deeds_by,
        "intentions_and_deeds_about": view.intentions_and_deeds_about,
        "decisions": view.decisions,
        "supported": view.supported,
        "role_entries": [_role_record(one) for one in view.role_entries],
        "belongs_to": [_body_record(one) for one in view.belongs_to],
        "document_files": view.document_files,
    }


def _role_record(view: RoleView) -> Record:
    return {
        "text": view.text,
        "affiliation": view.affiliation,
        "affiliation_entity": view.affiliation_entity,
        "document": view.document,
        "document_id": view.document_id,
        "as_of": view.as_of,
        "spans": view.spans,
        "affiliation_label": view.affiliation_label,
    }


def _body_record(view: BodyView) -> Record:
    return {
        "entity": view.entity,
        "label": view.label,
        "kind": view.kind,
        "text": view.text,
        "document": view.document,
        "document_id": view.document_id,
        "as_of": view.as_of,
        "spans": view.spans,
    }
