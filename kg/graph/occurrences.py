"""Who occurs how often in one article and in its claims.

Comes in: a reading and the views of its claims.  Goes out: numbers, one record for each entity.
Must not: write rows, or add up articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass

from kg.graph.rows import Resolved
from kg.model import Reading
from kg.query.acts import is_claim
from kg.query.results import ClaimView


@dataclass(slots=True)
class Occurrence:
    """How often one article mentions an entity, and in how many of its claims, and of its intentions and
    deeds, it speaks or is spoken of."""

    mentions: int = 0
    claims_by: int = 0
    claims_about: int = 0
    others_by: int = 0
    others_about: int = 0

    def count_claim(self, relations: set[str], claimed: bool) -> None:
        """Count one claim for its speaker, and once for whoever and whatever it speaks of."""
        by, about = int("by" in relations), int(bool(relations & {"about", "place"}))
        if claimed:
            self.claims_by += by
            self.claims_about += about
        else:
            self.others_by += by
            self.others_about += about

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return all of them, in the order of the fields."""
        return tuple(astuple(self))


def count_occurrences(
    reading: Reading, resolved: Resolved, claims: Iterable[ClaimView]
) -> Mapping[str, Occurrence]:
    """Return who occurs in an article, its publisher among them; `claims` are those of its that count."""
    found = _count_mentions(reading, resolved)
    for claim in claims:
        relations: dict[str, set[str]] = {}
        for entity, relation in claim_links(claim):
            relations.setdefault(entity, set()).add(relation)
        for entity, held in relations.items():
            if entity in found:
                found[entity].count_claim(held, is_claim(claim.act))
    return found


def _count_mentions(reading: Reading, resolved: Resolved) -> dict[str, Occurrence]:
    """Count the mentions of each entity; 0 for the publisher."""
    sizes = [(referent.id, len(referent.mentions)) for referent in reading.referents]
    found: dict[str, Occurrence] = {}
    for referent, size in (*sizes, (reading.document.publisher.id, 0)):
        entity = resolved.entities.get((reading.document.id, referent))
        if entity is not None:
            found.setdefault(entity.id, Occurrence()).mentions += size
    return found


def claim_links(claim: ClaimView) -> Iterator[tuple[str, str]]:
    """Yield (entity, relation) for everybody and every place that the claim names or passes through."""
    if claim.source.entity:
        yield claim.source.entity, "by"
    carriers = (one.entity for one in claim.chain if one.entity and one.entity != claim.source.entity)
    yield from ((entity, "carrier") for entity in carriers)
    yield from ((place.entity, "place") for place in claim.places if place.entity)
    yield from ((about.entity, "about") for about in claim.about if about.entity)
