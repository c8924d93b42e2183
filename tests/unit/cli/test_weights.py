"""--weights: rules, what ships, or a file decide which words credit; another choice reads articles again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

ARTICLE = "Officials said the gates were closed. The pumps were moved to the yard.\n"
GOLD = "[1:Officials] <1:said> {1:the gates were closed}. The pumps were moved to the yard.\n"
COMMANDS = ("build", "evaluate attribution")


def kg(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(main, arguments)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gate.txt"
    path.write_text(GOLD, encoding="utf-8")
    return str(path)


@pytest.fixture
def shy(tmp_path: Path) -> str:
    """Weights that take no candidate."""
    path = tmp_path / "shy.json"
    record = {"format": 1, "name": "shy", "threshold": 0.5, "card": {}, "features": {"bias": -9.0}}
    path.write_text(json.dumps(record), encoding="utf-8")
    return str(path)


def recall(gold: str, *arguments: str) -> float:
    result = kg("evaluate", "attribution", gold, "--json", "--quiet", *arguments)
    assert result.exit_code == 0, result.output
    return float(json.loads(result.stdout)["content"]["r"])


@pytest.mark.model
def test_rules_shipped_weights_and_files_can_be_chosen(gold: str, shy: str) -> None:
    assert recall(gold, "--weights", "rules") == 100.0
    assert recall(gold, "--weights", "shipped") == 100.0
    assert recall(gold, "--weights", shy) == 0.0


@pytest.mark.model
def test_what_ships_is_the_default(gold: str) -> None:
    explicit = kg("evaluate", "attribution", gold, "--json", "--quiet", "--weights", "shipped")
    assert kg("evaluate", "attribution", gold, "--json", "--quiet").stdout == explicit.stdout


@pytest.mark.model
def test_another_choice_of_weights_reads_articles_again(tmp_path: Path, shy: str) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")

    def build(weights: str) -> tuple[int, int, int]:
        store = str(tmp_path / "store")
        result = kg(
            "build", str(article), "--store", store, "--no-views", "--quiet", "--json", "--weights", weights
        )
        assert result.exit_code == 0, result.output
        report = json.loads(result.stdout)["report"]
        return report["read"], report["unchanged"], report["summary"]["attributed"]

    assert build("rules") == (1, 0, 1)
    assert build("rules") == (0, 1, 1)
    assert build(shy) == (1, 0, 0)
    changed = json.loads(Path(shy).read_text(encoding="utf-8"))
    Path(shy).write_text(json.dumps({**changed, "features": {"bias": 9.0}}), encoding="utf-8")
    assert build(shy)[:2] == (1, 0)
    assert build("shipped") == (1, 0, 1)


def with_weights(command: str, gold: str, tmp_path: Path, weights: str) -> Result:
    store = ("--store", str(tmp_path / "store"), "--no-views") if command == "build" else ()
    return kg(*command.split(), gold, *store, "--quiet", "--weights", weights)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, 'name "shipped", "rules" or a file of kg train attribution'),
        ("not weights", "write one with kg train attribution"),
        ('{"format": 9}', "train the weights again"),
    ],
)
def test_weights_that_cannot_be_used_are_one_line_and_leave_no_store(
    command: str, content: str | None, told: str, gold: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = with_weights(command, gold, tmp_path, str(path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert told in result.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_the_choices_and_the_default(command: str) -> None:
    shown = kg(*command.split(), "--help").output
    assert "--weights shipped|rules|FILE" in shown
    assert "[default: shipped]" in " ".join(shown.split())
