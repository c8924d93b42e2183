"""A process that answers queries, one after the other, until its pipe ends.

Comes in: the folder of a store, `Question`s.  Goes out: `Answer`s and `Refusal`s.
The engine is native code without a clock: whoever waits too long for an answer ends the process.  Must not:
outlive its caller (its pipe ends then, and an alarm ends a query that runs at that moment).

Each query sees the snapshot that is published when it begins.  The hold on an older one is given back within
a second of a new one, so that a build can remove it though nobody asks anything.
"""

from __future__ import annotations

import signal
import sys
from http import HTTPStatus
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import ClaimgraphError, GraphServiceError
from kg.query.published import ReadableGraph, open_published
from kg.query.snapshot import REBUILD, Hold, current_snapshot, hold_snapshot
from kg.serve.answering import Answer, Question, answer_question
from kg.serve.refusals import Refusal

if sys.platform != "win32":
    import resource

READY = "ready"
"""What a worker sends first."""

LOOK = 1.0
"""Seconds after which an idle worker looks whether another snapshot is published."""

GRACE = 5.0
"""Seconds after the time limit when the alarm rings; by then a caller that lives has ended the process."""


class Published:
    """The graph of the snapshot that is published now."""

    def __init__(self, store: Path) -> None:
        """Keep the folder of the store; nothing is opened yet."""
        self._path = store
        self._opened: tuple[Path, ReadableGraph, Hold] | None = None

    def graph(self) -> ReadableGraph:
        """Return the graph; StoreError when there is none to be opened."""
        self.forget_former()
        if self._opened is None:
            folder, hold = hold_snapshot(self._path)
            self._opened = (folder, open_published(folder), hold)
        return self._opened[1]

    def forget_former(self) -> None:
        """Give back the hold on a snapshot that is not the published one any more."""
        if self._opened is None or self._opened[0] == current_snapshot(self._path):
            return
        _, _, hold = self._opened
        self._opened = None
        hold.release()


def serve_questions(pipe: Connection, store: Path, memory_bytes: int) -> None:
    """Answer what comes out of the pipe until it ends; the target of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service, which ends its workers
    bound_memory(memory_bytes)
    published = Published(store)
    pipe.send(READY)
    while True:
        try:
            if pipe.poll(LOOK):
                pipe.send(answer(published, pipe.recv()))
            else:
                look(published)
        except (EOFError, BrokenPipeError):
            return


def answer(published: Published, question: Question) -> Answer | Refusal:
    """Answer one question from the published snapshot."""
    set_alarm(question.limits.seconds + GRACE)
    try:
        return answer_question(published.graph(), question)
    except GraphServiceError as error:
        print(f"kg: {error}", file=sys.stderr, flush=True)  # for whoever runs this: it names what lies behind
        return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "the service that keeps the graph does not answer")
    except ClaimgraphError as error:
        return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    except (OSError, ValueError) as error:
        return Refusal(
            HTTPStatus.SERVICE_UNAVAILABLE, f"the graph of the store cannot be opened ({error}): {REBUILD}"
        )
    finally:
        set_alarm(0)


def look(published: Published) -> None:
    """Let go of a former snapshot; a store that is gone is told about when somebody asks."""
    try:
        published.forget_former()
    except ClaimgraphError:
        return


def set_alarm(seconds: float) -> None:
    """Have the process end in some seconds, where there are alarms; 0 takes that back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def bound_memory(size: int) -> None:
    """Let the process have some bytes of memory, where that can be said; beyond them the engine gives up."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))
