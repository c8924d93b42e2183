"""Commands that a person can copy from the terminal and run.

Comes in: a command's words.  Goes out: the command, with what it needs to work here.
"""

from __future__ import annotations

import shlex

import click
from click.core import ParameterSource

from kg.cli.screen import plain

_INDENT = 2
_GAP = 2


def command(words: str) -> str:
    """Return a command that works where this one did: with its --store and --decisions if it had them."""
    context = click.get_current_context(silent=True)
    for name in ("store", "decisions") if context else ():
        if context and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            words += f" --{name} {shlex.quote(str(context.params[name]))}"
    return words


def show_unfolded(name: str, words: str, width: int) -> None:
    """Print a row of `screen.fields`, names `width` wide, whose value is on one line however long it is: a
    command or a path that is folded cannot be copied."""
    click.echo(f"{'':{_INDENT}}{name:<{width}}{'':{_GAP}}{plain(words)}")
