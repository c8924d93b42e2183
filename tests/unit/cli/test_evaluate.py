"""`kg evaluate attribution` prints scores and errors, and names bad gold on one line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.evaluation_text import cue_words
from kg.evaluate.corpus import read_gold
from kg.evaluate.learned import gold_digest

GOLD = """# genre: local

Gate news

[1:The lock office] <1:said> {1:the gate would close on Monday}. [2:Keepers] <2t:fear> {2:a long winter}.

{3:“We will manage,”} [3:Ines Orsk] <3:said>.
"""


def evaluate(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(
        main, ["evaluate", "attribution", *arguments]
    )


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gate.txt"
    path.write_text(GOLD, encoding="utf-8")
    return str(path)


@pytest.mark.model
def test_json_holds_the_measures_in_percent_and_nothing_else_is_on_stdout(gold: str) -> None:
    result = evaluate(gold, "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    for part in (report, report["speech"]):
        for measure in ("content", "content_source", "content_exact", "cue_overlap"):
            assert {"p", "r", "f1"} <= part[measure].keys()
        assert list(part["types"]) == ["direct", "indirect", "mixed"]
        assert list(part["sources"]) == ["named", "unnamed", "pronoun", "none"]
    assert (report["documents"], report["gold"], report["speech"]["gold"]) == (1, 3, 2)
    assert report["speech"]["content"]["f1"] == 100.0
    assert "kg: extract 1 of 1" in result.stderr


@pytest.mark.model
def test_the_table_fits_into_eighty_columns_and_shows_the_errors(gold: str) -> None:
    wrong = Path(gold).read_text(encoding="utf-8").replace("[1:The lock office]", "The lock office")
    Path(gold).write_text(wrong, encoding="utf-8")
    result = evaluate(gold, "--quiet")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert max(map(len, result.stdout.splitlines())) <= 80
    for shown in (
        "content + source",
        "unnamed",
        "thought",
        "Worst: spurious source (1)",
        "[] <said>",
        "speech cue",
        "[source] <cue>",
    ):
        assert shown in result.stdout
    assert "Worst" not in evaluate(gold, "--quiet", "--errors", "0").stdout


@pytest.mark.model
def test_gold_that_the_weights_were_learned_from_is_told(gold: str, tmp_path: Path) -> None:
    digest = gold_digest(read_gold([Path(gold)]))
    weights = tmp_path / "mine.json"
    card = {"corpus gates": f"1 texts; sha256 {digest}"}
    weights.write_text(
        json.dumps({"format": 1, "name": "mine", "threshold": 0.5, "card": card, "features": {}}),
        encoding="utf-8",
    )
    result = evaluate(gold, "--json", "--quiet", "--weights", str(weights))
    assert json.loads(result.stdout)["trained_on"] == ["gates"]
    assert "learned from this very gold (gates)" in result.stderr
    assert "docs/MODEL_CARD.md" in result.stderr
    for other in ("rules", "shipped"):
        result = evaluate(gold, "--json", "--quiet", "--weights", other)
        assert (json.loads(result.stdout)["trained_on"], result.stderr) == ([], "")


@pytest.mark.model
def test_texts_in_which_nothing_is_marked_are_told(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("It rained.\n", encoding="utf-8")
    assert "no gold in 1 texts" in evaluate(str(path), "--quiet").stderr


@pytest.mark.parametrize(("cue", "shown"), [(":", "“:”"), ("said", "said"), ("", "none")])
def test_a_cue_that_is_a_mark_stands_in_quotation_marks(cue: str, shown: str) -> None:
    assert cue_words(cue) == shown


@pytest.mark.model
def test_the_same_gold_gives_the_same_bytes(gold: str) -> None:
    assert evaluate(gold, "--json").stdout_bytes == evaluate(gold, "--json").stdout_bytes


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("gold.jsonl", '{"id": "a"}\n', "gold.jsonl line 1: Object missing required field `text`"),
        (
            "gold.jsonl",
            '{"id": "a", "text": "No.", "relations": ['
            '{"source": [], "cue": [], "content": [], "act": "talk"}]}',
            "is one of speech, thought, intention, deed",
        ),
        ("gate.txt", "She <1:said {1:no}.", "gate.txt line 1: < is never closed; add >"),
    ],
)
def test_bad_gold_is_one_line_on_stderr(tmp_path: Path, name: str, content: str, problem: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    result = evaluate(str(path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("kg: error: ")
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


def test_gold_that_is_missing_says_what_to_name(tmp_path: Path) -> None:
    result = evaluate(str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1
    assert "does not exist; name a .jsonl file" in result.stderr


@pytest.mark.parametrize("kind", ["attribution", "places"])
def test_what_is_there_but_no_file_is_not_called_missing(kind: str) -> None:
    result = CliRunner().invoke(main, ["evaluate", kind, os.devnull])
    assert result.exit_code == 1
    assert "is neither file nor folder" in result.stderr


def test_no_gold_at_all_is_a_wrong_command_line() -> None:
    assert evaluate().exit_code == 2
