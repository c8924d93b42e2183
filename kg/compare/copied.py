"""Copied lineage: which article was made from which other article, with or without saying so.

Comes in: cards, the alignments of every two articles that have any, and the credited links.  Goes out: one
link from each article to each article that it was made from, with what speaks for it and the words on both
sides. A pure function of the pairs: nothing is counted over the corpus, and articles that share nothing
cost nothing.

    alignments of two articles -> shared text -> direction -> is it more than two reports of one event share?
    for each descendant: the origin that explains most, then others for what that one leaves unexplained

The last step is the transitive reduction: articles made from one report have much in common, and rest on that
report, not on one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.compare.carriers import Credits, is_nameless, sides
from kg.compare.direction import Direction, find_direction
from kg.compare.records import Alignment, ClaimProfile, DocumentCard
from kg.compare.shared_text import Match, SharedText, find_shared_text, touch
from kg.model import LineageKind, LineageLink, Reference

PASSAGE, _STATEMENT = 1.1, 0.65
"""What statements that stand in both word for word must weigh for one article to be a copy, and what one must
weigh to count: one of fourteen words, or two of eight.  Shorter ones are phrases that everybody uses."""
_WHOLE = 0.7
"""The share of the shorter text from which words taken over make it a copy as a whole."""
_COMMON, _MARKED = 0.3, 0.4
"""What is left of a pair that a third outlet's report explains, since both credit it; and of one that the
article marks as the other's here, being for the rest no report told again."""
_HALF = 1.2
"""What shared text weighs when it is half sure that one was made from the other."""
_LITTLE = 1.0
"""Points below which a direction may be the other one: no date and no credit tells it."""
_SHOWN = 5
"""Pairs of words that a link shows."""


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
RETOLD_NAMELESS = Needed(pairs=3, weight=0.6, share=0.15)
"""The article tells somebody's report again, and nobody says whose the other is."""

Pairs = Mapping[tuple[str, str], Sequence[Alignment]]
"""The alignments of two documents, by their ids in any order, each two documents once."""


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


def copied_links(
    cards: Mapping[str, DocumentCard], pairs: Pairs, credited: Iterable[LineageLink] = ()
) -> tuple[LineageLink, ...]:
    """Return the copied links, sorted by document and origin.

    `pairs` must hold all alignments between an article and every other one for its links to be complete;
    `credited` are the credited links of the articles, whose `claims` tell what each outlet's report explains.
    """
    given = Credits(credited)
    descents: dict[str, list[Descent]] = {}
    for (one, other), alignments in pairs.items():
        if one in cards and other in cards:
            descent = find_descent(min(one, other), max(one, other), alignments, given)
            if descent is not None:
                descents.setdefault(descent.shared.ours.id, []).append(descent)
    links = [link for document in descents.values() for link in _reduce(document)]
    return tuple(sorted(links, key=lambda link: (link.document, link.origin)))


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
    tried = (
        _descend(document, alignments, given) for document in (ways if abs(points) < _LITTLE else ways[:1])
    )
    return next((descent for descent in tried if descent is not None), None)


def _descend(document: str, alignments: Sequence[Alignment], given: Credits) -> Descent | None:
    shared = _without_other_carriers(document, alignments, given)
    if shared is None:
        return None
    needed = _needed(shared, given)
    shared, whole = _discount(shared, given)
    if whole or is_evidence(shared, needed):
        return Descent(shared, find_direction(shared, given), whole)
    return None


def is_evidence(shared: SharedText, needed: Needed = UNSAID) -> bool:
    """Tell whether two articles share more than two reports of one event do."""
    passage = sum(match.weight for match in shared.matches if match.verbatim and match.weight >= _STATEMENT)
    if passage >= PASSAGE:
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
    length = sum(match.length for match in kept.matches if match.length >= _STATEMENT)
    return length >= PASSAGE and max(kept.covered, kept.covers) >= _WHOLE


def _without_other_carriers(
    document: str, alignments: Sequence[Alignment], given: Credits
) -> SharedText | None:
    """Return the shared text without the claims that the document has from another outlet than the
    origin's."""
    shared = find_shared_text(document, alignments)
    if shared is None:
        return None
    accepted = given.stand_for(shared.theirs, (match.ours for match in shared.matches))

    def is_open(alignment: Alignment) -> bool:
        ours, theirs = sides(alignment, document)
        outlets = given.outlets(ours)
        return not outlets or bool(outlets & (accepted | given.outlets(theirs)))

    return find_shared_text(document, [one for one in alignments if is_open(one)])


