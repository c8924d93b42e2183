"""kill -9 of what is no build: somebody who writes down decisions, `kg decide`, a reader.

Comes in: a folder to work in, a source of chance.  Goes out: what was found; AssertionError where something
is lost, torn, or kept from being removed.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from kg.decisions.location import default_log
from kg.decisions.log import append_decision, mend_log, read_log
from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Verb
from kg.graph.store import open_for_reading
from kg.pipeline import decide
from kg.query.lookups import Lookups
from kg.query.snapshot import current_snapshot
from tests.survival.building import State, build_state, fingerprint
from tests.survival.killing import BASE, LATER, run_child

LONG = "because the register says so, and nobody objected; " * 40
"""A reason that makes a line of several pages' worth of bytes likely to be torn."""


def written(number: int) -> Decision:
    """A decision by its number."""
    when = f"2025-05-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    return make_decision(
        Verb.RENAME, ["e-1f0c2a9be3d47756"], who="Ada", when=when, label=f"N{number}", why=LONG
    )


def append_in_child(tell: Callable[[int], None], log: Path, first: int) -> None:
    """Write decisions without end, and tell each that is written."""
    tell(first)
    while True:
        append_decision(log, written(first))
        first += 1
        tell(first)


class KilledAppends:
    """Somebody who adds lines to the log of decisions."""

    def __init__(self, folder: Path) -> None:
        """Begin with no log."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._log, self._next = folder / "log.jsonl", 0

    def round(self, chance: random.Random) -> str:
        """Kill once; every decision that was confirmed is there, in its order, and at most one more."""
        seen = [self._next]
        delay = chance.uniform(0, 0.1)

        def watch(number: int, pipe: Connection) -> bool:
            seen.append(number)
            if number > self._next:
                return False
            time.sleep(delay)
            return True

        run_child(append_in_child, self._log, self._next, watch=watch)
        torn = mend_log(self._log)
        found = read_log(self._log)
        assert [one.id for one in found] == [written(number).id for number in range(len(found))]
        assert len(found) >= max(seen)
        self._next = len(found)
        return "a torn line" if torn is not None else "whole lines"


def decide_in_child(tell: Callable[[str], None], store: Path, decision: Decision) -> None:
    """Decide, and tell the stages."""
    tell("begin")
    decide(store, decision, progress=lambda stage, *_: tell(stage))
    tell("end")


class KilledDecisions:
    """`kg decide` on a store; the next build applies what stands in the log."""

    def __init__(self, folder: Path) -> None:
        """Make the store, and the one that an undisturbed decision leaves."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._folder, self._before, after = folder, folder / "before" / "store", folder / "after" / "store"
        build_state(self._before, State(BASE))
        lookups = Lookups(self._before)
        person = next(one for one in lookups.entities() if one.kind == "person")
        lookups.close()
        self._decision = make_decision(
            Verb.RENAME, [person.id], who="Ada", when="2025-05-01T10:00:00Z", label="Zoe Quill"
        )
        shutil.copytree(self._before.parent, after.parent)
        began = time.monotonic()
        run_child(decide_in_child, after, self._decision, watch=lambda *_: False)
        self._seconds = time.monotonic() - began
        self._prints = {False: fingerprint(self._before), True: fingerprint(after)}
        assert self._prints[False] != self._prints[True]

    def round(self, chance: random.Random) -> str:
        """Kill once: the log has it or not, readers see it or not, and the next build follows the log."""
        store = self._folder / "work" / "store"
        shutil.rmtree(store.parent, ignore_errors=True)
        shutil.copytree(self._before.parent, store.parent)
        delay = chance.uniform(0, self._seconds)

        def watch(stage: str, pipe: Connection) -> bool:
            time.sleep(delay)
            return True

        run_child(decide_in_child, store, self._decision, watch=watch)
        seen = fingerprint(store)
        assert seen in self._prints.values()
        mend_log(default_log(store))
        logged = bool(read_log(default_log(store)))
        assert logged or seen == self._prints[False]
        build_state(store, State(BASE))
        assert fingerprint(store) == self._prints[logged]
        shown = "applied" if seen == self._prints[True] else "not applied"
        return f"logged, {shown}" if logged else "not logged"


def read_in_child(tell: Callable[[str], None], store: Path) -> None:
    """Hold a snapshot and ask it again and again."""
    with open_for_reading(store) as reader:
        tell("reading")
        while True:
            reader.lookups.claims()
            len(reader.graph)


class KilledReaders:
    """A reader that holds a snapshot while builds go on."""

    def __init__(self, folder: Path) -> None:
        """Make the store."""
        shutil.rmtree(folder, ignore_errors=True)
        self._store = folder / "store"
        folder.mkdir(parents=True)
        build_state(self._store, State(BASE))
        self._turn = 0

    def round(self, chance: random.Random) -> str:
        """Kill a reader before or after a build: what it held stays while it lives, and goes then."""
        held, delay = current_snapshot(self._store), chance.uniform(0, 0.3)
        during = chance.random() < 0.5

        def watch(told: str, pipe: Connection) -> bool:
            if not during:
                self._build()
                assert held.is_dir()
            time.sleep(delay)
            return True

        run_child(read_in_child, self._store, watch=watch)
        self._build()
        self._build()
        assert [one.name for one in (self._store / "snapshots").iterdir()] == [
            current_snapshot(self._store).name
        ]
        assert not held.exists()
        return "killed before a build" if during else "killed after a build"

    def _build(self) -> None:
        """Build another state than the last: with later articles read by another extractor in turn."""
        self._turn += 1
        build_state(self._store, State(tuple(replace(one, extractor=f"x{self._turn}") for one in LATER)))
