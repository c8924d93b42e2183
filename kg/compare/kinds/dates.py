"""Times that cannot both be.

Comes in: a pair of claims.  Goes out: at most one finding.  A date is as wide as its precision: a day inside
the month that the other one names is no difference; two ends ("by May", "by June") differ where they are not
the same at the coarser precision.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.compare.kinds.finding import Finding
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.compare.wording import has_words
from kg.model import DiscrepancyKind, TimeValue

_CLOSE, _AKIN, _SURE = 0.6, 0.5, 0.9
_ONE_TIME = 14
"""Days between unrelated articles within which they may tell of one event."""
_OPEN_START, _OPEN_END = "0000", "9999"


def find_dates(pair: Pair) -> Iterator[Finding]:
    """Yield the times of two claims where they exclude one another."""
    one, other = pair.left.claim.event_time, pair.right.claim.event_time
    if (
        one is None
        or other is None
        or not one.spans
        or not other.spans
        or pair.score < (_AKIN if pair.akin else _CLOSE)
    ):
        return
    if not pair.akin and (pair.days is None or pair.days > _ONE_TIME):
        return  # of two events: months later somebody else writes of another one
    if _is_stating(one) or _is_stating(other) or not exclude(one, other):
        return
    if _stands_in(one, pair.right) or _stands_in(other, pair.left):
        return  # each has both times, and what we read is another one of them
    reason = f"“{one.text}” ({_shown(one)}) against “{other.text}” ({_shown(other)})"
    score = _SURE if pair.akin else _SURE * 0.8
    yield Finding(
        DiscrepancyKind.DATE_DIFFERS, one.spans, other.spans, reason, score, _shown(one), _shown(other)
    )


def _stands_in(time: TimeValue, profile: ClaimProfile) -> bool:
    return has_words(profile.sentence, time.text)


def exclude(one: TimeValue, other: TimeValue) -> bool:
    """Tell whether two times cannot both be.

    >>> exclude(TimeValue(value="2025-03"), TimeValue(value="2025-03-04"))
    False
    >>> exclude(TimeValue(end="2025-05"), TimeValue(end="2025-06"))
    True
    """
    if _has_end_only(one) and _has_end_only(other):
        return not _is_same(one.end, other.end)
    if _has_start_only(one) and _has_start_only(other):
        return not _is_same(one.start, other.start)
    return _is_after(_start(one), _end(other)) or _is_after(_start(other), _end(one))


def _has_end_only(time: TimeValue) -> bool:
    return time.value is None and time.start is None


def _has_start_only(time: TimeValue) -> bool:
    return time.value is None and time.end is None


def _start(time: TimeValue) -> str:
    return time.value or time.start or _OPEN_START


def _end(time: TimeValue) -> str:
    return time.value or time.end or _OPEN_END


def _is_same(one: str | None, other: str | None) -> bool:
    """Tell whether two ISO dates are the same at the coarser precision."""
    size = min(len(one or ""), len(other or ""))
    return (one or "")[:size] == (other or "")[:size]


def _is_after(start: str, end: str) -> bool:
    """Tell whether one lies after the other; at unlike precision only what lies after the whole does."""
    size = min(len(start), len(end))
    return start[:size] > end[:size]


def _shown(time: TimeValue) -> str:
    return time.value or f"{time.start or ''}–{time.end or ''}"


def _is_stating(time: TimeValue) -> bool:
    """Tell whether a time is of the saying, not of what is said: a lone weekday may be either."""
    return " " not in time.text.strip() and time.text.casefold().endswith("day")
