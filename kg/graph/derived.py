"""What was derived across documents, as the store takes it in; and what people have retracted of it.

Comes in: what the stages made, and rulings.  Must not: derive, or read a log of decisions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from kg.decisions.records import NO_RULINGS, Conflict, Rulings
from kg.model import ClaimGroup, Discrepancy, Entity, LineageLink, Reading, Suggestion
from kg.query.results import RetractionView


@dataclass(frozen=True, slots=True)
class Derived:
    """All that a store takes in at once.  `idle` are decisions that resolution found nothing to change for;
    None when nobody has looked."""

    entities: tuple[Entity, ...]
    lineage: tuple[LineageLink, ...]
    groups: tuple[ClaimGroup, ...]
    suggestions: tuple[Suggestion, ...] = ()
    rulings: Rulings = NO_RULINGS
    idle: tuple[Conflict, ...] | None = None
    discrepancies: tuple[Discrepancy, ...] = ()

    def retraction(self, *ids: str) -> RetractionView | None:
        """Return the decision that retracts the first of these documents or claims that is retracted."""
        found = (self.rulings.retracted.get(one) for one in ids)
        decision = next((one for one in found if one is not None), None)
        return RetractionView(decision.id, decision.who, decision.when, decision.why) if decision else None

    def supporting(self, reading: Reading) -> Reading:
        """Return the reading with those of its claims that support something: none, if it is retracted."""
        if reading.document.id in self.rulings.retracted:
            return replace(reading, claims=())
        return self.without_retracted_claims(reading)

    def counting(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield the readings whose documents are not retracted."""
        return (one for one in readings if one.document.id not in self.rulings.retracted)

    def entities_as_called(self) -> Iterator[Entity]:
        """Yield the entities, without roles and affiliations those that only retracted articles know."""
        for entity in self.entities:
            counts = {document for document, _ in entity.referents} - self.rulings.retracted.keys()
            yield entity if counts else replace(entity, roles=(), affiliations=())

    def without_retracted_claims(self, reading: Reading) -> Reading:
        """Return the reading without the claims that are retracted by themselves."""
        claims = tuple(claim for claim in reading.claims if claim.id not in self.rulings.retracted)
        return reading if len(claims) == len(reading.claims) else replace(reading, claims=claims)


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


def found_ids(readings: Iterable[Reading], wanted: Collection[str]) -> Iterator[str]:
    """Yield those of the wanted ids that a document or a claim of the readings has."""
    for reading in readings:
        ids = (reading.document.id, *(claim.id for claim in reading.claims))
        yield from (one for one in ids if one in wanted)
