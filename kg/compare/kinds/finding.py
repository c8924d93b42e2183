"""What a comparison of one kind finds: the words that differ, why, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import DiscrepancyKind, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which two claims differ.

    `left_words` and `right_words` are spans in either document's text, empty where something is missing.
    `left_says` and `right_says` put in few words what either side holds: two findings of one kind in which
    they are the same are one finding, however many articles repeat it.  `score` is 0 to 1 and leaves aside
    how sure it is that the claims speak of one matter; `tie` is what the finding itself tells of that: one
    number in both ties them together.
    """

    kind: DiscrepancyKind
    left_words: tuple[Span, ...]
    right_words: tuple[Span, ...]
    reason: str
    score: float
    left_says: str
    right_says: str
    tie: float = 0.0


def hedge_finding(
    dropped: bool, left: tuple[Span, ...], right: tuple[Span, ...], reason: str, score: float, says: str
) -> Finding:
    """Return a hedge that the right side has dropped, or added; `says` names what is hedged."""
    kind = DiscrepancyKind.HEDGE_DROPPED if dropped else DiscrepancyKind.HEDGE_ADDED
    hedged, bare = f"hedged {says}", f"sure {says}"
    return Finding(kind, left, right, reason, score, *((hedged, bare) if dropped else (bare, hedged)))
