"""Articles read by several processes of this machine.

Comes in: numbered documents.  Goes out: what comes of each, in the order in which they are ready.
Must not: hold more documents than the processes have at hand, or leave one running.

One thread asks one process, for one article at a time: so it is known which article a process died of, and
each process can be given a time limit of its own.  The standard library's pools know neither: one that dies
breaks `ProcessPoolExecutor` as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from threading import Thread
from typing import Self

from kg.extraction.outcomes import Lost, Numbered, Outcome
from kg.extraction.process import Process
from kg.extraction.recipe import Recipe

_AHEAD = 4
"""Documents on their way for each process: one that it reads, one that waits, two that are done."""

_LOOK = 0.5
"""Seconds after which a wait is interrupted to see whether somebody pressed Ctrl-C; Windows needs that."""

_Done = tuple[int, Outcome | Lost | BaseException]


class Pool:
    """Some processes; a context manager that ends them."""

    def __init__(self, recipe: Recipe, count: int, base: float) -> None:
        """Make `count` of them; each is started with its first document."""
        self._processes = [Process(recipe, base) for _ in range(count)]
        self._todo: Queue[Numbered | None] = Queue()
        self._done: Queue[_Done] = Queue()
        self._threads = tuple(Thread(target=self._work, args=(one,), daemon=True) for one in self._processes)

    def __enter__(self) -> Self:
        """Start the threads."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes at once."""
        for process in self._processes:
            process.end()
            self._todo.put(None)
        for thread in self._threads:
            thread.join()

    def read(self, documents: Iterable[Numbered]) -> Iterator[tuple[int, Outcome | Lost]]:
        """Yield what comes of each document; WorkerError when no process can be started."""
        waiting = 0
        for document in documents:
            self._todo.put(document)
            waiting += 1
            while waiting >= _AHEAD * len(self._processes):
                yield self._take()
                waiting -= 1
        for _ in range(waiting):
            yield self._take()

    def _take(self) -> tuple[int, Outcome | Lost]:
        while True:
            try:
                number, outcome = self._done.get(timeout=_LOOK)
            except Empty:
                continue
            if isinstance(outcome, BaseException):
                raise outcome
            return number, outcome

    def _work(self, process: Process) -> None:
        """Ask one process until there is no more to read."""
        while (item := self._todo.get()) is not None:
            number, document = item
            try:
                self._done.put((number, process.read(document)))
            except Exception as error:  # no process can be had; the build must not wait for ever
                self._done.put((number, error))
                break
        process.close()
