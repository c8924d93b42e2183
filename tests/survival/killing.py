"""kill -9 at a random moment of a chosen phase of a build, and what must hold after it.

Comes in: a folder to work in, a source of chance.  Goes out: what was found in the store; AssertionError
where an article is there by half, readers see a mixture, or the next build does not end as one that was never
killed.  Children come from multiprocessing's fork server: each is a process of its own, and none loads the
libraries again.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.codec import decode_reading, unpack
from kg.graph.articles import ORDER_FILE, QUADS, RECORDS
from kg.graph.atomic import LEFTOVER
from kg.graph.store import open_for_writing
from kg.query.snapshot import current_snapshot
from tests.survival.building import State, articles, build_state, fingerprint, held, truth

_CHILDREN = get_context("forkserver")
_CHILDREN.set_forkserver_preload(["tests.survival.building", "kg.pipeline"])

PATIENCE = 120.0
"""Seconds after which a child that says nothing is given up."""

BASE = tuple(articles(range(24)))
CHANGED = articles(range(3), 1) + articles(range(3, 6), 0, "second") + articles(range(24, 27))
"""Three other versions, three read again by another extractor, three new ones."""

LATER = articles(range(27, 29))
"""What comes after all is well again."""


@dataclass(frozen=True)
class Scenario:
    """A build that is killed: what the store holds before, what is built, in which phases it is killed."""

    name: str
    before: State | None
    target: State
    phases: tuple[str, ...]
    twice: bool = False


SCENARIOS = (
    Scenario("load", None, State(BASE), ("put",)),
    Scenario("replace", State(BASE), State(CHANGED), ("put",)),
    Scenario("derive", State(BASE), State(CHANGED), ("resolve", "compare")),
    Scenario("index, whole", State(BASE), State(CHANGED), ("store",)),
    Scenario("index, in part", State(BASE), State(CHANGED, parts=True), ("store",)),
    Scenario("publish", State(BASE), State(CHANGED), ("publish",)),
    Scenario("memory", State(BASE), State(CHANGED, parts=True), ("keep",)),
    Scenario("close", State(BASE), State(CHANGED), ("close",)),
    Scenario("repair", State(BASE), State(CHANGED), ("put", "store", "publish"), twice=True),
)


# ------------------------------------------------------------------------------------------ children


def run_child(work: Callable[..., None], *given: Any, watch: Callable[[Any, Any], bool]) -> bool:
    """Run `work(tell, *given)` in a child; what it tells goes to `watch`, which kills it by returning True.

    Returns whether it was killed; RuntimeError when it failed by itself.
    """
    ours, theirs = _CHILDREN.Pipe()
    child = _CHILDREN.Process(target=_work, args=(theirs, work, given), daemon=True)
    child.start()
    theirs.close()
    killed = False
    try:
        while not killed and ours.poll(PATIENCE):
            killed = watch(ours.recv(), ours)
    except EOFError:
        pass
    finally:
        child.kill() if killed else child.join(PATIENCE)
        child.join()
        ours.close()
    if not killed and child.exitcode:
        raise RuntimeError(f"the child failed with exit code {child.exitcode}")
    return killed


def _work(pipe: Connection, work: Callable[..., None], given: tuple[Any, ...]) -> None:
    work(pipe.send, *given)


def build_in_child(tell: Callable[[str], None], store: Path, state: State) -> None:
    """Build and tell the phases."""
    build_state(store, state, tell)


def phase_times(store: Path, state: State) -> dict[str, float]:
    """Build undisturbed, and return how many seconds each phase took."""
    began: dict[str, float] = {}
    run_child(
        build_in_child, store, state, watch=lambda phase, _: bool(began.update({phase: time.monotonic()}))
    )
    phases, starts = list(began), list(began.values())
    return {phase: starts[at + 1] - starts[at] for at, phase in enumerate(phases[:-1])}


def kill_in(store: Path, state: State, phase: str, delay: float) -> bool:
    """Build, and kill that some seconds after a phase began; False if the build was over by then."""

    def watch(told: str, pipe: Connection) -> bool:
        if told == phase:
            time.sleep(delay)
            return True
        return False

    return run_child(build_in_child, store, state, watch=watch)


# ------------------------------------------------------------------------------------------ scenarios


class Rehearsed:
    """A scenario with the stores that an undisturbed build leaves, against which killed ones are held."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        """Build what is compared with."""
        self.scenario, self._folder = scenario, folder
        self._before = folder / "before"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if scenario.before:
            build_state(self._before, scenario.before)
        self.times = phase_times(self._copy("after"), scenario.target)
        whole = State(scenario.target.readings)
        build_state(self._copy("whole"), whole)
        self.before = fingerprint(self._before) if scenario.before else None
        self.after, self.whole = fingerprint(folder / "after"), fingerprint(folder / "whole")
        assert scenario.target.parts or self.after == self.whole
        self.articles = truth(folder / "after")

    @cached_property
    def known(self) -> frozenset[tuple[str, bytes]]:
        """The name and the bytes of every file of an article that any build has put, both kinds of them."""
        files = (truth(self._folder / name) for name in ("before", "after") if (self._folder / name).exists())
        known = frozenset(
            (name, content)
            for found in files
            for name, content in found.items()
            if name.endswith((RECORDS, QUADS))
        )
        for suffix in (RECORDS, QUADS):
            named = {name.removesuffix(suffix) for name, _ in known if name.endswith(suffix)}
            assert named >= {one.document.id for one in self.scenario.target.readings}
        return known

    def _copy(self, name: str) -> Path:
        """Return a fresh copy of the store as it is before."""
        store = self._folder / name
        shutil.rmtree(store, ignore_errors=True)
        if self.scenario.before:
            shutil.copytree(self._before, store)
        return store

    def round(self, chance: random.Random) -> str:
        """Kill once at a random moment, hold the store to what must be, and return what readers found."""
        store = self._copy("store")
        phase = chance.choice(self.scenario.phases)
        killed = kill_in(store, self.scenario.target, phase, chance.uniform(0, 1.1 * self.times[phase]))
        if killed and self.scenario.twice:
            kill_in(store, self.scenario.target, "open", chance.uniform(0, sum(self.times.values())))
        found = self._look(store)
        self.check_articles(store)
        build_state(store, self.scenario.target)
        self._check_completed(store)
        return found if killed else "ended first"

    def _look(self, store: Path) -> str:
        """Return what readers see: nothing yet, the state before or the state after; no mixture."""
        if not (store / "current").exists():
            assert self.before is None
            return "nothing"
        seen = fingerprint(store)
        assert seen in (self.before, self.after, self.whole), "readers see a mixture"
        return "before" if seen == self.before else "after"

    def check_articles(self, store: Path) -> None:
        """Every article that is there is one that was put, whole; none that was there before is gone, none
        was set aside as broken."""
        found = truth(store) if (store / "articles").exists() else {}
        for name, content in found.items():
            assert name.endswith((RECORDS, QUADS, LEFTOVER)) or name == ORDER_FILE, f"{name}: what is this?"
            if not name.endswith((RECORDS, QUADS)):
                continue
            assert (name, content) in self.known, f"{name} is there by half"
            if name.endswith(RECORDS):
                assert decode_reading(unpack(content)).document.id == name.removesuffix(RECORDS)
        assert set(found) >= set(truth(self._before) if self.scenario.before else ())

    def _check_completed(self, store: Path) -> None:
        """What the next build leaves is what one leaves that was never killed, and builds go on from it.

        Of a build in part that is either what it would have been in part, or as a whole: how far these may
        differ stands in docs/RESOLUTION.md; of others the two are the same.
        """
        assert fingerprint(store) in (self.after, self.whole)
        assert truth(store) == self.articles
        assert not list(store.rglob("*.tmp"))
        assert (store / "clean").is_file()
        assert [one.name for one in (store / "snapshots").iterdir()] == [current_snapshot(store).name]
        build_state(store, State(LATER, self.scenario.target.parts))
        assert {one.document.id for one in LATER} <= set(held(store))
        with open_for_writing(store) as writer:
            assert writer.published
