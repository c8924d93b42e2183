"""What the views ask of the look-ups (`kg.query.lookups.Lookups` is one).

Comes in: answers.  Goes out: a protocol, and the same answers each fetched once.
Must not: know how the answers are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from kg.query.comparison_results import DiscrepancyView, GroupView, LineageView
from kg.query.results import ClaimView, DocumentView, EntityView, StoreSummary

_Found = TypeVar("_Found")


class Answers(Protocol):
    """All that is shown on a page; every tuple in a stable order."""

    def claims(
        self, *, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        """Return the claims of every current document that have one of the acts; see `Lookups.claims`."""

    def documents(self) -> tuple[DocumentView, ...]:
        """Return every article with its text, retracted ones among them."""

    def entities(self) -> tuple[EntityView, ...]:
        """Return every actor, place and outlet."""

    def lineage(self) -> tuple[LineageView, ...]:
        """Return which article rests on what."""

    def groups(self) -> tuple[GroupView, ...]:
        """Return claims that say the same, with their three counts."""

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        """Return pairs of claims that differ, the surest first."""

    def summary(self) -> StoreSummary:
        """Return the numbers of the whole store."""


class AskedOnce:
    """Answers that are fetched once, however many pages ask: reading a store's rows takes longer than using
    them.  What the store holds meanwhile makes no difference."""

    def __init__(self, answers: Answers) -> None:
        """Fetch nothing yet."""
        self._answers = answers
        self._found: dict[object, object] = {}

    def _fetch(self, question: object, ask: Callable[[], _Found]) -> _Found:
        if question not in self._found:
            self._found[question] = ask()
        return self._found[question]  # type: ignore[return-value]  # what `ask` returned for this question

    def claims(
        self, *, act: str | Sequence[str] | None = None, retracted: bool | None = False
    ) -> tuple[ClaimView, ...]:
        """See `Answers.claims`."""
        acts = act if act is None or isinstance(act, str) else tuple(act)
        asked = ("claims", acts, retracted)
        return self._fetch(asked, lambda: self._answers.claims(act=acts, retracted=retracted))

    def documents(self) -> tuple[DocumentView, ...]:
        """See `Answers.documents`."""
        return self._fetch("documents", self._answers.documents)

    def entities(self) -> tuple[EntityView, ...]:
        """See `Answers.entities`."""
        return self._fetch("entities", self._answers.entities)

    def lineage(self) -> tuple[LineageView, ...]:
        """See `Answers.lineage`."""
        return self._fetch("lineage", self._answers.lineage)

    def groups(self) -> tuple[GroupView, ...]:
        """See `Answers.groups`."""
        return self._fetch("groups", self._answers.groups)

    def discrepancies(self) -> tuple[DiscrepancyView, ...]:
        """See `Answers.discrepancies`."""
        return self._fetch("discrepancies", self._answers.discrepancies)

    def summary(self) -> StoreSummary:
        """See `Answers.summary`."""
        return self._fetch("summary", self._answers.summary)
