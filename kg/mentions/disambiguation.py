"""Which place of a name is meant, and which entry of the user's gazetteer a referent is.

Comes in: drafts of one document.  Goes out: a link on each that is clear enough, with its reasons in words.
The score adds the weights below; what stays under the threshold is not linked at all.
Must not: change what a draft refers to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.mentions.drafts import Draft, initials
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.links import entry_link, link_entry, place_link
from kg.mentions.place_context import Context, Point, Surroundings, distance_km, is_whole
from kg.mentions.places import Place
from kg.mentions.regions import base_name
from kg.mentions.spots import place_level
from kg.model import EntityKind, Link

THRESHOLD = 0.55
WEIGHTS = {
    "main name": 0.34,
    "other name": 0.16,
    "country or larger": 0.35,
    "capital": 0.20,
    "level fits": 0.30,
    "level differs": -0.30,
    "a county that is not called one": -0.25,
    "power of ten of people above 1000": 0.08,
    "far larger than others of its name": 0.12,
    "the only place of its name": 0.12,
    "a city of its name holds much of it": -0.15,
    "country in the article": 0.25,
    "country in the same sentence": 0.12,
    "division in the article": 0.12,
    "country beside the name": 0.35,
    "other country beside the name": -0.40,
    "other places near": 0.12,
    "an article before the name of a town": -0.30,
}
_NEAR_KM = 800.0
_LARGE = 100_000
_FAR_LARGER = 5
_MUCH = 4
"""A city of a quarter of a division's people outshines the division."""

_LESS_KNOWN = 10
"""A place is thought of as if it were so many times smaller by a name that is not its main one."""

_ACRONYM = 3
_LONGEST_ACRONYM = 5
_SMALL = frozenset({"city", "county"})
_WITHIN = frozenset({"city", "county", "region"})
_ROUNDS = 2
_LEVELS = {"region": frozenset({"region", "county", "area"}), "city": frozenset({"city"})}
_UNLISTED = frozenset({"site", "water"})


