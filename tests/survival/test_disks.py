"""A disk that is full, out of inodes, failing or read-only: a message that says what to do, nothing lost, and
the next build ends as one that met no trouble."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.survival.building import PHASES, State, build_state, fingerprint, truth
from tests.survival.disks import (
    DONE,
    Trouble,
    attempt,
    clear,
    failing_sync,
    full_disk,
    no_inodes,
    short_files,
    small_disk,
)
from tests.survival.killing import BASE, CHANGED

pytestmark = pytest.mark.model  # what follows from all articles needs the word vectors of its package

TARGET = State(CHANGED)
SIZE = "size=24m,nr_inodes=400"


@dataclass(frozen=True)
class Rehearsal:
    """A store, and what an undisturbed build makes of it."""

    store: Path
    before: str
    after: str
    articles: dict[str, bytes]


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    store, built = tmp_path_factory.mktemp("before") / "store", tmp_path_factory.mktemp("after") / "store"
    build_state(store, State(BASE))
    shutil.copytree(store, built)
    build_state(built, TARGET)
    return Rehearsal(store, fingerprint(store), fingerprint(built), truth(built))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", SIZE) as folder:
        yield folder


def check(rehearsal: Rehearsal, disk: Path, phase: str, trouble: Trouble, size: int, words: str) -> None:
    """Build with trouble: nothing is lost, and it is told.  Build again: all is well."""
    store = disk / "store"
    shutil.copytree(rehearsal.store, store)
    told = attempt(store, TARGET, phase, trouble, size)
    assert told == DONE or re.search(words, told), told
    assert "\n" not in told
    assert fingerprint(store) in (rehearsal.before, rehearsal.after)
    assert set(truth(store)) >= set(truth(rehearsal.store))
    if phase in ("open", "put", "store"):
        assert told != DONE
    clear(disk)
    assert attempt(store, TARGET) == DONE
    assert fingerprint(store) == rehearsal.after
    assert truth(store) == rehearsal.articles
    assert not list(store.rglob("*.tmp"))
    assert not list(store.rglob("*.broken"))


SPACE = "there is space|free some space"
AGAIN = "run kg build again"


@pytest.mark.parametrize("left", [0, 64 * 1024])
@pytest.mark.parametrize("phase", PHASES)
def test_a_disk_that_fills_up_is_told_and_loses_nothing(
    rehearsal: Rehearsal, disk: Path, phase: str, left: int
) -> None:
    check(rehearsal, disk, phase, full_disk, left, f"({SPACE}).*{AGAIN}")


@pytest.mark.parametrize("phase", ["open", "put", "store", "publish"])
def test_a_disk_that_takes_no_more_files_is_told_and_loses_nothing(
    rehearsal: Rehearsal, disk: Path, phase: str
) -> None:
    check(rehearsal, disk, phase, no_inodes, 0, f"({SPACE}).*{AGAIN}")


@pytest.mark.parametrize("phase", ["put", "store", "publish", "keep"])
def test_files_that_may_not_grow_are_told_and_nothing_is_lost(
    rehearsal: Rehearsal, disk: Path, phase: str
) -> None:
    check(rehearsal, disk, phase, short_files, 4096, f"(ulimit|{SPACE}).*{AGAIN}")


@pytest.mark.parametrize(("phase", "calls"), [("put", 0), ("put", 5), ("publish", 0), ("publish", 1)])
def test_a_disk_that_fails_to_sync_is_told_and_loses_nothing(
    rehearsal: Rehearsal, disk: Path, phase: str, calls: int
) -> None:
    check(rehearsal, disk, phase, failing_sync, calls, f"disk is sound.*{AGAIN}")


def test_a_full_disk_is_no_reason_to_throw_an_index_away(rehearsal: Rehearsal, disk: Path) -> None:
    """The log of runs lies in the index alone."""
    store = disk / "store"
    shutil.copytree(rehearsal.store, store)
    (store / "clean").unlink()
    indexes = [store / "index.sqlite", *sorted((store / "graph").glob("*.sst"))]
    before = [file.stat().st_ino for file in indexes]
    told = attempt(store, TARGET, "open", full_disk, 0)
    assert re.search(SPACE, told)
    assert [file.stat().st_ino for file in indexes] == before
