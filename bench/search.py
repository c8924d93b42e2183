"""How often a misspelt name is found, and what that takes, by how many names there are.

    python -m bench.search [LABELS ...] [--asked N] [--keep FOLDER]      (10000 100000 1000000 without any)

Comes in: labels (bench/labels.py), written as entities by the store's own writer.  Goes out: a table on
stdout: in how many of a hundred cases the right name is the first, or among the first ten, with one and with
two typing errors; CPU milliseconds of one search (median, and what 95 in 100 stay under); and the same of the
plainest exact way, rapidfuzz over all names, on a tenth of the cases.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bench.labels import make_labels, misspell
from kg import ids
from kg.cli.screen import show_rows
from kg.graph.entity_rows import EntityRows
from kg.graph.search_rows import SearchRows
from kg.graph.tables import SCHEMA
from kg.model import Entity, EntityKind
from kg.query.index_file import IndexFile
from kg.query.names import name_key
from kg.query.search import search_names
from kg.query.snapshot import INDEX_FILE

SEED = 20
LISTED = 10
Search = Callable[[str], Sequence[str]]
"""Returns the keys of the names found, the best first."""

COLUMNS = ("labels", "way", "errors", "first", "in ten", "median ms", "95 % ms", "MB")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labels", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--asked", type=int, default=1000, help="misspelt names of each kind")
    parser.add_argument("--keep", type=Path, default=None)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            row
            for number in asked.labels
            for row in measure_size(asked.keep or Path(folder), number, asked.asked)
        ]
    show_rows(COLUMNS, rows)
    return 0


def measure_size(folder: Path, number: int, cases: int) -> list[list[str]]:
    """Return the rows of the table for so many labels."""
    labels = make_labels(number, SEED)
    snapshot = folder / f"labels-{number}"
    if not snapshot.exists():
        write_index(snapshot, labels)
    index = IndexFile(snapshot)
    ways = {
        "index": (lambda typed: find_in_index(index, typed), cases),
        "scan": (scan_all(labels), cases // 10),
    }
    rows = []
    for way, (search, times) in ways.items():
        for errors in (1, 2):
            rows.append([f"{number:,}", way, str(errors), *measure(search, labels, errors, times)])
            rows[-1].append(f"{(snapshot / INDEX_FILE).stat().st_size / 1e6:.0f}" if way == "index" else "")
            print(rows[-1], file=sys.stderr)
    index.close()
    return rows


def write_index(snapshot: Path, labels: Sequence[str]) -> None:
    """Write an index of entities that have these labels, as a store does."""
    snapshot.mkdir(parents=True)
    began = time.process_time()
    connection = sqlite3.connect(snapshot / INDEX_FILE)
    connection.executescript(SCHEMA)
    with connection:
        search = SearchRows(connection)
        EntityRows(connection, search).write(map(entity_of, labels), whole=True)
        search.settle()
    connection.close()
    print(f"{len(labels):,} labels written: {time.process_time() - began:.0f} CPU s", file=sys.stderr)


def entity_of(label: str) -> Entity:
    """Return an entity that is called so and nothing else."""
    return Entity(
        id=ids.entity_id(EntityKind.ORGANIZATION, label),
        kind=EntityKind.ORGANIZATION,
        label=label,
        named=True,
        aliases=(),
        roles=(),
        affiliations=(),
        identifiers=(),
        country=None,
        lat=None,
        lon=None,
        referents=(),
    )


def find_in_index(index: IndexFile, typed: str) -> list[str]:
    """Search as `kg search --kind names` does."""
    return [name_key(found.name) for found in search_names(index, typed, LISTED)[0]]


def scan_all(labels: Sequence[str]) -> Search:
    """Return a search that compares with every name."""
    keys = [name_key(label) for label in labels]

    def scan(typed: str) -> list[str]:
        return [
            key for key, _, _ in process.extract(name_key(typed), keys, scorer=OSA.distance, limit=LISTED)
        ]

    return scan


def measure(search: Search, labels: Sequence[str], errors: int, cases: int) -> list[str]:
    """Return how often the right name is found, and how long that takes."""
    chance = random.Random(errors)
    first, listed, seconds = 0, 0, []
    for label in chance.choices(labels, k=cases):
        typed = misspell(label, errors, chance)
        began = time.process_time()
        found = search(typed)
        seconds.append(time.process_time() - began)
        first += found[:1] == [name_key(label)]
        listed += name_key(label) in found
    shares = (f"{100 * hits / cases:.1f}" for hits in (first, listed))
    times = (statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1])
    return [*shares, *(f"{1000 * one:.1f}" for one in times)]


if __name__ == "__main__":
    sys.exit(main())
