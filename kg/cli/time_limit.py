"""A query in a process of its own, so that it can be stopped: by the clock, or with Ctrl-C.

Comes in: what `run_query` takes, and seconds.  Goes out: its answer, or the error that it raised.
The engine is native code, which neither sees Python's signals nor has a clock.  Must not: outlive the caller.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import ClaimgraphError, InputError
from kg.query.paging import WHOLE, Page
from kg.query.sparql import Table, run_query

_SPAWN = get_context("spawn")
"""A fresh Python, the same on every system; forking is not safe once libraries have threads."""


def run_limited(
    store: Path, query: str, bindings: Mapping[str, str], seconds: float, page: Page = WHOLE
) -> Table:
    """Return the answer to a query; InputError if it is not there after some seconds."""
    receiver, sender = _SPAWN.Pipe(duplex=False)
    asked = (sender, seconds, store, query, dict(bindings), page)
    worker = _SPAWN.Process(target=_answer, args=asked, daemon=True)
    worker.start()
    sender.close()  # so that the end of the worker is the end of the pipe
    try:
        if not receiver.poll(seconds):
            raise InputError(
                f"the query ran for more than {seconds:g} seconds: narrow it, or give it more with --timeout"
            )
        answer = _receive(receiver)
    finally:
        worker.kill()
        worker.join()
        receiver.close()
    if isinstance(answer, ClaimgraphError):
        raise answer
    return answer


def _receive(receiver: Connection) -> Table | ClaimgraphError:
    try:
        answer: Table | ClaimgraphError = receiver.recv()
    except EOFError:
        raise InputError("the query broke off, perhaps for want of memory: narrow it") from None
    return answer


def _answer(
    sender: Connection, seconds: float, store: Path, query: str, bindings: dict[str, str], page: Page
) -> None:
    """Run the query and send what comes of it; runs in the process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "setitimer"):  # where there is one, an alarm ends it though the caller was killed
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        answer: Table | ClaimgraphError = run_query(store, query, bindings, page)
    except ClaimgraphError as error:
        answer = error
    sender.send(answer)
