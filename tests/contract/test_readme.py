"""What the README says can be done is done here, on the sample articles, and prints what it shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.contract.readme import README, Run, read_examples, rewrite

_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_COMMAND = re.compile(r"^(?:\$ )?(?:.* \| )?kg ([a-z]+)(.*)$", re.MULTILINE)


STORE = "exports/demo-store"
"""Where the README says that the store of the demo lies."""


class Clock(datetime):
    """A clock that stands still, so that decisions have the same ids on every day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Clock:
        return cls(2025, 4, 12, 9, 30, tzinfo=tz or UTC)


@pytest.fixture
def start(demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Run]:
    """Return what runs `kg` as Ann Reed on a fresh copy of the store of the demo, 80 columns wide."""
    monkeypatch.setattr("kg.decisions.making.datetime", Clock)
    monkeypatch.setattr("kg.cli.deciding.who_decides", lambda named: named or "Ann Reed")
    environment = {"KG_STORE": STORE, "KG_DECISIONS": None, "COLUMNS": "80", "NO_COLOR": "1"}

    def start_anew() -> Run:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(demo_store, folder / STORE)
        monkeypatch.chdir(folder)
        return lambda arguments: CliRunner(env=environment).invoke(main, arguments).output

    return start_anew


def test_the_readme_shows_what_its_commands_print(
    start: Callable[[], Run], request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--rewrite-readme"):
        rewrite(start())
    examples, run = read_examples(), start()
    assert examples
    for example in examples:
        printed = run(example.arguments)
        hint = "pytest --rewrite-readme tests/contract/test_readme.py puts it in"
        assert example.accepts(printed), f"$ {example.command}\n{printed}\n{hint}"


def test_every_option_in_the_readme_stands_in_the_help_of_its_command() -> None:
    text = README.read_text(encoding="utf-8").replace("\\\n", " ")
    named = [
        (_path_of(command, rest), option)
        for command, rest in _COMMAND.findall(text)
        for option in _OPTION.findall(rest)
    ]
    assert named
    for command, option in named:
        assert option in CliRunner().invoke(main, [*command, "--help"]).output, (command, option)


def _path_of(command: str, rest: str) -> list[str]:
    """The command, with the one of its group that is meant: "decide", "merge"."""
    return [command, *rest.split()[:1]] if isinstance(main.commands[command], click.Group) else [command]


def test_the_readme_names_the_two_commands_that_set_up_everything() -> None:
    text = README.read_text(encoding="utf-8")
    assert "python3 dev.py demo" in text
    assert "python3 dev.py test" in text


def test_every_link_inside_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (README.parent / link).exists()] == []
