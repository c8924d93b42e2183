"""Errors -> one line on stderr and an exit code.

    0  done, also when a listing is empty
    1  it failed, or a named thing does not exist
    2  the command line is wrong
  130  stopped with Ctrl-C

Must not: hide a bug.  An exception that nobody raised on purpose keeps its traceback.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Any, NoReturn

import click

from kg.errors import ClaimgraphError, NotFoundError


class CommandGroup(click.Group):
    """A group whose commands fail with one line that says what happened and what to do next."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were added, which is that of the work."""
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and leave the process with its exit code."""
        extra["standalone_mode"] = False
        _write_utf8()
        try:
            code = super().main(*args, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(2)
        except (ClaimgraphError, click.ClickException, click.Abort, OSError) as error:
            if isinstance(error.__cause__ or error, BrokenPipeError):
                _silence_stdout()
            else:
                click.echo(f"kg: {describe(error)}", err=True)
            sys.exit(exit_code(error))
        sys.exit(code if isinstance(code, int) else 0)


def describe(error: BaseException) -> str:
    """Return what happened and what to do next, on one line; names in it may be of articles."""
    from kg.cli.screen import plain

    if isinstance(error, click.Abort):
        return "stopped."
    return "error: " + plain(one_line(_explain(error)))


def exit_code(error: BaseException) -> int:
    """Return the exit code that tells what kind of failure it was."""
    if isinstance(error, click.Abort):
        return 130
    return error.exit_code if isinstance(error, click.ClickException) else 1


def one_line(message: str) -> str:
    """Join the lines of a message."""
    return " ".join(message.split())


def _sentence(message: str) -> str:
    joined = one_line(message)
    return joined if joined.endswith((".", "?", "!")) else joined + "."


def _explain(error: BaseException) -> str:
    if isinstance(error, NotFoundError) and error.nearest:
        return f"{_sentence(str(error))} Did you mean: {', '.join(error.nearest)}?"
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "kg"
        return f"{_sentence(error.format_message())} Run: {path} --help"
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    return str(error)


def _write_utf8() -> None:
    """Make stdout and stderr UTF-8 everywhere: what is piped on is, whatever the system's habit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _silence_stdout() -> None:
    """Keep Python from complaining at exit that nobody reads stdout any more (`kg claims | head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
