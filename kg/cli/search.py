"""`kg search`: names and claims by words, be they misspelt.

Must not: import spaCy, rdflib, networkx or pyvis, directly or not.
"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import act_option, json_option, note, print_json, store_option


@click.command(short_help="Names and claims by words, be they misspelt.")
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(["names", "claims"]), help="Only these.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="At most N of each.",
)
@click.option(
    "--offset", type=click.IntRange(min=0), default=0, metavar="N", help="After the first N claims."
)
@act_option
@store_option
@json_option
def search(
    words: tuple[str, ...],
    kind: str | None,
    limit: int,
    offset: int,
    act: tuple[str, ...],
    store: Path,
    as_json: bool,
) -> None:
    """Find actors, places and claims by words: names and aliases, the text of claims and their sentences.

    \b
      kg search Kirbi              with a typing error or two
      kg search Łodz flood         accents and scripts do not matter
      kg search evac*              words that begin so
      kg search '"low confidence"' words that follow one another
      kg search dam --kind claims --limit 20 --offset 20

    A word finds its other forms. What fits best comes first; matched words are bold, or between « ». kg who,
    kg place and kg claim show more of what is found, by its id.
    """
    from kg.cli.search_text import note_search, show_search
    from kg.query.lookups import Lookups

    found = Lookups(store).search(" ".join(words), limit, offset, kind, act)
    if as_json:
        return print_json(found)
    if not found.names and not found.claims:
        return note("nothing found.")
    show_search(found)
    return note_search(found, limit, offset)
