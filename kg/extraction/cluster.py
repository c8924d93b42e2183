"""Articles read by the workers of a Dask cluster.  Needs the extra `cluster`; `opening` alone imports this.

Comes in: the address of a scheduler, numbered documents.  Goes out: what comes of each, as it is ready.
Must not: hold more documents than the workers have at hand, leave anything running on a worker, or let one
read that is of another version.

A task is a few documents.  A worker reads them in a process of its own (`kg.extraction.process`): an article
that crashes or hangs ends that process and not the worker, so that Dask's own count of suspicious tasks never
falls on its neighbours.  What a worker takes with it when its machine goes is read by another one.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from threading import Lock
from typing import Any, Self

from distributed import Client, as_completed
from distributed.scheduler import KilledWorker

from kg.errors import ClaimgraphError, WorkerError
from kg.extraction.frames import decode_document, decode_outcome, encode_document, encode_outcome
from kg.extraction.outcomes import Lost, Numbered, Outcome
from kg.extraction.process import Process
from kg.extraction.recipe import Recipe, check_version, decode_recipe

_BATCH = 4
"""Documents of a task: some tenths of a second of work, and a few milliseconds for the scheduler."""

_AHEAD = 3
"""Tasks on their way for each thread of a worker."""

_CONNECT = 15.0
"""Seconds until scheduler and first worker must have answered."""


class Cluster:
    """The workers of a scheduler; a context manager that ends what they started."""

    def __init__(self, address: str, recipe: Recipe, base: float) -> None:
        """Keep what the workers need; `base` is the time limit as `seconds_for` takes it."""
        self._address, self._recipe, self._base = address, recipe, base

    def __enter__(self) -> Self:
        """Connect; WorkerError when nobody answers, or a worker is of another version."""
        self._client: Any = self._connect()
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT)
            self._check_workers()
            self._sent = self._client.submit(keep, self._recipe.encode())
        except TimeoutError as error:
            self._client.close(_CONNECT)
            raise WorkerError(
                f"no worker is with the Dask scheduler at {self._address}: start dask worker {self._address}"
            ) from error
        except BaseException:
            self._client.close(_CONNECT)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Forget what is on its way, and end the processes that the workers have started."""
        try:
            with suppress(Exception, CancelledError):  # the scheduler is gone: processes end themselves
                self._client.run(end_processes, self._client.id, on_error="ignore")
        finally:
            self._client.close(_CONNECT)

    def read(self, documents: Iterable[Numbered]) -> Iterator[tuple[int, Outcome | Lost]]:
        """Yield what comes of each document; WorkerError when a worker cannot read at all, or the scheduler
        goes."""
        rest, sent = iter(documents), dict[Any, Sequence[Numbered]]()
        answered: Any = as_completed()  # type: ignore[no-untyped-call]
        while batch := list(islice(rest, _BATCH)):
            future = self._submit(batch)
            sent[future] = batch
            answered.add(future)
            while len(sent) >= self._most_sent():
                yield from self._take(answered, sent)
        while sent:
            yield from self._take(answered, sent)

    def _connect(self) -> Any:
        try:
            return Client(self._address, timeout=_CONNECT)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TimeoutError) as error:
            raise WorkerError(
                f"no Dask scheduler answers at {self._address} ({error or 'time-out'}): start dask "
                "scheduler, and name it as tcp://HOST:PORT"
            ) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what a cluster that is gone raises into one error that says what to do."""
        try:
            yield
        except ClaimgraphError:
            raise
        except (Exception, CancelledError) as error:
            raise WorkerError(
                f"the cluster at {self._address} broke off ({type(error).__name__}: {error}): see that it "
                "runs, then run kg build again; what was read so far is stored"
            ) from error

    def _submit(self, batch: Sequence[Numbered]) -> Any:
        messages, build = [encode_document(document) for _, document in batch], self._client.id
        with self._told():
            return self._client.submit(read_batch, build, self._sent, messages, self._base, pure=False)

    def _most_sent(self) -> int:
        """Return how many tasks may be on their way; workers come and go."""
        with self._told():
            threads: dict[str, int] = self._client.nthreads()
        return _AHEAD * max(1, sum(threads.values()))

    def _take(
        self, answered: Any, sent: dict[Any, Sequence[Numbered]]
    ) -> Iterator[tuple[int, Outcome | Lost]]:
        """Yield what came of the batch that is ready first."""
        with self._told():
            future = next(answered)
        batch = sent.pop(future)
        for (number, document), answer in zip(batch, self._answers(future, batch), strict=True):
            yield number, Lost(document, answer) if isinstance(answer, str) else decode_outcome(answer)

    def _answers(self, future: Any, batch: Sequence[Numbered]) -> Sequence[bytes | str]:
        with self._told():
            try:
                answers: Sequence[bytes | str] = future.result()
            except KilledWorker:
                return ["was on machines that broke off one after the other"] * len(batch)
            finally:
                future.release()
            return answers

    def _check_workers(self) -> None:
        told = self._client.run(tell_version, self._recipe.encode(), on_error="return")
        wrong = {address: found for address, found in sorted(told.items()) if found}
        if wrong:
            address, found = next(iter(wrong.items()))
            raise WorkerError(
                f"{len(wrong)} of {len(told)} workers cannot read; the one at {address}: {found}"
            )


# ------------------------------------------------------------------------------------- on a worker

_lock = Lock()
_started: dict[str, list[Process]] = {}
"""All processes of this worker, by the build that they read for."""
_free: dict[str, list[Process]] = {}
"""Those of them that nobody asks just now."""


def keep(payload: bytes) -> bytes:
    """Be the task whose result is the recipe: when the worker that has it goes, another one does this."""
    return payload


def tell_version(recipe: bytes) -> str:
    """Return why this worker cannot read by the recipe; empty if it can."""
    try:
        check_version(decode_recipe(recipe))
    except ClaimgraphError as error:
        return str(error)
    return ""


def read_batch(build: str, recipe: bytes, messages: Sequence[bytes], base: float) -> list[bytes | str]:
    """Read some documents in a process of this worker; of one that broke it, return how it did."""
    process = _take_process(build, recipe, base)
    try:
        found = [process.read(decode_document(message)) for message in messages]
    finally:
        _give_back(build, process)
    return [one.reason if isinstance(one, Lost) else encode_outcome(one) for one in found]


def end_processes(build: str) -> None:
    """End the processes that this worker has started for a build, whatever they do."""
    with _lock:
        started, free = _started.pop(build, []), _free.pop(build, [])
    for process in started:
        process.end()
    for process in free:
        process.close()


def _take_process(build: str, recipe: bytes, base: float) -> Process:
    with _lock:
        free = _free.setdefault(build, [])
        if free:
            return free.pop()
        process = Process(decode_recipe(recipe), base)
        _started.setdefault(build, []).append(process)
        return process


def _give_back(build: str, process: Process) -> None:
    with _lock:
        if build in _started:
            _free[build].append(process)
            return
    process.close()  # the build has ended meanwhile
