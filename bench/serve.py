"""A store served: how many requests a second, how long they take, and how soon the service answers again
after a query that was ended.

    python -m bench.serve STORE [--clients 32] [--seconds 30] [--workers 2]

Comes in: the folder of a store.  Goes out: a table on stdout.  Clients are threads of this process, on
loopback, so their own work is in the numbers.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import httpx2

from kg.cli.screen import show_rows
from kg.query.lookups import Lookups

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
TEN = "SELECT ?c ?t { ?c a schema:Claim ; schema:text ?t } LIMIT 10"
TIMEOUT = 60


@contextmanager
def started(store: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service, and its address."""
    words = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.terminate()


def paths_of(store: Path) -> dict[str, str]:
    """What is asked for."""
    lookups = Lookups(store)
    claim = lookups.claims(limit=1)[0]
    return {
        "ASK": "sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D",
        "10 claims": f"sparql?{httpx2.QueryParams({'query': TEN})}",
        "a claim": f"claim/{claim.id}",
        "20 claims by filter": "claims?limit=20",
        "search": f"search?{httpx2.QueryParams({'q': claim.source.label})}",
    }


def ask_on(address: str, paths: dict[str, str], ended: Event, offset: int) -> list[tuple[str, float, int]]:
    """Ask for one after the other until it is time: what, seconds, status."""
    taken: list[tuple[str, float, int]] = []
    with httpx2.Client(base_url=address, timeout=TIMEOUT) as client:
        for name in itertools.islice(itertools.cycle(paths), offset, None):
            if ended.is_set():
                return taken
            begun = time.perf_counter()
            status = client.get(paths[name]).status_code
            taken.append((name, time.perf_counter() - begun, status))
    return taken


def measure_load(address: str, paths: dict[str, str], clients: int, seconds: float) -> None:
    """Print requests a second, errors and times under load."""
    ended = Event()
    with ThreadPoolExecutor(clients) as pool:
        asking = [pool.submit(ask_on, address, paths, ended, number) for number in range(clients)]
        time.sleep(seconds)
        ended.set()
        taken = [one for each in asking for one in each.result()]
    rows = [row_of(name, [one for one in taken if one[0] == name], seconds) for name in paths]
    show_rows(
        ("asked for", "requests/s", "errors", "median ms", "p99 ms", "most ms"),
        [*rows, row_of("all", taken, seconds)],
    )


def row_of(name: str, taken: list[tuple[str, float, int]], seconds: float) -> list[str]:
    times = sorted(1000 * one[1] for one in taken)
    errors = sum(one[2] != 200 for one in taken)
    p99 = times[int(0.99 * (len(times) - 1))]
    return [
        name,
        f"{len(times) / seconds:.0f}",
        str(errors),
        *(f"{one:.0f}" for one in (statistics.median(times), p99, times[-1])),
    ]


def measure_end(store: Path) -> None:
    """Print how long after a 504 the only worker has answered the next query."""
    waits = []
    with (
        started(store, "--workers", "1", "--timeout", "1") as (_, address),
        httpx2.Client(base_url=address, timeout=TIMEOUT) as client,
    ):
        client.get("sparql?query=ASK%7B%7D")
        for _ in range(5):
            assert client.get("sparql", params={"query": ENDLESS}).status_code == 504
            begun = time.perf_counter()
            assert client.get("sparql?query=ASK%7B%7D").status_code == 200
            waits.append(time.perf_counter() - begun)
    print(f"next query after an ended one: {statistics.median(waits):.2f} s median, {max(waits):.2f} s most")


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with started(asked.store, "--workers", str(asked.workers)) as (_, address):
        for path in paths_of(asked.store).values():
            httpx2.get(address + path, timeout=TIMEOUT)
        measure_load(address, paths_of(asked.store), asked.clients, asked.seconds)
    measure_end(asked.store)


if __name__ == "__main__":
    main()
