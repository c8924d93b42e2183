"""What `kg build` of one more article costs, by how many articles the store has.

    python -m bench.one_more [ARTICLES ...] [--keep FOLDER]      (10 100 1000 without any)

Comes in: the sample articles in as many worlds as it takes (bench/stress/otherworlds.py: other names, other
places, other common words; countries, numbers and dates stay, so that strangers have something in common).
Goes out: a table of seconds on stdout.  Each size is one store, derived as a whole; then one more article at
a time is read from its text and built with the program's own `build`, in this process, model loaded.
`reading` is `read_article` by itself, the part that no store has to do with; `ratio` compares all else with
the smallest store.  `--keep` keeps the stores between runs: to make one of 10,000 articles takes long.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bench.stress.otherworlds import readings_in
from bench.worlds import read_originals
from kg import derivation
from kg.cli.screen import show_rows
from kg.decisions.records import NO_RULINGS
from kg.extractor import deriver_id, extractor_id
from kg.graph.store import open_for_writing
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document, Reading
from kg.pipeline import build, read_article
from kg.shelves.opening import open_shelves

ADDED = 5
FAR = 1_000_000
"""Worlds that no store has yet begin here."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp())
    originals = read_originals(folder / "originals")
    derivation.WHOLE_BELOW, derivation.WHOLE_AFTER = 0, 1.0  # a whole derivation would be no measure
    rows: list[list[str]] = []
    first = 0.0
    for number in asked.articles:
        store = folder / f"store-{number}"
        if not (store / "current").exists():
            fill(store, originals, number)
        measured = [add_one(store, originals, FAR + place) for place in range(ADDED)]
        reading, rest = (statistics.median(seconds) for seconds in zip(*measured, strict=True))
        first = first or rest
        rows.append([f"{number:,}", f"{reading:.2f}", f"{rest:.2f}", f"{rest / first:.2f}"])
        print(rows[-1], file=sys.stderr, flush=True)
    show_rows(("articles", "reading", "all else", "ratio"), rows)
    if asked.keep is None:
        shutil.rmtree(folder)
    return 0


def articles(originals: Sequence[Reading]) -> Iterator[Reading]:
    """Yield articles without end, world by world."""
    world = 0
    while True:
        yield from readings_in(originals, world)
        world += 1


def fill(store: Path, originals: Sequence[Reading], number: int) -> None:
    """Make a store of so many articles, as a build of all of them would leave it."""
    extractor = extractor_id(())
    began = time.perf_counter()
    with open_for_writing(store, program=deriver_id()) as writer:
        for reading in islice(articles(originals), number):
            writer.put(replace(reading, extractor=extractor))
        print(f"{number} put: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        with open_shelves(store, deriver_id()) as shelves:
            derivation.derive(writer, NO_RULINGS, shelves, _tell, same=False)
            writer.publish()
            shelves.keep()
    print(f"{number} derived: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def add_one(store: Path, originals: Sequence[Reading], world: int) -> tuple[float, float]:
    """Build one article of a new world into a store; return the seconds for reading it, and for all else."""
    document = next(iter(readings_in(originals, world))).document
    reading = seconds_of_reading(document)
    file = store.parent / f"world-{world}.txt"
    file.write_text(document.text, encoding="utf-8")
    began = time.perf_counter()
    report = build([str(file)], store=store)
    total = time.perf_counter() - began
    if report.read != 1:
        raise RuntimeError(f"{file} was not read: is it in {store} already?")
    return reading, total - reading


def seconds_of_reading(document: Document) -> float:
    """Return what extracting one article takes by itself."""
    gazetteer = open_gazetteer(())
    read_article(document, gazetteer, "warm")
    began = time.perf_counter()
    read_article(document, gazetteer, "bench")
    return time.perf_counter() - began


def _tell(stage: str, done: int, total: int, item: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {stage}: {item}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
