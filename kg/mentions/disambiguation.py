"""Which place of a name is meant, and which entry of the user's gazetteer a referent is.

Comes in: drafts of one document.  Goes out: a link on each that is clear enough, with its reasons in words;
a place whose best candidate scores less than the threshold is left without, and says why.
Must not: change what a draft refers to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.mentions.clusters import initials
from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.links import entry_link, link_entry, place_link
from kg.mentions.place_context import Context, Surroundings, is_whole
from kg.mentions.place_scores import SMALL, rank_places, score_natural, score_place
from kg.mentions.places import Place
from kg.mentions.regions import base_name, is_natural
from kg.mentions.spots import place_level
from kg.model import EntityKind, Link

THRESHOLD = 0.55
_ACRONYM = 3
_LONGEST_ACRONYM = 5
_ROUNDS = 3
_UNLISTED = {"site": "streets and buildings", "water": "water of this name"}

Scored = tuple[float, tuple[str, ...], Place]
"""Score, reasons, candidate."""


def link_drafts(doc: Doc, drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Set the links of a document's drafts: places first, then those that the user's entries name.

    Places are linked in rounds: what the first finds tells the next which countries and places the
    article speaks of.
    """
    places = [draft for draft in drafts if draft.kind is EntityKind.PLACE and draft.named]
    for round_number in range(_ROUNDS):
        surroundings = Surroundings(doc, drafts, gazetteer, first=round_number == 0)
        found = [(draft, *_link_place(draft, gazetteer, surroundings.of(draft))) for draft in places]
        for draft, link, reason in found:
            draft.link, draft.unlinked = link, reason
    _link_acronyms(places)
    for draft in places:
        if draft.link:
            draft.country = draft.link.country
    for draft in drafts:
        if draft.named and not draft.government and draft.kind is not EntityKind.PLACE:
            draft.link = link_entry(draft, drafts, gazetteer)
            if draft.link:
                draft.country = draft.country or draft.link.country


def _link_place(draft: Draft, gazetteer: Gazetteer, context: Context) -> tuple[Link | None, str]:
    """Return the link to the best candidate; None under the threshold, with the reason in words."""
    names = _forms(draft)
    if entry := next(
        (e for name in names for e in gazetteer.strong(name) if e.kind is EntityKind.PLACE), None
    ):
        return entry_link(entry, 1.0, (f"{entry.name} is a strong name in the gazetteer",), gazetteer), ""
    natural = _scored_natural(names, draft, gazetteer, context)
    if draft.level in _UNLISTED and not natural:
        return None, f"not linked: the place list has no {_UNLISTED[draft.level]}"
    if place_level(names[0].casefold()):
        return None, f"not linked: {names[0]} alone is the name of no one place"
    only = natural and (context.articled or draft.level in _UNLISTED)
    listed = [] if only else _scored(names, draft, gazetteer, context)
    scored = sorted([*natural, *listed], key=lambda item: -item[0])
    if not scored:
        return None, "not linked: the place list has no place of this name"
    score, reasons, place = scored[0]
    if score < THRESHOLD:
        return None, _left_aside(place, score, len(scored))
    return place_link(place, min(score, 1.0), reasons, gazetteer), ""


def _forms(draft: Draft) -> list[str]:
    """Return the names of a draft, each also without its place noun and possessive country."""
    names = draft.names or [draft.label]
    return list(dict.fromkeys(form for name in names for form in (name, base_name(name))))


def _scored(names: Sequence[str], draft: Draft, gazetteer: Gazetteer, context: Context) -> list[Scored]:
    """Return the candidates, best first."""
    found = {place.id: place for name in reversed(names) for place in gazetteer.places.find(name)}
    candidates = [place for place in found.values() if _may_bear(place, draft, names[0])]
    rank = rank_places(candidates)
    scored = [(*score_place(place, draft, context, rank.get(place.id)), place) for place in candidates]
    return sorted(scored, key=lambda item: (-item[0], -item[2].population, item[2].id))


def _scored_natural(
    names: Sequence[str], draft: Draft, gazetteer: Gazetteer, context: Context
) -> list[Scored]:
    """Return the rivers, seas and islands that may be meant, best first.

    A name without its noun is one only if no other place has it, or with an article if no country or division
    has it: "Jordan" and "the Congo" are countries.
    """
    found = {place.key: place for name in names for place in gazetteer.places.find_natural(_ordered(name))}
    if not found:
        return []
    others = [place for name in names for place in gazetteer.places.find(name)]
    called = any(map(is_natural, names))
    rivals = [place for place in others if place.main and (is_whole(place) or place.feature == "region")]
    if not called and (rivals if context.articled else others):
        return []
    alone = not others and len(found) == 1
    scored = [(*score_natural(place, context, called=called, alone=alone), place) for place in found.values()]
    return sorted(scored, key=lambda item: (-item[0], item[2].key))


def _ordered(name: str) -> str:
    """Return "Thames River" for "River Thames"."""
    first, _, rest = name.partition(" ")
    return f"{rest} {first}" if rest and first.casefold() == "river" else name


def _left_aside(place: Place, score: float, count: int) -> str:
    which = f"the best of {count} places of this name" if count > 1 else "the only place of this name"
    where = f"{place.label}, {place.country}" if place.country else place.label
    return f"not linked: {which} ({where}) scores {score:.2f}, below {THRESHOLD:.2f}"


def _link_acronyms(places: Sequence[Draft]) -> None:
    """Give an acronym the link of the place that the article also calls by its full name ("South Africa",
    "SA")."""
    full = {letters: draft for draft in places if draft.link and (letters := initials(draft.label))}
    for draft in places:
        named = full.get(draft.label) if len(draft.label) <= _LONGEST_ACRONYM else None
        if named and named.link and named is not draft:
            reason = f"{draft.label} stands for {named.label} in the article"
            draft.link = replace(named.link, reasons=(reason, *named.link.reasons))
            draft.unlinked = ""


def _may_bear(place: Place, draft: Draft, name: str) -> bool:
    """Tell whether a place may be written so: three capitals are an acronym and no town ("EU", "SA"), and the
    bare name of a country is no town's."""
    if place.feature not in SMALL:
        return True
    is_acronym = name.isupper() and len(name) <= _ACRONYM
    return not is_acronym and not (draft.is_country and not _is_elsewhere(draft))


def _is_elsewhere(draft: Draft) -> bool:
    """Tell whether the words beside a country's name put it into another country: "Poland, Ohio"."""
    return draft.country is not None and draft.country[:2] != draft.key
