"""How well a place of the list fits a name in an article: weighted features, each with its reason in words.

Comes in: candidates of one name, a draft, its context.  Goes out: a score, which adds the weights below, and
what it is made of.  Must not: choose.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from kg.mentions.drafts import Draft
from kg.mentions.place_context import Context, Point, distance_km, is_whole
from kg.mentions.places import Place

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
    "other divisions of its country in the article": 0.15,
    "country beside the name": 0.35,
    "other country beside the name": -0.40,
    "other places near": 0.16,
    "an article before the name of a town": -0.30,
    "called a water or land of its sort": 0.30,
    "an article, as before names of waters": 0.25,
}
_NEAR_KM = 800.0
_LARGE = 100_000
_FAR_LARGER = 5
_MUCH = 4
"""A city of a quarter of a division's people outshines the division."""

_LESS_KNOWN = 10
"""A place is thought of as if it were so many times smaller by a name that is not its main one."""

SMALL = frozenset({"city", "county"})
"""Features of places that are smaller than a first-order division."""

_COUNTY_NOUNS = frozenset({"county", "district", "raion", "department", "borough"})
_WITHIN = frozenset({"city", "county", "region"})
_LEVELS = {"region": frozenset({"region", "county", "area"}), "city": frozenset({"city"})}

Factor = tuple[str, float]
"""The name of a weight and what it is multiplied by."""


def rank_places(places: Sequence[Place]) -> dict[int, str]:
    """Return what sets a place apart from its namesakes, by id: the name of a weight."""
    outshone = {place.id for place in places if _has_city(place, places)}
    ranks = dict.fromkeys(sorted(outshone), "a city of its name holds much of it")
    if len(places) == 1:
        ranks[places[0].id] = "the only place of its name"
    elif (dominant := _dominant([place for place in places if place.id not in outshone])) is not None:
        ranks[dominant] = "far larger than others of its name"
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


def score_place(
    place: Place, draft: Draft, context: Context, rank: str | None
) -> tuple[float, tuple[str, ...]]:
    """Score one candidate; the reasons are the names of the weights, with what they were applied to.

    `rank` is what `rank_places` says of it.
    """
    parts = [*_by_itself(place, draft, context, rank), *_by_article(place, draft, context)]
    return _total(parts)


def _total(parts: Sequence[Factor]) -> tuple[float, tuple[str, ...]]:
    total = sum(WEIGHTS[name] * factor for name, factor in parts)
    return round(total, 4), tuple(f"{name} ({WEIGHTS[name] * factor:+.2f})" for name, factor in parts)


def score_natural(
    place: Place, context: Context, *, called: bool, alone: bool
) -> tuple[float, tuple[str, ...]]:
    """Score a river, sea or island.  `called`: the name has its noun ("Danube River"); `alone`: no other
    place bears the name.  What has no noun needs an article, or a country of it in the article."""
    parts: list[Factor] = [("main name", 1.0)]
    if called:
        parts.append(("called a water or land of its sort", 1.0))
    elif context.articled:
        parts.append(("an article, as before names of waters", 1.0))
    if alone:
        parts.append(("the only place of its name", 1.0))
    if share := max((context.countries.get(code, 0.0) for code in place.countries), default=0.0):
        parts.append(("country in the article", 0.5 + 0.5 * share))
    if near := _nearness(place, context.points):
        parts.append(("other places near", near))
    return _total(parts)


def _by_itself(place: Place, draft: Draft, context: Context, rank: str | None) -> Iterator[Factor]:
    """Yield what speaks for a place by its name, sort and size, and by the noun and article at the name."""
    yield ("main name" if place.main else "other name"), 1.0
    if is_whole(place):
        yield "country or larger", 1.0
    elif place.capital:
        yield "capital", 1.0
    if draft.level in _LEVELS and not is_whole(place):
        yield ("level fits" if place.feature in _LEVELS[draft.level] else "level differs"), 1.0
    if context.articled and _takes_no_article(place, context):
        yield "an article before the name of a town", 1.0
    if place.feature == "county" and not _is_called_county(draft):
        yield "a county that is not called one", 1.0
    if place.population > 0:
        yield "power of ten of people above 1000", math.log10(place.population) - 3
    if rank and not (draft.level == place.feature == "region"):
        yield rank, 1.0


def _by_article(place: Place, draft: Draft, context: Context) -> Iterator[Factor]:
    """Yield what the words beside the name and the rest of the article say for and against a place."""
    if draft.country:
        same = _lies_in(place, draft.country)
        yield ("country beside the name" if same else "other country beside the name"), 1.0
    if is_whole(place):
        return
    if place.country in context.countries:
        yield "country in the article", 0.5 + 0.5 * context.countries[place.country]
    if place.country in context.beside:
        yield "country in the same sentence", context.beside[place.country]
    if place.feature in SMALL and place.division_iso in context.divisions:
        yield "division in the article", 1.0
    if draft.is_country and (others := _other_divisions(place, context)):
        yield "other divisions of its country in the article", min(1.0, others / 2)
    if near := _nearness(place, context.points):
        yield "other places near", near


def _takes_no_article(place: Place, context: Context) -> bool:
    """Tell whether "the X" is hardly this place: a town, or a division of a country not spoken of."""
    is_far = place.feature == "region" and place.country not in context.countries
    return (place.feature in SMALL or is_far) and not place.label.startswith("The ")


def _is_called_county(draft: Draft) -> bool:
    return any(name.rpartition(" ")[2].casefold() in _COUNTY_NOUNS for name in draft.names)


def _other_divisions(place: Place, context: Context) -> int:
    """Count the further divisions of its country that stand in the article, for a division."""
    if place.feature != "region":
        return 0
    return sum(code.startswith(f"{place.country}-") and code != place.iso for code in context.divisions)


def _lies_in(place: Place, container: str) -> bool:
    """Tell whether a place lies in a country (ISO 3166-1) or a first-order division (ISO 3166-2)."""
    if "-" not in container or place.feature not in _WITHIN:
        return place.country == container[:2]
    return container in (place.division_iso, place.iso)


def _nearness(place: Place, points: Sequence[Point]) -> float:
    """Return 1 for a place among the others of the article, falling to 0 at some hundred kilometres."""
    if place.lat is None or place.lon is None:
        return 0.0
    others = (point for point in points if point[0] != place.key)
    nearest = min((distance_km(place.lat, place.lon, lat, lon) for _, lat, lon in others), default=_NEAR_KM)
    return max(0.0, 1 - nearest / _NEAR_KM)
