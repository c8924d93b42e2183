"""The graph in a service beside the graph in the folder: load rate and named queries, in one run.

    python -m bench.service [ARTICLES]                        (100 without any: about 10^5 quads)

Comes in: the sample articles in as many worlds as it takes (bench/worlds.py), and Virtuoso, which is started
in a temporary folder.  Goes out: two tables on stdout: seconds of each part of a build; milliseconds of each
named query (median of three), and whether both give the same rows.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain, pairwise
from pathlib import Path

from bench.store import Resolved, articles, groups_of
from bench.worlds import read_originals
from kg.cli.screen import show_rows
from kg.errors import ClaimgraphError
from kg.graph.store import open_for_writing
from kg.model import Reading
from kg.query.named_queries import NamedQuery, named_queries
from kg.query.service.place import LOCAL, Wanted, name_place
from kg.query.sparql import Table, run_query
from tests.virtuoso import Virtuoso, known_password, running_virtuoso

ROUNDS = 3
PATIENCE = 20
"""Seconds after which a query is given up, and the server started anew."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int, nargs="?", default=100)
    number = parser.parse_args().articles
    signal.signal(signal.SIGALRM, _give_up)
    with tempfile.TemporaryDirectory() as folder, known_password():
        here = Path(folder)
        readings = list(articles(read_originals(here / "originals"), 0, number))
        with running_virtuoso(here / "server") as server:
            places: dict[str, Wanted] = {"folder": LOCAL, "virtuoso": name_place(server.url)}
            built = [build(here / name, readings, place) for name, place in places.items()]
            show_rows(("graph in", "quads", "put, s", "derived, s", "published, s", "quads/s"), built)
            rows = [compare(query, here, server) for query in named_queries()]
        show_rows(("query", "rows", "folder, ms", "virtuoso, ms", "same rows"), rows)
    return 0


def build(store: Path, readings: Sequence[Reading], place: Wanted) -> list[str]:
    """Make a store and return what its parts took."""
    resolved = Resolved()
    for reading in readings:
        resolved.add(reading)
    groups = groups_of(readings)
    clock = [time.perf_counter()]
    with open_for_writing(store, graph=place) as writer:
        for reading in readings:
            writer.put(reading)
        writer.readings()
        clock.append(time.perf_counter())
        writer.put_derived(resolved.entities(), (), groups)
        clock.append(time.perf_counter())
        writer.publish()
        clock.append(time.perf_counter())
        quads = writer.summary().quads
    parts = [after - before for before, after in pairwise(clock)]
    rate = quads / (clock[-1] - clock[0])
    return [store.name, f"{quads:,}", *(f"{part:.2f}" for part in parts), f"{rate:,.0f}"]


def compare(query: NamedQuery, here: Path, server: Virtuoso) -> list[str]:
    """Return what a named query takes in both, and whether they agree."""
    print(query.name, file=sys.stderr, flush=True)
    near, local = timed(lambda: run_query(here / "folder", query.text))
    far, remote = timed(lambda: run_query(here / "virtuoso", query.text))
    if isinstance(remote, str):
        server.kill()
        server.start()
    rows = f"{len(local.rows):,}" if isinstance(local, Table) else local
    return [query.name, rows, near, far, agreement(local, remote)]


def agreement(local: Table | str, remote: Table | str) -> str:
    """Return in words how two answers differ."""
    if isinstance(local, str) or isinstance(remote, str):
        return str(remote if isinstance(remote, str) else local)
    if local == remote:
        return "yes"
    lost, more = Counter(local.rows) - Counter(remote.rows), Counter(remote.rows) - Counter(local.rows)
    return f"{lost.total()} lost, {more.total()} more" if lost or more else "in another order"


def timed(ask: Callable[[], Table]) -> tuple[str, Table | str]:
    """Return the median in milliseconds and the answer, or what became of it."""
    taken, answer = [], None
    for _ in range(ROUNDS):
        began = time.perf_counter()
        signal.alarm(PATIENCE)
        try:
            answer = ask()
        except TimeoutError:
            return f">{PATIENCE * 1000:,}", "given up"
        except ClaimgraphError as error:
            return "", " ".join(chain(["error:"], str(error).split()[:12]))
        finally:
            signal.alarm(0)
        taken.append(time.perf_counter() - began)
    assert answer is not None
    return f"{statistics.median(taken) * 1000:.0f}", answer


def _give_up(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    raise SystemExit(main())
