"""What people have retracted of what was read, and what a derivation follows from.

Comes in: rulings, readings, entities.  Must not: derive, or read a log of decisions.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec

from kg.decisions.records import Rulings
from kg.model import Entity, Reading
from kg.query.results import RetractionView


def view_retraction(rulings: Rulings, *ids: str) -> RetractionView | None:
    """Return the decision that retracts the first of these documents or claims that is retracted."""
    found = (rulings.retracted.get(one) for one in ids)
    decision = next((one for one in found if one is not None), None)
    return RetractionView(decision.id, decision.who, decision.when, decision.why) if decision else None


def supporting_part(rulings: Rulings, reading: Reading) -> Reading:
    """Return the reading with those of its claims that support something: none, if it is retracted."""
    if reading.document.id in rulings.retracted:
        return replace(reading, claims=())
    return without_retracted_claims(rulings, reading)


def without_retracted_claims(rulings: Rulings, reading: Reading) -> Reading:
    """Return the reading without the claims that are retracted by themselves."""
    claims = tuple(claim for claim in reading.claims if claim.id not in rulings.retracted)
    return reading if len(claims) == len(reading.claims) else replace(reading, claims=claims)


def as_called(rulings: Rulings, entity: Entity) -> Entity:
    """Return the entity; without roles and affiliations one that only retracted articles know."""
    if all(document in rulings.retracted for document, _ in entity.referents):
        return replace(entity, roles=(), affiliations=())
    return entity


def derivation_digest(rulings: Rulings, program: str) -> str:
    """Return a hash of what a derivation follows from beside the articles: all that rulings say, whatever
    order their sets and maps are in, and the id of the program that derives."""
    said = (
        program,
        rulings.changes,
        sorted(rulings.apart),
        sorted((one, decision.id) for one, decision in rulings.retracted.items()),
        rulings.decisions,
        sorted(rulings.taken_back),
        rulings.conflicts,
    )
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()
