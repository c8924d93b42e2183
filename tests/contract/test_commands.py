"""Every command teaches by example, takes --store, and every listing has --json."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.cli.export import FORMATS
from kg.decisions.records import Verb
from kg.export import FORMATS as FORMATS_OF_EXPORT

COMMANDS = sorted(main.commands)
WITHOUT_STORE = ("decide", "evaluate", "train")
LISTINGS = (
    "search",
    "who",
    "place",
    "claims",
    "claim",
    "compare",
    "lineage",
    "documents",
    "suggest",
    "query",
    "check",
    "build",
)
DECISIONS = ("merge", "split", "rename", "link", "unlink", "retract", "restore")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_an_example_of_the_command(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"]).output
    assert f"    kg {name}" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_help_fits_into_eighty_columns(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"]).output
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    options = [option for option in main.commands[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in WITHOUT_STORE])
def test_every_command_that_reads_or_writes_a_store_takes_one(name: str) -> None:
    assert "store" in {option.name for option in main.commands[name].params}


@pytest.mark.parametrize("name", LISTINGS)
def test_every_listing_has_json(name: str) -> None:
    assert "as_json" in {option.name for option in main.commands[name].params}


@pytest.fixture
def decide() -> click.Group:
    group = main.commands["decide"]
    assert isinstance(group, click.Group)
    return group


def test_decisions_are_those_that_can_be_made(decide: click.Group) -> None:
    assert sorted(DECISIONS) == sorted(Verb)
    assert [*decide.commands] == [*DECISIONS, "log"]


@pytest.mark.parametrize("name", [*DECISIONS, "log"])
def test_a_decision_takes_a_store_and_a_log_and_has_json(name: str, decide: click.Group) -> None:
    options = {option.name for option in decide.commands[name].params}
    assert {"store", "decisions", "as_json"} <= options
    assert name == "log" or {"why", "by", "force"} <= options


@pytest.mark.parametrize("name", [*DECISIONS, "log"])
def test_help_of_a_decision_shows_an_example_and_fits_into_eighty_columns(name: str) -> None:
    shown = CliRunner().invoke(main, ["decide", name, "--help"]).output
    assert f"    kg decide {name}" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", [*DECISIONS, "log"])
def test_every_option_of_a_decision_says_what_it_does(name: str, decide: click.Group) -> None:
    options = [option for option in decide.commands[name].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_formats_of_the_command_are_those_of_the_export() -> None:
    assert sorted(FORMATS) == sorted(FORMATS_OF_EXPORT)


def test_help_lists_the_commands_in_the_order_of_the_work() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert (
        shown.index("  build ") < shown.index("  who ") < shown.index("  export ") < shown.index("  check ")
    )
