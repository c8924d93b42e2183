"""`kg decide` finds out who and what is meant, says what it does, writes a line, and says how to undo it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import deciding, main
from kg.decisions.log import read_log
from kg.decisions.records import Verb
from kg.errors import StoreError
from tests.records import dam_reading
from tests.unit.cli.decided import (
    BONDAR,
    BRINK,
    COPY,
    DAM,
    REUTERS,
    RIVNE,
    FakePipeline,
    decision,
    write_log,
    write_store,
)
from tests.unit.cli.test_build import replace_module

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("decided") / "store")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch, log: Path) -> FakePipeline:
    fake = FakePipeline(log)
    replace_module(monkeypatch, "kg.pipeline", decide=fake.decide)
    return fake


@pytest.fixture
def run(store: Path, log: Path, pipeline: FakePipeline) -> Run:
    def invoke(*arguments: str, columns: int = 80) -> Result:
        environment = {"KG_STORE": str(store), "KG_DECISIONS": str(log), "COLUMNS": str(columns)}
        return CliRunner(env=environment).invoke(main, ["decide", *arguments])

    return invoke


# ------------------------------------------------------------------------------------ what is written


def test_a_merge_names_the_entities_in_the_order_of_the_command(run: Run, pipeline: FakePipeline) -> None:
    result = run("merge", "Bondar", BRINK, "--why", "one desk", "--by", "Ann Reed")
    assert result.exit_code == 0
    decided = pipeline.decided
    assert decided.verb is Verb.MERGE
    assert [(one.id, one.label) for one in decided.targets] == [(BONDAR, "Olha Bondar"), (BRINK, "Ada Brink")]
    assert (decided.who, decided.why) == ("Ann Reed", "one desk")


def test_two_entities_are_kept_apart(run: Run, pipeline: FakePipeline) -> None:
    assert run("split", BONDAR, BRINK).exit_code == 0
    assert pipeline.decided.verb is Verb.SPLIT
    assert [one.id for one in pipeline.decided.targets] == [BONDAR, BRINK]


def test_a_part_of_an_entity_is_named_by_articles_and_names(run: Run, pipeline: FakePipeline) -> None:
    assert run("split", "Olha Bondar", "--document", "copy.txt", "--name", "Bondar").exit_code == 0
    assert pipeline.decided.documents == (COPY,)
    assert pipeline.decided.names == ("Bondar",)


def test_a_rename_carries_the_label(run: Run, pipeline: FakePipeline) -> None:
    assert run("rename", "Bondar", "Olha M. Bondar").exit_code == 0
    assert pipeline.decided.label == "Olha M. Bondar"


def test_an_unlink_names_the_identifiers_as_they_are(run: Run, pipeline: FakePipeline) -> None:
    assert run("unlink", "Rivne", "geonames").exit_code == 0
    assert [(one.scheme, one.value) for one in pipeline.decided.identifiers] == [("geonames", "695594")]


def test_articles_are_named_by_path_or_id_and_claims_by_the_beginning_of_an_id(
    run: Run, pipeline: FakePipeline
) -> None:
    claim = dam_reading().claims[1]
    assert run("retract", "copy.txt", claim.id[:8], DAM[:9]).exit_code == 0
    targets = [(one.id, one.label) for one in pipeline.decided.targets]
    assert targets == [(COPY, "copy.txt"), (claim.id, "We will repair the gate"), (DAM, "dam.txt")]


def test_a_decision_is_taken_back_by_the_beginning_of_its_id(
    run: Run, pipeline: FakePipeline, log: Path
) -> None:
    merged = decision("merge", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink"))
    write_log(log, merged)
    assert run("restore", merged.id[:7]).exit_code == 0
    (target,) = pipeline.decided.targets
    assert target.id == merged.id
    assert target.label == f"merge Olha Bondar ({BONDAR}) with Ada Brink ({BRINK})"


# ------------------------------------------------------------------------------------ what is printed


def test_a_preview_says_what_is_about_to_happen_and_the_result_how_to_undo_it(
    run: Run, pipeline: FakePipeline, log: Path
) -> None:
    result = run("merge", "Bondar", "Ada Brink", "--why", "one desk", "--by", "Ann Reed")
    assert result.stderr == (
        f"kg: merging Ada Brink (person, {BRINK}, 2 mentions in 1 article) "
        f"into Olha Bondar (person, {BONDAR}, 3 mentions in 2 articles).\n"
    )
    assert f"merged: Olha Bondar (person, {BONDAR}) now has 3 mentions in 2" in result.stdout
    for shown in (pipeline.decided.id, "Ann Reed", "one desk", f"written to  {log}\n"):
        assert shown in result.stdout
    assert f"undo        kg decide restore {pipeline.decided.id}\n" in result.stdout


def test_the_way_to_undo_names_the_store_where_the_command_did(
    store: Path, log: Path, pipeline: FakePipeline
) -> None:
    arguments = ["rename", "Bondar", "O. Bondar", "--store", str(store), "--decisions", str(log)]
    result = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["decide", *arguments])
    undo = f"kg decide restore {pipeline.decided.id} --store {store} --decisions {log}\n"
    assert undo in result.stdout


def test_json_says_all_of_it(run: Run, pipeline: FakePipeline, log: Path) -> None:
    printed = json.loads(run("rename", "Bondar", "O. Bondar", "--json").stdout)
    assert printed["decision"]["id"] == pipeline.decided.id
    assert printed["log"] == str(log)
    assert printed["undo"] == f"kg decide restore {pipeline.decided.id}"
    assert [one["id"] for one in printed["entities"]] == [BONDAR]


def test_force_and_the_log_reach_the_pipeline(
    run: Run, pipeline: FakePipeline, store: Path, log: Path
) -> None:
    run("rename", "Bondar", "O. Bondar", "--force")
    assert pipeline.asked == {"store": store, "log": log, "force": True}


@pytest.mark.parametrize("columns", [80, 120])
def test_nothing_but_paths_and_commands_is_wider_than_the_terminal(run: Run, columns: int) -> None:
    lines = run("retract", "dam.txt", "copy.txt", "--why", "withdrawn " * 20, columns=columns).stdout
    folded = [line for line in lines.splitlines() if not line.startswith("  written to")]
    assert max(map(len, folded)) <= columns


# ------------------------------------------------------------------------------------ who decides


def test_who_decides_is_git_s_user_unless_named(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], 0, stdout=b"Ann Reed\n")
    monkeypatch.setattr(deciding.subprocess, "run", lambda *args, **options: answer)
    monkeypatch.setattr(deciding.shutil, "which", lambda name: f"/bin/{name}")
    assert deciding.who_decides(None) == "Ann Reed"
    assert deciding.who_decides("Bo Lind") == "Bo Lind"


def test_without_git_the_login_name_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding.shutil, "which", lambda name: None)
    monkeypatch.setattr(deciding.getpass, "getuser", lambda: "areed")
    assert deciding.who_decides(None) == "areed"


# ------------------------------------------------------------------------------------ what is refused


def test_a_misspelt_name_gets_the_nearest(run: Run, log: Path) -> None:
    result = run("rename", "Bondra", "O. Bondar")
    assert result.exit_code == 1
    assert "Did you mean: Olha Bondar" in result.stderr
    assert not log.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "Bondar", BONDAR), "they are one already"),
        (("rename", "Bondar", "Olha Bondar"), "is called so already"),
        (("split", "Bondar", "--name", "Petra"), "it goes by Bondar, Olha Bondar"),
        (("split", "Bondar", "--document", "plan.txt"), "is not in plan.txt"),
        (("split", "Bondar", "--document", "dam.txt", "--document", "copy.txt"), "nothing would be left"),
        (("unlink", "Bondar"), "has no identifier to take away"),
        (("unlink", "Rivne", "wikidata"), "it has geonames:695594"),
        (("unlink", "Rivne", "geonames:1"), "it has geonames:695594"),
        (("link", "Bondar", "isni:1"), "wikidata:Q7184"),
        (("link", "Bondar", "wikidata:7184"), "which is that of wikidata:Q7184"),
        (("link", "Bondar", "geonames:695594"), "is a person"),
        (("link", "Rivne", "wikidata:Q1", "wikidata:Q2"), "two identifiers of wikidata"),
        (("retract", "no.txt"), "kg documents lists them"),
        (("retract", "c-0000"), "kg claims lists them"),
        (("restore", "dam.txt"), "is not retracted"),
        (("restore", "k-0000"), "kg decide log lists them"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    arguments: tuple[str, ...], told: str, run: Run, log: Path
) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stdout == ""
    assert not log.exists()


IDLE = (
    ("rename", "Bondar", "Olha Bondar"),
    ("rename", "Bondar", "--kind", "person"),
    ("split", "Bondar", "--document", "dam.txt", "--document", "copy.txt"),
    ("unlink", "Bondar"),
    ("unlink", "Rivne", "wikidata"),
)
"""Decisions that change nothing."""


@pytest.mark.parametrize("arguments", IDLE)
def test_what_would_change_nothing_is_refused_in_the_same_words(
    arguments: tuple[str, ...], run: Run, log: Path
) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert "kg: error: nothing would change: " in result.stderr
    assert result.stderr.endswith("; --force writes it down all the same\n")
    assert not log.exists()


@pytest.mark.parametrize("arguments", IDLE)
def test_what_would_change_nothing_can_be_forced(
    arguments: tuple[str, ...], run: Run, pipeline: FakePipeline
) -> None:
    assert run(*arguments, "--force").exit_code == 0
    assert pipeline.decided.verb == arguments[0]


def test_two_that_are_kept_apart_are_not_kept_apart_again(run: Run, log: Path) -> None:
    apart = decision("split", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink"))
    write_log(log, apart)
    result = run("split", BRINK, BONDAR)
    assert result.exit_code == 1
    assert "nothing would change: " in result.stderr
    assert "are kept apart already" in result.stderr
    assert read_log(log) == (apart,)


def test_a_rename_may_change_the_kind(run: Run, pipeline: FakePipeline) -> None:
    result = run("rename", "Bondar", "--kind", "organization")
    assert (
        f"kg: making Olha Bondar (person, {BONDAR}, 3 mentions in 2 articles) an organization."
        in result.stderr
    )
    assert (pipeline.decided.label, pipeline.decided.kind) == ("", "organization")
    both = run("rename", "Bondar", "Bondar Ltd", "--kind", "organization")
    assert "to “Bondar Ltd” and making it an organization." in both.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("rename", "Bondar"),
        ("rename", "Bondar", "--kind", "ship"),
        ("link", "Rivne"),
        ("split", BONDAR),
        ("split", BONDAR, BRINK, "--name", "Bondar"),
        ("split", BONDAR, BRINK, RIVNE),
        ("link", "Rivne", "geonames:695594", "--lat", "50"),
        ("link", "Rivne", "geonames:695594", "--lat", "91", "--lon", "0"),
        ("merge", "Bondar"),
        ("retract",),
    ],
)
def test_a_command_line_that_is_wrong_ends_with_two(arguments: tuple[str, ...], run: Run) -> None:
    assert run(*arguments).exit_code == 2


def test_a_contradiction_is_refused_with_who_when_and_why_and_what_to_do(run: Run, log: Path) -> None:
    apart = decision("split", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink"), why="they met in May")
    write_log(log, apart)
    result = run("merge", "Bondar", "Brink")
    assert result.exit_code == 1
    assert f"{apart.id} says otherwise" in result.stderr
    assert "decided by Ann Reed on 2025-04-12 09:30 UTC: they met in May" in result.stderr
    assert f"kg decide restore {apart.id}" in result.stderr
    assert "--force" in result.stderr
    assert read_log(log) == (apart,)


def test_a_contradiction_can_be_forced(run: Run, pipeline: FakePipeline, log: Path) -> None:
    write_log(log, decision("split", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink")))
    assert run("merge", "Bondar", "Brink", "--force").exit_code == 0
    assert pipeline.verbs == [Verb.SPLIT, Verb.MERGE]


def test_what_was_taken_back_already_says_how_it_comes_back(run: Run, log: Path) -> None:
    merged = decision("merge", (BONDAR, "Olha Bondar"), (BRINK, "Ada Brink"))
    restored = decision("restore", (merged.id, ""), when="2025-04-13T00:00:00Z")
    write_log(log, merged, restored)
    result = run("restore", merged.id)
    assert result.exit_code == 1
    assert f"kg decide restore {restored.id} brings it back" in result.stderr


def test_a_decision_that_was_written_but_not_applied_says_so(
    run: Run, pipeline: FakePipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_later(*arguments: Any, **options: Any) -> None:
        pipeline.decide(*arguments, **options)
        raise StoreError("the disk is full")

    replace_module(monkeypatch, "kg.pipeline", decide=fail_later)
    result = run("rename", "Bondar", "O. Bondar")
    assert result.exit_code == 1
    assert f"kg: {pipeline.decided.id} is in the log all the same: kg build" in result.stderr


def test_a_wrong_log_is_one_line_that_says_what_to_do(run: Run, log: Path) -> None:
    log.write_text('{"verb": "muddle"}\n', encoding="utf-8")
    result = run("restore", "k-0000")
    assert result.exit_code == 1
    assert f"{log}, line 1" in result.stderr


def test_reuters_is_found_by_its_id(run: Run, pipeline: FakePipeline) -> None:
    assert run("rename", REUTERS[:9], "Reuters News Agency").exit_code == 0
    assert pipeline.decided.targets[0].label == "Reuters"
