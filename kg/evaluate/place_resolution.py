"""Toponyms resolved: the program is told where the names of places stand, and says which places they are.

A place is right if it has the gold's GeoNames id or lies within 161 km of the gold's point; one that is not
resolved is wrong.  Scored are the toponyms with a GeoNames id; where the gold has no ids, those with a point.

Comes in: texts with toponyms, a gazetteer.  Goes out: a `ResolutionReport`.
Must not: show the program more of the gold than the spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.evaluate.distances import NEAR_KM, DistanceScore, Point, distance_km, score_distances
from kg.evaluate.entity_gold import GoldToponym, PlaceText
from kg.evaluate.ranking import Mistake, context_of, count_causes, worst_mistakes
from kg.evaluate.reading import Progress, read_each, say_nothing
from kg.evaluate.scoring import percent
from kg.mentions import Gazetteer
from kg.mentions.toponyms import resolve_toponyms
from kg.model import Link
from kg.parse import parse_text

_GEONAMES = "geonames"


class ResolutionCause(StrEnum):
    """Why a place is wrong.  "Listed" is a place that the gazetteer has under these very words."""

    UNKNOWN_NAME = "unresolved: no place of that name"
    NOT_LISTED = "unresolved: listed, but not the right one"
    UNSURE = "unresolved: the right one is listed"
    FAR_POINT = "wrong: the country, its point elsewhere"
    WRONG_CHOICE = "wrong: the right one is listed"
    WRONG_UNLISTED = "wrong: the right one is not listed"


@dataclass(frozen=True, slots=True)
class ResolutionReport:
    """`right` is in percent of `scored` toponyms, `right_id` of the `with_id` ones; `distance` is over all
    that have a point."""

    documents: int
    toponyms: int
    scored: int
    right: float
    with_id: int
    right_id: float
    distance: DistanceScore
    causes: dict[str, int]
    errors: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """A text with the place of each of its toponyms, in order."""

    gold: PlaceText
    links: tuple[Link | None, ...]


def evaluate_resolution(
    texts: Sequence[PlaceText], gazetteer: Gazetteer, *, errors: int = 20, progress: Progress = say_nothing
) -> ResolutionReport:
    """Resolve the toponyms of the texts and compare.  `errors` is how many of the worst the report holds."""
    read = read_each(texts, lambda text: resolve_text(text, gazetteer), progress)
    return report_resolution(read, gazetteer, errors=errors)


def resolve_text(text: PlaceText, gazetteer: Gazetteer) -> ResolvedText:
    """Resolve the toponyms of one text."""
    spans = [(toponym.start, toponym.end) for toponym in text.toponyms]
    return ResolvedText(text, resolve_toponyms(parse_text(text.text), spans, gazetteer))


def report_resolution(
    read: Sequence[ResolvedText], gazetteer: Gazetteer, *, errors: int = 20
) -> ResolutionReport:
    """Compare what was resolved with the gold."""
    pairs = [pair for text in read for pair in zip(text.gold.toponyms, text.links, strict=True)]
    with_id = [(gold, link) for gold, link in pairs if gold.geonames]
    scored = with_id or [(gold, link) for gold, link in pairs if point_of(gold)]
    mistakes = [one for text in read for one in _mistakes(text, gazetteer, only_ids=bool(with_id))]
    points = [(point, link_point(link)) for gold, link in pairs if (point := point_of(gold))]
    return ResolutionReport(
        documents=len(read),
        toponyms=len(pairs),
        scored=len(scored),
        right=_share([is_right(gold, link) for gold, link in scored]),
        with_id=len(with_id),
        right_id=_share([gold.geonames == geonames_of(link) for gold, link in with_id]),
        distance=score_distances(points),
        causes=count_causes(mistakes),
        errors=worst_mistakes(mistakes, errors),
    )


def _share(answers: Sequence[bool]) -> float:
    return percent(sum(answers) / len(answers) if answers else 0.0)


def is_right(gold: GoldToponym, link: Link | None) -> bool:
    """Tell whether a link leads to the gold's place: the same id, or a point within 161 km."""
    return link is not None and _is_same(gold, geonames_of(link), link_point(link))


def _is_same(gold: GoldToponym, geonames: str | None, point: Point | None) -> bool:
    wanted = point_of(gold)
    same_id = gold.geonames is not None and gold.geonames == geonames
    return same_id or (wanted is not None and point is not None and distance_km(wanted, point) <= NEAR_KM)


def point_of(gold: GoldToponym) -> Point | None:
    """Return the gold's point."""
    return (gold.lat, gold.lon) if gold.lat is not None and gold.lon is not None else None


def link_point(link: Link | None) -> Point | None:
    """Return the point of a link."""
    return (link.lat, link.lon) if link and link.lat is not None and link.lon is not None else None


def geonames_of(link: Link | None) -> str | None:
    """Return the GeoNames id of a link."""
    return next((one.value for one in link.identifiers if one.scheme == _GEONAMES), None) if link else None


# ------------------------------------------------------------------------------------------- errors


def _mistakes(text: ResolvedText, gazetteer: Gazetteer, *, only_ids: bool) -> Iterator[Mistake]:
    for gold, link in zip(text.gold.toponyms, text.links, strict=True):
        is_scored = gold.geonames is not None if only_ids else point_of(gold) is not None
        if is_scored and not is_right(gold, link):
            words = " ".join(text.gold.text[gold.start : gold.end].split())
            yield Mistake(
                _cause(gold, link, words, gazetteer),
                text.gold.id,
                1,
                context_of(text.gold.text, (gold.start, gold.end)),
                _gold_in_words(gold, words),
                in_words(gold, link),
            )


def _cause(gold: GoldToponym, link: Link | None, words: str, gazetteer: Gazetteer) -> ResolutionCause:
    if link is not None and _is_country_of_that_name(link, words, gazetteer):
        return ResolutionCause.FAR_POINT
    listed = gazetteer.places.find(words)
    points = ((str(place.id), place.lat, place.lon) for place in listed)
    is_listed = any(
        _is_same(gold, geonames, (lat, lon) if lat is not None and lon is not None else None)
        for geonames, lat, lon in points
    )
    if link is not None:
        return ResolutionCause.WRONG_CHOICE if is_listed else ResolutionCause.WRONG_UNLISTED
    if is_listed:
        return ResolutionCause.UNSURE
    return ResolutionCause.NOT_LISTED if listed else ResolutionCause.UNKNOWN_NAME


def _is_country_of_that_name(link: Link, words: str, gazetteer: Gazetteer) -> bool:
    code = gazetteer.adjective_country(words) or gazetteer.people_country(words)
    country = gazetteer.country(code) if code else None
    return country is not None and str(country.id) == geonames_of(link)


def _gold_in_words(gold: GoldToponym, words: str) -> str:
    point = point_of(gold)
    named = f"GeoNames {gold.geonames}" if gold.geonames else ""
    return ", ".join(filter(None, (words, named, point and _degrees(point))))


def in_words(gold: GoldToponym, link: Link | None) -> str:
    """Say where a link leads, and how far that is from the gold's place; "-" for none."""
    if link is None:
        return "-"
    wanted, point = point_of(gold), link_point(link)
    off = f"{distance_km(wanted, point):,.0f} km off" if wanted and point else ""
    return ", ".join(filter(None, (link.label, link.country, link.key.replace(":", " "), off)))


def _degrees(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"
