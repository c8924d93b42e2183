"""Copied lineage: which article was made from which other article, with or without saying so.

Comes in: cards, the alignments of every two articles that have any, and the credited links.  Goes out: one
link from each article to each article that it was made from, with what speaks for it and the words on both
sides.  A pure function of the pairs: nothing is counted over the corpus, and articles that share nothing cost
nothing.

    alignments of two articles -> shared text -> direction -> is it more than two reports of one event share?
    for each descendant: the origin that explains most, then others for what that one leaves unexplained

The last step is the transitive reduction: articles made from one report have much in common, and rest on that
report, not on one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.compare.carriers import Credits
from kg.compare.descent import STATEMENT, Descent, find_descent, is_evidence
from kg.compare.direction import OPEN, is_earlier
from kg.compare.records import Alignment, ClaimProfile, DocumentCard
from kg.compare.shared_text import Match, SharedText, touch
from kg.model import LineageKind, LineageLink, Reference

_HALF = 1.2
"""What shared text weighs when it is half sure that one was made from the other."""
_ALIKE, _ALIKE_OPEN = 0.03, 0.2
"""By how much less the shared text may weigh of an origin that explains about as much as the best one; and as
one of which nothing tells that it came first."""
_FEW = 0.5
"""The share of what two articles have in common up to which others explain most of it."""
_SHOWN = 5
"""Pairs of words that a link shows."""


Pairs = Mapping[tuple[str, str], Sequence[Alignment]]
"""The alignments of two documents, by their ids in any order, each two documents once."""


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


def _reduce(descents: Sequence[Descent]) -> Sequence[LineageLink]:
    """Return links to the origin that explains most of a document, and to others for what is left."""
    links: list[LineageLink] = []
    taken: list[Descent] = []
    for descent in _in_order(descents):
        left = _left_by(taken, descent.shared)
        kept = replace(descent, shared=replace(descent.shared, matches=left))
        told = descent.whole and any(match.weight >= STATEMENT for match in left)
        if not links or is_evidence(kept.shared) or told:
            links.append(_link(kept, second=bool(links)))
            taken.append(kept)
    return links


def _in_order(descents: Sequence[Descent]) -> Iterator[Descent]:
    """Yield the descents, those that explain more first; of those that explain about as much, the one whose
    origin came first, or has least that the document has not."""
    waiting = sorted(descents, key=_preference)
    while waiting:
        alike = [one for one in waiting if _explains_as_much(one, waiting[0])]
        first = [one for one in alike if not any(_is_before(other, one) for other in alike)]
        best = max(first, key=lambda one: round(one.shared.covers, 2))  # the first of equals
        waiting = [one for one in waiting if one is not best]
        yield best


def _explains_as_much(one: Descent, best: Descent) -> bool:
    """Tell whether an origin explains about as much of a document as the best one, or just as much if it is
    no older than that one."""
    if _is_before(one, best):
        least = 1.0 - (_ALIKE_OPEN if OPEN in best.direction.reasons else _ALIKE)
        return one.shared.weight >= least * best.shared.weight
    return one is best or (not _is_before(best, one) and round(one.strength - best.strength, 6) == 0)


def _is_before(one: Descent, other: Descent) -> bool:
    return is_earlier(one.shared.theirs.published, other.shared.theirs.published)


def _left_by(taken: Sequence[Descent], shared: SharedText) -> tuple[Match, ...]:
    """Return what other origins leave unexplained.

    Where they explain most of what an article shares with one more, this one was made from them too: it
    explains only what they do not have in any words.
    """
    explained = [match for other in taken for match in other.shared.matches]
    left = [match for match in shared.matches if not _is_explained(match, explained)]
    if taken and len(left) <= _FEW * len(shared.matches):
        known = [claim for other in taken for claim in other.shared.aligned]
        left = [match for match in left if not any(touch(match.ours, one) for one in known)]
    return tuple(left)


def _preference(descent: Descent) -> tuple[float, str]:
    return -round(descent.strength, 6), descent.shared.theirs.id


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
    stand = "1 statement stands" if number == 1 else f"{number} statements stand"
    what = f"{stand} in both, {verbatim} of them nearly word for word"
    share = f"they make up {shared.covered:.0%} of the article; {shared.ordered} of them in the same order"
    rest = ("what stands in other origins too is not counted",) if second else ()
    return what, share, *rest


def _quote(profile: ClaimProfile) -> Reference:
    return Reference(profile.claim.text, profile.claim.spans, None)
