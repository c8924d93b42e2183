"""What cannot be in a lineage, or is not known: a report that rests on itself, or on one that came later; two
of which neither can be told to be the first.

Comes in: links and cards.  Goes out: the same links, those that cannot be with `problem` in words.  Nothing
is taken out: a wrong date and a wrong direction look alike, and a person can tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.compare.direction import OPEN, day_of, is_earlier
from kg.compare.records import DocumentCard
from kg.model import LineageKind, LineageLink

UNTOLD = "nothing tells which of the two came first"
"""The problem of a link that may lead the other way."""

Origins = Mapping[str, Sequence[str]]
"""The documents that each document rests on."""


def lineage_problems(
    links: Iterable[LineageLink], cards: Mapping[str, DocumentCard]
) -> tuple[LineageLink, ...]:
    """Return the links in their order, each with what is wrong with it, or "".

    A credited link leads to an outlet, not to an article, and has no date of its own.
    """
    links = tuple(links)
    origins = _without_ends(links)
    return tuple(replace(link, problem="; ".join(_problems(link, cards, origins))) for link in links)


def _problems(link: LineageLink, cards: Mapping[str, DocumentCard], origins: Origins) -> Iterable[str]:
    if link.kind is LineageKind.COPIED:
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
