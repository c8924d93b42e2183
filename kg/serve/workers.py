"""Worker processes, so that a query can be ended and several run at once.

Comes in: `Question`s.  Goes out: `Answer`s and `Refusal`s: 504 for a query that ran too long, 503 while all
workers are busy or when one broke off.
Must not: run a query here.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from multiprocessing import get_context
from pathlib import Path
from threading import Lock

from kg.serve.answering import Answer, Question
from kg.serve.limits import Limits, limit_headers
from kg.serve.refusals import RETRY, Refusal
from kg.serve.worker import serve_questions

_SPAWN = get_context("spawn")
"""A fresh Python, the same on every system; forking is not safe once a process has threads."""

START = 60.0
"""Seconds that a new process gets until it is ready; on a busy machine it takes some."""


class Worker:
    """One process and the pipe to it."""

    def __init__(self, store: Path, limits: Limits) -> None:
        """Start the process; it is not waited for."""
        self._limits = limits
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(
            target=serve_questions, args=(theirs, store, limits.memory_bytes), daemon=True
        )
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self._ready = False
        self._ending, self._ended = Lock(), False

    def ask(self, question: Question) -> Answer | Refusal:
        """Return the answer; the process is ended when it does not come in time."""
        try:
            self._await_start()
            self._pipe.send(question)
            if self._pipe.poll(self._limits.seconds):
                answered: Answer | Refusal = self._pipe.recv()
                return answered
        except (EOFError, OSError):
            self.end()
            return Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "the query broke off, perhaps for want of memory: narrow it",
                limit_headers(self._limits),
            )
        self.end()
        return Refusal(
            HTTPStatus.GATEWAY_TIMEOUT,
            f"the query ran for more than {self._limits.seconds:g} seconds and was ended: narrow it",
            limit_headers(self._limits),
        )

    def is_alive(self) -> bool:
        """Tell whether the process can be asked."""
        return not self._ended and self._process.is_alive()

    def end(self) -> None:
        """End the process at once, whatever it does; the thread that asks and the one that stops may both
        call this, and waiting for a process twice at once loses how it ended."""
        with self._ending:
            if not self._ended:
                self._process.kill()
                self._process.join()
                self._ended = True

    def _await_start(self) -> None:
        if self._ready:
            return
        if not self._pipe.poll(START):
            raise EOFError
        self._pipe.recv()
        self._ready = True


class Workers:
    """Some workers; each query gets one for itself, and one that ended is replaced."""

    def __init__(self, store: Path, count: int, limits: Limits) -> None:
        """Keep what workers are made of; `start` makes them."""
        self._store, self._count, self._limits = store, count, limits
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="kg-serve-query")

    def start(self) -> None:
        """Start the workers; called inside the event loop that asks."""
        for _ in range(self._count):
            self._add()

    async def ask(self, question: Question) -> Answer | Refusal:
        """Return the answer of the next free worker.  A caller that is cancelled ends its query."""
        try:
            worker = await asyncio.wait_for(self._take(), self._limits.seconds)
        except TimeoutError:
            return self._busy()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, worker.ask, question)
        except asyncio.CancelledError:
            worker.end()
            raise
        finally:
            self._put_back(worker)

    def end(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.end()
        self._all.clear()
        self._threads.shutdown(wait=False)

    def _busy(self) -> Refusal:
        words = f"all {self._count} workers were busy for {self._limits.seconds:g} seconds: ask again later"
        return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, words, (*RETRY, *limit_headers(self._limits)))

    async def _take(self) -> Worker:
        """Return the next free worker that lives; one that died while it was idle is replaced."""
        while not (worker := await self._free.get()).is_alive():
            self._put_back(worker)
        return worker

    def _put_back(self, worker: Worker) -> None:
        if worker.is_alive():
            self._free.put_nowait(worker)
        elif worker in self._all:  # else all are being ended
            self._all.remove(worker)
            self._add()

    def _add(self) -> None:
        worker = Worker(self._store, self._limits)
        self._all.add(worker)
        self._free.put_nowait(worker)
