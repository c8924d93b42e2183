"""What two articles share as a whole says how two of their claims are to be taken.

Comes in: alignments, also weak ones.  Goes out: alignments from `RELATED` on.  Where two articles have
several claims in common, what one says in other words is likelier the same than where they share a topic: the
best counterpart that two claims are for one another is then taken for it.
A pair that is too unlike even so is laid side by side, not equated.  Where one article credits the other's
publisher, or both credit one outlet, less must be in common: what changed on the way is still one statement.
Articles without a date tell no story together: the live reports of two evenings are alike in all but what
happened.
Of two articles that name others (`kg.compare.named`) only what they say at length in the same words is taken.
Must not: look beyond the two articles, or an article elsewhere would change what they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.compare.likeness import quantities_alike
from kg.compare.named import name_others
from kg.compare.pairs import days_after
from kg.compare.records import Alignment, ClaimProfile, DocumentCard
from kg.compare.scores import RELATED, SAME
from kg.compare.wording import wording_key

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
_AKIN = 0.55
"""From here best counterparts say the same in articles that only a credit ties together."""
_WORD_FOR_WORD = 0.9
"""Share of words in the same order from which one claim stands in the other, wherever in the article."""
_AT_LENGTH = 16
"""Words of a statement that two articles which name others do not have alike by chance."""
_KEPT = 0.2
"""Share of what a lifted score was above the least that it keeps above what it is lifted to."""

Pair = tuple[str, str]


def in_context(alignments: Iterable[Alignment]) -> list[Alignment]:
    """Return the alignments that hold, each once, in their order; all of every two articles must be given.

    Where two articles tell one story, those that are each other's best counterparts are lifted.
    """
    found = {(one.left.id, one.right.id): one for one in alignments}
    alignments = [one for one in found.values() if may_be_of_one_matter(one.left, one.right)]
    by_articles: dict[Pair, list[Alignment]] = {}
    for alignment in alignments:
        by_articles.setdefault(_articles(alignment), []).append(alignment)
    lifted = {pair: least for found in by_articles.values() for pair, least in _to_lift(found)}
    ends = ((one, lifted.get((one.left.id, one.right.id))) for one in alignments)
    kept = (one if least is None else _lift(one, least) for one, least in ends)
    return [alignment for alignment in kept if alignment.score >= RELATED]


def may_be_of_one_matter(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether two articles name somebody or something in common, or say this at length in the same
    words."""
    if not name_others(left.card, right.card):
        return True
    words = wording_key(left)
    return len(words) > _AT_LENGTH and words == wording_key(right)


def _to_lift(alignments: Sequence[Alignment]) -> Iterator[tuple[Pair, float]]:
    """Yield the claims of two articles that are likelier the same than their words alone would have it, and
    the score from which such claims are lifted there."""
    best = _best_counterparts(alignments)
    strong = [alignment for alignment in best if alignment.score >= _STRONG]
    cards = alignments[0].left.card, alignments[0].right.card
    if not _are_of_one_time(*cards) or name_others(*cards):
        return
    story = _tell_one_story(strong, alignments)
    if not story and not _hang_together(*cards):
        return
    for alignment in best:
        if alignment.score < SAME and _may_be_lifted(alignment, strong, story=story):
            yield (alignment.left.id, alignment.right.id), WEAK if story else _AKIN


def _may_be_lifted(alignment: Alignment, strong: Sequence[Alignment], *, story: bool) -> bool:
    """Tell whether best counterparts are the same: they stand in order, or the same figures or words make up
    for that."""
    if not story:
        return alignment.score >= _AKIN and _stands_in_order(alignment, strong)
    if _stands_in_order(alignment, strong):
        return True
    same = alignment.copied >= _WORD_FOR_WORD or _tell_one_figure(alignment)
    return same and alignment.score >= _STRONG


def _tell_one_figure(alignment: Alignment) -> bool:
    """Tell whether each figure of either claim is one of the other's, "about" and "more than" aside."""
    ours, theirs = alignment.left.claim.quantities, alignment.right.claim.quantities
    alike = [(one, other) for one, other in product(ours, theirs) if quantities_alike(one, other) == 1]
    return bool(alike) and all(any(figure in pair for pair in alike) for figure in (*ours, *theirs))


def _are_of_one_time(one: DocumentCard, other: DocumentCard) -> bool:
    days = days_after(one, other)
    return days is not None and abs(days) <= _DAYS


def _hang_together(one: DocumentCard, other: DocumentCard) -> bool:
    """Tell whether one of two articles credits the other's publisher, or both credit one outlet."""
    ours, theirs = ({credit.entity for credit in card.credits} for card in (one, other))
    return other.publisher in ours or one.publisher in theirs or not ours.isdisjoint(theirs)


def _tell_one_story(strong: Sequence[Alignment], alignments: Sequence[Alignment]) -> bool:
    """Tell whether two articles have enough in common that what is like is the same."""
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


def _lift(alignment: Alignment, least: float) -> Alignment:
    tie = "tell one story" if least == WEAK else "hang together by a credit"
    reason = f"the two articles {tie}, and no other claims in them are nearer"
    bar = SAME if alignment.score >= _GROUPED else RELATED
    score = max(round(bar + _KEPT * (alignment.score - least), 4), alignment.score)
    return replace(alignment, score=score, reasons=(*alignment.reasons, reason))
