"""A process that takes documents as the real one does, and does to itself what their text says: no model.

crash: dies of a signal   hang: never answers   leave: ends with code 3   print: writes on stdout
mute: closes its pipe and goes on
once FILE: dies the first time, leaving FILE   fail: raises   else: a reading without claims
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from kg.errors import WorkerError
from kg.extraction import child
from kg.extraction.recipe import Extractor, Recipe
from kg.model import Document, Reading, Rejection

CODE = "from tests.unit.extraction.stand_in import serve; serve({base!r})"

SOUND = Recipe("x-sound", (), "rules", "")
WRONG = Recipe("x-wrong", (), "rules", "")
DEAD = Recipe("x-dead", (), "rules", "")


class StandIn(Extractor):
    def read(self, document: Document) -> Reading | Rejection:
        order, _, rest = document.text.partition(" ")
        if order == "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        elif order == "hang":
            time.sleep(600)
        elif order == "leave":
            os._exit(3)
        elif order == "mute":
            os.closerange(3, 1024)
            os.close(1)
            time.sleep(600)
        elif order == "print":
            print("not an answer", flush=True)
        elif order == "once" and not Path(rest).exists():
            Path(rest).touch()
            os._exit(4)
        elif order == "fail":
            return Rejection(document.path, "extract", "it fails")
        return Reading(document, (), (), (), self.id)


def open_stand_in(recipe: Recipe) -> Extractor:
    if recipe.extractor == WRONG.extractor:
        raise WorkerError("it reads in another way")
    if recipe.extractor == DEAD.extractor:
        sys.exit("no room for the model")
    return StandIn(None, None, recipe.extractor)  # type: ignore[arg-type]


def serve(base: float) -> None:
    child.open_recipe = open_stand_in
    child.main(base)
