"""How fast articles are read by this process, by several, and by a local Dask cluster.

    python -m bench.workers [PATH ...] [--limit N] [--workers N]

Comes in: articles, by default the first 200 of PolNeAR's train part beside the checkout, else the sample
articles.  Goes out: a table on stdout.  Each crew reads some articles first, so that starting and loading
count for nobody; then all of them, and their records come back to this process, which does nothing with them.
CPU seconds are those of this process and of all that it has started, memory is what the largest reading
process has for itself (its unique set).  The ratio compares with this process alone, in the same run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice

import psutil
from distributed import LocalCluster

from bench.extraction import CORPUS, SEEDS
from kg.cli.screen import show_rows
from kg.config import Crew
from kg.extraction import extract, make_recipe, open_readers
from kg.model import Document, Reading
from kg.read import read_paths

TRAIN = CORPUS.with_name("train.jsonl")
WARM = 8
"""Articles that each process reads first."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading all articles took: seconds by the clock, CPU seconds, megabytes of a process."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> None:
    """Measure and print."""
    asked = _parser().parse_args()
    paths = asked.paths or [str(TRAIN if TRAIN.is_file() else SEEDS)]
    texts = (item for item in read_paths(paths) if isinstance(item, Document))
    documents = list(islice(texts, asked.limit))
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} articles, {words:,} words, {psutil.cpu_count()} cores\n")
    costs = {name: _measure(documents, crew, asked.workers) for name, crew in _crews(asked.workers)}
    _show(costs, len(documents))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", metavar="PATH", help="articles to read")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="the first N articles only")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes of pool and cluster")
    return parser


def _crews(workers: int) -> Iterator[tuple[str, Crew]]:
    """Yield who reads; the cluster is started when its turn has come."""
    yield "this process", Crew()
    yield "1 process beside it", Crew(workers=1)
    yield f"{workers} processes", Crew(workers=workers)
    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield f"Dask, {workers} workers", Crew(cluster=cluster.scheduler_address)


def _measure(documents: Sequence[Document], crew: Crew, workers: int) -> Cost:
    with ExitStack() as stack:
        recipe = make_recipe((), "shipped")
        readers = stack.enter_context(open_readers(crew, recipe, (), lambda words: None))
        readers.prepare()
        _read(readers, documents[: WARM * workers])
        cpu, began = _cpu_seconds(), time.perf_counter()
        _read(readers, documents)
        return Cost(time.perf_counter() - began, _cpu_seconds() - cpu, _megabytes())


def _read(readers: object, documents: Sequence[Document]) -> None:
    found = [type(outcome) for _, outcome in extract(readers, enumerate(documents))]  # type: ignore[arg-type]
    if found != [Reading] * len(documents):
        raise RuntimeError(f"{len(documents)} articles gave {found}")


def _processes() -> list[psutil.Process]:
    this = psutil.Process()
    return [this, *this.children(recursive=True)]


def _cpu_seconds() -> float:
    times = (one.cpu_times() for one in _processes())
    return sum(one.user + one.system for one in times)


def _megabytes() -> float:
    return max(one.memory_full_info().uss for one in _processes()) / 1e6


def _show(costs: dict[str, Cost], articles: int) -> None:
    first = next(iter(costs.values()))
    rows = [
        (
            name,
            f"{cost.seconds:.1f}",
            f"{articles / cost.seconds:.1f}",
            f"{first.seconds / cost.seconds:.2f}",
            f"{cost.cpu:.1f}",
            f"{1000 * cost.cpu / articles:.0f}",
            f"{cost.megabytes:.0f}",
        )
        for name, cost in costs.items()
    ]
    show_rows(
        ("Read by", "Seconds", "Articles/s", "Speed", "CPU s", "CPU ms an article", "MB a process"), rows
    )


if __name__ == "__main__":
    main()
