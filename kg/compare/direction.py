"""Of two articles that share their text, which is the origin.

Comes in: the text that they share.  Goes out: a `Direction`: how much speaks for one of them as the origin
of the other, with the reasons in words.

    credit     who names the outlet of the other
    date       the earlier one is the origin; equal or unknown days decide nothing
    fullness   the origin names more speakers, tells more figures, and has more that the other has not
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.compare.carriers import Credits
from kg.compare.pairs import published_on
from kg.compare.records import ClaimProfile, DocumentCard, Party
from kg.compare.shared_text import Match, SharedText
from kg.model import EntityKind, TimeValue

CREDIT, DATE, SECOND_HAND, FULLNESS = 3.0, 2.0, 0.5, 0.5
"""Points for the origin: it is credited, it is earlier; what it tells first hand the other credits to an
outlet; and for each of the three ways to be fuller."""
_CONTAINED = 0.15
"""By how much larger a share of its text one must have in common to count as contained in the other."""

OPEN = "nothing tells for sure which of the two came first"
"""The reason that a direction gives where it may be the other one."""
_SOON = 3
"""Days within which a report is told again."""

Vote = tuple[float, str]
"""Points for the other article as origin (negative: for this one), and why."""


@dataclass(frozen=True, slots=True)
class Direction:
    """`points` say how much speaks for the other article as the origin, below 0 against it; at 0 nothing
    tells."""

    points: float
    reasons: tuple[str, ...]

    @property
    def certainty(self) -> float:
        """How sure it is that the other one is the origin: 0.5 where nothing tells, up to 1."""
        odds: float = 0.5 ** (1.0 + abs(self.points))
        return odds if self.points < 0 else 1.0 - odds


def find_direction(shared: SharedText, given: Credits) -> Direction:
    """Return how much speaks for `theirs` as the origin of `ours`."""
    votes = [*_credit(shared), *_date(shared), *_second_hand(shared, given), *_fullness(shared)]
    points = sum(vote for vote, _ in votes)
    open_ = (OPEN,) if points <= 0 else ()
    against = [f"against this: {reason}" for vote, reason in votes if vote < 0]
    return Direction(points, (*open_, *(reason for vote, reason in votes if vote > 0), *against))


def is_earlier(one: TimeValue | None, other: TimeValue | None) -> bool:
    """Tell whether one date lies wholly before another, each as precise as it is known."""
    before, after = _bounds(one)[1], _bounds(other)[0]
    precision = min(len(before), len(after))
    return bool(precision) and before[:precision] < after[:precision]


def is_soon_after(one: DocumentCard, other: DocumentCard) -> bool:
    """Tell whether an article came out on the day of another one or a few days later."""
    after, before = published_on(one.published), published_on(other.published)
    return after is not None and before is not None and 0 <= (after - before).days <= _SOON


def day_of(card: DocumentCard) -> str:
    """Return the date of an article as it is known, or words that say that it is not."""
    start, end = _bounds(card.published)
    return (start if start == end else f"{start}/{end}") or "unknown date"


def _bounds(time: TimeValue | None) -> tuple[str, str]:
    if time is None:
        return "", ""
    return time.value or time.start or "", time.value or time.end or ""


def _credit(shared: SharedText) -> Iterator[Vote]:
    ours, theirs = shared.ours, shared.theirs
    if ours.publisher == theirs.publisher:
        return
    given = any(credit.entity == theirs.publisher for credit in ours.credits)
    taken = any(credit.entity == ours.publisher for credit in theirs.credits)
    if given and not taken:
        yield CREDIT, f"it credits {theirs.publisher_label}, the publisher of the other"
    elif taken and not given:
        yield -CREDIT, f"the other credits {ours.publisher_label}, its publisher"


def _date(shared: SharedText) -> Iterator[Vote]:
    ours, theirs = shared.ours, shared.theirs
    if is_earlier(theirs.published, ours.published):
        yield DATE, f"it was published later ({day_of(ours)}, the other {day_of(theirs)})"
    elif is_earlier(ours.published, theirs.published):
        yield -DATE, f"it was published earlier ({day_of(ours)}, the other {day_of(theirs)})"


def _second_hand(shared: SharedText, given: Credits) -> Iterator[Vote]:
    """What one article has from an outlet and the other tells as its own comes from the other."""
    ours = sum(bool(given.outlets(match.ours)) for match in shared.matches)
    theirs = sum(bool(given.outlets(match.theirs)) for match in shared.matches)
    if ours > theirs:
        yield SECOND_HAND, f"{ours - theirs} of what they share it has from an outlet, the other first hand"
    elif theirs > ours:
        yield -SECOND_HAND, f"{theirs - ours} of what they share the other has from an outlet, it first hand"


def _fullness(shared: SharedText) -> Iterator[Vote]:
    matches = shared.matches
    difference = shared.covered - shared.covers
    if abs(difference) >= _CONTAINED:
        share = f"{shared.covered:.0%} of it stand in the other, {shared.covers:.0%} of the other in it"
        yield FULLNESS * _sign(difference), share
    ours, theirs = _speakers(matches, ours=True), _speakers(matches, ours=False)
    if ours != theirs:
        yield (
            FULLNESS * _sign(theirs - ours),
            f"of what they share it names {_counted(ours, 'speaker')}, the other {theirs}",
        )
    told, telling = _figures(matches, ours=True), _figures(matches, ours=False)
    if told != telling:
        yield (
            FULLNESS * _sign(telling - told),
            f"of what they share it tells {_counted(told, 'figure')}, the other {telling}",
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _sign(number: float) -> float:
    return 1.0 if number > 0 else -1.0


def _sided(matches: Sequence[Match], *, ours: bool) -> Iterator[ClaimProfile]:
    return (match.ours if ours else match.theirs for match in matches)


def _speakers(matches: Sequence[Match], *, ours: bool) -> int:
    parties = [one.party(one.claim.attribution.source) for one in _sided(matches, ours=ours)]
    return len({party.entity for party in parties if party is not None and _is_speaker(party)})


def _is_speaker(party: Party) -> bool:
    return party.named and party.kind is not EntityKind.OUTLET


def _figures(matches: Sequence[Match], *, ours: bool) -> int:
    return sum(len(one.claim.quantities) for one in _sided(matches, ours=ours))
