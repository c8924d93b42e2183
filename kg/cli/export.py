"""`kg export`: the store as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import note, store_option
from kg.config import DEFAULT_EXPORTS

FORMATS = ("jsonl", "trig", "nquads", "jsonld", "graphml", "gexf", "csv")


@click.command(short_help="The store as files for other programs.")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@store_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    default=DEFAULT_EXPORTS,
    show_default=True,
    metavar="FOLDER",
    help="Where the files go.",
)
def export(format_name: str, store: Path, out: Path) -> None:
    """Write the store as jsonl, trig, nquads, jsonld, graphml, gexf or csv.

    \b
      kg export jsonl --out exports/jsonl    documents, claims, entities ... as JSON lines
      kg export nquads --out exports         the RDF dataset, sorted: equal stores give equal files
      kg export graphml                      the network, for Gephi, yEd or NetworkX
      kg export csv --out tables             claims and entities for a spreadsheet

    The paths of the files are printed.
    """
    from kg.export import export_to
    from kg.graph.store import open_for_reading

    note(f"{format_name} {store} {out}")
    export_to(format_name, open_for_reading(store), out)
