"""Claims with all that they are compared by: their words, their article, and who their referents are.

Comes in: a reading and the entities of its referents.  Goes out: one `DocumentCard` for the article and one
`ClaimProfile` for each claim, intentions and deeds included (`claim.attribution.act` tells).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.compare.named import names_among
from kg.compare.records import ClaimProfile, CreditedOutlet, DocumentCard, Party
from kg.model import Claim, Document, Entity, PassageKind, Reading, Reference

_TEXT = frozenset({PassageKind.HEADLINE, PassageKind.BODY})

EntityOf = Mapping[tuple[str, str], Entity]
"""The entity of (document id, referent id or publisher id)."""


def read_card(reading: Reading, entity_of: EntityOf, credited: Sequence[CreditedOutlet] = ()) -> DocumentCard:
    """Return what comparing needs to know of the article."""
    document = reading.document
    own = entity_of.get((document.id, document.publisher.id))
    return DocumentCard(
        id=document.id,
        path=document.path,
        publisher=own.id if own is not None else document.publisher.id,
        publisher_label=document.publisher.label,
        published=document.published,
        length=_length(document),
        credits=tuple(credited),
        names=names_among(_parties(reading, entity_of)),
    )


def read_profiles(reading: Reading, entity_of: EntityOf, card: DocumentCard) -> tuple[ClaimProfile, ...]:
    """Return a profile of every claim, in the order of the reading."""
    return tuple(_profile(claim, reading.document, entity_of, card) for claim in reading.claims)


def _length(document: Document) -> int:
    return sum(passage.end - passage.start for passage in document.passages if passage.kind in _TEXT)


def _profile(claim: Claim, document: Document, entity_of: EntityOf, card: DocumentCard) -> ClaimProfile:
    start, end = claim.sentence
    return ClaimProfile(claim, card, _parties_of(claim, entity_of), document.text[start:end])


def _parties(reading: Reading, entity_of: EntityOf) -> Iterator[Party]:
    """Yield whom the claims of an article name, some more than once."""
    for claim in reading.claims:
        yield from _parties_of(claim, entity_of).values()


def _parties_of(claim: Claim, entity_of: EntityOf) -> Mapping[str, Party]:
    parties: dict[str, Party] = {}
    for referent in _referents(claim):
        entity = entity_of.get((claim.document, referent))
        if entity is not None and referent not in parties:
            parties[referent] = Party(entity.id, entity.label, entity.kind, entity.named, entity.country)
    return parties


def _referents(claim: Claim) -> Iterator[str]:
    """Yield the ids of the referents that a claim names, some more than once."""
    attribution = claim.attribution
    named: list[Reference | None] = [attribution.source, *attribution.chain, *claim.places]
    for predicate in claim.predicates:
        named += [predicate.agent, predicate.patient]
    yield from (about.referent for about in claim.about)
    yield from (reference.referent for reference in named if reference is not None and reference.referent)
