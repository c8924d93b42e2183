"""What two articles share as a whole says how two of their claims are to be taken.

Comes in: alignments, also weak ones.  Goes out: alignments from `RELATED` on.  Where two articles have
several claims in common, what one says in other words is likelier the same than where they share a topic: the
best counterpart that two claims are for one another is then taken for it.
A pair that is too unlike even so is laid side by side, not equated.  Articles without a date
tell no story together: the live reports of two evenings are alike in all but what happened.
Must not: look beyond the two articles, or an article elsewhere would change what they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.compare.pairs import published_on
from kg.compare.records import Alignment, ClaimProfile
from kg.compare.scores import RELATED, SAME

WEAK = 0.27
"""From here an alignment is worth keeping until the articles as a whole are seen."""
_GROUPED = 0.4
"""From here a lifted alignment says the same; below, the two are about one matter."""
_STRONG = 0.48
"""From here the best counterpart of a claim speaks for two articles telling one story."""
_IN_COMMON, _SHARE = 3, 0.5
"""Such claims that two articles must have, and their share of all that anything in the other one is like."""
_DAYS = 3
"""Days that two articles of one story may lie apart."""
_IN_ORDER = 0.75
"""Share of the strong pairs that a lifted pair must stand to in the same order in both articles."""
_KEPT = 0.2
"""Share of what a lifted score was above `WEAK` that it keeps above what it is lifted to: it is no surer."""

Pair = tuple[str, str]


def in_context(alignments: Iterable[Alignment]) -> list[Alignment]:
    """Return the alignments that hold, each once, in their order; all of every two articles must be given.

    Where two articles tell one story, those that are each other's best counterparts are lifted.
    """
    alignments = list({(one.left.id, one.right.id): one for one in alignments}.values())
    by_articles: dict[Pair, list[Alignment]] = {}
    for alignment in alignments:
        by_articles.setdefault(_articles(alignment), []).append(alignment)
    lifted = {pair for found in by_articles.values() for pair in _to_lift(found)}
    kept = (_lift(one) if (one.left.id, one.right.id) in lifted else one for one in alignments)
    return [alignment for alignment in kept if alignment.score >= RELATED]


def _to_lift(alignments: Sequence[Alignment]) -> Iterator[Pair]:
    """Yield the claims of two articles that are likelier the same than their words alone would have it."""
    best = _best_counterparts(alignments)
    strong = [alignment for alignment in best if alignment.score >= _STRONG]
    if not _tell_one_story(strong, alignments):
        return
    for alignment in best:
        if alignment.score < SAME and _stands_in_order(alignment, strong):
            yield alignment.left.id, alignment.right.id


def _tell_one_story(strong: Sequence[Alignment], alignments: Sequence[Alignment]) -> bool:
    """Tell whether two articles of one time have enough in common that what is like is the same."""
    one, other = (published_on(claim.card.published) for claim in (alignments[0].left, alignments[0].right))
    if one is None or other is None or abs((one - other).days) > _DAYS:
        return False
    claims = [(ours.id, theirs.id) for ours, theirs in map(_in_articles, alignments)]
    fewer = min(len({ours for ours, _ in claims}), len({theirs for _, theirs in claims}))
    return len(strong) >= max(_IN_COMMON, _SHARE * fewer)


def _best_counterparts(alignments: Sequence[Alignment]) -> list[Alignment]:
    """Return the alignments of claims that are nearer to one another than to any other claim there."""
    best: dict[str, float] = {}
    for alignment in alignments:
        for claim in (alignment.left.id, alignment.right.id):
            best[claim] = max(best.get(claim, 0.0), alignment.score)
    return [one for one in alignments if best[one.left.id] == one.score == best[one.right.id]]


def _stands_in_order(alignment: Alignment, strong: Sequence[Alignment]) -> bool:
    """Tell whether a pair comes before and after what it comes before and after in the other article."""
    here, there = (claim.claim.spans for claim in _in_articles(alignment))
    others = [tuple(claim.claim.spans for claim in _in_articles(one)) for one in strong]
    kept = sum((here <= ours) == (there <= theirs) for ours, theirs in others)
    return kept >= _IN_ORDER * len(others)


def _in_articles(alignment: Alignment) -> tuple[ClaimProfile, ClaimProfile]:
    """Return the two claims in the order of their articles' ids."""
    one, other = sorted((alignment.left, alignment.right), key=lambda claim: claim.card.id)
    return one, other


def _articles(alignment: Alignment) -> Pair:
    one, other = _in_articles(alignment)
    return one.card.id, other.card.id


def _lift(alignment: Alignment) -> Alignment:
    reason = "the two articles tell one story, and no other claims in them are nearer"
    bar = SAME if alignment.score >= _GROUPED else RELATED
    score = max(round(bar + _KEPT * (alignment.score - WEAK), 4), alignment.score)
    return replace(alignment, score=score, reasons=(*alignment.reasons, reason))
