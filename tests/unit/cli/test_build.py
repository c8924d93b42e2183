"""`kg build` hands on what it was told, counts what came of it, and ends with the page to open."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.config import Crew, Settings
from kg.decisions.records import Conflict
from kg.model import Rejection
from kg.query.comparisons import ComparisonSummary
from kg.query.results import StoreSummary


@dataclass(frozen=True)
class FakeReport:
    summary: StoreSummary
    read: int = 2
    unchanged: int = 0
    rejections: tuple[Rejection, ...] = ()
    notes: tuple[str, ...] = ()
    decisions: int = 0
    conflicts: tuple[Conflict, ...] = ()


FOUND = StoreSummary(
    documents=2, publishers=1, entities={"person": 3}, claims=1234, attributed=1000, own_voice=234
)


class FakePipeline:
    """Stands for kg.pipeline: remembers what it was asked and answers what it is told to."""

    def __init__(self) -> None:
        self.report = FakeReport(FOUND)
        self.asked: dict[str, Any] = {}
        self.error: BaseException | None = None
        self.compared = ComparisonSummary(2, 0, 0, 0, 0, 0, 0)

    def build(self, paths: Sequence[str], **options: Any) -> FakeReport:
        self.asked = {"paths": paths, **options}
        if self.error:
            raise self.error
        return self.report

    def summary(self) -> ComparisonSummary:
        return self.compared


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> FakePipeline:
    fake = FakePipeline()
    replace_module(monkeypatch, "kg.pipeline", build=fake.build)
    replace_module(monkeypatch, "kg.views.pages", write_views=lambda lookups, out: (out / "evidence.html",))
    monkeypatch.setattr("kg.query.lookups.Lookups", lambda store: None)
    monkeypatch.setattr("kg.query.comparisons.Comparisons", lambda store: fake)
    return fake


def replace_module(monkeypatch: pytest.MonkeyPatch, name: str, **members: object) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    monkeypatch.setitem(sys.modules, name, module)


def run(*arguments: str) -> Result:
    return CliRunner(env={"KG_STORE": None}).invoke(main, ["build", *arguments])


def test_every_option_reaches_the_pipeline(
    pipeline: FakePipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("m.tsv", "g", "h"):
        Path(name).touch()
    run(
        "a",
        "b.txt",
        "--store",
        "s",
        "--metadata",
        "m.tsv",
        "--gazetteer",
        "g",
        "--gazetteer",
        "h",
        "--max-chars",
        "9",
        "--workers",
        "3",
        "--article-seconds",
        "7",
    )
    asked = pipeline.asked
    assert list(asked["paths"]) == ["a", "b.txt"]
    assert asked["store"] == Path("s")
    assert asked["metadata"] == Path("m.tsv")
    assert list(asked["gazetteers"]) == [Path("g"), Path("h")]
    assert asked["settings"] == Settings(max_chars=9)
    assert asked["crew"] == Crew(workers=3, seconds=7)


def test_a_cluster_reaches_the_pipeline(pipeline: FakePipeline) -> None:
    run("a", "--cluster", "tcp://machine:8786")
    assert pipeline.asked["crew"] == Crew(cluster="tcp://machine:8786")


def test_the_last_line_of_stdout_is_the_page(pipeline: FakePipeline) -> None:
    result = run("a", "--out", "pages")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == str(Path("pages/evidence.html"))


def test_the_table_counts_what_was_found(pipeline: FakePipeline) -> None:
    stdout = run("a").stdout
    assert "1,234" in stdout
    assert "persons" in stdout


def test_no_pages_are_written_when_told_so(pipeline: FakePipeline) -> None:
    assert "evidence.html" not in run("a", "--no-views").stdout


def test_rejections_are_counted_by_reason_and_the_first_ten_named(pipeline: FakePipeline) -> None:
    rejected = tuple(Rejection(f"{number}.txt", "read", "empty") for number in range(12))
    pipeline.report = FakeReport(FOUND, rejections=rejected)
    result = run("a")
    assert result.exit_code == 0
    assert "12 rejected (read): empty" in result.stderr
    assert "  9.txt\n" in result.stderr
    assert "10.txt" not in result.stderr
    assert "and 2 more" in result.stderr


def test_an_input_stands_below_the_reason_why_it_was_rejected(pipeline: FakePipeline) -> None:
    rejected = (
        Rejection("a", "read", "empty"),
        Rejection("b", "read", "torn"),
        Rejection("c", "read", "empty"),
    )
    pipeline.report = FakeReport(FOUND, rejections=rejected)
    assert "kg: 2 rejected (read): empty\n  a\n  c\nkg: 1 rejected (read): torn\n  b\n" in run("a").stderr


def test_a_table_that_does_not_exist_is_a_usage_error(pipeline: FakePipeline) -> None:
    result = run("a", "--metadata", "nowhere.tsv")
    assert result.exit_code == 2
    assert "nowhere.tsv" in result.stderr


def test_json_lists_every_rejection_and_the_page(pipeline: FakePipeline) -> None:
    rejected = tuple(Rejection(f"{number}.txt", "read", "empty") for number in range(12))
    pipeline.report = FakeReport(FOUND, rejections=rejected)
    outcome = json.loads(run("a", "--json").stdout)
    assert len(outcome["report"]["rejections"]) == 12
    assert outcome["page"].endswith("evidence.html")


def test_an_unchanged_input_says_that_nothing_was_re_extracted(pipeline: FakePipeline) -> None:
    pipeline.report = FakeReport(FOUND, read=0, unchanged=2)
    assert "2 unchanged, nothing re-extracted" in run("a").stderr


def test_a_store_without_any_article_is_a_failure(pipeline: FakePipeline) -> None:
    pipeline.report = FakeReport(StoreSummary(0, 0), read=0, rejections=(Rejection("a", "read", "empty"),))
    result = run("a")
    assert result.exit_code == 1
    assert "no article in kg-store. Nothing could be read from what was named" in result.stderr
    assert "Name a folder" not in result.stderr


def test_ctrl_c_says_that_what_was_read_is_kept(pipeline: FakePipeline) -> None:
    pipeline.error = KeyboardInterrupt()
    result = run("a")
    assert result.exit_code == 130
    assert "what was read so far is stored" in result.stderr
    assert "Traceback" not in result.stderr


def test_build_without_a_path_is_a_usage_error() -> None:
    result = run()
    assert result.exit_code == 2
    assert "PATH" in result.stderr


def write_at(path: Path, seconds: int) -> None:
    """Write a file that seems to be that old."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (seconds, seconds))


