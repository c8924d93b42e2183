"""A process that reads articles for another one; `kg.extraction.process` starts it.

Comes in: a recipe, then documents, as messages on standard input.  Goes out: on standard output, that it is
ready, then a reading or rejection for each.  Ends when its input ends.
Must not: outlive whoever started it, or die of Ctrl-C before that one has.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from typing import BinaryIO

from kg.errors import ClaimgraphError
from kg.extraction.frames import FAILED, READY, decode_document, encode_outcome, receive, send
from kg.extraction.limits import seconds_for
from kg.extraction.recipe import Extractor, decode_recipe, open_recipe

_ORPHANED = 2.0
"""How many times over its limit a process ends itself: whoever should have ended it is gone."""

_IDLE = 600.0
"""Seconds after which a process that nobody asks ends itself; it is started again when it is needed."""


def main(base: float) -> None:
    """Serve standard input to its end; `base` is the time limit as `seconds_for` takes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, _take_output()
    recipe = receive(asked)
    if recipe is None:
        return
    try:
        extractor = open_recipe(decode_recipe(recipe))
    except ClaimgraphError as error:
        send(answers, FAILED + str(error).encode())
        return
    send(answers, READY)
    _serve(asked, answers, extractor, base)


def _take_output() -> BinaryIO:
    """Return standard output, and send to standard error whatever else is written there."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _serve(asked: BinaryIO, answers: BinaryIO, extractor: Extractor, base: float) -> None:
    while (message := _await(asked)) is not None:
        document = decode_document(message)
        faulthandler.dump_traceback_later(_ORPHANED * seconds_for(document, base), exit=True)
        outcome = encode_outcome(extractor.read(document))
        send(answers, outcome)


def _await(asked: BinaryIO) -> bytes | None:
    faulthandler.dump_traceback_later(_IDLE, exit=True)
    return receive(asked)
