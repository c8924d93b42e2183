"""What `kg build` of one more article costs, by how many articles the store has.

    python -m bench.one_more [ARTICLES ...] [--keep FOLDER] [--readings FILE]      (10 100 1000 without any)

Comes in: the sample articles in as many worlds as it takes (bench/stress/otherworlds.py: other names, places,
common words and numbers; here other countries too), or the readings of a file (JSON lines of kg.codec), the
last five of which are then the ones that come: news is less alike than one text in many worlds.
Goes out: a table of seconds on stdout.  Each size is one store, derived as a whole; then one more article at
a time is read from its text and built with the program's own `build`, in this process, model loaded.
`reading` is `read_article` by itself, the part that no store has to do with; `ratio` compares all else with
the smallest store.  `--keep` keeps the stores between runs: to make one of 10,000 articles takes long.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench.stress.otherworlds import readings_in
from bench.worlds import World, invent_word, read_originals, transpose
from kg import derivation
from kg.cli.screen import show_rows
from kg.codec import decode_reading
from kg.decisions.records import NO_RULINGS
from kg.extractor import deriver_id, extractor_id
from kg.graph.store import open_for_writing
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document, Reading, Referent
from kg.pipeline import build, read_article
from kg.shelves.opening import open_shelves

ADDED = 5
_PROPER = re.compile(r"[A-Z][a-z]{3,}")
FAR = 1_000_000
"""Worlds that no store has yet begin here."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--readings", type=Path, default=None)
    asked = parser.parse_args()
    folder = asked.keep or Path(tempfile.mkdtemp())
    if asked.readings:
        read = read_file(asked.readings)
        found, coming = iter_twice(read[:-ADDED]), [one.document for one in read[-ADDED:]]
    else:
        originals = read_originals(folder / "originals")
        found = partial(articles, originals)
        coming = [next(abroad(originals, FAR + place)).document for place in range(ADDED)]
    derivation.WHOLE_BELOW, derivation.WHOLE_AFTER = 0, 1.0  # a whole derivation would be no measure
    rows: list[list[str]] = []
    first = 0.0
    for number in asked.articles:
        store = folder / f"store-{number}"
        if not (store / "current").exists():
            fill(store, islice(found(), number), number)
        measured = [add_one(store, document) for document in coming]
        reading, rest = (statistics.median(seconds) for seconds in zip(*measured, strict=True))
        first = first or rest
        rows.append([f"{number:,}", f"{reading:.2f}", f"{rest:.2f}", f"{rest / first:.2f}"])
        print(rows[-1], file=sys.stderr, flush=True)
    show_rows(("articles", "reading", "all else", "ratio"), rows)
    if asked.keep is None:
        shutil.rmtree(folder)
    return 0


def read_file(file: Path) -> tuple[Reading, ...]:
    """Return the readings of a file, one a line."""
    return tuple(decode_reading(line) for line in file.read_bytes().splitlines())


def articles(originals: Sequence[Reading]) -> Iterator[Reading]:
    """Yield articles without end, world by world."""
    world = 0
    while True:
        yield from abroad(originals, world)
        world += 1


def abroad(originals: Sequence[Reading], number: int) -> Iterator[Reading]:
    """Yield the articles of a world in which the countries have other names too, which no gazetteer has."""
    names = {word for one in originals for referent in one.referents for word in _country_words(referent)}
    chance = random.Random(f"countries {number}")
    world = World(number, {word: invent_word(word, chance) for word in sorted(names)})
    for reading in readings_in(originals, number):
        moved = transpose(reading, world) if number else reading
        yield replace(moved, referents=tuple(map(_unplaced, moved.referents))) if number else moved


def _country_words(referent: Referent) -> set[str]:
    """Return the words of whatever lies in, comes from or is a country."""
    if referent.country is None and (referent.link is None or referent.link.country is None):
        return set()
    return {word for mention in referent.mentions for word in _PROPER.findall(mention.text)}


def _unplaced(referent: Referent) -> Referent:
    return replace(referent, country=None, link=None)


def iter_twice(readings: Sequence[Reading]) -> Callable[[], Iterator[Reading]]:
    """Return what yields the readings from the beginning, whenever it is called."""
    return lambda: iter(readings)


def fill(store: Path, readings: Iterable[Reading], number: int) -> None:
    """Make a store of some articles, as a build of all of them would leave it."""
    extractor = extractor_id(())
    began = time.perf_counter()
    with open_for_writing(store, program=deriver_id()) as writer:
        for reading in readings:
            writer.put(replace(reading, extractor=extractor))
        print(f"{number} put: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        with open_shelves(store, deriver_id()) as shelves:
            derivation.derive(writer, NO_RULINGS, shelves, _tell, same=False)
            writer.publish()
            shelves.keep()
    print(f"{number} derived: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)


def add_one(store: Path, document: Document) -> tuple[float, float]:
    """Build one article into a store; return the seconds for reading it, and for all else."""
    reading = seconds_of_reading(document)
    file = store.parent / f"{document.id}.txt"
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
