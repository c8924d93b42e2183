"""What two articles share as a whole says how two of their claims are to be taken.

Comes in: alignments, also weak ones.  Goes out: alignments from `RELATED` on.  Where two articles have
several claims in common, what one says in other words is likelier the same than where they share a topic: the
best counterpart that two claims are for one another is then taken for it.
Must not: look beyond the two articles, or an article elsewhere would change what they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.compare.records import Alignment
from kg.compare.scores import RELATED, SAME

WEAK = 0.27
"""From here an alignment is worth keeping until the articles as a whole are seen."""
_STRONG = 0.48
"""From here an alignment speaks for two articles telling one story."""
_IN_COMMON = 3
"""Claims of either article that the other must say too for the two to tell one story."""
_LIFT = SAME - WEAK
"""What the best counterpart gains: the weakest one comes just to say the same."""

Pair = tuple[str, str]


def in_context(alignments: Iterable[Alignment]) -> list[Alignment]:
    """Return the alignments that hold, each once, in their order; all of every two articles must be given at
    once.

    Where two articles tell one story, those that are each other's best counterparts are lifted.
    """
    alignments = list({(one.left.id, one.right.id): one for one in alignments}.values())
    by_articles: dict[Pair, list[Alignment]] = {}
    for alignment in alignments:
        by_articles.setdefault(_articles(alignment), []).append(alignment)
    telling = {pair: _best(found) for pair, found in by_articles.items() if tell_one_story(found)}
    lifted = (_lift(one, telling.get(_articles(one), {})) for one in alignments)
    return [alignment for alignment in lifted if alignment.score >= RELATED]


def tell_one_story(alignments: Sequence[Alignment]) -> bool:
    """Tell whether the alignments of two articles show that they have several claims in common."""
    same = [alignment for alignment in alignments if alignment.score >= _STRONG]
    claims = {claim.id: claim.card.id for one in same for claim in (one.left, one.right)}
    articles = list(claims.values())
    return bool(articles) and all(articles.count(one) >= _IN_COMMON for one in articles)


def _articles(alignment: Alignment) -> Pair:
    one, other = sorted((alignment.left.card.id, alignment.right.card.id))
    return one, other


def _best(alignments: Sequence[Alignment]) -> Mapping[str, float]:
    """Return the score of every claim's best counterpart in the other article."""
    best: dict[str, float] = {}
    for alignment in alignments:
        for claim in (alignment.left.id, alignment.right.id):
            best[claim] = max(best.get(claim, 0.0), alignment.score)
    return best


def _lift(alignment: Alignment, best: Mapping[str, float]) -> Alignment:
    score = alignment.score
    if not best.get(alignment.left.id, 2.0) == score == best.get(alignment.right.id, 2.0):
        return alignment
    reason = "the two articles tell one story, and no other claims in them are nearer"
    return replace(alignment, score=min(round(score + _LIFT, 4), 1.0), reasons=(*alignment.reasons, reason))
