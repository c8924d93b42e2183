"""kill -9 in the middle of a build."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph.quads import graph_of, reading_quads
from kg.graph.store import open_for_reading, open_for_writing
from tests.unit.store.world import ARTICLES, article, derive

WRITER = """
import sys
from pathlib import Path
from kg.graph.store import open_for_writing
from tests.unit.store.world import ARTICLES, article

with open_for_writing(Path(sys.argv[1])) as store:
    print("open", flush=True)
    while True:
        for number in range(ARTICLES):
            for extractor in ("first", "second"):
                store.put(article(number, extractor))
"""


def kill_while_writing(store: Path, delay: float) -> None:
    program = [sys.executable, "-c", WRITER, str(store)]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_build_leaves_whole_articles_and_a_store_that_the_next_one_completes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    chance = random.Random(7)
    for _ in range(10):
        kill_while_writing(store, chance.uniform(0.0, 0.25))
        check_whole(store)
    with open_for_writing(store) as writer:
        for number in range(ARTICLES):
            reading = article(number, "second")
            if not writer.has(reading.document, "second"):
                writer.put(reading)
        derive(writer)
    with open_for_reading(store) as reader:
        assert len(reader.lookups.documents()) == ARTICLES
        assert len(reader.lookups.claims()) == ARTICLES


def check_whole(store: Path) -> None:
    """Every article is as it was put, first or second time, and its graph holds its quads and no others."""
    wholes = {article(number, extractor) for number in range(ARTICLES) for extractor in ("first", "second")}
    with open_for_writing(store) as writer:
        stored = list(writer.readings())
        assert set(stored) <= wholes
        assert all(writer.has(reading.document, reading.extractor) for reading in stored)
    graph = Store(store / "graph")
    for reading in stored:
        found = graph.quads_for_pattern(None, None, None, graph_of(reading.document.id))
        assert set(found) == set(reading_quads(reading))
    assert len(list(graph.named_graphs())) == len(stored)
