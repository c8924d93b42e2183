"""What a build of so many articles takes beside reading them: CPU, memory and disk, stage by stage.

    python -m bench.footprint [ARTICLES ...] [--readings FILE]      (60 120 without any)

Comes in: the articles of `bench.load` (or a file of readings with more), each once: invented copies of news
would share more than news does.  Goes out: two tables on stdout.  Each size is a process of its own, which
puts that many articles, derives the whole and publishes; nothing waits for the disk.  `memory` is the most
that the process had up to the end of a stage, its imports included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.load import MB, bytes_in, peak_bytes, read_once
from kg.cli.screen import show_rows
from kg.codec import decode_reading, encode_reading
from kg.decisions.records import NO_RULINGS
from kg.derivation import derive
from kg.extractor import deriver_id
from kg.graph.store import open_for_writing
from kg.shelves.opening import open_shelves

STAGES = ("put", "resolve", "compare", "store", "publish")
PARTS = ("articles", "graph", "index.sqlite", "memory.sqlite")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=int, nargs="*", default=[60, 120])
    parser.add_argument("--readings", type=Path, metavar="FILE")
    parser.add_argument("--fill", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.fill:
        print(json.dumps(fill(*asked.fill, asked.articles[0])))
        return 0
    with tempfile.TemporaryDirectory() as name:
        readings = asked.readings or Path(name, "readings.jsonl")
        if not readings.exists():
            readings.write_bytes(b"".join(encode_reading(one) + b"\n" for one in read_once()))
        show([measure(readings, number) for number in asked.articles], asked.articles)
    return 0


def measure(readings: Path, number: int) -> dict[str, float]:
    """Make a store in a process of its own; return its costs and the sizes of its parts."""
    with tempfile.TemporaryDirectory() as name:
        store = Path(name, "store")
        command = [sys.executable, "-m", "bench.footprint", str(number)]
        told = subprocess.check_output([*command, "--fill", str(readings), str(store)])
        found: dict[str, float] = json.loads(told.splitlines()[-1])
        return found | {part: size_of(store / part) for part in PARTS}


def size_of(path: Path) -> float:
    """Return the bytes of a file or a folder."""
    return path.stat().st_size if path.is_file() else bytes_in(path)


def fill(readings: Path, store: Path, number: int) -> dict[str, float]:
    """Make a store as a build of so many articles does; return CPU seconds and megabytes by stage."""
    os.fsync = lambda _: None  # type: ignore[assignment]
    lines = readings.read_bytes().splitlines()[:number]
    clock = Stages()
    with open_for_writing(store, program=deriver_id()) as writer:
        clock.begin("put")
        for line in lines:
            writer.put(decode_reading(line))
        with open_shelves(store, deriver_id()) as shelves:
            derive(writer, NO_RULINGS, shelves, lambda stage, *_: clock.begin(stage), same=False)
            clock.begin("publish")
            writer.publish()
            shelves.keep()
            clock.end()
        return clock.found | {"quads": writer.summary().quads, "claims": writer.summary().claims}


class Stages:
    """CPU seconds of each stage, and the most memory at its end."""

    def __init__(self) -> None:
        """Start with none."""
        self.found: dict[str, float] = {"start MB": peak_bytes() / MB}
        self._stage, self._began = "", 0.0

    def begin(self, stage: str) -> None:
        """End the stage before, and begin one."""
        self.end()
        self._stage, self._began = stage, time.process_time()

    def end(self) -> None:
        """Write down what the stage took."""
        if self._stage:
            self.found[self._stage] = time.process_time() - self._began
            self.found[f"{self._stage} MB"] = peak_bytes() / MB
            print(self._stage, self.found, file=sys.stderr, flush=True)


def show(found: Sequence[dict[str, float]], sizes: Sequence[int]) -> None:
    """Print both tables."""
    rows = [
        (f"{number:,}", stage, f"{1000 * one[stage] / number:.1f}", f"{one[f'{stage} MB']:.0f}")
        for number, one in zip(sizes, found, strict=True)
        for stage in STAGES
    ]
    show_rows(("Articles", "Stage", "CPU ms an article", "Memory MB"), rows)
    print()
    kept = [
        (
            f"{number:,}",
            f"{one['quads'] / number:,.0f}",
            *(f"{one[part] / number / 1000:.1f}" for part in PARTS),
        )
        for number, one in zip(sizes, found, strict=True)
    ]
    show_rows(("Articles", "Quads each", *(f"{part} kB" for part in PARTS)), kept)


if __name__ == "__main__":
    sys.exit(main())
