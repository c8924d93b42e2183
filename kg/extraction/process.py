"""The near side of a process that reads articles: starts it, asks it, ends it.

Comes in: a recipe, then documents.  Goes out: what comes of each, be it that the process broke off.
Must not: wait longer than the limit, whatever the process does.

A fresh interpreter (`subprocess`), not a fork and not `multiprocessing`: the same on every system; safe
though the store's engine has threads here; no `__main__` is run again; and a Dask worker, which may not have
children of `multiprocessing`, may have these.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Lock, Timer
from typing import IO, cast

from kg.errors import WorkerError
from kg.extraction.frames import FAILED, decode_outcome, encode_document, receive, send
from kg.extraction.limits import seconds_for
from kg.extraction.outcomes import Lost, Outcome
from kg.extraction.recipe import Recipe
from kg.model import Document

START = 120.0
"""Seconds until a process must be ready: it takes three, and more where many start at once."""

ENDING = 5.0
"""Seconds that a process has to end after it has closed its pipe."""

_KILLED = -9
RENEWED = 5000
"""Articles after which a process is started anew: spaCy keeps every word that it has ever met, and starting
takes a thousandth of the time that so many articles take."""

_CODE = "from kg.extraction.child import main; main({base!r})"
_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Process:
    """One process; it is started when it is first asked, and again after it broke off."""

    def __init__(self, recipe: Recipe, base: float) -> None:
        """Keep what the process is started with; `base` is the limit as `seconds_for` takes it."""
        self._recipe, self._base = recipe.encode(), base
        self._running: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._ending, self._ended, self._late = Lock(), False, False
        self._asked = 0

    def read(self, document: Document) -> Outcome | Lost:
        """Return what comes of a document; WorkerError when no process can be started."""
        if self._running is None or self._running.poll() is not None or self._asked >= RENEWED:
            self._stop()
            self._start()
        self._asked += 1
        seconds = seconds_for(document, self._base)
        answer = self._ask(encode_document(document), seconds)
        if answer is not None:
            return decode_outcome(answer)
        reason = f"took more than {seconds:.0f} seconds" if self._late else self._how_it_ended()
        self._stop()
        return Lost(document, reason)

    def end(self) -> None:
        """End the process at once, whatever it does; any thread may call this, and `read` returns."""
        with self._ending:
            self._ended = True
            if self._running is not None:
                self._running.kill()

    def close(self) -> None:
        """End the process and wait for its end; for the thread that asks."""
        self.end()
        self._stop()

    def _start(self) -> None:
        with self._ending:
            if self._ended:
                raise WorkerError("the build was stopped")
            self._errors = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 (closed by _stop)
            self._running = subprocess.Popen(  # noqa: S603 (this interpreter, our own code)
                [sys.executable, "-P", "-c", _CODE.format(base=self._base)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env={**os.environ, **_THREADS, "PYTHONPATH": _search_path()},
            )
        answer = self._ask(self._recipe, START)
        if answer is None or answer[:1] == FAILED:
            told = answer[1:].decode() if answer else f"it {self._how_it_ended()}{self._last_words()}"
            self._stop()
            raise WorkerError(f"a process that should read articles cannot: {told}")
        self._asked = 0

    def _ask(self, message: bytes, seconds: float) -> bytes | None:
        """Send a message and return the answer; None when the process ended, or was ended by the clock."""
        running = cast("subprocess.Popen[bytes]", self._running)
        self._late = False
        clock = Timer(seconds, self._overrun, (running,))
        clock.daemon = True
        clock.start()
        try:
            send(cast("IO[bytes]", running.stdin), message)  # type: ignore[arg-type]
            return receive(cast("IO[bytes]", running.stdout))  # type: ignore[arg-type]
        except OSError:  # its end of the pipe is closed
            return None
        finally:
            clock.cancel()

    def _overrun(self, running: subprocess.Popen[bytes]) -> None:
        self._late = True
        running.kill()

    def _stop(self) -> None:
        """Wait for the end of the process, and give back what belongs to it."""
        with self._ending:
            running, self._running = self._running, None
        if running is not None:
            running.kill()
            running.wait()
            for stream in (running.stdin, running.stdout, self._errors):
                _close(stream)

    def _how_it_ended(self) -> str:
        """Return how the process ended: "was killed ..." or "ended with exit code ..."."""
        running = cast("subprocess.Popen[bytes]", self._running)
        try:
            code = running.wait(ENDING)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            return "closed its pipe and did not end"
        if code == _KILLED:
            return "was killed (perhaps for want of memory: give each worker more, or take fewer)"
        if code < 0:
            return f"crashed ({signal.Signals(-code).name})"
        return f"ended with exit code {code}"

    def _last_words(self) -> str:
        errors = cast("IO[bytes]", self._errors)
        errors.seek(0)
        lines = errors.read().decode(errors="replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return f" ({said[-1]})" if said else ""


def _search_path() -> str:
    """Return where modules are looked for here, so that the process finds the same program."""
    return os.pathsep.join(str(Path(place).absolute()) for place in sys.path)


def _close(stream: IO[bytes] | None) -> None:
    if stream is not None:
        try:
            stream.close()
        except OSError:  # what was not sent to a process that is gone
            return
