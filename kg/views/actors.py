"""Everybody and every place that a page names, each once, in one list.

Comes in: claims, articles, lineage and entities.  Goes out: `ActorContext`s and where each stands.
Must not: build HTML.

Whoever is credited without being an entity of the store ("it is believed", words that name nobody) has a
place in the list too, with an id made of the words.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import EntityKind
from kg.query.lookups import PLACES
from kg.query.results import ChainView, ClaimView, DocumentView, EntityView, RoleView, SourceView
from kg.views.contexts import ActorContext, RoleContext

NOBODY = "nobody"
"""Id and kind of the speaker of claims that credit no one ("it is believed")."""

NO_SOURCE = "no source given"

NOTE_LENGTH = 90  # characters of an article's words for a source that a list can hold


@dataclass(frozen=True, slots=True)
class Actors:
    """The list, and the position of each by id."""

    listed: tuple[ActorContext, ...]
    positions: Mapping[str, int]


def list_actors(
    claims: Sequence[ClaimView], documents: Sequence[DocumentView], entities: Sequence[EntityView]
) -> Actors:
    """Return whoever a claim names, in the order of first claim, then all other entities of the store."""
    known = {entity.id: entity for entity in entities}
    articles = {document.id: at for at, document in enumerate(documents)}
    credited: dict[str, list[SourceView]] = {}
    carriers: dict[str, ChainView] = {}
    for claim in claims:
        credited.setdefault(speaker_id(claim.source), []).append(claim.source)
        for step in claim.chain[:-1]:
            carriers.setdefault(carrier_id(step), step)
    order = dict.fromkeys((*_ids_in(claims), *known))
    listed = []
    for key in order:
        entity, sources = known.get(key), credited.get(key, ())
        if entity is not None:
            listed.append(_describe_entity(entity, sources, articles))
        else:
            listed.append(_describe_words(key, sources, carriers.get(key)))
    return Actors(tuple(listed), {one.id: at for at, one in enumerate(listed)})


def speaker_id(source: SourceView) -> str:
    """Return the entity's id, or one made of the words when nothing is known of the speaker."""
    return source.entity or (f"words:{source.label}" if source.label else NOBODY)


def carrier_id(step: ChainView) -> str:
    """Return the entity's id, or one made of the words."""
    return step.entity or f"words:{step.label}"


def chain_ids(claim: ClaimView) -> Iterator[str]:
    """Yield whom a claim came through, from the publisher to the speaker."""
    yield from map(carrier_id, claim.chain[:-1])
    if claim.chain:
        yield speaker_id(claim.source)


def _ids_in(claims: Iterable[ClaimView]) -> Iterator[str]:
    for claim in claims:
        yield speaker_id(claim.source)
        yield from (place.entity for place in claim.places)
        yield from (about.entity for about in claim.about)
        yield from chain_ids(claim)


def _describe_entity(
    entity: EntityView, sources: Sequence[SourceView], articles: Mapping[str, int]
) -> ActorContext:
    unnamed = bool(sources) and not sources[0].named
    return ActorContext(
        id=entity.id,
        label=entity.label,
        kind=entity.kind,
        named=entity.named and not unnamed,
        note=describe_unnamed(entity.label, sources) if unnamed else _note(entity),
        names=entity.aliases,
        ids=tuple(sorted(entity.ids.items())),
        lat=entity.lat,
        lon=entity.lon,
        country=entity.country or "",
        roles=tuple(_describe_role(role, articles) for role in entity.role_entries),
        mentions=entity.mentions,
        documents=entity.documents,
        claims_by=entity.claims_by,
        claims_about=entity.claims_about,
    )


def _describe_words(key: str, sources: Sequence[SourceView], carrier: ChainView | None) -> ActorContext:
    if key == NOBODY:
        return ActorContext(NOBODY, NO_SOURCE, NOBODY, named=False, note="", entity=False)
    source = sources[0] if sources else None
    label = source.label if source else carrier.label if carrier else key.removeprefix("words:")
    kind = (source.kind if source else carrier.kind if carrier else None) or EntityKind.GROUP.value
    named = source.named if source else carrier is not None
    note = "" if named or not sources else describe_unnamed(label, sources)
    return ActorContext(key, label, kind, named=named, note=note, entity=False)


def describe_unnamed(label: str, sources: Sequence[SourceView]) -> str:
    """Return the words that an article has most often for a source without a name, of equals the first;
    empty if they are the label again, with or without an article before it."""
    counts = Counter(source.text for source in sources)
    words = max(counts, key=lambda text: counts[text])
    said = words.casefold()
    if said.removeprefix("the ").removeprefix("an ").removeprefix("a ") == label.casefold():
        return ""
    return textwrap.shorten(words, NOTE_LENGTH, placeholder=" …")


def _note(entity: EntityView) -> str:
    if entity.kind in PLACES:
        return entity.country or ""
    return next(iter((*entity.roles, *entity.affiliations)), "")


def _describe_role(role: RoleView, articles: Mapping[str, int]) -> RoleContext:
    return RoleContext(role.text, role.as_of or "", articles.get(role.document_id))
