"""Which place of a name is meant, and which entry of the user's gazetteer a referent is.

Comes in: drafts of one document.  Goes out: a link on each that is clear enough, with its reasons in words.
The score adds the weights below; what stays under the threshold is not linked at all.
Must not: change what a draft refers to.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.links import entry_link, link_entry, place_link
from kg.mentions.places import Place
from kg.mentions.regions import base_name
from kg.model import EntityKind, Link

THRESHOLD = 0.6
WEIGHTS = {
    "main name": 0.34,
    "other name": 0.16,
    "country or continent": 0.35,
    "capital": 0.12,
    "level fits": 0.30,
    "level differs": -0.30,
    "power of ten of people above 1000": 0.08,
    "far larger than others of its name": 0.12,
    "country in the article": 0.25,
    "country in the same sentence": 0.12,
    "country beside the name": 0.35,
    "other country beside the name": -0.40,
    "other places near": 0.12,
}
_NEAR_KM = 800.0
_LARGE = 100_000
_FAR_LARGER = 5
_WHOLE = frozenset({"country", "continent"})
_UNLISTED = frozenset({"site", "water"})

Point = tuple[str, float, float]


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the article says about a place: countries in it, countries named in the same sentences
    (both as shares), and the points of other places."""

    countries: Mapping[str, float]
    beside: Mapping[str, float]
    points: Sequence[Point]
    dominant: int | None = None


def link_drafts(doc: Doc, drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Set the links of a document's drafts: places first, then those that the user's entries name."""
    countries = _country_shares(drafts)
    sentences = _countries_by_sentence(doc, drafts, gazetteer)
    places = [draft for draft in drafts if draft.kind is EntityKind.PLACE and draft.named]
    for near in ((), None):
        points = _points(places, gazetteer) if near is None else ()
        for draft in places:
            beside = _beside(doc, draft, sentences)
            draft.link = _link_place(draft, gazetteer, Context(countries, beside, points))
    for draft in drafts:
        if draft.kind is EntityKind.PLACE and draft.link:
            draft.country = draft.link.country
    for draft in drafts:
        if draft.named and not draft.government and draft.kind is not EntityKind.PLACE:
            draft.link = link_entry(draft, drafts, gazetteer)
            if draft.link:
                draft.country = draft.country or draft.link.country


def _country_shares(drafts: Iterable[Draft]) -> dict[str, float]:
    """Return how often the document's words point to each country, as a share of the most frequent one."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        if draft.country:
            counts[draft.country] += len(draft.extents)
    top = max(counts.values(), default=1)
    return {country: count / top for country, count in counts.items()}


def _countries_by_sentence(doc: Doc, drafts: Iterable[Draft], gazetteer: Gazetteer) -> dict[int, list[str]]:
    """Return the countries that each sentence names (by name, not by adjective), by the sentence's start."""
    found: dict[int, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.country and any(gazetteer.country_named(name) for name in draft.names or [draft.label]):
            for start, _, _ in draft.extents:
                found[doc[start].sent.start].append(draft.country)
    return found


def _beside(doc: Doc, draft: Draft, sentences: Mapping[int, Sequence[str]]) -> dict[str, float]:
    """Return the share of each country among those named in the sentences of a draft."""
    counts = Counter(c for start, _, _ in draft.extents for c in sentences.get(doc[start].sent.start, ()))
    return {country: count / counts.total() for country, count in counts.items()}


def _points(places: Iterable[Draft], gazetteer: Gazetteer) -> tuple[Point, ...]:
    """Return the points of linked places smaller than a country."""
    return tuple(
        (draft.link.key, draft.link.lat, draft.link.lon)
        for draft in places
        if draft.link
        and draft.link.lat is not None
        and draft.link.lon is not None
        and not gazetteer.country_named(draft.link.label)
    )


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
    context = replace(context, dominant=_dominant(candidates.values()))
    scored = [(*_score(place, draft, context), place) for place in candidates.values()]
    scored.sort(key=lambda item: (-item[0], -item[2].population, item[2].id))
    if not scored or scored[0][0] < THRESHOLD:
        return None
    score, reasons, place = scored[0]
    return place_link(place, min(score, 1.0), reasons, gazetteer)


def _dominant(places: Iterable[Place]) -> int | None:
    """Return the id of the place that most readers will think of: large, and far larger than its namesakes in
    other countries or divisions."""
    ranked = sorted(places, key=lambda place: -place.population)
    if not ranked or ranked[0].population < _LARGE:
        return None
    rivals = [place for place in ranked[1:] if place.division != ranked[0].division]
    far = not rivals or rivals[0].population * _FAR_LARGER <= ranked[0].population
    return ranked[0].id if far else None


def _score(place: Place, draft: Draft, context: Context) -> tuple[float, tuple[str, ...]]:
    """Score one candidate; the reasons are the names of the weights, with what they were applied to."""
    parts: list[tuple[str, float]] = [("main name" if place.main else "other name", 1.0)]
    if place.feature in _WHOLE:
        parts.append(("country or continent", 1.0))
    elif place.capital:
        parts.append(("capital", 1.0))
    if draft.level in ("region", "city") and place.feature not in _WHOLE:
        parts.append(("level fits" if draft.level == place.feature else "level differs", 1.0))
    if place.population > 0:
        parts.append(("power of ten of people above 1000", math.log10(place.population) - 3))
    if place.id == context.dominant:
        parts.append(("far larger than others of its name", 1.0))
    if place.feature not in _WHOLE:
        if place.country in context.countries:
            parts.append(("country in the article", 0.5 + 0.5 * context.countries[place.country]))
        if place.country in context.beside:
            parts.append(("country in the same sentence", context.beside[place.country]))
    if draft.country:
        same = _lies_in(place, draft.country)
        parts.append(("country beside the name" if same else "other country beside the name", 1.0))
    if near := _nearness(place, context.points):
        parts.append(("other places near", near))
    total = sum(WEIGHTS[name] * factor for name, factor in parts)
    return round(total, 4), tuple(f"{name} ({WEIGHTS[name] * factor:+.2f})" for name, factor in parts)


def _lies_in(place: Place, container: str) -> bool:
    """Tell whether a place lies in a country (ISO 3166-1) or a first-order division (ISO 3166-2)."""
    if "-" not in container or place.feature != "city":
        return place.country == container[:2]
    return place.country == container[:2] and place.division_iso == container


def _nearness(place: Place, points: Sequence[Point]) -> float:
    """Return 1 for a place among the others of the article, falling to 0 at some hundred kilometres."""
    if place.lat is None or place.lon is None or place.feature in _WHOLE:
        return 0.0
    others = (point for point in points if point[0] != f"geonames:{place.id}")
    nearest = min((distance_km(place.lat, place.lon, lat, lon) for _, lat, lon in others), default=_NEAR_KM)
    return max(0.0, 1 - nearest / _NEAR_KM)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance (haversine), in kilometres."""
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(half, 1.0)))
