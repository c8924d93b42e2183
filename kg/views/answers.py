"""What the views ask of the look-ups (`kg.query.lookups.Lookups` is one).

Comes in: nothing.  Goes out: a protocol.  Must not: know how the answers are stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.query.results import ClaimView, DocumentView, EntityView, GroupView, LineageView, StoreSummary


class Answers(Protocol):
    """All that is shown on a page; every tuple in a stable order."""

    def claims(self, *, act: str | Sequence[str] | None = None) -> tuple[ClaimView, ...]:
        """Return the claims of every current document that have one of the acts; see `Lookups.claims`."""

    def documents(self) -> tuple[DocumentView, ...]:
        """Return every article with its text."""

    def entities(self) -> tuple[EntityView, ...]:
        """Return every actor, place and outlet."""

    def lineage(self) -> tuple[LineageView, ...]:
        """Return which article rests on what."""

    def groups(self) -> tuple[GroupView, ...]:
        """Return claims that say the same, with their three counts."""

    def summary(self) -> StoreSummary:
        """Return the numbers of the whole store."""
