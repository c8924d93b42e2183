"""kill -9 while parts of what was derived are written and published."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.decisions.records import NO_RULINGS
from kg.errors import StoreError
from kg.graph.ledger import SUPERSEDED
from kg.graph.store import StoreWriter, open_for_reading, open_for_writing
from tests.property.changing import NAMES, SAID, derive_state, difference, make_reading, whole

ARTICLES = 7

WRITER = """
import sys
from pathlib import Path
from tests.property.test_killed_changes import build_on

print("ready", flush=True)
version = int(sys.argv[2])
while True:
    version += 1
    build_on(Path(sys.argv[1]), version)
"""


def put_version(writer: StoreWriter, version: int) -> None:
    """Put another version of one of the articles."""
    said = [(NAMES[(version + step) % 6], SAID[(version * step) % 4]) for step in (1, 2)]
    writer.put(make_reading(version % ARTICLES, said[: 1 + (said[0][1] != said[1][1])], version))


def build_on(path: Path, version: int) -> None:
    """Build once more: a part where that is possible, everything where the last build was killed."""
    with open_for_writing(path) as writer:
        put_version(writer, version)
        new, gone = writer.changed_documents()
        readings = {one.document.id: one for one in writer.readings()}
        after = derive_state(list(readings.values()), NO_RULINGS)
        if writer.derived_with(NO_RULINGS):
            with open_for_reading(path) as reader:
                known = {one.id for one in reader.lookups.documents()}
            assert known - readings.keys() == set(gone)
            before = [one for identifier, one in readings.items() if identifier in known]
            state = derive_state([*before, *writer._holdings.find(gone, SUPERSEDED)], NO_RULINGS)
            writer.apply(difference(state, after, new))
        else:
            writer.apply(whole(after))
        writer.publish()


def kill_while_building(store: Path, version: int, delay: float) -> None:
    program = [sys.executable, "-c", WRITER, str(store), str(version)]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)


def is_whole(store: Path) -> bool:
    """Whether readers find everything in step; False while nothing is published yet."""
    try:
        reader = open_for_reading(store)
    except StoreError:
        return False
    with reader:
        summary = reader.lookups.summary()
        assert summary.quads == len(reader.graph)
        assert summary.documents == len(reader.lookups.documents())
        assert all(one.document_id for one in reader.lookups.claims())
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_build_of_a_part_is_made_up_for_by_the_next(tmp_path: Path) -> None:
    store, chance = tmp_path / "store", random.Random(7)
    build_on(store, 0)
    for round_ in range(6):
        kill_while_building(store, 1000 * round_, chance.uniform(0.0, 0.6))
        assert is_whole(store)
    build_on(store, 9999)
    with open_for_writing(store) as writer:
        stored = list(writer.readings())
        everything = derive_state(stored, NO_RULINGS)
    other = tmp_path / "other"
    with open_for_writing(other) as writer:
        for reading in stored:
            writer.put(reading)
        writer.apply(whole(everything))
        writer.publish()
    assert is_whole(store)
    compare_current(store, other)


def compare_current(one: Path, other: Path) -> None:
    """Compare all that does not speak of former versions."""
    with open_for_reading(one) as left, open_for_reading(other) as right:
        for ask in ("documents", "entities", "claims", "groups", "lineage", "discrepancies", "suggestions"):
            assert getattr(left.lookups, ask)() == getattr(right.lookups, ask)(), ask
