"""Several at one store: a second writer leaves it alone, readers see whole states while builds go on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kg.cli.time_limit import run_limited
from kg.decisions.location import default_log
from kg.decisions.log import append_decision
from kg.decisions.making import make_decision
from kg.decisions.records import Verb
from kg.graph.store import open_for_reading, open_for_writing
from tests.survival.building import State, article, articles, build_state
from tests.survival.killing import BASE, run_child
from tests.survival.test_commands import ARTICLE, refusal
from tests.unit.serve.test_process import PATIENCE, started

pytestmark = pytest.mark.model  # what follows from all articles needs the word vectors of its package

COUNTS = """
SELECT ?documents ?claims ?quads {
  { SELECT (COUNT(DISTINCT ?d) AS ?documents) { ?d a schema:NewsArticle } }
  { SELECT (COUNT(DISTINCT ?c) AS ?claims) { ?c a schema:Claim } }
  { SELECT (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } } }
}
"""

Counts = tuple[int, ...]


def files_of(store: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of every file of a store."""
    found = sorted(file for file in store.rglob("*") if file.is_file())
    return {str(file): (file.stat().st_mtime_ns, file.read_bytes()) for file in found}


@pytest.mark.parametrize(
    "words", [("build", ARTICLE, "--no-views"), ("decide", "rename", "Daily", "Dawn", "--by", "A")]
)
def test_a_second_writer_says_so_and_leaves_the_store_alone(tmp_path: Path, words: tuple[str, ...]) -> None:
    store = tmp_path / "store"
    build_state(store, State(BASE))
    with open_for_writing(store) as writer:
        writer.put(article(99))
        before = files_of(store)
        assert "another kg is writing" in refusal(*words, "--store", store)
        assert files_of(store) == before
    build_state(store, State(BASE))


# -------------------------------------------------------------------------------- reading meanwhile


def count_graph(store: Path) -> Counts:
    """Count in the graph that is published."""
    with open_for_reading(store) as reader:
        summary = reader.lookups.summary()
        found = reader.graph.query(
            COUNTS, prefixes={"schema": "https://schema.org/"}, use_default_graph_as_union=True
        )
        counted = tuple(int(value.value) for value in next(iter(found)))  # type: ignore[arg-type, union-attr]
        assert summary.quads == counted[-1] == len(reader.graph)
        listed = [one.status for one in reader.lookups.documents()]
        assert (listed.count("current"), listed.count("retracted")) == (
            summary.documents,
            summary.retracted_documents,
        )
    return counted


def build_on_in_child(tell: Callable[[Counts], None], store: Path, turns: int) -> None:
    """Add, read again, replace and retract in turn; tell what there is before and after each build."""
    tell(count_graph(store))
    for turn in range(turns):
        new = (
            articles(range(30 + turn, 32 + turn))
            + articles([turn], turn + 1)
            + articles([turn + 1], 0, f"x{turn}")
        )
        if turn % 3 == 2:
            when = f"2025-05-01T10:00:{turn:02}Z"
            decision = make_decision(
                Verb.RETRACT, [BASE[turn + 2].document.id], who="Ada", when=when, why="wrong"
            )
            append_decision(default_log(store), decision)
        build_state(store, State(new, parts=bool(turn % 2)))
        tell(count_graph(store))


class Asking:
    """Somebody who asks again and again until it is time to stop."""

    def __init__(self, ask: Callable[[], Counts]) -> None:
        """Keep how."""
        self._ask, self.seen, self.stop = ask, list[Counts](), threading.Event()

    def __call__(self) -> None:
        """Ask until stopped."""
        while not self.stop.is_set():
            self.seen.append(self._ask())


def read_rows(store: Path) -> Counts:
    """Count by look-ups, all of one reader."""
    return count_graph(store)


def ask_query(store: Path) -> Counts:
    """Count as `kg query` does, in a process of its own."""
    return tuple(int(str(cell)) for cell in run_limited(store, COUNTS, {}, PATIENCE).rows[0])


def ask_service(address: str) -> Counts:
    """Count by the endpoint."""
    answer = httpx2.get(f"{address}sparql", params={"query": COUNTS}, timeout=PATIENCE)
    assert answer.status_code == 200, answer.text
    row = answer.json()["results"]["bindings"][0]
    return tuple(int(row[name]["value"]) for name in ("documents", "claims", "quads"))


def ask_records(address: str) -> Counts:
    """Ask for pages and records; whatever is listed can be followed in some state."""
    for path in ("", "claims?limit=1000&act=all", "search?q=Ana"):
        assert httpx2.get(address + path, timeout=PATIENCE).status_code == 200
    return ()


def test_whoever_reads_meanwhile_sees_whole_states_and_no_error(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_state(store, State(BASE))
    states: set[Counts] = {()}

    def watch(counted: Any, _: object) -> bool:
        states.add(tuple(counted))
        return False

    with started(store, "--workers", "2") as (_, address), ThreadPoolExecutor(6) as threads:
        asking = [
            Asking(lambda: read_rows(store)),
            Asking(lambda: ask_query(store)),
            *(Asking(lambda: ask_service(address)) for _ in range(2)),
            Asking(lambda: ask_records(address)),
        ]
        running = [threads.submit(one) for one in asking]
        try:
            run_child(build_on_in_child, store, 9, watch=watch)
        finally:
            for one in asking:
                one.stop.set()
        for one in running:
            one.result(PATIENCE)
    assert len(states) > 5
    for one in asking:
        assert one.seen
        assert set(one.seen) <= states
    assert len(set(asking[0].seen) | set(asking[2].seen)) > 2