def _needed(shared: SharedText, given: Credits) -> Needed:
    """Return what it takes, by what the article says of where it has what they share."""
    retold = given.retold(shared.ours) - given.credited(shared.theirs.id).keys()
    accepted = retold & given.stand_for(shared.theirs, (match.ours for match in shared.matches))
    if shared.theirs.publisher in accepted:
        return RETOLD
    return RETOLD_NAMELESS if accepted and is_nameless(shared.theirs) else UNSAID


def _discount(shared: SharedText, given: Credits) -> tuple[SharedText, bool]:
    """Return the shared text in which what something else explains weighs little, and whether one article
    is a copy as a whole: of such a one all weighs, unless it is all explained (two prints of one agency's
    report)."""
    factors = [_factor(match, shared, given) for match in shared.matches]
    if is_whole(shared) and not all(factor == _COMMON for factor in factors):
        return shared, True
    if all(factor == _COMMON for factor in factors):
        return replace(shared, matches=()), False
    weighed = zip(shared.matches, factors, strict=True)
    return replace(shared, matches=tuple(replace(one, weight=one.weight * by) for one, by in weighed)), False


def _factor(match: Match, shared: SharedText, given: Credits) -> float:
    ours, theirs = given.outlets(match.ours), given.outlets(match.theirs)
    if (ours & theirs) - {shared.ours.publisher, shared.theirs.publisher}:
        return _COMMON
    return _MARKED if shared.theirs.publisher in ours - given.retold(shared.ours) else 1.0


def _reduce(descents: Sequence[Descent]) -> Sequence[LineageLink]:
    """Return links to the origin that explains most of a document, and to others for what is left."""
    links: list[LineageLink] = []
    explained: list[Match] = []
    for descent in sorted(descents, key=_preference):
        left = tuple(match for match in descent.shared.matches if not _is_explained(match, explained))
        kept = replace(descent, shared=replace(descent.shared, matches=left))
        if not links or is_evidence(kept.shared) or (descent.whole and left):
            links.append(_link(kept, second=bool(links)))
            explained += left
    return links


def _preference(descent: Descent) -> tuple[bool, float, str]:
    return not descent.whole, -round(descent.strength, 6), descent.shared.theirs.id


def _is_explained(match: Match, explained: Sequence[Match]) -> bool:
    """Tell whether the claim comes from an origin that was found before, and not from one much closer."""
    return any(
        touch(match.ours, other.ours) and match.weight <= 1.5 * other.weight + 0.1 for other in explained
    )


def _link(descent: Descent, *, second: bool) -> LineageLink:
    shared = descent.shared
    best = sorted(shared.matches, key=lambda match: (-match.weight, match.ours.id))[:_SHOWN]
    shown = [match for match in shared.matches if match in best]
    return LineageLink(
        document=shared.ours.id,
        origin=shared.theirs.id,
        origin_label=shared.theirs.path,
        kind=LineageKind.COPIED,
        score=round((1.0 - 0.5 ** (shared.weight / _HALF)) * descent.direction.certainty, 4),
        reasons=(*_reasons(shared, second=second), *descent.direction.reasons),
        evidence=tuple(_quote(match.ours) for match in shown),
        origin_evidence=tuple(_quote(match.theirs) for match in shown),
        claims=tuple(sorted(_resting(shared))),
    )


def _resting(shared: SharedText) -> set[str]:
    """Return the claims that rest on the origin: those of the pairs, and what lies in or around them."""
    kept = [match.ours for match in shared.matches]
    return {one.id for one in (*kept, *shared.aligned) if any(touch(one, other) for other in kept)}


def _reasons(shared: SharedText, *, second: bool) -> Sequence[str]:
    number, verbatim = len(shared.matches), sum(match.verbatim for match in shared.matches)
    what = f"{number} statements stand in both, {verbatim} of them nearly word for word"
    share = f"they make up {shared.covered:.0%} of the article; {shared.ordered} of them in the same order"
    rest = ("what stands in other origins too is not counted",) if second else ()
    return what, share, *rest


def _quote(profile: ClaimProfile) -> Reference:
    return Reference(profile.claim.text, profile.claim.spans, None)
