"""Look-ups on a store of two hand-made articles: what they show, their JSON, their exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from tests.records import COPY_TEXT, DAM_TEXT

Run = Callable[..., Result]


@pytest.fixture
def run(dam_store: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        environment = {"KG_STORE": str(dam_store), "COLUMNS": "80"}
        return CliRunner(env=environment).invoke(main, list(arguments))

    return invoke


def test_a_person_is_shown_with_role_articles_and_claims(run: Run) -> None:
    result = run("who", "Bondar")
    assert result.exit_code == 0
    for shown in (
        "Olha Bondar",
        "director of the Rivne Water Agency",
        "dam.txt",
        "copy.txt",
        "We will repair the gate",
    ):
        assert shown in result.stdout


def test_a_place_is_shown_with_country_and_coordinates(run: Run) -> None:
    shown = run("place", "rivne").stdout
    assert "UA" in shown
    assert "50.6204, 26.2370" in shown
    assert "geonames 695594" in shown


@pytest.mark.parametrize("arguments", [("who", "Bondar"), ("claims",), ("documents",), ("place", "Rivne")])
def test_nothing_is_wider_than_the_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    assert max(map(len, run(*arguments).stdout.splitlines())) <= 80


def test_every_claim_of_a_listing_has_its_whole_id(run: Run) -> None:
    shown = run("claims").stdout
    for claim in json.loads(run("claims", "--json").stdout):
        assert claim["id"] in shown


def test_the_json_of_a_claim_quotes_its_article(run: Run) -> None:
    texts = {"dam.txt": DAM_TEXT, "copy.txt": COPY_TEXT}
    claims = json.loads(run("claims", "--json").stdout)
    assert len(claims) == 5
    for claim in claims:
        quoted = (texts[claim["document"]][start:end] for start, end in claim["spans"])
        assert " … ".join(quoted) == claim["text"]


def test_filters_are_joined_with_and(run: Run) -> None:
    found = json.loads(run("claims", "--by", "Bondar", "--style", "direct", "--json").stdout)
    assert [claim["text"] for claim in found] == ["We will repair the gate"]


def test_own_voice_can_be_asked_for_and_left_out(run: Run) -> None:
    alone = json.loads(run("claims", "--own-voice", "--json").stdout)
    without = json.loads(run("claims", "--no-own-voice", "--json").stdout)
    assert {claim["style"] for claim in alone} == {"own-voice"}
    assert len(alone) + len(without) == 5


def test_one_claim_shows_sentence_chain_dates_numbers_and_offsets(run: Run) -> None:
    (found,) = json.loads(run("claims", "--document", "dam.txt", "--certainty", "possible", "--json").stdout)
    shown = run("claim", found["id"]).stdout
    start, end = found["spans"][0]
    for part in (
        "«the dam in Rivne",
        "Reuters",
        "2025-04-11",
        "to 2025-05",
        "about 40 percent",
        f"[{start}:{end}]",
    ):
        assert part in shown


def test_an_empty_list_is_no_failure(run: Run) -> None:
    result = run("claims", "--since", "2031")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "kg: nothing found.\n")


def test_an_empty_list_is_an_empty_list_in_json(run: Run) -> None:
    assert json.loads(run("claims", "--since", "2031", "--json").stdout) == []


def test_a_misspelt_name_gets_the_right_one_and_exit_code_one(run: Run) -> None:
    result = run("who", "Bondr")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Did you mean: Olha Bondar" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("claim", "c-nothing"), ("claims", "--document", "none.txt"), ("place", "Atlantis")]
)
def test_a_named_thing_that_does_not_exist_is_a_failure(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith("kg: error: ")


def test_a_date_that_is_none_is_a_usage_error(run: Run) -> None:
    result = run("claims", "--since", "yesterday")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_a_day_that_no_calendar_has_is_a_usage_error(run: Run) -> None:
    result = run("claims", "--until", "2025-02-30")
    assert result.exit_code == 2
    assert "--until takes a day that there is, not '2025-02-30': 2025-02 has 28 days." in result.stderr


@pytest.mark.parametrize(
    "command", [("who", "x"), ("claims",), ("documents",), ("check",), ("view",), ("export", "jsonl")]
)
def test_a_folder_without_a_store_says_how_to_make_one(
    run: Run, command: tuple[str, ...], tmp_path: Path
) -> None:
    result = run(*command, "--store", str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "no store at" in result.stderr
    assert "kg build" in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_articles_are_listed_with_publisher_or_without(run: Run) -> None:
    shown = run("documents").stdout
    assert "Example Daily" in shown
    assert "unknown" in shown


def test_claims_can_be_asked_for_by_who_passed_them_on(run: Run) -> None:
    found = json.loads(run("claims", "--via", "Reuters", "--json").stdout)
    assert found
    for claim in found:
        assert "Reuters" in {carrier["label"] for carrier in claim["chain"][:-1]}
