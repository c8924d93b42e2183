"""`kg suggest`: who may be one, for a person to decide.

Must not: import spaCy, rdflib, networkx or pyvis, directly or not.
"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import json_option, note, print_json, store_option


@click.command(short_help="Who may be one, with reasons and the commands to decide.")
@click.argument("name", required=False)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most N pairs."
)
@store_option
@json_option
def suggest(name: str | None, limit: int, store: Path, as_json: bool) -> None:
    """List entities that may be one but were left apart, best first, with reasons for and against.

    \b
      kg suggest
      kg suggest Kirby             only what may be he
      kg suggest --limit 5 --json

    Below each stand two commands: one makes them one, the other keeps them apart for good, so that they are
    not suggested again. Both can be taken back with kg decide restore.
    """
    from kg.cli.suggestion_text import read_suggestions, show_suggestions

    found = read_suggestions(store, name)
    if as_json:
        return print_json(found[:limit])
    if not found:
        return note("nothing to suggest.")
    show_suggestions(found[:limit])
    more = len(found) - limit
    return note(f"{more} more: kg suggest --limit {len(found)}.") if more > 0 else None
