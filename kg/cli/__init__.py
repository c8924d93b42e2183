"""The command `kg`: each family of commands has a file; this one names them.

Comes in: the command line.  Goes out: data on stdout, everything else on stderr, an exit code.
Must not: know how anything is done.  A command's file is imported when somebody asks for the command, and
whatever it needs inside its body, so that `kg --help` and look-ups start in a tenth of a second (a contract
test holds that).
"""

from __future__ import annotations

import click

from kg.cli.failures import CommandGroup
from kg.cli.lazy import LazyCommands
from kg.config import VERSION

__all__ = ["main"]


_COMMANDS = {
    "build": "build",
    "search": "search",
    "who": "lookup",
    "place": "lookup",
    "claims": "lookup",
    "claim": "lookup",
    "compare": "compare",
    "lineage": "lineage",
    "documents": "lookup",
    "suggest": "suggest",
    "decide": "decide",
    "query": "query",
    "export": "export",
    "view": "view",
    "serve": "serve",
    "check": "check",
    "evaluate": "evaluate",
    "train": "train",
}
"""Commands and the files of `kg.cli` that hold them, in the order of the work."""


@click.group(
    cls=CommandGroup,
    commands=LazyCommands({name: f"{__name__}.{file}" for name, file in _COMMANDS.items()}),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, prog_name="kg")
def main() -> None:
    """Actors, places and claims read from news articles, with the words behind every statement.

    \b
    Start here:
      kg build articles/           read a folder of articles into ./kg-store
      kg search Kirbi              names and claims, be they misspelt
      kg who Kirby                 what somebody said, and what was said about them
      kg claims --place Pokrovsk   claims that name a place
      kg claim c-1f0c...           one claim, its sentence and its offsets
      kg compare "Kursk"           where articles differ, side by side
      kg lineage                   which article rests on which
      kg suggest                   entities that may be one
      kg decide --help             correct the graph
      kg view --open               the pages
      kg serve                     the same over HTTP, with a SPARQL endpoint

    Every listing has --json. Data goes to stdout, messages to stderr.
    """