def link_drafts(doc: Doc, drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Set the links of a document's drafts: places first, then those that the user's entries name.

    Places are linked twice: what the first round finds tells the second which countries and places the
    article speaks of.
    """
    places = [draft for draft in drafts if draft.kind is EntityKind.PLACE and draft.named]
    for round_number in range(_ROUNDS):
        surroundings = Surroundings(doc, drafts, gazetteer, first=round_number == 0)
        found = [(draft, _link_place(draft, gazetteer, surroundings.of(draft))) for draft in places]
        for draft, link in found:
            draft.link = link
    _link_acronyms(places)
    for draft in places:
        if draft.link:
            draft.country = draft.link.country
    for draft in drafts:
        if draft.named and not draft.government and draft.kind is not EntityKind.PLACE:
            draft.link = link_entry(draft, drafts, gazetteer)
            if draft.link:
                draft.country = draft.country or draft.link.country


def _link_place(draft: Draft, gazetteer: Gazetteer, context: Context) -> Link | None:
    """Return the link to the best candidate, or None under the threshold."""
    names = list(
        dict.fromkeys(form for name in draft.names or [draft.label] for form in (name, base_name(name)))
    )
    if entry := next(
        (e for name in names for e in gazetteer.strong(name) if e.kind is EntityKind.PLACE), None
    ):
        return entry_link(entry, 1.0, (f"{entry.name} is a strong name in the gazetteer",), gazetteer)
    if draft.level in _UNLISTED:
        return None  # the compiled list has no streets, buildings or rivers
    candidates = {place.id: place for name in reversed(names) for place in gazetteer.places.find(name)}
    if place_level(names[0].casefold()):
        return None  # "the West", "Central"
    candidates = {key: place for key, place in candidates.items() if _may_bear(place, draft, names[0])}
    rank = _rank(tuple(candidates.values()))
    scored = [(*_score(place, draft, context, rank.get(place.id)), place) for place in candidates.values()]
    scored.sort(key=lambda item: (-item[0], -item[2].population, item[2].id))
    if not scored or scored[0][0] < THRESHOLD:
        return None
    score, reasons, place = scored[0]
    return place_link(place, min(score, 1.0), reasons, gazetteer)


def _link_acronyms(places: Sequence[Draft]) -> None:
    """Give an acronym the link of the place that the article also calls by its full name ("South Africa", "SA")."""
    full = {letters: draft for draft in places if draft.link and (letters := initials(draft.label))}
    for draft in places:
        if draft.label.isupper() and len(draft.label) <= _LONGEST_ACRONYM and draft.label in full:
            named = full[draft.label]
            if named.link and named is not draft:
                reason = f"{draft.label} stands for {named.label} in the article"
                draft.link = replace(named.link, reasons=(reason, *named.link.reasons))


def _may_bear(place: Place, draft: Draft, name: str) -> bool:
    """Tell whether a place may be written so: three capitals are an acronym and no town ("EU", "SA"), and the
    bare name of a country is no town's."""
    if place.feature not in _SMALL:
        return True
    is_acronym = name.isupper() and len(name) <= _ACRONYM
    return not is_acronym and not (draft.is_country and not _is_elsewhere(draft))


def _is_elsewhere(draft: Draft) -> bool:
    """Tell whether the words beside a country's name put it into another country: "Poland, Ohio"."""
    return draft.country is not None and draft.country[:2] != draft.key


def _rank(places: Sequence[Place]) -> dict[int, str]:
    """Return what sets a place apart from its namesakes, by id: the name of a weight."""
    ranks = {place.id: "a city of its name holds much of it" for place in places if _has_city(place, places)}
    if len(places) == 1:
        ranks[places[0].id] = "the only place of its name"
    elif (dominant := _dominant(places)) is not None:
        ranks.setdefault(dominant, "far larger than others of its name")
    return ranks


def _has_city(region: Place, places: Iterable[Place]) -> bool:
    """Tell whether a city of the same main name lies in the division and has a quarter of its people: then
    the bare name is the city's ("New York")."""
    return region.feature == "region" and any(
        city.feature == "city"
        and city.main
        and city.division == region.division
        and city.population * _MUCH >= region.population
        for city in places
    )


def _dominant(places: Iterable[Place]) -> int | None:
    """Return the id of the place that most readers will think of: large, and far larger than its namesakes in
    other countries or divisions."""
    ranked = sorted((place for place in places if place.feature != "county"), key=_fame, reverse=True)
    if not ranked or _fame(ranked[0]) < _LARGE:
        return None
    rivals = [place for place in ranked[1:] if place.division != ranked[0].division]
    far = not rivals or _fame(rivals[0]) * _FAR_LARGER <= _fame(ranked[0])
    return ranked[0].id if far else None


def _fame(place: Place) -> float:
    return place.population if place.main else place.population / _LESS_KNOWN


def _score(place: Place, draft: Draft, context: Context, rank: str | None) -> tuple[float, tuple[str, ...]]:
    """Score one candidate; the reasons are the names of the weights, with what they were applied to."""
    parts: list[tuple[str, float]] = [("main name" if place.main else "other name", 1.0)]
    whole = is_whole(place)
    if whole:
        parts.append(("country or larger", 1.0))
    elif place.capital:
        parts.append(("capital", 1.0))
    if draft.level in _LEVELS and not whole:
        parts.append(("level fits" if place.feature in _LEVELS[draft.level] else "level differs", 1.0))
    if context.articled and place.feature in _SMALL and not place.label.startswith("The "):
        parts.append(("an article before the name of a town", 1.0))
    if place.feature == "county" and draft.level != "region":
        parts.append(("a county that is not called one", 1.0))
    if place.population > 0:
        parts.append(("power of ten of people above 1000", math.log10(place.population) - 3))
    if rank and not (draft.level == place.feature == "region"):
        parts.append((rank, 1.0))
    if not whole:
        if place.country in context.countries:
            parts.append(("country in the article", 0.5 + 0.5 * context.countries[place.country]))
        if place.country in context.beside:
            parts.append(("country in the same sentence", context.beside[place.country]))
        if place.feature in ("city", "county") and place.division_iso in context.divisions:
            parts.append(("division in the article", 1.0))
    if draft.country:
        same = _lies_in(place, draft.country)
        parts.append(("country beside the name" if same else "other country beside the name", 1.0))
    if not whole and (near := _nearness(place, context.points)):
        parts.append(("other places near", near))
    total = sum(WEIGHTS[name] * factor for name, factor in parts)
    return round(total, 4), tuple(f"{name} ({WEIGHTS[name] * factor:+.2f})" for name, factor in parts)


def _lies_in(place: Place, container: str) -> bool:
    """Tell whether a place lies in a country (ISO 3166-1) or a first-order division (ISO 3166-2)."""
    if "-" not in container or place.feature not in _WITHIN:
        return place.country == container[:2]
    return container in (place.division_iso, place.iso)


def _nearness(place: Place, points: Sequence[Point]) -> float:
    """Return 1 for a place among the others of the article, falling to 0 at some hundred kilometres."""
    if place.lat is None or place.lon is None:
        return 0.0
    others = (point for point in points if point[0] != f"geonames:{place.id}")
    nearest = min((distance_km(place.lat, place.lon, lat, lon) for _, lat, lon in others), default=_NEAR_KM)
    return max(0.0, 1 - nearest / _NEAR_KM)
