"""`kg train attribution` writes a file that --weights takes, and names what is wrong before it learns."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.claims.weights import find_weights
from kg.cli import main

MARKED = (
    "[1:Officials] <1:said> {1:the gates were closed}. The pumps were moved to the yard.\n\n"
    "[2:Lind] <2:said> {2:the river was low}, and [3:farmers] <3t:fear> {3:a dry summer}.\n"
)
TEXTS = 6


def train(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(
        main, ["train", "attribution", *arguments]
    )


@pytest.fixture
def gold(tmp_path: Path) -> str:
    folder = tmp_path / "gold"
    folder.mkdir()
    for number in range(TEXTS):
        (folder / f"g{number}.txt").write_text(f"# genre: local\n\n{MARKED}", encoding="utf-8")
    return str(folder)


def shown_error(result: Result) -> str:
    assert result.exit_code in (1, 2), result.output
    assert result.stdout == ""
    assert result.stderr.startswith("kg: error: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.model
def test_the_file_is_written_and_its_path_is_all_that_stdout_has(gold: str, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs claimgraph[train]")
    out = tmp_path / "mine.json"
    result = train("--corpus", gold, "--terms", "our own", "--out", str(out))
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{out}\n"
    for told in (
        "corpus gold: 6 texts, 18 attributions",
        "terms: our own",
        "kg: threshold: 0.",
        "kg: read",
        "18 attributions are little",
    ):
        assert told in result.stderr
    found = find_weights(str(out))
    assert found is not None
    assert found.name == "mine"
    assert found.features["cue=say"] > 0


@pytest.mark.model
def test_the_same_gold_gives_the_same_bytes_and_quiet_shows_no_progress(gold: str, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs claimgraph[train]")
    files = [tmp_path / folder / "mine.json" for folder in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        result = train("--corpus", gold, "--out", str(file), "--quiet")
        assert result.exit_code == 0, result.output
        assert "kg: read" not in result.stderr
        assert "terms" not in result.stderr
    assert files[0].read_bytes() == files[1].read_bytes()
    assert str(tmp_path) not in files[0].read_text(encoding="utf-8")


@pytest.mark.model
def test_too_little_gold_is_one_line_that_asks_for_more(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs claimgraph[train]")
    path = tmp_path / "one.txt"
    path.write_text("It rained.", encoding="utf-8")
    told = shown_error(train("--corpus", str(path), "--out", str(tmp_path / "mine.json"), "--quiet"))
    assert "too little" in told
    assert not (tmp_path / "mine.json").exists()


def test_gold_that_is_missing_says_what_to_name(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs claimgraph[train]")
    told = shown_error(train("--corpus", str(tmp_path / "none"), "--out", str(tmp_path / "mine.json")))
    assert "does not exist; name a .jsonl file" in told


def test_ids_that_nothing_fits_say_what_they_are(gold: str, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs claimgraph[train]")
    genres = tmp_path / "genres.jsonl"
    genres.write_text(json.dumps({"id": "x_bio_one", "text": "No.", "relations": []}), encoding="utf-8")
    out = str(tmp_path / "mine.json")
    told = shown_error(train("--corpus", gold, "--clauses", str(genres), "--ids", "*_poem_*", "--out", out))
    assert "--ids takes patterns (*_court_*)" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--out", "mine.json"], "name gold to learn from with --corpus"),
        (["--corpus", "gold"], "Missing option '--out'"),
    ],
)
def test_gold_and_a_place_for_the_file_are_asked_for(arguments: list[str], told: str) -> None:
    result = train(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_place_where_nothing_can_be_written_is_told_before_anything_is_learned(
    gold: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learning = pytest.importorskip("kg.train.attribution", reason="training needs claimgraph[train]")

    def learn_in_vain(*_: object) -> None:
        raise AssertionError("an hour of learning is lost")

    monkeypatch.setattr(learning, "train_attribution", learn_in_vain)
    told = shown_error(train("--corpus", gold, "--out", str(tmp_path / "none" / "mine.json")))
    assert str(tmp_path / "none") in told


def test_without_scikit_learn_it_says_what_to_install(
    gold: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "kg.train.attribution", raising=False)
    for name in ("sklearn", "sklearn.linear_model"):
        monkeypatch.setitem(sys.modules, name, None)
    told = shown_error(train("--corpus", gold, "--out", str(tmp_path / "mine.json")))
    assert "sklearn" in told
    assert "pip install 'claimgraph[train]'" in told


def test_help_says_what_each_kind_of_gold_is_and_how_to_use_the_file() -> None:
    shown = train("--help").output
    for told in (
        "--corpus",
        "--clauses",
        "--ids GLOB",
        "repeatable",
        "--terms",
        "--weights mine.json",
        "scikit-learn",
    ):
        assert told in shown
    assert max(map(len, shown.splitlines())) <= 80
