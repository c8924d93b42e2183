"""The list of differences: each once, the surest first.

Comes in: the alignments of a corpus, or of any part of it whose claims have partners in no other part, and
the lineage.  Goes out: discrepancies in order.  Must not: depend on the order of what comes in.

A difference is a double when the two articles have it already in the same words (a headline and its body, a
claim inside a claim), or when copies repeat it: one is kept for each step from an origin to a descendant, and
for each two families of articles.  It is healed, and not listed, where another sentence of the same article
says the thing as the other article does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.compare.beside import find_beside
from kg.compare.counts import pair_numbers
from kg.compare.differences import Difference, differences
from kg.compare.pairs import Kinship, Pair, order_pair
from kg.compare.records import Alignment, ClaimProfile
from kg.compare.speakers import speakers_of
from kg.compare.wording import plain_words
from kg.model import Discrepancy, DiscrepancyKind, LineageLink, Span

LEAST = 0.3
"""Score below which a difference is not listed."""
_COPIED = 0.9
"""Share of words in the same order from which two claims are one wording."""
_STATED = 0.62
"""Score from which a sentence of an article states what its headline does, in more words."""
_ASPECT = {
    DiscrepancyKind.QUANTITY_DIFFERS: "number",
    DiscrepancyKind.COMPARATOR_CHANGE: "number",
    DiscrepancyKind.ATTRIBUTION_DROPPED: "speaker",
    DiscrepancyKind.ATTRIBUTION_CHANGED: "speaker",
    DiscrepancyKind.HEDGE_DROPPED: "hedge",
    DiscrepancyKind.HEDGE_ADDED: "hedge",
}
"""Kinds that are two sides of one thing; every other kind is its own."""


def list_discrepancies(
    alignments: Iterable[Alignment],
    lineage: Iterable[LineageLink] = (),
    profiles: Iterable[ClaimProfile] = (),
) -> tuple[Discrepancy, ...]:
    """Return how aligned claims differ, doubles and healed ones aside, by falling score.

    `profiles` are claims of the same articles, aligned or not: what their sentences tell in passing of a day
    is compared along the lineage.
    """
    found = _Found(list(alignments), Kinship(lineage), profiles)
    kept: dict[tuple[str, ...], list[Difference]] = defaultdict(list)
    by_documents: dict[tuple[str, str, str], list[Difference]] = defaultdict(list)
    for each in found.ranked():
        said = (aspect_of(each), *sorted((each.finding.left_says, each.finding.right_says)))
        between = (aspect_of(each), *sorted((each.record.left.document, each.record.right.document)))
        beside = by_documents[between[0], between[1], between[2]]
        if any(_is_in(each, other) for other in beside):
            continue
        beside.append(each)
        if not any(found.is_repeated(each, other) for other in kept[said]):
            kept[said].append(each)
    listed = [each for some in kept.values() for each in some]
    return tuple(sorted((each.record for each in listed), key=lambda one: (-one.score, one.id)))


def aspect_of(each: Difference) -> str:
    """Return what a difference is about; of one aspect two articles hold one wording only once."""
    return _ASPECT.get(each.record.kind, each.record.kind.value)


class _Found:
    """The differences of some alignments, and what tells doubles."""

    def __init__(
        self, alignments: Sequence[Alignment], kinship: Kinship, profiles: Iterable[ClaimProfile] = ()
    ) -> None:
        self._kinship = kinship
        self._pairs = [order_pair(alignment, kinship) for alignment in alignments]
        self._copied = {frozenset((pair.left.id, pair.right.id)): pair.copied for pair in self._pairs}
        self._beside = list(find_beside(profiles, kinship))
        self._all = {id(pair): differences(pair) for pair in self._pairs}
        self._partners: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        for pair in self._pairs:
            self._partners[pair.left.id, pair.right.card.id].append(pair)
            self._partners[pair.right.id, pair.left.card.id].append(pair)

    def ranked(self) -> list[Difference]:
        """Return what is sure enough and not healed, the best first."""
        found = [each for pair in self._pairs for each in self._all[id(pair)]] + self._beside
        return sorted(
            (each for each in found if each.record.score >= LEAST and not self._is_healed(each)),
            key=self.rank,
        )

    def rank(self, each: Difference) -> tuple[bool, float, int, int, str]:
        """Return which of two doubles is kept: a step of a lineage, the surer, the nearer to the origin."""
        pair = each.pair
        days = pair.days if pair.days is not None else 1_000_000
        steps = len(self._kinship.ancestors(pair.left.card.id))
        return not pair.descends, -each.record.score, steps, days, each.record.id

    def is_repeated(self, each: Difference, other: Difference) -> bool:
        """Tell whether copies repeat a difference that is listed already, the sides exchanged or not."""
        one, kept = each.pair, other.pair
        if each.finding.left_says == other.finding.left_says:
            return self._stands_for(one.left, kept.left, descends=False) and self._stands_for(
                one.right, kept.right, descends=one.descends
            )
        return self._stands_for(one.left, kept.right, descends=False) and self._stands_for(
            one.right, kept.left, descends=False
        )

    def _stands_for(self, one: ClaimProfile, other: ClaimProfile, *, descends: bool) -> bool:
        """Tell whether two claims are one claim of one family; of descendants each makes its own step, unless
        it rests on the other one or has its words."""
        if one.id == other.id or plain_words(one.claim.text) == plain_words(other.claim.text):
            return True
        copied = self._copied.get(frozenset((one.id, other.id)))
        if copied is None:
            return False
        if descends:
            return copied >= _COPIED or self._kinship.rests_on(one, other)
        return copied >= _COPIED or self._kinship.are_akin(one, other)

    def _is_healed(self, each: Difference) -> bool:
        """Tell whether another claim of one of the articles says it as the other article does."""
        pair, aspect = each.pair, aspect_of(each)
        beside = [
            *self._partners[pair.left.id, pair.right.card.id],
            *self._partners[pair.right.id, pair.left.card.id],
        ]
        return any(
            other is not pair
            and (other.score >= pair.score or _credits_headline(other, each))
            and _tells(other, aspect, each)
            and all(aspect_of(found) != aspect for found in self._all[id(other)])
            for other in beside
        )


def _credits_headline(other: Pair, each: Difference) -> bool:
    """Tell whether a headline, which ends without a stop, leaves out the speaker whom its own article names
    for the same statement."""
    if each.record.kind is not DiscrepancyKind.ATTRIBUTION_DROPPED or other.left.id != each.pair.left.id:
        return False
    return each.pair.right.sentence[-1:].isalnum() and other.score >= _STATED


def _tells(pair: Pair, aspect: str, each: Difference) -> bool:
    """Tell whether two claims that do not differ in an aspect speak of that very thing, both of them."""
    if aspect == "speaker":
        return bool(speakers_of(pair.left)) and bool(speakers_of(pair.right))
    told = {pair.left.id: [one for one, _ in pair.words], pair.right.id: [other for _, other in pair.words]}
    if aspect == "number":
        paired = pair_numbers(pair)
        told = {
            pair.left.id: [numbers.left.span for numbers in paired],
            pair.right.id: [numbers.right.span for numbers in paired],
        }
    sides = (
        (each.record.left.claim, each.finding.left_words),
        (each.record.right.claim, each.finding.right_words),
    )
    return any(_covers(told.get(claim, []), words) for claim, words in sides)


def _covers(told: Sequence[Span], words: Sequence[Span]) -> bool:
    """Tell whether each of some words has a part in what is told."""
    return bool(words) and all(any(a < d and c < b for c, d in told) for a, b in words)


def _is_in(each: Difference, other: Difference) -> bool:
    """Tell whether two differences of one aspect, between the same articles, share words on a side, or say
    one thing twice (in a headline and below it)."""
    ours, theirs = each.finding, other.finding
    same = ours.left_says == theirs.left_says, ours.right_says == theirs.right_says
    if each.record.kind is other.record.kind:
        if aspect_of(each) == "number" and any(same):
            return True
        if aspect_of(each) == "hedge" and all(same):
            return True
    return any(
        _overlap(words, others) for words in _sides(each) for others in _sides(other) if words[0] == others[0]
    )


def _sides(each: Difference) -> list[tuple[str, tuple[Span, ...]]]:
    """Return the words of both sides with their documents, without a cue that is shown beside them: it may
    deny several things; the whole content where there are none."""
    sides = (each.record.left, each.finding.left_words), (each.record.right, each.finding.right_words)
    return [(side.document, found or side.spans) for side, found in sides]


def _overlap(one: tuple[str, tuple[Span, ...]], other: tuple[str, tuple[Span, ...]]) -> bool:
    return any(a < d and c < b for a, b in one[1] for c, d in other[1])
