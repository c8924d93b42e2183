"""Every failure is one line that says what happened and what to do next, and an exit code."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli.failures import CommandGroup, describe, exit_code
from kg.errors import InputError, NotFoundError, StoreError


def run_failing(error: BaseException) -> Result:
    @click.group(cls=CommandGroup)
    def group() -> None:
        pass

    @group.command()
    def fail() -> None:
        raise error

    return CliRunner().invoke(group, ["fail"])


def test_an_error_is_one_line_on_stderr_and_nothing_on_stdout() -> None:
    result = run_failing(StoreError("no store at x:\n  run kg build PATH"))
    assert result.stderr == "kg: error: no store at x: run kg build PATH\n"
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("no"), 1),
        (NotFoundError("no"), 1),
        (click.ClickException("no"), 1),
        (OSError("no"), 1),
        (click.UsageError("no"), 2),
        (click.Abort(), 130),
    ],
)
def test_the_exit_code_tells_the_kind_of_failure(error: Exception, code: int) -> None:
    assert exit_code(error) == code
    assert run_failing(error).exit_code == code


def test_a_misspelt_name_gets_the_nearest_ones() -> None:
    assert describe(NotFoundError("nobody is called Bondr", ("Bondar", "Bondarev"))) == (
        "error: nobody is called Bondr. Did you mean: Bondar, Bondarev?"
    )


def test_a_name_without_near_ones_gets_no_question() -> None:
    assert describe(NotFoundError("nobody is called Xyz")) == "error: nobody is called Xyz"


def test_a_file_that_cannot_be_opened_is_named() -> None:
    assert describe(PermissionError(13, "Permission denied", "pages")) == "error: Permission denied: pages"


def test_a_wrong_option_names_the_help_to_read() -> None:
    result = CliRunner().invoke(_group(), ["go", "--wrong"])
    assert result.exit_code == 2
    assert "--wrong" in result.stderr
    assert result.stderr.endswith("Run: kg go --help\n")


def test_a_keyboard_interrupt_leaves_no_traceback() -> None:
    result = run_failing(KeyboardInterrupt())
    assert result.exit_code == 130
    assert "Traceback" not in result.stderr
    assert result.stderr.strip() == "kg: stopped."


def test_a_bug_keeps_its_traceback() -> None:
    assert isinstance(run_failing(ZeroDivisionError()).exception, ZeroDivisionError)


def _group() -> click.Group:
    group = CommandGroup("kg")
    group.add_command(click.Command("go", callback=lambda: None))
    return group
