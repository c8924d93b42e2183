"""Doubtful pairs, for a person to decide.

Comes in: doubts of resolution, and the entities that came of it.  Goes out: suggestions, best first, at most
`MOST`.  Must not: suggest what a decision settled, or what only a retracted document says.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from kg.model import Suggestion
from kg.resolve.cluster import Doubt
from kg.resolve.holdings import Holding
from kg.resolve.rulings import Ruled

MOST = 1000
"""Suggestions that anybody could want to go through."""


def make_suggestions(doubts: Iterable[Doubt], ruled: Ruled) -> tuple[Suggestion, ...]:
    """Return one suggestion for each pair of entities that nobody decided about, the best first."""
    best: dict[tuple[str, str], Suggestion] = {}
    for one in _open_pairs(doubts, ruled):
        pair = (one.left, one.right)
        if pair not in best or (one.score, one.reasons) > (best[pair].score, best[pair].reasons):
            best[pair] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.left, one.right))[:MOST])


def _open_pairs(doubts: Iterable[Doubt], ruled: Ruled) -> Iterator[Suggestion]:
    apart = ruled.pairs_apart()
    owners = {(part.document, part.referent): holding for holding in ruled.holdings for part in holding.parts}
    for doubt in doubts:
        if doubt.is_retracted:
            continue
        first, second = doubt.left.parts[0], doubt.right.parts[0]
        one = owners[first.document, first.referent]
        two = owners[second.document, second.referent]
        if one is not two and not _is_settled(one, two, ruled, apart):
            left, right = sorted((one.id, two.id))
            yield Suggestion(left, right, doubt.verdict.score, doubt.verdict.reasons, doubt.verdict.against)


def _is_settled(one: Holding, two: Holding, ruled: Ruled, apart: Container[frozenset[int]]) -> bool:
    """Tell whether a decision, or a gazetteer that knows both, says that they are two."""
    if all(any(part.link for part in holding.parts) for holding in (one, two)):
        return True
    pair = (min(one.id, two.id), max(one.id, two.id))
    return pair in ruled.settled or frozenset((id(one), id(two))) in apart
