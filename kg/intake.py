"""The articles of a build, as a stream: read, looked up in the store, extracted, stored.

Comes in: an inbox, a writer, readers.  Goes out: what came of all articles, in numbers and ids.
Must not: hold an article longer than it takes to store it; what grows with their number is ids alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.extraction import extract
from kg.extraction.opening import PreparedReaders
from kg.extraction.outcomes import Numbered
from kg.graph.store import StoreWriter
from kg.model import Document, Rejection
from kg.read import Inbox

Progress = Callable[[str, int, int, str], None]
"""Called with (stage, done, total, what is at hand); total is 0 where it is not known."""


@dataclass(slots=True)
class Intake:
    """What was met: ids of all documents, how many of them were new, and what was rejected, by its number."""

    held: list[str] = field(default_factory=list)
    new: int = 0
    unreadable: list[Rejection] = field(default_factory=list)
    failed: dict[int, Rejection] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many documents were extracted and stored."""
        return self.new - len(self.failed)

    @property
    def unchanged(self) -> int:
        """How many documents were in the store already."""
        return len(self.held) - self.new

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What could not be read, then what could not be extracted, both in the order of the inbox."""
        return (*self.unreadable, *(self.failed[number] for number in sorted(self.failed)))


def take_in(
    inbox: Inbox, writer: StoreWriter, readers: PreparedReaders, extractor: str, progress: Progress
) -> Intake:
    """Extract what is new or changed in an inbox, and store it as it becomes ready."""
    intake, told = Intake(), _Told(inbox, progress)

    def new() -> Iterator[Numbered]:
        for document in _unstored(inbox, writer, extractor, intake, told):
            if not intake.new:
                readers.prepare()
            intake.new += 1
            told.tell(document.path)
            yield intake.new, document

    for number, outcome in extract(readers, new()):
        if isinstance(outcome, Rejection):
            intake.failed[number] = outcome
        else:
            writer.put(outcome)
        told.add_one()
    return intake


def _unstored(
    inbox: Inbox, writer: StoreWriter, extractor: str, intake: Intake, told: _Told
) -> Iterator[Document]:
    """Yield the documents that are to be extracted; note all others."""
    for item in inbox:
        if isinstance(item, Rejection):
            intake.unreadable.append(item)
            told.add_one()
            continue
        intake.held.append(item.id)
        if writer.has(item, extractor):
            told.add_one()
        else:
            yield item


class _Told:
    """Tells how far it is, of all articles in the inbox, as soon as one of them is new."""

    def __init__(self, inbox: Inbox, progress: Progress) -> None:
        self._inbox, self._progress = inbox, progress
        self._done, self._expected, self._path = 0, 0, ""

    def tell(self, path: str) -> None:
        """Tell which article is being read."""
        self._expected = self._expected or self._inbox.count()
        self._path = path
        self._progress("extract", self._done, max(self._expected, self._done + 1), path)

    def add_one(self) -> None:
        """Tell that one more is done with."""
        self._done += 1
        if self._path:
            self._progress("extract", self._done, max(self._expected, self._done), self._path)
