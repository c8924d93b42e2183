"""What a command costs from nothing to its answer, beside a Python that does nothing.

    python -m bench.startup STORE [--times N]      (the store of any build; 20 times each)

Comes in: a store.  Goes out: two tables on stdout: milliseconds of whole processes, as a person waits for
them and in CPU time (medians, in turns, so that a busy machine slows all alike); and what `kg who` imports,
by library, the dearest first.  Modules are compiled before, as those of an installed program are.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.cli.screen import show_rows
from kg.query.index_file import IndexFile
from kg.query.snapshot import current_snapshot

NOTHING = "python -c pass"
KG = ("-m", "kg")
_IMPORTED = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
LISTED = 12

Environment = Mapping[str, str]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--times", type=int, default=20)
    asked = parser.parse_args()
    person, place = name_most(asked.store, "person"), name_most(asked.store, "place")
    given = ("--store", str(asked.store))
    commands = {
        NOTHING: ("-c", "pass"),
        "kg --help": (*KG, "--help"),
        "kg who": (*KG, "who", person, *given),
        "kg who, misspelt": (*KG, "who", person[:-1] + "q", *given),
        "kg place": (*KG, "place", place, *given),
        "kg claims --by": (*KG, "claims", "--by", person, *given),
        "kg search": (*KG, "search", person[:-1] + "q", *given),
    }
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        found = measure(commands, environment, asked.times)
        imports = imported(commands["kg who"], environment)
    show_rows(("command", "ms", "more than python", "CPU ms"), list(told(found)))
    show_rows(("library", "ms"), [(name, f"{ms:.1f}") for name, ms in imports.most_common(LISTED)])
    return 0


def name_most(store: Path, kind: str) -> str:
    """Return what the named entity of a kind is called that is met most."""
    index = IndexFile(current_snapshot(store))
    sql = "SELECT label FROM entity WHERE kind = ? AND named ORDER BY weight DESC, id LIMIT 1"
    ((label,),) = index.rows(sql, kind)
    return str(label)


def measure(
    commands: Mapping[str, Sequence[str]], environment: Environment, times: int
) -> dict[str, tuple[float, float]]:
    """Return command -> milliseconds waited and of CPU, medians; each runs once before it counts."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(times + 1):
        for name, arguments in commands.items():
            one = run(arguments, environment)
            taken[name] += [one] if turn else []
    return {name: tuple(map(statistics.median, zip(*all_, strict=True))) for name, all_ in taken.items()}  # type: ignore[misc]


def run(arguments: Sequence[str], environment: Environment) -> tuple[float, float]:
    """Run a process to its end; return the milliseconds that it took, and those of CPU."""
    used, began = used_by_children(), time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    return 1000 * (time.perf_counter() - began), 1000 * (used_by_children() - used)


def used_by_children() -> float:
    """Return the CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def imported(arguments: Sequence[str], environment: Environment) -> Counter[str]:
    """Return library -> milliseconds of CPU that a command spends on importing it."""
    listed = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    ).stderr
    found: Counter[str] = Counter()
    for microseconds, module in _IMPORTED.findall(listed):
        found[library_of(module)] += int(microseconds) / 1000
    return found


def library_of(module: str) -> str:
    """Return whose module it is: one library of ours or of others, or Python."""
    first = module.partition(".")[0]
    return first if first not in sys.stdlib_module_names else "Python"


def told(found: Mapping[str, tuple[float, float]]) -> list[list[str]]:
    """Return the rows of the first table."""
    nothing = found[NOTHING][0]
    return [[name, f"{ms:.0f}", f"{ms - nothing:.0f}", f"{cpu:.0f}"] for name, (ms, cpu) in found.items()]


if __name__ == "__main__":
    sys.exit(main())
