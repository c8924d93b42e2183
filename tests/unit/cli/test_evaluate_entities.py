"""`kg evaluate places`, `entities`, `coreference` print scores and errors, and name bad gold on one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

TEXT = "Ines Orsk left Lisbon on Monday. She told the Danish press that the port is shut."
LISBON = {"start": 15, "end": 21, "geonameid": 1, "lat": 60.0, "lon": 60.0, "class": "Literal"}
DANISH = {"start": 46, "end": 52, "modifier": "Adjective", "class": "Literal_Modifier"}
LINE = {
    "doc_id": "port",
    "text": TEXT,
    "toponyms": [LISBON, DANISH],
    "mentions": [
        {"start": 0, "end": 9, "type": "person", "head_upos": "PROPN", "name_core": [0, 9]},
        {"start": 15, "end": 21, "type": "event", "head_upos": "PROPN"},
    ],
    "clusters": [[[0, 9], [33, 36]]],
    "head_clusters": [[[0, 4], [33, 36]]],
}


def evaluate(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(main, ["evaluate", *arguments])


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINE), encoding="utf-8")
    return str(path)


@pytest.mark.model
@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (("places",), {"modifiers": True}),
        (("places", "--modifiers", "no"), {"modifiers": False}),
        (("places", "--gold-spans"), {"toponyms": 2, "scored": 1, "right": 0.0}),
        (("entities",), {"documents": 1}),
        (("coreference",), {"gold_clusters": 1, "gold_mentions": 2}),
    ],
    ids=" ".join,
)
def test_json_holds_the_report_and_nothing_else_is_on_stdout(
    gold: str, arguments: tuple[str, ...], numbers: dict[str, object]
) -> None:
    result = evaluate(*arguments, gold, "--json", "--errors", "1")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert numbers.items() <= report.items()
    assert report["documents"] == 1
    assert len(report["errors"]) <= 1
    assert "kg: extract 1 of 1" in result.stderr


@pytest.mark.model
@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("places",), ("exact + GeoNames id", "recall by sort", "Lisbon in Lisbon Zoo, count as")),
        (
            ("places", "--gold-spans"),
            ("right id, or within 161 km", "median distance", "km off", "Worst: wrong"),
        ),
        (("entities",), ("overlap, any kind", "organization", "kind: event read as place", "Lisbon (event)")),
        (("coreference",), ("CEAFe", "CoNLL", "1 texts, 2 mentions in 1 clusters")),
    ],
    ids=" ".join,
)
def test_the_table_fits_into_eighty_columns(
    gold: str, arguments: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    result = evaluate(*arguments, gold, "--quiet")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert max(map(len, result.stdout.splitlines())) <= 80
    for words in shown:
        assert words in result.stdout


@pytest.mark.parametrize("command", ["places", "entities", "coreference"])
def test_bad_gold_is_one_line_with_a_remedy_before_anything_is_loaded(tmp_path: Path, command: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc_id": "a"}\n', encoding="utf-8")
    result = evaluate(command, str(path))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("kg: error: ")
    assert "gold.jsonl line 1: Object missing required field `text`; a line is {" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["places", "entities", "coreference"])
def test_help_shows_an_example_of_the_gold(command: str) -> None:
    result = evaluate(command, "--help")
    assert result.exit_code == 0
    assert '{"doc_id": "a1"' in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
