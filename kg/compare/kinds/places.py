"""Places that were exchanged.

Comes in: a pair of claims.  Goes out: at most one finding: two named places that stand in the same slot
("in Arlen on Monday", "in Bremm on Monday") and of which neither lies in the other one, as far as is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.compare.kinds.finding import Finding
from kg.compare.meaning import split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile, Party
from kg.compare.verbs import is_aligned
from kg.compare.wording import has_words
from kg.model import DiscrepancyKind, EntityKind, Reference, Span

_CLOSE, _AKIN, _SURE, _SAME_COUNTRY = 0.6, 0.5, 0.85, 0.65
_COPIED = 0.75
"""Share of words in the same order from which a place of which nothing is known was exchanged, too."""
_WORDED = 0.6
"""That share from which two articles that nothing else ties together tell of one event."""
_PREPOSITION = re.compile(
    r"(?:^|\W)(in|at|near|from|to|on|outside|inside|around|into|of|between)\s+(?:the\s+)?$"
)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place with what it stands after."""

    reference: Reference
    party: Party
    preposition: str
    before: tuple[str, Span] | None


def find_places(pair: Pair) -> Iterator[Finding]:
    """Yield the first two places that were exchanged."""
    if pair.score < (_AKIN if pair.akin else _CLOSE):
        return
    if not pair.akin and pair.copied < _WORDED:
        return  # two events have two places
    for one in _slots(pair.left):
        for other in _slots(pair.right):
            if _is_exchanged(pair, one, other):
                reason = f"“{one.party.label}” on the left, “{other.party.label}” in its place on the right"
                score = _SURE
                countries = {one.party.country, other.party.country}
                if len(countries) == 1 or None in countries:
                    reason, score = f"{reason}; one may lie in the other", score * _SAME_COUNTRY
                yield Finding(
                    DiscrepancyKind.PLACE_DIFFERS, one.reference.spans, other.reference.spans, reason,
                    score if pair.akin else score * 0.8, one.party.entity, other.party.entity,
                )  # fmt: skip
                return


def _slots(profile: ClaimProfile) -> Iterator[_Slot]:
    offset = profile.claim.sentence[0]
    for reference in profile.claim.places:
        party = profile.party(reference)
        if party is None or not party.named or party.kind is not EntityKind.PLACE or not reference.spans:
            continue
        before = profile.sentence[: max(reference.spans[0][0] - offset, 0)]
        match = _PREPOSITION.search(before)
        if match is not None and reference.text[:1].isupper():
            found = [word for word in split_words(before[: match.start()]) if word.weight]
            last = (found[-1].stem, (found[-1].start + offset, found[-1].end + offset)) if found else None
            yield _Slot(reference, party, match.group(1), last)


def _is_exchanged(pair: Pair, one: _Slot, other: _Slot) -> bool:
    if one.preposition != other.preposition or not _follow_same(pair, one, other):
        return False
    if one.party.entity == other.party.entity or _have_word_in_common(one.party, other.party):
        return False
    if pair.copied < _COPIED and (one.party.country is None or other.party.country is None):
        return False
    return not (_is_named(one, pair.right) or _is_named(other, pair.left))


def _follow_same(pair: Pair, one: _Slot, other: _Slot) -> bool:
    """Tell whether both places come after the same word, or open their sentence."""
    if one.before is None or other.before is None:
        return one.before is other.before
    return one.before[0] == other.before[0] or is_aligned(pair, (one.before[1],), (other.before[1],))


def _have_word_in_common(one: Party, other: Party) -> bool:
    """Tell whether one place is most likely a part of the other by its name: "Tarn", "Tarn Valley"."""
    ours, theirs = ({word.stem for word in split_words(party.label)} for party in (one, other))
    return bool(ours & theirs)


def _is_named(slot: _Slot, profile: ClaimProfile) -> bool:
    """Tell whether the other claim's sentence names the place too ("Nigeria" does not name Niger)."""
    return has_words(profile.sentence, slot.party.label)
