#!/usr/bin/env python3
"""Set up and run claimgraph from a fresh checkout; needs Python 3.11 or later and nothing else.

    python3 dev.py demo                 build the graph of the sample articles
    python3 dev.py test [PYTEST ARGS]   ruff, mypy and every test

Both make a virtual environment in .venv on their first run (a few minutes, mostly downloads) and use it
from then on; it is brought up to date when pyproject.toml changes.  Standard library only, and no syntax
that an older Python could not read, so that it can say which Python is needed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-for"

SEEDS = Path("seeds")
GAZETTEERS = ("actors.tsv", "places.tsv", "publishers.tsv")
DEMO_STORE = Path("exports/demo-store")


def main(arguments: list[str]) -> int:
    """Run what was asked for and return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  # an older Python is told what it lacks
        return fail(
            f"this is Python {sys.version.split()[0]}; 3.11 or later is needed. Try: python3.11 dev.py demo"
        )
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "demo" and not rest:
        return set_up() or demo()
    if command == "test":
        return set_up() or test(rest)
    print(__doc__.split("\n\n")[1], file=sys.stderr)
    return 2


def set_up() -> int:
    """Make the virtual environment and install the project in it, unless both are there already."""
    if not PYTHON.exists():
        if importlib.util.find_spec("ensurepip") is None:
            return fail(
                "this Python makes no virtual environments. On Debian or Ubuntu: apt install python3-venv"
            )
        code = run([sys.executable, "-m", "venv", str(VENV)])
        if code:
            return code
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return 0
    code = run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--editable", ".[dev]"])
    if code:
        return fail("the packages could not be installed. pip's message stands above; then run this again.")
    STAMP.write_text(wanted, encoding="utf-8")
    return 0


def fingerprint() -> str:
    """Return what the environment depends on: this Python and pyproject.toml."""
    return sys.version + hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def demo() -> int:
    """Build the graph and the pages of the sample articles."""
    command = [str(PYTHON), "-m", "kg", "build", str(SEEDS / "articles")]
    for name in GAZETTEERS:
        command += ["--gazetteer", str(SEEDS / "gazetteer" / name)]
    return run([*command, "--store", str(DEMO_STORE), "--out", "exports"])


def test(pytest_arguments: list[str]) -> int:
    """Run every check, the tests last; return 1 if one of them failed."""
    checks = {
        "ruff check": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "mypy": ["mypy"],
        "pytest": ["pytest", *pytest_arguments],
    }
    failed = [name for name, check in checks.items() if run([str(PYTHON), "-m", *check])]
    return fail("failed: " + ", ".join(failed)) if failed else 0


def run(command: list[str]) -> int:
    """Show a command, run it in the project's folder and return its exit code."""
    shown = [part.replace(str(ROOT) + os.sep, "") for part in command]
    print("$ " + " ".join(shown), file=sys.stderr, flush=True)
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603  # our own commands
    except KeyboardInterrupt:
        return 130


def fail(message: str) -> int:
    """Tell what is wrong and what to do; return the exit code of a failure."""
    print("dev.py: " + message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
