"""`kg query`: SPARQL over the store, named queries among it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import STDIO, note, print_json, store_option, timeout_option
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query.named_queries import NamedQuery
    from kg.query.sparql import Cell, Table

FORMATS = ("table", "json", "csv")


@click.command(short_help="SPARQL: named queries, a file, or your own.")
@click.argument("name_or_file", metavar="[NAME|FILE|-]", required=False)
@click.option("-e", "expression", metavar="SPARQL", help="The query itself.")
@click.option("--bind", "bindings", multiple=True, metavar="KEY=VALUE", help="Value of a parameter.")
@click.option("--list", "show_list", is_flag=True, help="List the named queries and their parameters.")
@click.option("--show", is_flag=True, help="Print the query instead of running it.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How to print.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N answers; else all.")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="M", help="Leave out the first M.")
@timeout_option(60)
@store_option
def query(
    name_or_file: str | None,
    expression: str | None,
    bindings: tuple[str, ...],
    show_list: bool,
    show: bool,
    form: str,
    as_json: bool,
    limit: int | None,
    offset: int,
    timeout: float,
    store: Path,
) -> None:
    """Run a SPARQL query: a named one, one in a file, from stdin (-), or given with -e.

    \b
      kg query --list
      kg query by-speaker --bind name=Kirby --limit 5 --offset 5
      kg query by-speaker --show > mine.rq
      kg query mine.rq --format csv
      kg query -e 'SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }'

    A parameter is a VALUES ?name { ... } of the query; --bind name=Kirby puts a string in its place. All
    named graphs together are the default graph. Named queries list and count what is said or thought;
    --bind act=all takes in intentions and deeds. Nothing outside the store is asked: no SERVICE, no LOAD.
    """
    form = "json" if as_json else form
    if show_list:
        return _print_list(form)
    text = _query_text(name_or_file, expression)
    if show:
        return click.echo(text)
    from kg.cli.time_limit import run_limited
    from kg.query.paging import Page

    bound = dict(map(_binding, bindings))
    found = run_limited(store, text, bound, timeout, Page(limit, offset))
    _print_table(found, form)
    if found.more:
        note(f"there are more: --offset {offset + len(found.rows)} goes on, without --limit all are shown.")
    return _note_set_aside(name_or_file, bound, store)


def _note_set_aside(name_or_file: str | None, bound: dict[str, str], store: Path) -> None:
    """Tell that a named query leaves out intentions and deeds, where the store has any and nobody asked."""
    from kg.query.acts import ALL_ACTS, CLAIM_ACTS, count_set_aside
    from kg.query.lookups import Lookups
    from kg.query.named_queries import named_queries

    act = ("act", " ".join(CLAIM_ACTS))
    leaving_out = {
        one.name for one in named_queries() if act in ((each.name, each.default) for each in one.parameters)
    }
    if name_or_file not in leaving_out or Path(name_or_file).is_file() or "act" in bound:
        return
    number = Lookups(store).summary().set_aside
    if number:
        note(f"{count_set_aside(number)} of the store left out; --bind act={ALL_ACTS} takes them in.")


def _query_text(name_or_file: str | None, expression: str | None) -> str:
    if (name_or_file is None) == (expression is None):
        raise click.UsageError("Name one query: NAME, FILE, - or -e SPARQL; --list shows the names.")
    if expression is not None:
        return expression
    return _read_query(str(name_or_file))


def _read_query(name_or_file: str) -> str:
    from kg.query.named_queries import named_query

    if name_or_file == STDIO:
        return _decoded(sys.stdin.buffer.read(), "stdin")
    path = Path(name_or_file)
    return _decoded(path.read_bytes(), str(path)) if path.is_file() else named_query(name_or_file).text


def _decoded(query: bytes, place: str) -> str:
    try:
        return query.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{place} is not a text in UTF-8; a query is") from error


def _binding(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not name:
        raise click.UsageError(f"--bind takes KEY=VALUE, not {written!r}.")
    return name, value


def _print_list(form: str) -> None:
    from kg.query.named_queries import named_queries

    found = named_queries()
    if form == "json":
        print_json(found)
    else:
        _show_list(found)


def _show_list(found: tuple[NamedQuery, ...]) -> None:
    from kg.cli.screen import show, table

    made = table("Name", "What it finds", whole=("Name",))
    for named in found:
        made.add_row(named.name, f"{named.title}\n{named.example}")
    show(made)


def _print_table(found: Table, form: str) -> None:
    if form == "json":
        print_json([dict(zip(found.columns, row, strict=True)) for row in found.rows])
    elif form == "csv":
        _print_csv(found)
    elif not found.rows:
        note("nothing found.")
    else:
        _show_table(found)


def _print_csv(found: Table) -> None:
    import csv

    from kg.export.csv_tables import guarded

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows([guarded(cell) for cell in row] for row in found.rows)


def _show_table(found: Table) -> None:
    from kg.cli.screen import show_rows

    show_rows(found.columns, [[_cell_words(cell) for cell in row] for row in found.rows])


def _cell_words(cell: Cell) -> str:
    if isinstance(cell, bool) or cell is None:
        return {None: "", True: "true", False: "false"}[cell]
    return _shortened(cell) if isinstance(cell, str) else f"{cell:,.15g}"


def _shortened(cell: str) -> str:
    """Write an IRI of a known vocabulary with its prefix, one of ours as the id."""
    from kg.ids import BASE_IRI
    from kg.terms import PREFIXES

    for prefix, namespace in PREFIXES.items():
        if cell.startswith(namespace):
            return f"{prefix}:{cell.removeprefix(namespace)}"
    return cell.removeprefix(BASE_IRI)
