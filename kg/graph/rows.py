"""Readings and entities -> the views that look-ups answer with.

Comes in: a reading, and who its referents turned out to be (`Resolved`).  Goes out: views.
Must not: read or write files; decide anything that resolution or comparison has not decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kg.graph.predicate_rows import view_predicates
from kg.model import (
    AboutReference,
    Claim,
    ClaimGroup,
    Discrepancy,
    DiscrepancySide,
    Entity,
    LineageLink,
    Publisher,
    Quantity,
    Reading,
    Reference,
    Referent,
    Style,
    TimeValue,
)
from kg.query.comparison_results import (
    ClaimLinkView,
    DiscrepancyView,
    EvidenceView,
    GroupView,
    LineageView,
    SideView,
)
from kg.query.results import (
    AboutView,
    BodyView,
    ChainView,
    ClaimView,
    CueView,
    DocumentView,
    EntityView,
    PlaceView,
    QuantityView,
    RoleView,
    SourceView,
    TimeView,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often, where and as what an entity occurs in the current articles; `supported` is False for one
    that is known from articles alone that do not count."""

    mentions: int = 0
    documents: int = 0
    claims_by: int = 0
    claims_about: int = 0
    intentions_and_deeds_by: int = 0
    intentions_and_deeds_about: int = 0
    supported: bool = True
    files: tuple[str, ...] = ()
    roles: tuple[RoleView, ...] = ()
    bodies: tuple[BodyView, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who the referents of all documents turned out to be: (document id, referent id) -> entity, and
    claim id -> group id."""

    entities: Mapping[tuple[str, str], Entity]
    groups: Mapping[str, str]


def resolve_rows(entities: Iterable[Entity], groups: Iterable[ClaimGroup]) -> Resolved:
    """Turn entities and groups round, so that a referent and a claim find theirs."""
    return Resolved(
        {pair: entity for entity in entities for pair in entity.referents},
        {claim: group.id for group in groups for claim in group.claims},
    )


def file_name(path: str) -> str:
    """Return the last part of a document's path; a line of a JSON lines file keeps its `#id`.

    >>> file_name("a/b.txt"), file_name("a/b.jsonl#http://c/d")
    ('b.txt', 'b.jsonl#http://c/d')
    """
    head, mark, line = path.partition(".jsonl#")
    return PurePosixPath(head).name + mark + line


def view_time(time: TimeValue | None) -> TimeView | None:
    """Return the view of a date."""
    if time is None:
        return None
    return TimeView(time.value, time.start, time.end, time.precision.value, time.text, time.spans)


def view_document(reading: Reading, resolved: Resolved, status: str) -> DocumentView:
    """Return the view of an article; its intentions and deeds are counted apart from its claims."""
    document = reading.document
    claims = sum(claim.attribution.act.is_claim for claim in reading.claims)
    publisher = resolved.entities.get((document.id, document.publisher.id))
    return DocumentView(
        id=document.id,
        path=document.path,
        url=document.url,
        publisher=document.publisher.name,
        title=document.title,
        published=view_time(document.published),
        text_sha256=document.text_sha256,
        text=document.text,
        publisher_entity=publisher.id if publisher else "",
        publisher_label=_publisher_label(document.publisher, publisher),
        claims=claims,
        status=status,
        intentions_and_deeds=len(reading.claims) - claims,
    )


def view_claims(reading: Reading, resolved: Resolved) -> list[ClaimView]:
    """Return the views of an article's claims, in the order of the text."""
    known = _Known(reading, resolved)
    claims = sorted(reading.claims, key=lambda claim: (claim.spans, claim.id))
    return [_view_claim(claim, known) for claim in claims]


def view_entity(entity: Entity, counts: Counts) -> EntityView:
    """Return the view of an actor or place."""
    return EntityView(
        id=entity.id,
        kind=entity.kind.value,
        label=entity.label,
        aliases=entity.aliases,
        ids={one.scheme: one.value for one in sorted(entity.identifiers, key=lambda one: one.scheme)},
        lat=entity.lat,
        lon=entity.lon,
        mentions=counts.mentions,
        documents=counts.documents,
        named=entity.named,
        roles=entity.roles,
        affiliations=entity.affiliations,
        country=entity.country,
        claims_by=counts.claims_by,
        claims_about=counts.claims_about,
        score=entity.score,
        reasons=entity.reasons,
        replaces=entity.replaces,
        intentions_and_deeds_by=counts.intentions_and_deeds_by,
        intentions_and_deeds_about=counts.intentions_and_deeds_about,
        decisions=entity.decisions,
        supported=counts.supported,
        role_entries=counts.roles,
        belongs_to=counts.bodies,
        document_files=counts.files,
    )


def view_lineage(link: LineageLink, paths: Mapping[str, str]) -> LineageView:
    """Return the view of a lineage link; `paths` maps document ids to paths."""
    origin = paths.get(link.origin)
    return LineageView(
        document=file_name(paths.get(link.document, link.document)),
        origin=file_name(origin) if origin else link.origin_label,
        kind=link.kind.value,
        score=link.score,
        evidence=tuple(EvidenceView(one.text, one.spans) for one in link.evidence),
        document_id=link.document,
        origin_id=link.origin,
        reasons=link.reasons,
        origin_evidence=tuple(EvidenceView(one.text, one.spans) for one in link.origin_evidence),
        claims=link.claims,
        problem=link.problem,
    )


def view_group(group: ClaimGroup) -> GroupView:
    """Return the view of a group of claims."""
    return GroupView(
        group.id,
        group.text,
        group.claims,
        group.articles,
        group.publishers,
        group.origins,
        tuple(ClaimLinkView(one.left, one.right, one.score, one.reasons) for one in group.links),
    )


def view_discrepancy(
    found: Discrepancy, claims: Mapping[str, ClaimView], documents: Mapping[str, DocumentView]
) -> DiscrepancyView:
    """Return the view of a difference; the maps hold the views of its claims and documents by id."""
    left, right = (
        _view_side(side, claims[side.claim], documents[side.document]) for side in (found.left, found.right)
    )
    groups = (claims[side.claim].group for side in (found.left, found.right))
    return DiscrepancyView(
        id=found.id,
        kind=found.kind.value,
        left=left,
        right=right,
        reason=found.reason,
        time=time_apart(found.days),
        score=found.score,
        days=found.days,
        descends=found.descends,
        groups=tuple(dict.fromkeys(filter(None, groups))),
    )


def time_apart(days: int | None) -> str:
    """Return in words how far apart two articles were published.

    >>> time_apart(0), time_apart(1), time_apart(44), time_apart(None)
    ('the same day', '1 day apart', '44 days apart', 'unknown')
    """
    if days is None:
        return "unknown"
    if days == 0:
        return "the same day"
    return "1 day apart" if days == 1 else f"{days} days apart"


def _view_side(side: DiscrepancySide, claim: ClaimView, document: DocumentView) -> SideView:
    return SideView(
        document=claim.document,
        claim=side.claim,
        text=side.text,
        spans=side.spans,
        words=side.words.text,
        word_spans=side.words.spans,
        sentence=claim.sentence,
        sentence_text=claim.sentence_text,
        document_id=side.document,
        publisher=document.publisher_label,
        published=document.published.value if document.published else None,
        source="" if claim.style == Style.OWN_VOICE else claim.source.label,
    )


class _Known:
    """One reading with its referents and entities at hand."""

    def __init__(self, reading: Reading, resolved: Resolved) -> None:
        self.document = reading.document
        self._referents = {referent.id: referent for referent in reading.referents}
        self._resolved = resolved

    def referent(self, reference: Reference | AboutReference) -> Referent | None:
        return self._referents.get(reference.referent) if reference.referent else None

    def entity(self, referent: str | None) -> Entity | None:
        return self._resolved.entities.get((self.document.id, referent)) if referent else None

    def group(self, claim: str) -> str:
        return self._resolved.groups.get(claim, "")

    def label(self, reference: Reference | AboutReference) -> str:
        """The entity's label; an unnamed one keeps the words that this document describes it with."""
        referent = self.referent(reference)
        entity = self.entity(reference.referent)
        if referent is not None and not referent.named:
            return referent.label
        if entity is not None:
            return entity.label
        return referent.label if referent else reference.text

    def kind(self, reference: Reference) -> str | None:
        known = self.entity(reference.referent) or self.referent(reference)
        return known.kind.value if known else None


def _view_claim(claim: Claim, known: _Known) -> ClaimView:
    attribution, modality = claim.attribution, claim.modality
    cue = attribution.cue
    start, end = claim.sentence
    return ClaimView(
        id=claim.id,
        document=file_name(known.document.path),
        group=known.group(claim.id),
        text=claim.text,
        spans=claim.spans,
        source=_view_source(claim, known),
        chain=_view_chain(claim, known),
        cue=CueView(cue.text, cue.spans) if cue else CueView("", ()),
        style=attribution.style.value,
        certainty=modality.certainty.value,
        polarity=modality.polarity.value,
        conditional=modality.conditional,
        tense=modality.tense.value,
        stated_at=view_time(claim.stated_at),
        event_time=view_time(claim.event_time),
        places=tuple(_view_place(one, known) for one in claim.places),
        about=tuple(_view_about(one, known) for one in claim.about),
        quantities=tuple(_view_quantity(one) for one in claim.quantities),
        rule=claim.rule,
        act=attribution.act.value,
        document_id=claim.document,
        sentence=claim.sentence,
        sentence_text=known.document.text[start:end],
        within=claim.within,
        score=claim.score,
        denied=modality.denied,
        predicates=view_predicates(claim.predicates, known.entity, known.label),
    )


def _view_chain(claim: Claim, known: _Known) -> tuple[ChainView, ...]:
    """The publisher and all carriers; a publisher that credits itself stands once, with its own words."""
    carriers = [_view_carrier(one, known) for one in claim.attribution.chain]
    publisher = _view_publisher(known)
    if carriers and carriers[0].entity == publisher.entity:
        return tuple(carriers)
    return (publisher, *carriers)


def _view_source(claim: Claim, known: _Known) -> SourceView:
    """The speaker; in own voice the publisher; nobody ("it is believed") has no entity and no label."""
    source = claim.attribution.source
    if claim.attribution.style is Style.OWN_VOICE:
        publisher = _view_publisher(known)
        named = known.document.publisher.name is not None
        return SourceView("", (), publisher.entity, publisher.label, publisher.kind, named)
    if source is None:
        return SourceView("", (), None, "", None, named=False)
    entity, referent = known.entity(source.referent), known.referent(source)
    return SourceView(
        text=source.text,
        spans=source.spans,
        entity=entity.id if entity else None,
        label=known.label(source),
        kind=known.kind(source),
        named=referent.named if referent else False,
    )


def _view_publisher(known: _Known) -> ChainView:
    publisher = known.document.publisher
    entity = known.entity(publisher.id)
    return ChainView("", _publisher_label(publisher, entity), entity.id if entity else None, "outlet")


def _publisher_label(publisher: Publisher, entity: Entity | None) -> str:
    return entity.label if entity and publisher.name else publisher.label


def _view_carrier(reference: Reference, known: _Known) -> ChainView:
    entity = known.entity(reference.referent)
    return ChainView(
        reference.text,
        known.label(reference),
        entity.id if entity else None,
        known.kind(reference),
        reference.spans,
    )


def _view_place(reference: Reference, known: _Known) -> PlaceView:
    entity = known.entity(reference.referent)
    return PlaceView(
        entity=entity.id if entity else "",
        label=known.label(reference),
        lat=entity.lat if entity else None,
        lon=entity.lon if entity else None,
        text=reference.text,
        spans=reference.spans,
    )


def _view_about(reference: AboutReference, known: _Known) -> AboutView:
    entity = known.entity(reference.referent)
    label = known.label(reference)
    return AboutView(entity.id if entity else "", label, reference.role, reference.text, reference.spans)


def _view_quantity(quantity: Quantity) -> QuantityView:
    return QuantityView(
        text=quantity.text,
        spans=quantity.spans,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        comparator=quantity.comparator.value,
        unit=quantity.unit,
        of=quantity.of,
        per=quantity.per,
    )
