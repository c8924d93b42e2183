"""Look-ups, the log and suggestions show what people decided: who, when, why, and how to undo it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.decide_text import DecideOutcome, changed_lines
from kg.decisions.log import append_decision
from kg.graph.decision_rows import view_decision
from kg.model import Suggestion
from kg.query.lookups import Lookups
from tests.contract.test_startup import RUN, heavy_modules_after
from tests.records import dam_reading
from tests.unit.cli.decided import BONDAR, BRINK, COPY, DAM, PLAN, RIVNE, decision, write_log, write_store

Run = Callable[..., Result]

CLAIM = dam_reading().claims[1]
"""Olha Bondar: "We will repair the gate"."""

MERGED = decision("merge", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink"), why="one desk")
APART = decision("split", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink"), when="2025-04-13T10:00:00Z")
RENAMED = decision("rename", (RIVNE, "Rivne"), label="Rivne Town")
BACK = decision("restore", (RENAMED.id, "rename Rivne"), when="2025-04-14T10:00:00Z")
ARTICLE = decision("retract", (PLAN, "plan.txt"), why="withdrawn by the Harbour Post")
WORDS = decision("retract", (CLAIM.id, CLAIM.text), why="mistranslated")
PART = decision("split", (BONDAR, "Olha Bondar"), documents=[COPY], names=["Bondar"])

LOG = (MERGED, APART, RENAMED, BACK, ARTICLE, WORDS, PART)
PAIRS = (
    Suggestion(*sorted((BONDAR, BRINK)), 0.61, ("both speak of Rivne",), ("no word in common",)),
    Suggestion(*sorted((BONDAR, RIVNE)), 0.83, ("a test",)),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("decided") / "store", *LOG, suggestions=PAIRS)


@pytest.fixture
def run(store: Path) -> Run:
    def invoke(*arguments: str, columns: int = 80) -> Result:
        environment = {"KG_STORE": str(store), "COLUMNS": str(columns), "KG_DECISIONS": None}
        return CliRunner(env=environment).invoke(main, list(arguments))

    return invoke


def words(result: Result) -> str:
    """All that was printed on stdout, as if on one line."""
    return " ".join(result.stdout.split())


# ------------------------------------------------------------------------------------- what is retracted


def test_a_retracted_article_is_listed_with_who_when_and_why(run: Run) -> None:
    shown = words(run("documents"))
    assert "plan.txt" in shown
    assert "2025-07-01 · retracted" in shown
    assert "retracted by Ann Reed on 2025-04-12 09:30 UTC: withdrawn by the" in shown
    assert ARTICLE.id in shown


def test_claims_leave_out_what_is_retracted_and_say_how_many(run: Run) -> None:
    result = run("claims", "--by", "Bondar")
    assert "We will repair the gate" not in result.stdout
    assert "kg: 1 retracted claim left out; --retracted shows it.\n" in result.stderr


def test_retracted_claims_can_be_listed_with_the_reason(run: Run) -> None:
    result = run("claims", "--by", "Bondar", "--retracted")
    assert "We will repair the gate" in result.stdout
    assert "retracted by Ann Reed on 2025-04-12 09:30 UTC: mistranslated" in words(result)
    found = json.loads(run("claims", "--retracted", "--act", "all", "--json").stdout)
    assert {one["status"] for one in found} == {"retracted"}
    assert {one["document"] for one in found} == {"dam.txt", "plan.txt"}


def test_a_retracted_claim_says_so_on_its_page(run: Run) -> None:
    shown = words(run("claim", CLAIM.id[:9]))
    told = "status retracted by Ann Reed on 2025-04-12 09:30 UTC: mistranslated; it counts for nothing"
    assert told in shown
    assert WORDS.id in shown


def test_a_claim_of_a_retracted_article_is_restored_with_it(run: Run) -> None:
    claim = json.loads(run("claims", "--document", "plan.txt", "--retracted", "--json").stdout)[0]
    result = run("decide", "restore", claim["id"])
    assert result.exit_code == 1
    assert "kg decide restore plan.txt restores both" in result.stderr


def test_an_actor_says_what_was_decided_and_which_articles_are_retracted(run: Run) -> None:
    result = run("who", BRINK)
    shown = words(result)
    assert "plan.txt · Harbour Post · 2025-07-01 · retracted" in shown
    assert f"decided merge Olha Bondar ({BONDAR}) with Ada Brink ({BRINK}), by Ann Reed" in shown
    assert f"one desk · {MERGED.id}" in shown
    assert f"2 retracted claims by Ada Brink left out; kg claims --by {BRINK} --retracted" in result.stderr
    printed = json.loads(run("who", BRINK, "--json").stdout)
    assert [one["id"] for one in printed["decisions"]] == [MERGED.id, APART.id]


# --------------------------------------------------------------------------------------------- the log


def test_the_log_says_who_decided_what_and_why(run: Run) -> None:
    shown = words(run("decide", "log", columns=200))
    for told in (
        "Ann Reed",
        "2025-04-12",
        f"merge Olha Bondar ({BONDAR}) with Ada Brink ({BRINK})",
        f"keep apart Olha Bondar ({BONDAR}) and Ada Brink ({BRINK})",
        f"rename Rivne ({RIVNE}) to “Rivne Town”",
        f"retract plan.txt ({PLAN})",
        f"retract “We will repair the gate” ({CLAIM.id})",
        f"split from Olha Bondar ({BONDAR}) what goes by “Bondar” in copy.txt",
        "because: mistranslated",
    ):
        assert told in shown
    for one in LOG:
        assert one.id in shown


def test_the_log_says_what_became_of_a_decision(run: Run) -> None:
    states = {one["id"]: one["state"] for one in json.loads(run("decide", "log", "--json").stdout)}
    assert states[RENAMED.id] == "taken back"
    assert states[ARTICLE.id] == "in force"


def test_the_log_adds_up_what_a_build_counts(run: Run, tmp_path: Path) -> None:
    restored = decision("restore", (ARTICLE.id, ""), when="2025-05-01T00:00:00Z")
    log = write_log(tmp_path / "log.jsonl", ARTICLE, WORDS, restored)
    result = run("decide", "log", "--decisions", str(log))
    assert "kg: 3 lines: 1 decision in force, 1 taken back and 1 restore.\n" in result.stderr


def test_the_log_shows_which_of_two_contradicting_decisions_holds(run: Run) -> None:
    shown = words(run("decide", "log", columns=200))
    assert "conflict:" in shown
    assert "overruled" in shown
    assert f"contradicted by {APART.id}, which holds" in shown
    assert f"contradicts {MERGED.id}, and holds" in shown
    printed = {one["id"]: one["conflicts"] for one in json.loads(run("decide", "log", "--json").stdout)}
    assert len(printed[MERGED.id]) == len(printed[APART.id]) == 1


def test_a_line_that_the_store_has_not_replayed_is_not_applied_yet(run: Run, tmp_path: Path) -> None:
    log = write_log(tmp_path / "log.jsonl", *LOG)
    append_decision(log, decision("rename", (BRINK, "Ada Brink"), label="A. Brink"))
    append_decision(log, decision("restore", (ARTICLE.id, ""), when="2025-05-01T00:00:00Z"))
    result = run("decide", "log", "--json", "--decisions", str(log))
    assert [one["state"] for one in json.loads(result.stdout)][-2:] == ["not applied yet"] * 2
    shown = run("decide", "log", "--decisions", str(log))
    assert "kg: 2 not applied to the store yet: run kg build, or any kg decide.\n" in shown.stderr


def test_a_log_can_be_read_without_a_store_and_an_empty_one_says_so(tmp_path: Path) -> None:
    write_log(tmp_path / "case.decisions.jsonl", RENAMED)
    read = CliRunner().invoke(main, ["decide", "log", "--store", str(tmp_path / "case")])
    assert (read.exit_code, RENAMED.id in read.stdout) == (0, True)
    empty = CliRunner().invoke(main, ["decide", "log", "--store", str(tmp_path / "other")])
    assert (empty.exit_code, empty.stdout, empty.stderr) == (0, "", "kg: no decisions yet.\n")


# ----------------------------------------------------------------------------------------- suggestions


def test_suggestions_stand_best_first_with_reasons_and_both_commands(run: Run) -> None:
    shown = run("suggest").stdout
    assert shown.index("0.83") < shown.index("0.61")
    for told in ("for      both speak of Rivne", "against  no word in common", "against  nothing"):
        assert told in shown
    assert f"kg decide merge {BONDAR} {BRINK}\n" in shown
    assert f"kg decide split {BONDAR} {BRINK}\n" in shown
    assert f"person · {BONDAR} · 2 articles" in shown


def test_suggestions_about_one_entity(run: Run) -> None:
    assert "0.83" not in run("suggest", "Brink").stdout
    assert "0.61" in run("suggest", "Brink").stdout


def test_a_limit_says_how_many_more_there_are(run: Run) -> None:
    result = run("suggest", "--limit", "1")
    assert "0.61" not in result.stdout
    assert "kg: 1 more: kg suggest --limit 2.\n" in result.stderr


def test_suggestions_as_json_have_the_commands(run: Run) -> None:
    first = json.loads(run("suggest", "--limit", "1", "--json").stdout)[0]
    assert first["suggestion"]["score"] == 0.83
    assert first["merge"].startswith("kg decide merge e-")
    assert first["keep_apart"].startswith("kg decide split e-")


def test_nothing_to_suggest_says_so(dam_store: Path) -> None:
    result = CliRunner().invoke(main, ["suggest", "--store", str(dam_store)])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "kg: nothing to suggest.\n")


# ------------------------------------------------------------------------------------------- all of them

SHOWN = (("documents",), ("claims", "--retracted"), ("who", "Brink"), ("decide", "log"), ("suggest",))


@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
@pytest.mark.parametrize("columns", [80, 120])
def test_nothing_is_wider_than_the_terminal(run: Run, arguments: tuple[str, ...], columns: int) -> None:
    shown = run(*arguments, columns=columns).stdout
    assert max(map(len, shown.splitlines())) <= columns


@pytest.mark.parametrize("arguments", [["decide", "log"], ["suggest"], ["who", "Brink"]], ids=" ".join)
def test_what_only_reads_loads_nothing_heavy(arguments: list[str], store: Path) -> None:
    assert heavy_modules_after(RUN.format(arguments=[*arguments, "--store", str(store)], code=0)) == ""


# ----------------------------------------------------------------------------------- texts that changed


@pytest.mark.parametrize("status", ["current", "superseded"])
def test_a_restored_text_counts_only_if_no_newer_one_has_replaced_it(status: str, store: Path) -> None:
    lookups = Lookups(store)
    document = replace(lookups.document("dam.txt"), status=status, retraction=None)
    claim = replace(lookups.claims()[0], status=status)
    restored = decision("restore", (DAM, "dam.txt"))
    outcome = DecideOutcome(
        view_decision(restored, "in force"), "", "", (), (document,), (claim,), (), (), None
    )
    for line in changed_lines(outcome):
        assert ("counts again" in line) is (status == "current")
        assert ("a newer text has replaced" in line) is (status == "superseded")
