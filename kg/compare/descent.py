"""Whether of two articles one was made from the other, and which.

Comes in: the alignments of two articles and the credited links.  Goes out: a `Descent`, or None where the two
share no more than two reports of one event do.

What an article has from some other outlet shows nothing about this one; what both have from a third outlet is
explained by its report.  Where an article says that it tells a report again, less must be shared to show that
it is this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.compare.carriers import Credits, is_nameless, sides
from kg.compare.direction import Direction, find_direction, is_earlier, is_soon_after
from kg.compare.records import Alignment, ClaimProfile
from kg.compare.shared_text import Match, SharedText, find_shared_text

PASSAGE, STATEMENT = 1.1, 0.65
"""What statements that stand in both word for word must weigh for one article to be a copy, two of them at
least, and what one must weigh to count: eight words.  Shorter ones are phrases that everybody uses."""
_WHOLE = 0.7
"""The share of the shorter text from which words taken over make it a copy as a whole."""
_COMMON, _MARKED = 0.3, 0.4
"""What is left of a pair that a third outlet's report explains, since both credit it; and of one that the
article marks as the other's here, being for the rest no report told again."""
_LITTLE = 1.0
"""Points below which a direction may be the other one: no date and no credit tells it."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What makes a rewrite of an article: so many pairs of claims that weigh at least `least`, what all
    weigh, the share of the shorter text that they make up, and the share of them that stands in one
    order."""

    pairs: int
    weight: float
    share: float
    least: float = 0.0
    in_order: float = 0.6


UNSAID = Needed(pairs=4, weight=1.5, share=0.25, least=0.25)
"""The article does not say that it tells somebody's report again."""
RETOLD = Needed(pairs=2, weight=0.6, share=0.1)
"""The article says that it tells the report of the other's publisher again; what must be shown is that it is
this report."""
RETOLD_NAMELESS = Needed(pairs=2, weight=0.7, share=0.08, least=0.3)
"""The article tells somebody's report again, and nobody says whose the other is, which came a few days before
at most."""


@dataclass(frozen=True, slots=True)
class Descent:
    """An article that may rest on another: what `ours` shares with `theirs`, and how sure the direction is.

    `whole` tells that the shorter one stands in the other as a whole.
    """

    shared: SharedText
    direction: Direction
    whole: bool

    @property
    def strength(self) -> float:
        """What speaks for the descent, both that there is one and that it goes this way."""
        return self.shared.weight * self.direction.certainty


def find_descent(one: str, other: str, alignments: Sequence[Alignment], given: Credits) -> Descent | None:
    """Return which of two articles rests on the other; None where nothing shows that either does.

    Where little tells which came first, the other way is tried too; where nothing does, the one with the
    smaller id stands as the origin.
    """
    seen = find_shared_text(other, alignments)
    if seen is None:
        return None
    points = find_direction(seen, given).points
    ways = (other, one) if points >= 0 else (one, other)
    views = (seen if way == other else find_shared_text(way, alignments) for way in ways)
    tried = (_descend(view, alignments, given) for view in views if view is not None)
    found = next(tried, None)
    return next(tried, None) if found is None and abs(points) < _LITTLE else found


def _descend(seen: SharedText, alignments: Sequence[Alignment], given: Credits) -> Descent | None:
    shared = _without_other_carriers(seen, alignments, given)
    if shared is None:
        return None
    needed = _needed(shared, given)
    shared, whole = _discount(shared, given)
    if whole or is_evidence(shared, needed):
        return Descent(shared, find_direction(shared, given), whole)
    return None


def is_evidence(shared: SharedText, needed: Needed = UNSAID) -> bool:
    """Tell whether two articles share more than two reports of one event do."""
    passage = [match.weight for match in shared.matches if match.verbatim and match.weight >= STATEMENT]
    if len(passage) > 1 and sum(passage) >= PASSAGE:
        return True
    return (
        sum(match.weight >= needed.least for match in shared.matches) >= needed.pairs
        and shared.weight >= needed.weight
        and max(shared.covered, shared.covers) >= needed.share
        and shared.ordered >= needed.in_order * len(shared.matches)
    )


def is_whole(shared: SharedText) -> bool:
    """Tell whether the shorter article stands in the other as a whole, word for word but for a few."""
    kept = replace(shared, matches=tuple(match for match in shared.matches if match.verbatim))
    length = sum(match.length for match in kept.matches if match.length >= STATEMENT)
    return length >= PASSAGE and max(kept.covered, kept.covers) >= _WHOLE


def _without_other_carriers(
    shared: SharedText, alignments: Sequence[Alignment], given: Credits
) -> SharedText | None:
    """Return the shared text without the claims that the article has from some other outlet."""
    accepted = given.stand_for(shared.theirs, (match.ours for match in shared.matches))
    open_ = [one for one in alignments if _is_open(*sides(one, shared.ours.id), accepted, given)]
    return shared if len(open_) == len(alignments) else find_shared_text(shared.ours.id, open_)


def _is_open(ours: ClaimProfile, theirs: ClaimProfile, accepted: frozenset[str], given: Credits) -> bool:
    outlets = given.outlets(ours)
    return not outlets or bool(outlets & (accepted | given.outlets(theirs)))


def _needed(shared: SharedText, given: Credits) -> Needed:
    """Return what it takes, by what the article says of where it has what they share."""
    retold = given.retold(shared.ours) - given.credited(shared.theirs.id).keys()
    accepted = retold & given.stand_for(shared.theirs, (match.ours for match in shared.matches))
    if shared.theirs.publisher in accepted:
        return RETOLD
    if accepted and is_nameless(shared.theirs) and is_soon_after(shared.ours, shared.theirs):
        return RETOLD_NAMELESS
    return UNSAID


def _discount(shared: SharedText, given: Credits) -> tuple[SharedText, bool]:
    """Return the shared text in which what something else explains weighs little, and whether one article
    is a copy as a whole: of such a one all weighs, unless both print one agency's report."""
    factors = [_factor(match, shared, given) for match in shared.matches]
    explained = all(factor == _COMMON for factor in factors)
    if is_whole(shared) and not (explained and _are_prints(shared, given)):
        return shared, True
    if explained:
        return replace(shared, matches=()), False
    weighed = zip(shared.matches, factors, strict=True)
    return replace(shared, matches=tuple(replace(one, weight=one.weight * by) for one, by in weighed)), False


def _are_prints(shared: SharedText, given: Credits) -> bool:
    """Tell whether two articles in the same words may be an agency's report, printed twice: both say that it
    is from there, or neither came first.  What an article tells in its own words of somebody's report, and a
    later one in these words too, the later one has from the article."""
    ours, theirs = shared.ours, shared.theirs
    if given.printed(ours.id) & given.printed(theirs.id):
        return True
    return not (is_earlier(ours.published, theirs.published) or is_earlier(theirs.published, ours.published))


def _factor(match: Match, shared: SharedText, given: Credits) -> float:
    ours, theirs = given.outlets(match.ours), given.outlets(match.theirs)
    if (ours & theirs) - {shared.ours.publisher, shared.theirs.publisher}:
        return _COMMON
    return _MARKED if shared.theirs.publisher in ours - given.retold(shared.ours) else 1.0
