"""What evidence.html shows across articles: groups, differences and lineage, by positions.

Comes in: the look-ups' answers and where claims, articles and actors stand.  Goes out: contexts.
Must not: build HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.errors import RecordError
from kg.query.comparison_results import DiscrepancyView, EvidenceView, GroupView, LineageView, SideView
from kg.query.results import ClaimView
from kg.views.contexts import DifferenceContext, GroupContext, LineageContext, SideContext, Span

Positions = Mapping[str, int]


def group_key(claim: ClaimView) -> str:
    """Return the group of a claim; one that is in none, since it was retracted, stands alone."""
    return claim.group or claim.id


def list_groups(claims: Sequence[ClaimView], compared: Iterable[GroupView]) -> Iterator[GroupContext]:
    """Yield every group of the claims once, in the order of first claim.

    The claim that stands for a group is the first one that has the group's words.
    """
    known = {group.id: group for group in compared}
    members: dict[str, list[int]] = {}
    for at, claim in enumerate(claims):
        members.setdefault(group_key(claim), []).append(at)
    for key, positions in members.items():
        group = known.get(key)
        words = group.text if group else ""
        first = next((at for at in positions if claims[at].text == words), positions[0])
        counts = (group.articles, group.publishers, group.origins) if group else None
        yield GroupContext(key, first, counts)


def describe_difference(found: DiscrepancyView, claims: Positions) -> DifferenceContext:
    """Return a difference by positions.  Raises RecordError if one of its claims is missing."""
    return DifferenceContext(
        id=found.id,
        kind=found.kind,
        left=_describe_side(found.left, claims),
        right=_describe_side(found.right, claims),
        reason=found.reason,
        time=found.time,
        days=found.days,
        score=found.score,
        descends=found.descends,
    )


def _describe_side(side: SideView, claims: Positions) -> SideContext:
    if side.claim not in claims:
        raise RecordError(f"claim {side.claim} of {side.document} is not in the store; run kg build again")
    return SideContext(claims[side.claim], side.word_spans)


def describe_link(
    found: LineageView, articles: Positions, actors: Positions, claims: Positions
) -> LineageContext:
    """Return what an article rests on by positions.  Raises RecordError if the article is missing."""
    if found.document_id not in articles:
        raise RecordError(f"{found.document} is not in the store; run kg build again")
    return LineageContext(
        document=articles[found.document_id],
        origin=articles.get(found.origin_id),
        outlet=actors.get(found.origin_id),
        label=found.origin,
        kind=found.kind,
        score=found.score,
        reasons=found.reasons,
        evidence=tuple(_spans(found.evidence)),
        origin_evidence=tuple(_spans(found.origin_evidence)),
        claims=tuple(claims[claim] for claim in found.claims if claim in claims),
        problem=found.problem,
    )


def _spans(evidence: Iterable[EvidenceView]) -> Iterator[tuple[Span, ...]]:
    return (one.spans for one in evidence if one.spans)
