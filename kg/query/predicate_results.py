"""What look-ups answer with about who does what to whom in a claim.

Comes in: nothing.  Must not: read the store.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PartyView:
    """Who does something, or whom it is done to; `entity` is None when the words name none."""

    text: str
    spans: tuple[Span, ...]
    entity: str | None
    label: str


@dataclass(frozen=True, slots=True)
class PredicateView:
    """A verb of a claim with who does it to whom; see `kg.model.Predicate`."""

    lemma: str
    text: str
    spans: tuple[Span, ...]
    tense: str
    polarity: str
    certainty: str
    agent: PartyView | None
    patient: PartyView | None
    main: bool
