"""`kg lineage`: who rests on whom, with the words on both sides.

Must not: import spaCy, rdflib, networkx or pyvis, directly or not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.commands import command
from kg.cli.options import json_option, note, print_json, store_option
from kg.cli.screen import plain
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.query.comparisons import Comparisons
    from kg.query.results import DocumentView


@click.command(short_help="Who rests on whom, with the words on both sides.")
@click.argument("named", metavar="[ARTICLE|OUTLET]", required=False)
@store_option
@json_option
def lineage(named: str | None, store: Path, as_json: bool) -> None:
    """Show which articles rest on which: what they credit, and what they share with an earlier one.

    \b
      kg lineage
      kg lineage harbour-dispatch-kursk.txt
      kg lineage d-b761 --json
      kg lineage Reuters           who credits an outlet, or copies its articles

    ARTICLE is an article's path, file name, URL or id: what it rests on, through how many steps, and what
    rests on it, with the words that show it; of a long copy the passages most alike, and how many claims
    more. Without it every report stands with the articles below it that rest on it; an article that rests
    on nobody and is repeated by nobody is independent and stands last.

    credited means that an article names the origin; copied, that its claims follow the origin's in words
    and order. A link is marked with "!" where dates run backwards, it closes a circle, two credit one
    another, or nothing tells which of two came first.
    """
    from kg.query.comparisons import Comparisons

    comparisons = Comparisons(store)
    if named is None:
        return _print_all(comparisons, as_json)
    return _print_named(comparisons, named, as_json)


def _print_all(comparisons: Comparisons, as_json: bool) -> None:
    found = comparisons.lineage()
    if as_json:
        return print_json(found)
    if not found:
        return note("nothing found.")
    from kg.cli.lineage_text import show_trees
    from kg.cli.support_text import lineage_note, problem_note

    show_trees(comparisons.trees(), found)
    summary = comparisons.summary()
    note(f"{lineage_note(summary)}; {command('kg lineage ARTICLE')} shows more of the words.")
    return note(f"{problem_note(summary)}, marked with “!”.") if summary.problems else None


def _print_named(comparisons: Comparisons, typed: str, as_json: bool) -> None:
    from kg.cli.targets import find_document, find_outlet

    try:
        document = find_document(comparisons.lookups, typed)
    except NotFoundError as error:
        outlet = find_outlet(comparisons.lookups, typed)
        if outlet is None:
            message = f"no article {typed!r}, and no outlet that has articles here or is credited: "
            raise NotFoundError(f"{message}kg lineage lists both", error.nearest) from error
        return _print_outlet(comparisons, outlet.id, as_json)
    return _print_one(comparisons, document, as_json)


def _print_one(comparisons: Comparisons, document: DocumentView, as_json: bool) -> None:
    from kg.cli.lineage_text import show_lineage

    if document.status != "current":
        note(f"{plain(document.path)} is {document.status}: it supports nothing, and nothing rests on it.")
    found = comparisons.lineage_of(document)
    return print_json(found) if as_json else show_lineage(document, found, comparisons.lineage())


def _print_outlet(comparisons: Comparisons, entity: str, as_json: bool) -> None:
    from kg.cli.lineage_text import show_outlet

    found = comparisons.lineage_of_outlet(entity)
    return print_json(found) if as_json else show_outlet(found, comparisons.lineage())