@pytest.mark.parametrize(("page", "told"), [(100, True), (300, False), (None, False)])
def test_pages_that_are_older_than_the_store_are_told_of_when_none_are_written(
    pipeline: FakePipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: int | None, told: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    write_at(Path("kg-store/current"), 200)
    if page is not None:
        write_at(Path("exports/evidence.html"), page)
    assert ("of an earlier build; run kg view" in run("a", "--no-views").stderr) == told


def test_publishers_that_nobody_knows_are_counted_beside_the_others(pipeline: FakePipeline) -> None:
    assert "unknown" not in run("a").stdout
    pipeline.report = FakeReport(replace(FOUND, publishers=5, unknown_publishers=5))
    assert "5 (5 unknown)" in run("a").stdout


def test_decisions_in_force_conflicts_and_suggestions_are_told_on_stderr(
    pipeline: FakePipeline, tmp_path: Path
) -> None:
    log = tmp_path / "mine.jsonl"
    pipeline.report = FakeReport(
        replace(FOUND, suggestions=7, retracted_documents=1, retracted_claims=4),
        decisions=3,
        conflicts=(Conflict(("k-1", "k-2"), "merged and kept apart"), Conflict(("k-3",), "nobody has it")),
    )
    result = run("a", "--decisions", str(log))
    assert pipeline.asked["decisions"] == log
    for told in (
        "kg: 3 decisions in force; kg decide log lists them.\n",
        "kg: conflict: merged and kept apart\n",
        "kg: no effect: nobody has it\n",
        "kg: 7 pairs may be one: kg suggest lists them.\n",
    ):
        assert told in result.stderr
    rows = [line.split() for line in result.stdout.splitlines() if "retracted" in line]
    assert [row[-1] for row in rows] == ["1", "4"]


def test_what_comparing_found_is_told_in_a_line_each(pipeline: FakePipeline) -> None:
    assert "rest" not in run("a").stderr
    pipeline.compared = ComparisonSummary(
        articles=14, resting=8, copying=3, problems=1, differences=23, groups=6, single=5
    )
    told = run("a", "--store", "s").stderr
    for line in (
        "kg: 23 differences between articles: kg compare --store s shows them side by side.\n",
        "kg: 8 of 14 articles rest on another article or report, 3 of them sharing its text: "
        "kg lineage --store s shows who.\n",
        "kg: 1 lineage link has a problem (dates that run backwards, a circle, two that credit one another, "
        "or no sign of which came first): kg lineage --store s marks them.\n",
    ):
        assert line in told
    assert json.loads(run("a", "--json").stdout)["compared"]["differences"] == 23


def test_without_decisions_nothing_is_said_of_them(pipeline: FakePipeline) -> None:
    result = run("a")
    assert "decision" not in result.stderr
    assert "retracted" not in result.stdout
