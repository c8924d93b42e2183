"""How two claims that speak of one matter differ: the kinds of docs/COMPARE.md, with the words on both sides.

Comes in: a pair of claims.  Goes out: `Discrepancy` records.  A pure function of the pair:
differences can be found for any part of the corpus by itself, and in any order.
Must not: judge which of the two is right, or compare claims of one article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg import ids
from kg.compare.intervals import named_values
from kg.compare.kinds.aims import find_aims
from kg.compare.kinds.attributions import find_attributions
from kg.compare.kinds.dates import find_dates
from kg.compare.kinds.finding import Finding
from kg.compare.kinds.hedges import find_hedges
from kg.compare.kinds.numbers import find_numbers
from kg.compare.kinds.places import find_places
from kg.compare.kinds.polarities import find_polarities
from kg.compare.kinds.roles import find_roles
from kg.compare.kinds.tenses import find_tenses
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.model import ELLIPSIS, Discrepancy, DiscrepancyKind, DiscrepancySide, Reference, Span

FINDERS: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    find_roles, find_polarities, find_numbers, find_attributions, find_hedges, find_aims, find_tenses,
    find_dates, find_places,
)  # fmt: skip
"""What looks for each kind, in the order in which the kinds are listed where all else is equal."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A discrepancy with the pair and the finding that it was made of: what doubles are known by."""

    record: Discrepancy
    finding: Finding
    pair: Pair


def differences(pair: Pair) -> tuple[Difference, ...]:
    """Return how two claims differ, each way once; left is the origin or the earlier one."""
    if is_repeated(pair):
        return ()
    found = (finding for finder in FINDERS for finding in finder(pair))
    return tuple(Difference(record_of(pair, finding), finding, pair) for finding in found)


def is_repeated(pair: Pair) -> bool:
    """Tell whether the right sentence is the left one word for word, and the claims in it were read alike.

    Nothing differs then; agency reports stand in dozens of articles, each to be compared with all others.
    """
    left, right = pair.left, pair.right
    return left.sentence == right.sentence and _as_read(left) == _as_read(right)


def _as_read(profile: ClaimProfile) -> tuple[object, ...]:
    """Return what differences are told by, but for the words and where they stand."""
    claim, attribution = profile.claim, profile.claim.attribution
    credited = [one for one in (attribution.source, *attribution.chain) if one is not None]
    parties = [profile.party(one) for one in credited]
    return (
        claim.text,
        claim.modality,
        (attribution.style, attribution.act, attribution.cue and attribution.cue.text),
        [one.text for one in credited],
        [party and (party.entity, party.kind) for party in parties],
        [(one.text, one.comparator, *named_values(one)) for one in claim.quantities],
        [(one.lemma, one.text, one.tense, one.polarity, one.certainty) for one in claim.predicates],
    )


def record_of(pair: Pair, finding: Finding) -> Discrepancy:
    """Return a finding as a record, with the words of both sides."""
    left = _side(pair.left, _marked(pair.left, finding.kind, finding.left_words))
    right = _side(pair.right, _marked(pair.right, finding.kind, finding.right_words))
    return Discrepancy(
        id=ids.mint(
            "x", finding.kind, left.claim, right.claim, list(left.words.spans), list(right.words.spans)
        ),
        kind=finding.kind,
        left=left,
        right=right,
        reason=finding.reason,
        score=round(min(finding.score * _matter(pair, finding), 1.0), 3),
        days=pair.days,
        descends=pair.descends,
    )


def _marked(profile: ClaimProfile, kind: DiscrepancyKind, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the words to show for a side; where the source denies the content, the cue by which it does."""
    claim, cue = profile.claim, profile.claim.attribution.cue
    if kind is not DiscrepancyKind.POLARITY_FLIP or not claim.modality.denied or cue is None:
        return found
    start, end = claim.sentence
    inside = (span for span in cue.spans if start <= span[0] and span[1] <= end)
    return tuple(sorted({*found, *inside}))


def _matter(pair: Pair, finding: Finding) -> float:
    """Return how sure it is that the two speak of one matter: by wording or by what was found, and more so
    along a lineage."""
    sure = 0.55 + 0.45 * max(pair.score, finding.tie)
    return sure if pair.descends else sure * (0.95 if pair.akin else 0.85)


def _side(profile: ClaimProfile, words: tuple[Span, ...]) -> DiscrepancySide:
    claim = profile.claim
    return DiscrepancySide(
        claim.document, claim.id, claim.text, claim.spans, Reference(_quote(profile, words), words, None)
    )


def _quote(profile: ClaimProfile, spans: tuple[Span, ...]) -> str:
    offset = profile.claim.sentence[0]
    return ELLIPSIS.join(profile.sentence[start - offset : end - offset] for start, end in spans)
