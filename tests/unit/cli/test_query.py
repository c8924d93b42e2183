"""`kg query` answers in a process that can be stopped, and prints what no spreadsheet takes for a formula."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

Run = Callable[..., Result]

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""Every quad with every other, four times over: days of work in a small store."""


@pytest.fixture
def run(dam_store: Path) -> Run:
    def invoke(*arguments: str, stdin: bytes | None = None) -> Result:
        environment = {"KG_STORE": str(dam_store), "COLUMNS": "80"}
        return CliRunner(env=environment).invoke(main, ["query", *arguments], input=stdin)

    return invoke


def test_a_query_is_answered(run: Run) -> None:
    result = run("-e", "SELECT ?x { VALUES ?x { 1 } }", "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout == '[\n  {\n    "x": 1\n  }\n]\n'


def test_a_cell_that_looks_like_a_formula_is_guarded_in_csv_only(run: Run) -> None:
    query = 'SELECT ?x { VALUES ?x { "=1+1" "-2" -2 } }'
    assert run("-e", query, "--format", "csv").stdout == "x\n'-2\n-2\n'=1+1\n"
    assert '"=1+1"' in run("-e", query, "--json").stdout


def test_a_limit_cuts_the_answers_and_tells_where_to_go_on(run: Run) -> None:
    query = "SELECT ?x { VALUES ?x { 1 2 3 } }"
    cut = run("-e", query, "--limit", "2", "--format", "csv")
    assert (cut.stdout, cut.stderr) == (
        "x\n1\n2\n",
        "kg: there are more: --offset 2 goes on, without --limit all are shown.\n",
    )
    whole = run("-e", query, "--limit", "3", "--json")
    assert (len(json.loads(whole.stdout)), whole.stderr) == (3, "")
    last = run("-e", query, "--limit", "2", "--offset", "2", "--format", "csv")
    assert (last.stdout, last.stderr) == ("x\n3\n", "")
    assert run("-e", query, "--limit", "0").exit_code == 2
    assert run("-e", query, "--offset", "-1").exit_code == 2


def test_a_query_from_stdin_is_answered(run: Run) -> None:
    assert run("-", "--format", "csv", stdin=b"ASK { ?s ?p ?o }").stdout == "answer\nTrue\n"


def test_a_query_that_is_no_text_is_an_error_wherever_it_comes_from(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(b"ASK { \xff }")
    for result, place in ((run("-", stdin=b"ASK { \xff }"), "stdin"), (run(str(file)), str(file))):
        assert result.exit_code == 1
        assert result.stderr == f"kg: error: {place} is not a text in UTF-8; a query is\n"


def test_errors_of_the_query_come_back_as_one_line(run: Run, tmp_path: Path) -> None:
    unread = run("-e", "SELECT")
    assert unread.exit_code == 1
    assert "cannot be read" in unread.stderr
    nowhere = run("-e", "ASK {}", "--store", str(tmp_path / "none"))
    assert nowhere.exit_code == 1
    assert "no store at" in nowhere.stderr
    assert "Traceback" not in unread.stderr + nowhere.stderr


def test_a_query_that_takes_too_long_is_stopped(run: Run) -> None:
    result = run("-e", ENDLESS, "--timeout", "0.5")
    assert result.exit_code == 1
    assert "more than 0.5 seconds" in result.stderr
    assert "--timeout" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_timeout_of_nothing_is_a_usage_error(run: Run) -> None:
    assert run("-e", "ASK {}", "--timeout", "0").exit_code == 2


def start_endless(store: Path, seconds: int) -> subprocess.Popen[str]:
    """Start a query that ends by force only, and wait until the engine is at work."""
    command = [sys.executable, "-m", "kg", "query", "--store", str(store), "--timeout", str(seconds)]
    process = subprocess.Popen(
        [*command, "-e", ENDLESS], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(2)
    return process


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_stops_a_running_query_and_leaves_nothing_behind(dam_store: Path) -> None:
    process = start_endless(dam_store, 60)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=10)  # stderr ends with the last process that holds it
    assert process.returncode == 130
    assert told.strip() == "kg: stopped."


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_query_ends_in_time_though_its_caller_was_killed(dam_store: Path) -> None:
    process = start_endless(dam_store, 3)
    process.kill()
    process.communicate(timeout=10)
