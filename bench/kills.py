"""kill -9 at random moments of everything that writes to a store: what was found, and whether the next build
ended as one that was never killed.

    python -m bench.kills [--rounds 100] [--only NAME ...] [--folder FOLDER] [--seed 7]

Comes in: a number of rounds for each part.  Goes out: a table on stdout; exit code 1 if anything was lost.
The rounds are those of `tests/survival`, which says what must hold.  A folder on tmpfs (/dev/shm) is faster:
what a kill leaves does not depend on the disk.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from kg.cli.screen import show_rows
from tests.survival.killed_others import KilledAppends, KilledDecisions, KilledReaders
from tests.survival.killing import SCENARIOS, Rehearsed

OTHERS = {"log of decisions": KilledAppends, "kg decide": KilledDecisions, "reader": KilledReaders}


def main() -> int:
    """Kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    names = [*(one.name for one in SCENARIOS), *OTHERS]
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--only", nargs="*", choices=names, default=names, metavar="NAME")
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=asked.folder))
    rows, failed = [], 0
    for name in asked.only:
        began = time.monotonic()
        found, failures = run_rounds(name, folder / "work", asked.rounds, random.Random(asked.seed))
        failed += failures
        words = ", ".join(f"{number} {what}" for what, number in sorted(found.items()))
        rows.append([name, str(asked.rounds), str(failures), words, f"{time.monotonic() - began:.0f}"])
        print(rows[-1], file=sys.stderr, flush=True)
    show_rows(("killed in", "rounds", "failed", "readers found", "seconds"), rows)
    shutil.rmtree(folder)
    return 1 if failed else 0


def run_rounds(name: str, folder: Path, rounds: int, chance: random.Random) -> tuple[Counter[str], int]:
    """Kill so many times; return what was found, and how many rounds failed."""
    scenarios = {one.name: one for one in SCENARIOS}
    made = Rehearsed(scenarios[name], folder) if name in scenarios else OTHERS[name](folder)
    found: Counter[str] = Counter()
    failures = 0
    for number in range(rounds):
        try:
            found[made.round(chance)] += 1
        except Exception as error:
            failures += 1
            at = traceback.extract_tb(error.__traceback__)[-1]
            words = f"{type(error).__name__}: {error} at {at.name}: {at.line}"
            print(f"{name}, round {number}: {words}", file=sys.stderr)
    return found, failures


if __name__ == "__main__":
    sys.exit(main())
