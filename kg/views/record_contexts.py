"""What the page of one record is made of.

Comes in: paged look-ups, an id.  Goes out: one frozen record per page, on top of the records that
evidence.html shows (`kg.views.contexts`).
Must not: build HTML, or read more than stands on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Style
from kg.query.acts import is_claim
from kg.query.lookups import PLACES, SAID, SPOKEN
from kg.query.near import NearLookups
from kg.query.results import BodyView, ClaimView, EntityView, RoleView
from kg.views.contexts import (
    ActorContext,
    ArticleContext,
    ClaimContext,
    DifferenceContext,
    LineageContext,
    SideContext,
)
from kg.views.marking import Mark, Paragraph, Piece, cut_pieces, mark_spans, read_paragraphs
from kg.views.record_parts import Nearby, gather_near

OTHERS = 50
"""Claims of a group that a page lists; the rest is counted."""
LISTED = 25
"""Claims of one list of an entity's page."""
LOOKED_AT = 500
"""Claims among which it is counted with whom and where somebody is named."""
BESIDE = 12
"""Actors and places that stand beside an entity on its page."""
TOLD = 200
"""Places in articles that tell roles and bodies of an entity, of which its page shows each wording once."""
LINKS = 50
"""Articles that rest on one, of those that its page lists."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of claims: its claims, how many there are in all, its number and how many pages."""

    claims: tuple[ClaimContext, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim in its article; `others` say the same, `more` of them are not listed."""

    near: Nearby
    claim: ClaimContext
    article: ArticleContext
    paragraphs: tuple[Paragraph, ...]
    others: tuple[ClaimContext, ...]
    more: int
    rivals: tuple[tuple[DifferenceContext, ClaimContext], ...]
    outer: ClaimContext | None
    inner: tuple[ClaimContext, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who is named in claims of somebody else, and in how many of those looked at."""

    actor: ActorContext
    claims: int


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """An actor or place, what it said and what was said about it; `looked_at` is the number of claims that
    `where` and `with_whom` count; `roles` are by wording."""

    near: Nearby
    entity: EntityView
    actor: ActorContext
    roles: tuple[tuple[RoleView, ...], ...]
    bodies: tuple[BodyView, ...]
    said: Listing
    spoken: Listing
    where: tuple[Beside, ...]
    with_whom: tuple[Beside, ...]
    looked_at: int

    @property
    def is_place(self) -> bool:
        """Tell whether it is a place or a facility."""
        return self.entity.kind in PLACES


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """An article with every claim marked; lineage both ways, `most` links of each at most."""

    near: Nearby
    article: ArticleContext
    paragraphs: tuple[Paragraph, ...]
    claims: tuple[ClaimContext, ...]
    rests_on: tuple[LineageContext, ...]
    carried_by: tuple[LineageContext, ...]
    most: int = LINKS


@dataclass(frozen=True, slots=True)
class SideRecord:
    """One side of a difference: its claim, article and sentence, and the paragraphs of the article in which
    words are marked."""

    side: SideContext
    claim: ClaimContext
    article: ArticleContext
    sentence: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class DifferenceRecord:
    """Two claims side by side."""

    near: Nearby
    difference: DifferenceContext
    left: SideRecord
    right: SideRecord


# ---------------------------------------------------------------------------------------------- a claim


def make_claim_record(near: NearLookups, view: ClaimView) -> ClaimRecord:
    """Gather the page of a claim."""
    group = near.claims_in_group(view.group, OTHERS + 1)
    (document,) = near.documents_by_id([view.document_id])
    inner = [one for one in near.claims_in(document) if one.within == view.id]
    found = gather_near(
        near,
        [view, *group, *inner],
        documents=[document],
        differences=near.differences_of([view]),
    )
    claim, article = found.claim(view.id), found.article(view.document_id)
    others = [found.claim(one.id) for one in group if one.id != view.id][:OTHERS]
    size = next((len(one.claims) for one in near.groups_by_id([view.group])), 1)
    paragraphs = read_paragraphs(article, marks_of(view, found.claims[view.id]))
    return ClaimRecord(
        found,
        claim,
        article,
        tuple(keep_near(paragraphs)),
        tuple(others),
        max(0, size - 1 - len(others)),
        tuple(found.rivals_of(claim)),
        found.records.claims[claim.within] if claim.within is not None else None,
        tuple(found.claim(one.id) for one in inner),
        view.status,
    )


def keep_near(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs in which words are marked, and the one before and after each."""
    for at, one in enumerate(paragraphs):
        if any(near.is_marked for near in paragraphs[max(0, at - 1) : at + 2]):
            yield one


def marks_of(view: ClaimView, at: int) -> list[Mark]:
    """Return the marks of a claim: its content, who is credited, by which words, places, numbers, dates."""
    times = [time.spans for time in (view.stated_at, view.event_time) if time]
    return [
        *mark_spans(view.spans, "content retracted" if view.retraction else "content", at),
        *mark_spans(view.source.spans, "source", at),
        *mark_spans(view.cue.spans, "cue", at),
        *(mark for place in view.places for mark in mark_spans(place.spans, "place", at)),
        *(mark for one in view.quantities for mark in mark_spans(one.spans, "quantity", at)),
        *(mark for spans in times for mark in mark_spans(spans, "time", at)),
    ]


# ------------------------------------------------------------------------------------ an actor, a place


def make_entity_record(near: NearLookups, identifier: str, said: int, spoken: int) -> EntityRecord:
    """Gather the page of an entity; `said` and `spoken` are numbers of pages of its two lists, from 1."""
    entity = near.entity_near(identifier, TOLD)
    by = list_said(near, entity, said)
    about = near.claims(LISTED, (spoken - 1) * LISTED, about=entity.id)
    looked = [
        claim for relations in (SAID, SPOKEN) for claim in near.latest_linked(entity.id, relations, LOOKED_AT)
    ]
    beside = {claim.id: claim for claim in looked}.values()
    where, whom = count_beside(entity.id, beside)
    listed = [*by, *about]
    found = gather_near(
        near,
        listed,
        entities=[entity, *near.entities_by_id([*where, *whom])],
        differences=near.differences_of(listed),
    )
    return EntityRecord(
        near=found,
        entity=entity,
        actor=found.actor(entity.id),
        roles=group_wordings(entity.role_entries),
        bodies=entity.belongs_to,
        said=read_listing(found, by, entity.claims_by, said),
        spoken=read_listing(found, about, entity.claims_about, spoken),
        where=tuple(Beside(found.actor(one), where[one]) for one in where if one in found.actors),
        with_whom=tuple(Beside(found.actor(one), whom[one]) for one in whom if one in found.actors),
        looked_at=len(beside),
    )


def group_wordings(roles: Iterable[RoleView]) -> tuple[tuple[RoleView, ...], ...]:
    """Return what articles call somebody, by wording, in the order of first telling."""
    found: dict[str, list[RoleView]] = {}
    for role in roles:
        found.setdefault(role.text.casefold(), []).append(role)
    return tuple(map(tuple, found.values()))


def list_said(near: NearLookups, entity: EntityView, page: int) -> tuple[ClaimView, ...]:
    """Return one page of what somebody said; of a place, which says nothing, none."""
    if entity.kind in PLACES:
        return ()
    return near.claims(LISTED, (page - 1) * LISTED, by=entity.id)


def read_listing(found: Nearby, listed: Iterable[ClaimView], total: int, page: int) -> Listing:
    """Return a list as a page shows it."""
    claims = tuple(found.claim(one.id) for one in listed)
    return Listing(claims, total, page, max(1, -(-total // LISTED)))


def count_beside(entity: str, claims: Iterable[ClaimView]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many of the claims name each place, and each actor beside the entity, the most first."""
    where, whom = Counter[str](), Counter[str]()
    for claim in claims:
        places = {place.entity for place in claim.places if place.entity} - {entity}
        where.update(places)
        whom.update(set(_actors_of(claim)) - places - {entity})
    return dict(where.most_common(BESIDE)), dict(whom.most_common(BESIDE))


def _actors_of(claim: ClaimView) -> Iterator[str]:
    if claim.source.entity and claim.source.named:
        yield claim.source.entity
    yield from (about.entity for about in claim.about if about.entity)


# ------------------------------------------------------------------------------------------ an article


def make_document_record(near: NearLookups, identifier: str) -> DocumentRecord:
    """Gather the page of an article."""
    (document,) = near.documents_by_id([identifier])
    claims, lineage = near.claims_in(document), near.lineage_of(document.id, LINKS)
    found = gather_near(
        near, claims, documents=[document], differences=near.differences_of(claims), lineage=lineage
    )
    at = found.articles[document.id]
    marks = [mark for claim in claims for mark in document_marks(claim, found.claims[claim.id])]
    return DocumentRecord(
        found,
        found.article(document.id),
        tuple(read_paragraphs(found.article(document.id), marks)),
        tuple(found.claim(one.id) for one in claims),
        tuple(link for link in found.records.lineage if link.document == at),
        tuple(link for link in found.records.lineage if link.document != at),
    )


def document_marks(view: ClaimView, at: int) -> list[Mark]:
    """Return the marks of a claim among others: content that is credited, or the article's own."""
    own = view.style == Style.OWN_VOICE
    aside = " aside" if not is_claim(view.act) else ""
    role = "own" if own else f"content{aside}"
    gone = " retracted" if view.retraction else ""
    return [
        *mark_spans(view.spans, f"{role}{gone}", at),
        *mark_spans(view.source.spans, "source", at),
        *mark_spans(view.cue.spans, "cue", at),
    ]


# ----------------------------------------------------------------------------------------- a difference


def make_difference_record(near: NearLookups, identifier: str) -> DifferenceRecord:
    """Gather the page of a difference."""
    view = near.discrepancy(identifier)
    found = gather_near(near, (), differences=[view])
    difference = found.records.differences[0]
    left, right = (describe_side(found, side) for side in found.sides(difference))
    return DifferenceRecord(found, difference, left, right)


def describe_side(found: Nearby, side: SideContext) -> SideRecord:
    """Return one side with its words marked."""
    claim = found.records.claims[side.claim]
    article = found.records.articles[claim.article]
    content, differing = mark_spans(claim.spans, "content"), mark_spans(side.spans, "differing")
    start, end = claim.sentence
    paragraphs = read_paragraphs(article, [*content, *differing, *mark_spans(claim.source, "source")])
    return SideRecord(
        side,
        claim,
        article,
        tuple(cut_pieces(article.text[start:end], start, [*mark_spans(claim.spans, "said"), *differing])),
        tuple(one for one in paragraphs if one.is_marked),
    )
