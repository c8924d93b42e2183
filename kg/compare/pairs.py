"""Two claims in the order in which they are told apart: the origin, or the earlier one, is the left one.

Comes in: alignments and lineage.  Goes out: `Pair` records.  Must not: judge how the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.compare.records import Alignment, ClaimProfile, DocumentCard
from kg.model import EntityKind, LineageKind, LineageLink, Precision, Span, TimeValue


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that speak of one matter; `words` are those that stand against one another.

    `descends` tells that the right article rests on the left one, `akin` that both rest on one report, or
    one on the other.  `days` lie between the articles, None where a date is unknown.
    """

    left: ClaimProfile
    right: ClaimProfile
    score: float
    copied: float
    words: tuple[tuple[Span, Span], ...] = ()
    descends: bool = False
    akin: bool = False
    days: int | None = None


class Kinship:
    """What rests on what, as far as lineage tells; links that cannot be, or that may lead the other way, are
    left out: of these two articles it is only known that one was made from the other.

    An article rests as a whole on one that it was copied from.  On an outlet that it credits, only those
    claims rest that stand in the scope of the credit: nearly every article credits some outlet for something.
    """

    def __init__(self, lineage: Iterable[LineageLink]) -> None:
        """Read the links; the origin of one is an article or an outlet."""
        self._origins: dict[str, set[str]] = {}
        self._copied: dict[str, set[str]] = {}
        self._scopes: dict[str, set[str]] = {}
        self._articles: set[str] = set()
        self._undirected: set[frozenset[str]] = set()
        for link in lineage:
            if link.problem:
                self._undirected.add(frozenset((link.document, link.origin)))
                continue
            self._origins.setdefault(link.document, set()).add(link.origin)
            if link.kind is LineageKind.COPIED:
                self._copied.setdefault(link.document, set()).add(link.origin)
                self._articles.add(link.origin)
            else:
                for claim in link.claims:
                    self._scopes.setdefault(claim, set()).add(link.origin)
        self._ancestors: dict[str, frozenset[str]] = {}

    def ancestors(self, document: str) -> frozenset[str]:
        """Return the articles and outlets that an article rests on, over any number of steps."""
        if document not in self._ancestors:
            found: set[str] = set()
            open_ends = [document]
            while open_ends:
                new = self._origins.get(open_ends.pop(), set()) - found
                found |= new
                open_ends += new
            self._ancestors[document] = frozenset(found - {document})
        return self._ancestors[document]

    def origins(self, profile: ClaimProfile) -> frozenset[str]:
        """Return the articles and outlets that a claim may rest on: those that its article was copied from,
        over any number of steps, and the outlets that are credited with it."""
        copied = {one for one in self.ancestors(profile.card.id) if one in self._articles}
        return frozenset(copied).union(self._scopes.get(profile.id, ()))

    def descends(self, later: DocumentCard, earlier: DocumentCard) -> bool:
        """Tell whether one article rests on the other, or on a report of its publisher of that day."""
        return _includes(self.ancestors(later.id), later, earlier)

    def rests_on(self, later: ClaimProfile, earlier: ClaimProfile) -> bool:
        """Tell whether a claim rests on the article of the other, or on a report of its publisher of then."""
        return _includes(self.origins(later), later.card, earlier.card)

    def are_akin(self, one: ClaimProfile, other: ClaimProfile) -> bool:
        """Tell whether two claims rest on one another's articles, or on one article or outlet."""
        if frozenset((one.card.id, other.card.id)) in self._undirected:
            return True
        if self.rests_on(one, other) or self.rests_on(other, one):
            return True
        shared = self.origins(one) & self.origins(other)
        if not shared.isdisjoint(self._articles):
            return True
        days = days_after(one.card, other.card)
        return bool(shared) and (days is None or abs(days) <= _FRESH)


def _includes(origins: frozenset[str], later: DocumentCard, earlier: DocumentCard) -> bool:
    if earlier.id in origins:
        return True
    days = days_after(later, earlier)
    return earlier.publisher in origins and days is not None and 0 <= days <= _FRESH


_FRESH = 7
"""Days for which an article that credits an outlet may rest on what the outlet published."""


def order_pair(alignment: Alignment, kinship: Kinship) -> Pair:
    """Return the two claims in order: origin first, else the earlier one, else the one that tells more of
    where it comes from, so that the same two always stand in the same order."""
    one, other = alignment.left, alignment.right
    turned = _comes_first(other, one, kinship)
    left, right = (other, one) if turned else (one, other)
    return Pair(
        left,
        right,
        alignment.score,
        alignment.copied,
        tuple((b, a) for a, b in alignment.pairs) if turned else alignment.pairs,
        kinship.rests_on(right, left),
        kinship.are_akin(left, right),
        abs(days) if (days := days_after(right.card, left.card)) is not None else None,
    )


def _comes_first(one: ClaimProfile, other: ClaimProfile, kinship: Kinship) -> bool:
    if kinship.rests_on(other, one) != (back := kinship.rests_on(one, other)):
        return not back
    days = days_after(other.card, one.card)
    if days:
        return days > 0
    return _fullness(one) > _fullness(other)


def _fullness(profile: ClaimProfile) -> tuple[bool, int, str]:
    return has_speaker(profile), profile.card.length, profile.id


def has_speaker(profile: ClaimProfile) -> bool:
    """Tell whether a claim is credited to somebody who is no outlet."""
    attribution = profile.claim.attribution
    credited = [*attribution.chain, *([attribution.source] if attribution.source else [])]
    parties = [profile.party(reference) for reference in credited]
    return any(party is None or party.kind is not EntityKind.OUTLET for party in parties)


def days_after(later: DocumentCard, earlier: DocumentCard) -> int | None:
    """Return how many days after the other one an article appeared; None where a day is unknown."""
    one, other = published_on(later.published), published_on(earlier.published)
    return (one - other).days if one is not None and other is not None else None


def published_on(time: TimeValue | None) -> date | None:
    """Return the day that a date names; None for a month or a year."""
    if time is None or time.value is None or time.precision is not Precision.DAY:
        return None
    return date.fromisoformat(time.value[:10])
