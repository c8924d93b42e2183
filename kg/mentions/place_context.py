"""What the rest of an article says about a place: its countries, its sentences, its other places.

Comes in: the drafts of one document.  Goes out: a `Context` for each.
Must not: look a place up by name, or change a draft.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.places import Place
from kg.model import EntityKind

_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})

Point = tuple[str, float, float]
"""Key of a link, latitude, longitude."""


@dataclass(frozen=True, slots=True)
class Context:
    """Countries in the rest of the article and in the same sentences (both as shares), first-order divisions
    in the article (ISO 3166-2), and the points of other places.  `articled`: "the" stands before the name
    itself ("in the Atlantic"), as it does before those of seas and regions, not of towns."""

    countries: Mapping[str, float]
    beside: Mapping[str, float]
    divisions: Set[str]
    points: Sequence[Point]
    articled: bool = False


class Surroundings:
    """The contexts of one document's drafts, as far as its drafts are linked by now."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft], gazetteer: Gazetteer, *, first: bool) -> None:
        """Read the drafts.  In the `first` round nothing is linked, and a country's name is its country."""
        self._doc = doc
        self._countries = {draft: _country(draft, gazetteer, first=first) for draft in drafts}
        self._counts: Counter[str] = Counter()
        for draft, country in self._countries.items():
            if country:
                self._counts[country] += len(draft.extents)
        self._sentences = self._named_by_sentence(gazetteer)
        self._divisions = frozenset(code for draft in drafts for code in _divisions(draft))
        self._points = tuple(point for draft in drafts if (point := _point(draft, gazetteer)))

    def of(self, draft: Draft) -> Context:
        """Return the context of one draft; its own mentions do not speak for it."""
        counts = self._counts.copy()
        if own := self._countries[draft]:
            counts[own] -= len(draft.extents)
        top = max(counts.values(), default=0) or 1
        shares = {country: count / top for country, count in counts.items() if count > 0}
        articled = any(_has_article(self._doc, start, end) for start, end, _ in draft.extents)
        return Context(shares, self._beside(draft), self._divisions, self._points, articled)

    def _named_by_sentence(self, gazetteer: Gazetteer) -> dict[int, list[tuple[str, Draft]]]:
        """Return the countries that each sentence names, or a place of which, by the sentence's start;
        adjectives do not count."""
        found: dict[int, list[tuple[str, Draft]]] = defaultdict(list)
        for draft, country in self._countries.items():
            named = any(gazetteer.country_named(name) for name in draft.names or [draft.label])
            if country and (named or draft.kind is EntityKind.PLACE):
                for start, _, _ in draft.extents:
                    found[self._doc[start].sent.start].append((country, draft))
        return found

    def _beside(self, draft: Draft) -> dict[str, float]:
        """Return the share of each country among those named in the sentences of a draft."""
        sentences = (self._doc[start].sent.start for start, _, _ in draft.extents)
        counts = Counter(
            country
            for sentence in sentences
            for country, other in self._sentences.get(sentence, ())
            if other is not draft
        )
        return {country: count / counts.total() for country, count in counts.items()}


def _has_article(doc: Doc, start: int, end: int) -> bool:
    """Tell whether an article belongs to a name and not to a noun after it ("the Oslo talks")."""
    return start > 0 and doc[start - 1].lower_ == "the" and doc[start:end].root.dep_ not in _MODIFIERS


def is_whole(place: Place) -> bool:
    """Tell whether a place is a country or lies in no single one."""
    return place.feature == "country" or not place.country


def _country(draft: Draft, gazetteer: Gazetteer, *, first: bool) -> str | None:
    """Return the country that a draft speaks for."""
    if draft.country or draft.kind is not EntityKind.PLACE:
        return draft.country and draft.country[:2]
    if first:
        return gazetteer.country_named(draft.label)
    return draft.link.country if draft.link else None


def _divisions(draft: Draft) -> list[str]:
    """Return the first-order division that a draft names or is said to lie in."""
    told = [draft.country] if draft.country and "-" in draft.country else []
    identifiers = draft.link.identifiers if draft.link else ()
    return told + [one.value for one in identifiers if one.scheme == "iso3166" and "-" in one.value]


def _point(draft: Draft, gazetteer: Gazetteer) -> Point | None:
    """Return the point of a linked place smaller than a country."""
    link = draft.link
    if draft.kind is not EntityKind.PLACE or link is None or link.lat is None or link.lon is None:
        return None
    is_small = link.country and not gazetteer.country_named(link.label)
    return (link.key, link.lat, link.lon) if is_small else None


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance (haversine), in kilometres."""
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(half, 1.0)))
