"""The command `kg`: each family of commands has a file; this one puts them together.

Comes in: the command line.  Goes out: data on stdout, everything else on stderr, an exit code.
Must not: know how anything is done.  Whatever a command needs is imported inside its body, so that
`kg --help` and look-ups start in a tenth of a second (a contract test holds that).
"""

from __future__ import annotations

import click

from kg.cli.build import build
from kg.cli.check import check
from kg.cli.compare import compare
from kg.cli.decide import decide
from kg.cli.evaluate import evaluate
from kg.cli.export import export
from kg.cli.failures import CommandGroup
from kg.cli.lineage import lineage
from kg.cli.lookup import claim, claims, documents, place, who
from kg.cli.query import query
from kg.cli.search import search
from kg.cli.serve import serve
from kg.cli.suggest import suggest
from kg.cli.train import train
from kg.cli.view import view
from kg.config import VERSION

__all__ = ["main"]


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
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


for command in (
    build,
    search,
    who,
    place,
    claims,
    claim,
    compare,
    lineage,
    documents,
    suggest,
    decide,
    query,
    export,
    view,
    serve,
    check,
    evaluate,
    train,
):
    main.add_command(command)
