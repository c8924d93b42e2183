"""What comes of each document, and what is done about those whose reader broke off.

Comes in: numbered documents, and what reads them.  Goes out: a numbered reading or rejection for each.
Must not: let an article that breaks its reader take others with it.

A reader that dies may have died of the article, of its neighbours' memory, or of its machine.  So the article
is read once more at the end, when nothing else is read; only one that breaks its reader alone, again and
again, is counted as a rejection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kg.extraction.article import STAGE
from kg.model import Document, Reading, Rejection

ALONE = 2
"""How often an article whose reader broke off is read again before it is given up."""

MOST_LOST = 1000
"""Articles that are kept for that; where more readers broke off, something else is wrong than an article."""

Numbered = tuple[int, Document]


@dataclass(frozen=True, slots=True)
class Lost:
    """A document whose reader broke off, and how: "was killed ..."."""

    document: Document
    reason: str

    def reject(self) -> Rejection:
        """Return what is said of it when nothing more is tried."""
        remedy = "leave it out or cut it in parts; if it is an ordinary article, please report it"
        return Rejection(self.document.path, STAGE, f"whoever read it {self.reason}; {remedy}")


Outcome = Reading | Rejection


class Readers(Protocol):
    """What reads documents, one or many at a time."""

    def read(self, documents: Iterable[Numbered]) -> Iterator[tuple[int, Outcome | Lost]]:
        """Yield what comes of each document, in whichever order; takes them as it can read them."""


def extract(readers: Readers, documents: Iterable[Numbered]) -> Iterator[tuple[int, Outcome]]:
    """Yield a reading or a rejection for each document, with its number, as they are ready."""
    lost: list[tuple[int, Lost]] = []
    for number, outcome in readers.read(documents):
        if not isinstance(outcome, Lost):
            yield number, outcome
        elif len(lost) < MOST_LOST:
            lost.append((number, outcome))
        else:
            yield number, outcome.reject()
    for number, one in lost:
        yield number, _read_alone(readers, number, one)


def _read_alone(readers: Readers, number: int, lost: Lost) -> Outcome:
    for _ in range(ALONE):
        ((_, outcome),) = readers.read([(number, lost.document)])
        if not isinstance(outcome, Lost):
            return outcome
        lost = outcome
    return lost.reject()
