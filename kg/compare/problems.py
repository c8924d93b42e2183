"""What cannot be in a lineage, or is not known: a report that rests on itself, or on one that came later; two
of which neither can be told to be the first.

Comes in: links and cards.  Goes out: the same links, those that cannot be with `problem` in words.  Nothing
is taken out: a wrong date and a wrong direction look alike, and a person can tell them apart.

A credited link leads to an outlet.  Whether it cannot be is told by the articles of that outlet that have
what it is credited with: that they credit the article's publisher with the same, or that all of them came
later.  What else the outlet published is another matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.compare.direction import OPEN, day_of, is_earlier
from kg.compare.records import DocumentCard
from kg.model import LineageKind, LineageLink

UNTOLD = "nothing tells which of the two came first"
"""The problem of a link that may lead the other way."""

Origins = Mapping[str, Sequence[str]]
"""The documents that each document rests on."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article that has claims in common with another one: `shared` are pairs of ids, the other one's claim
    first; `links` are what the neighbour rests on."""

    card: DocumentCard
    shared: frozenset[tuple[str, str]]
    links: tuple[LineageLink, ...]

    def tells(self, claims: Collection[str]) -> frozenset[str]:
        """Return those of its claims that say what some claims of the other article do."""
        return frozenset(theirs for ours, theirs in self.shared if ours in claims)


def lineage_problems(
    links: Iterable[LineageLink], cards: Mapping[str, DocumentCard]
) -> tuple[LineageLink, ...]:
    """Return the links in their order, the copied ones each with what is wrong with it, or ""."""
    links = tuple(links)
    origins = _without_ends(links)
    return tuple(
        replace(link, problem="; ".join(_problems(link, cards, origins)))
        if link.kind is LineageKind.COPIED
        else link
        for link in links
    )


def credit_problems(
    links: Iterable[LineageLink], card: DocumentCard, beside: Sequence[Neighbour]
) -> tuple[LineageLink, ...]:
    """Return the links of one article in their order, the credited ones each with what is wrong with it, or
    ""; `beside` are the articles of the outlets that it credits."""
    return tuple(
        replace(link, problem="; ".join(_credit_problems(link, card, beside)))
        if link.kind is LineageKind.CREDITED
        else link
        for link in links
    )


def _credit_problems(link: LineageLink, card: DocumentCard, beside: Sequence[Neighbour]) -> Iterable[str]:
    issued = [one for one in beside if one.card.publisher == link.origin and one.tells(link.claims)]
    back = sorted(one.card.path for one in issued if _credits_back(one, link, card.publisher))
    if back:
        others = f"{', '.join(back)}, by {link.origin_label}"
        yield f"the two credit one another with the same: {others}, credits {card.publisher_label}"
    if issued and all(is_earlier(card.published, one.card.published) for one in issued):
        cards = sorted((one.card for one in issued), key=_by_day)
        came = ", ".join(f"{one.path} ({day_of(one)})" for one in cards)
        yield f"all that {link.origin_label} has here of it came later: {came}, the article {day_of(card)}"


def _credits_back(one: Neighbour, link: LineageLink, publisher: str) -> bool:
    """Tell whether an article has from a publisher what the publisher's article has from its outlet."""
    given = (each for each in one.links if each.kind is LineageKind.CREDITED and each.origin == publisher)
    told = one.tells(link.claims)
    return any(not told.isdisjoint(each.claims) for each in given)


def credits_outlet(card: DocumentCard, outlet: str) -> bool:
    """Tell whether an article credits an outlet (entity id)."""
    return any(credit.entity == outlet for credit in card.credits)


def _by_day(card: DocumentCard) -> tuple[str, str]:
    return day_of(card), card.path


def _problems(link: LineageLink, cards: Mapping[str, DocumentCard], origins: Origins) -> Iterable[str]:
    document, origin = cards.get(link.document), cards.get(link.origin)
    if document is not None and origin is not None and _is_open(link, document, origin):
        yield UNTOLD
    if document is not None and origin is not None and is_earlier(document.published, origin.published):
        days = f"{day_of(document)}, the origin {day_of(origin)}"
        yield f"it was published before what it rests on ({days})"
    circle = _way(link.origin, link.document, origins)
    if circle:
        names = " <- ".join(cards[one].path if one in cards else one for one in (link.document, *circle))
        yield f"a circle: {names}"


def _is_open(link: LineageLink, document: DocumentCard, origin: DocumentCard) -> bool:
    """Tell whether neither what the two say nor their days tell which came first."""
    one, other = document.published, origin.published
    return OPEN in link.reasons and not (is_earlier(one, other) or is_earlier(other, one))


def _without_ends(links: Iterable[LineageLink]) -> Origins:
    """Return what rests on what, without all documents that can be in no circle."""
    origins: dict[str, set[str]] = {}
    resting: dict[str, set[str]] = {}
    for link in links:
        if link.kind is LineageKind.COPIED:
            origins.setdefault(link.document, set()).add(link.origin)
            resting.setdefault(link.origin, set()).add(link.document)
    waiting = sorted((origins.keys() | resting.keys()) - (origins.keys() & resting.keys()))
    while waiting:
        gone = waiting.pop()
        for one, back in ((origins, resting), (resting, origins)):
            for other in one.pop(gone, ()):
                back.get(other, set()).discard(gone)
                if other in back and not back[other]:
                    waiting.append(other)
    return {document: sorted(found) for document, found in sorted(origins.items())}


def _way(start: str, end: str, origins: Origins) -> Sequence[str]:
    """Return the shortest way from a document up to another one, both included; () if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == end:
            return way
        for other in origins.get(way[-1], ()):
            if other not in seen:
                seen.add(other)
                ways.append((*way, other))
    return ()
