"""Records near one record, with all that a page about it names.

Comes in: paged look-ups, and records that a page is about.  Goes out: a `Nearby`.
Must not: ask for more than stands on one page, however large the store is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.query.comparison_results import DiscrepancyView, LineageView
from kg.query.near import NearLookups
from kg.query.results import ClaimView, DocumentView, EntityView
from kg.views.contexts import (
    ActorContext,
    ArticleContext,
    ClaimContext,
    DifferenceContext,
    EvidenceContext,
    GroupContext,
    SideContext,
)
from kg.views.evidence import relate_records
from kg.views.parts import Part


@dataclass(frozen=True, slots=True)
class Nearby:
    """Records by positions, as evidence.html has them; the mappings tell where ids stand."""

    records: EvidenceContext
    claims: Mapping[str, int]
    articles: Mapping[str, int]
    actors: Mapping[str, int]

    def claim(self, identifier: str) -> ClaimContext:
        """Return the claim with this id."""
        return self.records.claims[self.claims[identifier]]

    def article(self, identifier: str) -> ArticleContext:
        """Return the article with this id."""
        return self.records.articles[self.articles[identifier]]

    def actor(self, identifier: str) -> ActorContext:
        """Return whoever has this id."""
        return self.records.actors[self.actors[identifier]]

    def group_of(self, claim: ClaimContext) -> GroupContext:
        """Return the group of a claim."""
        return self.records.groups[claim.group]

    def sides(self, difference: DifferenceContext) -> tuple[SideContext, SideContext]:
        """Return left and right."""
        return difference.left, difference.right

    def rivals_of(self, claim: ClaimContext) -> list[tuple[DifferenceContext, ClaimContext]]:
        """Return the differences that a claim is in, each with the claim on the other side."""
        at = self.claims[claim.id]
        return [
            (one, self.records.claims[one.right.claim if one.left.claim == at else one.left.claim])
            for one in self.records.differences
            if at in (one.left.claim, one.right.claim)
        ]


def gather_near(
    near: NearLookups,
    claims: Iterable[ClaimView],
    *,
    documents: Iterable[DocumentView] = (),
    entities: Iterable[EntityView] = (),
    differences: Sequence[DiscrepancyView] = (),
    lineage: Sequence[LineageView] = (),
) -> Nearby:
    """Return the records, and each claim, article and actor that one of them names."""
    part = complete_part(near, claims, documents, entities, differences, lineage)
    records = relate_records(part)
    return Nearby(
        records,
        {one.id: at for at, one in enumerate(records.claims)},
        {one.id: at for at, one in enumerate(records.articles)},
        {one.id: at for at, one in enumerate(records.actors)},
    )


def complete_part(
    near: NearLookups,
    claims: Iterable[ClaimView],
    documents: Iterable[DocumentView] = (),
    entities: Iterable[EntityView] = (),
    differences: Sequence[DiscrepancyView] = (),
    lineage: Sequence[LineageView] = (),
) -> Part:
    """Return the records with whatever they name, each once."""
    known = {claim.id: claim for claim in claims}
    wanted = [side.claim for one in differences for side in (one.left, one.right)]
    wanted += [claim.within for claim in known.values() if claim.within]
    known |= {one.id: one for one in near.claims_by_id([one for one in wanted if one not in known])}
    articles = {one.id: one for one in documents}
    ids = [claim.document_id for claim in known.values()]
    ids += [end for link in lineage for end in (link.document_id, link.origin_id)]
    articles |= {
        one.id: one for one in near.documents_by_id(dict.fromkeys(one for one in ids if one not in articles))
    }
    actors = {one.id: one for one in entities}
    named = (*_named_in(known.values()), *(one.publisher_entity for one in articles.values()))
    outlets = [link.origin_id for link in lineage]
    missing = [one for one in (*named, *outlets) if one not in actors]
    return Part(
        tuple(claim for claim in known.values() if claim.document_id in articles),
        tuple(articles.values()),
        (*actors.values(), *near.entities_by_id(missing)),
        near.groups_by_id([claim.group for claim in known.values() if claim.group]),
        tuple(one for one in differences if {one.left.claim, one.right.claim} <= set(known)),
        tuple(link for link in lineage if link.document_id in articles),
    )


def _named_in(claims: Iterable[ClaimView]) -> Iterator[str]:
    for claim in claims:
        if claim.source.entity:
            yield claim.source.entity
        yield from (step.entity for step in claim.chain if step.entity)
        yield from (place.entity for place in claim.places)
        yield from (about.entity for about in claim.about)
