"""Drafts frozen into referents.

Comes in: drafts with token ranges.  Goes out: `Referent` records with ids, offsets and a settled label.
Must not: change who is who.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg import ids
from kg.mentions.drafts import Draft, DraftRole
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.places import Place
from kg.mentions.spots import char_span
from kg.model import Document, Mention, PassageKind, Referent, Role, Span

_READ = frozenset({PassageKind.HEADLINE, PassageKind.BODY, PassageKind.CAPTION})


def freeze_drafts(
    doc: Doc, document: Document, drafts: Sequence[Draft], gazetteer: Gazetteer
) -> tuple[Referent, ...]:
    """Return the referents in order of their first mention; drafts without one in the article vanish."""
    passages = Passages(document)
    made = [(draft, tuple(_mentions(doc, document, draft, passages))) for draft in drafts]
    numbered = {id(draft): _id(document, draft, mentions) for draft, mentions in made if mentions}
    referents = [_referent(draft, mentions, numbered, gazetteer) for draft, mentions in made if mentions]
    return tuple(sorted(referents, key=lambda one: (one.mentions[0].start, one.mentions[0].end, one.id)))


def extents_of(doc: Doc, document: Document, drafts: Sequence[Draft]) -> tuple[tuple[Span, ...], ...]:
    """Return the stretches of each draft that is spoken of in passing, in order of their first."""
    passages = Passages(document)
    found = []
    for draft in drafts:
        if not draft.listed:
            spans = sorted(char_span(doc, start, end) for start, end, _ in draft.extents)
            found.append(tuple(span for span in spans if passages.hold(*span)))
    return tuple(sorted(spans for spans in found if spans))


class Passages:
    """The passages that are read, by offset."""

    def __init__(self, document: Document) -> None:
        """Note where they start and end."""
        read = [passage for passage in document.passages if passage.kind in _READ]
        self._starts = [passage.start for passage in read]
        self._ends = [passage.end for passage in read]

    def hold(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies wholly in one of them."""
        last = bisect_right(self._starts, start) - 1
        return last >= 0 and end <= self._ends[last]


def _mentions(doc: Doc, document: Document, draft: Draft, passages: Passages) -> Iterator[Mention]:
    for start_token, end_token, form in sorted(draft.extents):
        start, end = char_span(doc, start_token, end_token)
        if passages.hold(start, end):
            yield Mention(
                ids.mention_id(document.id, start, end),
                start,
                end,
                document.text[start:end],
                draft.kind,
                form,
            )


def _id(document: Document, draft: Draft, mentions: Sequence[Mention]) -> str:
    return ids.referent_id(document.id, mentions[0].start, mentions[0].end)


def _referent(
    draft: Draft, mentions: tuple[Mention, ...], numbered: dict[int, str], gazetteer: Gazetteer
) -> Referent:
    return Referent(
        id=numbered[id(draft)],
        kind=draft.kind,
        label=_label(draft, gazetteer),
        named=draft.named,
        mentions=mentions,
        names=_names(draft, gazetteer),
        roles=tuple(_role(role, numbered) for role in sorted(draft.roles, key=lambda role: role.start)),
        country=draft.country,
        link=draft.link,
        member_of=numbered.get(id(draft.member_of)) if draft.member_of else None,
        belongs_to=numbered.get(id(draft.belongs_to)) if draft.belongs_to else None,
        unlinked=draft.unlinked,
    )


def _role(role: DraftRole, numbered: dict[int, str]) -> Role:
    owner = numbered.get(id(role.owner)) if role.owner else None
    return Role(role.text, role.start, role.end, role.affiliation, owner)


def _names(draft: Draft, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the names in order, and what descriptions with an owner call it ("Kyiv's forces"); a capital or
    country that stands for its government is no name of it."""
    if draft.government:
        return (_label(draft, gazetteer),)
    if draft.member_of:
        return tuple(dict.fromkeys(draft.names))
    label = draft.label  # a form that differs in capitals only opens a sentence
    forms = (label if form.casefold() == label.casefold() else form for form in draft.forms)
    return tuple(dict.fromkeys([*draft.names, *forms]))


def _label(draft: Draft, gazetteer: Gazetteer) -> str:
    if draft.government and draft.country:
        return f"government of {country_label(gazetteer, draft.country)}"
    return draft.label


def country_label(gazetteer: Gazetteer, code: str) -> str:
    """Return the common English name of a country."""
    place: Place | None = gazetteer.country(code)
    return place.label if place else code
