"""Ties between actors, places, outlets and documents, each with the claims that it stands for.

Comes in: claims, documents, lineage and differences.  Goes out: frozen ties, each once.
Must not: know which nodes are drawn, or how.

A tie has a direction and a kind; two nodes may be tied in several ways at once.  That claims differ has no
direction: it ties their articles, and their speakers where the two are not the same and both sides are
credited.  Who is credited instead of whom is a matter of the articles alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kg.model import DiscrepancyKind, Style
from kg.query.acts import is_claim
from kg.query.comparison_results import DiscrepancyView, LineageView
from kg.query.results import ClaimView, DocumentView
from kg.views.actors import NOBODY, speaker_id


class TieKind(StrEnum):
    """What a line means, read from its start to its end."""

    SAID_ABOUT = "said-about"
    ACTED_ON = "acted-on"
    NAMED_PLACE = "named-place"
    REPORTED_IN = "reported-in"
    TOLD = "told"
    PUBLISHED_BY = "published-by"
    RESTS_ON = "rests-on"
    DIFFERS_FROM = "differs-from"


STANDING = frozenset({TieKind.PUBLISHED_BY, TieKind.RESTS_ON})
"""Ties that stand whether or not a claim is behind them."""

_OF_SPEAKERS = frozenset(DiscrepancyKind) - {
    DiscrepancyKind.ATTRIBUTION_DROPPED,
    DiscrepancyKind.ATTRIBUTION_CHANGED,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two nodes.

    `claims` are positions in the list of claims, `count` how often: claims that are no intentions or deeds
    where it has any.  `behind` are positions in the list of differences (DIFFERS_FROM) or of lineage links
    (RESTS_ON).
    """

    source: str
    target: str
    kind: TieKind
    count: int
    claims: tuple[int, ...]
    behind: tuple[int, ...] = ()

    def stands_without(self, aside: frozenset[int]) -> bool:
        """Return whether the tie is there when the claims at these positions are not shown."""
        return self.kind in STANDING or not aside.issuperset(self.claims)


_Key = tuple[str, str, TieKind]


def list_ties(
    claims: Sequence[ClaimView],
    documents: Iterable[DocumentView],
    lineage: Iterable[LineageView],
    differences: Iterable[DiscrepancyView],
) -> list[Tie]:
    """Return every tie once, with what stands behind it, by kind and ids."""
    ties = (
        *_ties_of_claims(claims),
        *_ties_of_publishers(documents),
        *_ties_of_lineage(lineage, claims),
        *_ties_of_differences(differences, claims),
    )
    return sorted(
        (tie for tie in ties if tie.source != tie.target), key=lambda tie: (tie.kind, tie.source, tie.target)
    )


def _ties_of_claims(claims: Sequence[ClaimView]) -> Iterator[Tie]:
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        for key in dict.fromkeys(_keys_of_claim(claim)):
            found[key].append(at)
    for key, positions in found.items():
        yield Tie(*key, _count(positions, claims), tuple(positions))


def _count(positions: Sequence[int], claims: Sequence[ClaimView]) -> int:
    return sum(is_claim(claims[at].act) for at in positions) or len(positions)


def _keys_of_claim(claim: ClaimView) -> Iterator[_Key]:
    speaker, said = speaker_id(claim.source), is_claim(claim.act)
    places = {place.entity for place in claim.places}
    for about in claim.about:
        if about.entity not in places:
            yield speaker, about.entity, TieKind.SAID_ABOUT if said else TieKind.ACTED_ON
    for place in claim.places:
        yield speaker, place.entity, TieKind.NAMED_PLACE if said else TieKind.ACTED_ON
    if claim.style != Style.OWN_VOICE:
        yield speaker, claim.document_id, TieKind.REPORTED_IN
        yield from _keys_of_chain(claim)


def _keys_of_chain(claim: ClaimView) -> Iterator[_Key]:
    """Whoever stands further in told the one before; the publisher (first) is tied to its document."""
    carriers = [step.entity for step in claim.chain[1:]]
    for carrier, teller in pairwise(carriers):
        if carrier and teller:
            yield teller, carrier, TieKind.TOLD


def _ties_of_publishers(documents: Iterable[DocumentView]) -> Iterator[Tie]:
    counts = Counter((document.id, document.publisher_entity) for document in documents)
    for (document, publisher), count in counts.items():
        yield Tie(document, publisher, TieKind.PUBLISHED_BY, count, ())


def _ties_of_lineage(lineage: Iterable[LineageView], claims: Sequence[ClaimView]) -> Iterator[Tie]:
    positions = {claim.id: at for at, claim in enumerate(claims)}
    links: defaultdict[_Key, list[int]] = defaultdict(list)
    resting: defaultdict[_Key, set[int]] = defaultdict(set)
    for at, link in enumerate(lineage):
        key = link.document_id, link.origin_id, TieKind.RESTS_ON
        links[key].append(at)
        resting[key].update(positions[claim] for claim in link.claims if claim in positions)
    for key, behind in links.items():
        found = sorted(resting[key])
        yield Tie(*key, _count(found, claims) or 1, tuple(found), tuple(behind))


def _ties_of_differences(
    differences: Iterable[DiscrepancyView], claims: Sequence[ClaimView]
) -> Iterator[Tie]:
    positions = {claim.id: at for at, claim in enumerate(claims)}
    behind: defaultdict[_Key, list[int]] = defaultdict(list)
    sides: defaultdict[_Key, set[int]] = defaultdict(set)
    for at, found in enumerate(differences):
        both = [positions[side.claim] for side in (found.left, found.right) if side.claim in positions]
        if len(both) == 2:
            for key in _keys_of_difference(found, *(claims[position] for position in both)):
                behind[key].append(at)
                sides[key].update(both)
    for key, which in behind.items():
        yield Tie(*key, len(which), tuple(sorted(sides[key])), tuple(which))


def _keys_of_difference(found: DiscrepancyView, left: ClaimView, right: ClaimView) -> Iterator[_Key]:
    yield _unordered(left.document_id, right.document_id)
    speakers = speaker_id(left.source), speaker_id(right.source)
    credited = Style.OWN_VOICE not in (left.style, right.style) and NOBODY not in speakers
    if credited and found.kind in _OF_SPEAKERS:
        yield _unordered(*speakers)


def _unordered(one: str, other: str) -> _Key:
    return min(one, other), max(one, other), TieKind.DIFFERS_FROM


def rank_nodes(ties: Iterable[Tie]) -> list[str]:
    """Return the ids of tied nodes: most neighbours first, then most claims, then by id."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    for tie in ties:
        for here, there in ((tie.source, tie.target), (tie.target, tie.source)):
            neighbours[here].add(there)
            weight[here] += tie.count
    return sorted(neighbours, key=lambda node: (-len(neighbours[node]), -weight[node], node))
