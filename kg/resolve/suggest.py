"""Doubtful pairs, for a person to decide.

Comes in: doubts of resolution, and the entities that came of it.  Goes out: suggestions, best first, at most
`MOST`.  Must not: suggest what a decision settled, or what only a retracted document says.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from kg.model import Suggestion
from kg.resolve.cluster import Doubt
from kg.resolve.holdings import Holding
from kg.resolve.nodes import Node
from kg.resolve.rulings import Ruled
from kg.resolve.score import Verdict

Seat = tuple[str, str]
"""A referent in a document."""

MOST = 1000
"""Suggestions that anybody could want to go through."""


def make_suggestions(doubts: Iterable[Doubt], ruled: Ruled) -> tuple[Suggestion, ...]:
    """Return one suggestion for each pair of entities that nobody decided about, the best first."""
    owners = _owners(ruled)
    found = []
    for doubt in open_doubts(doubts, ruled):
        one, two = _owner(doubt.left, owners), _owner(doubt.right, owners)
        if one and two:
            found.append(make_suggestion(one.id, two.id, doubt.verdict))
    return best_suggestions(found)


def make_suggestion(one: str, two: str, verdict: Verdict) -> Suggestion:
    """Return the suggestion that two entities are one."""
    return Suggestion(min(one, two), max(one, two), verdict.score, verdict.reasons, verdict.against)


def best_suggestions(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return the best for each pair of entities, the best first."""
    best: dict[tuple[str, str], Suggestion] = {}
    for one in suggestions:
        pair = (one.left, one.right)
        if pair not in best or (one.score, one.reasons) > (best[pair].score, best[pair].reasons):
            best[pair] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.left, one.right))[:MOST])


def open_doubts(doubts: Iterable[Doubt], ruled: Ruled) -> Iterator[Doubt]:
    """Yield the doubts that are anybody's to decide; of nodes that are in none of the holdings, only what
    the gazetteer says is known."""
    apart = ruled.pairs_apart()
    owners = _owners(ruled)
    for doubt in doubts:
        if doubt.is_retracted:
            continue
        one, two = _owner(doubt.left, owners), _owner(doubt.right, owners)
        if one is None or two is None:
            if not (doubt.left.profile.links and doubt.right.profile.links):
                yield doubt
        elif one is not two and not _is_settled(one, two, ruled, apart):
            yield doubt


def _owners(ruled: Ruled) -> dict[Seat, Holding]:
    return {seat: holding for holding in ruled.holdings for part in holding.parts for seat in part.referents}


def _owner(node: Node, owners: Mapping[Seat, Holding]) -> Holding | None:
    first = node.parts[0]
    return owners.get((first.document, first.referent))


def _is_settled(one: Holding, two: Holding, ruled: Ruled, apart: Container[frozenset[int]]) -> bool:
    """Tell whether a decision, or a gazetteer that knows both, says that they are two."""
    if all(any(part.link for part in holding.parts) for holding in (one, two)):
        return True
    pair = (min(one.id, two.id), max(one.id, two.id))
    return pair in ruled.settled or frozenset((id(one), id(two))) in apart
