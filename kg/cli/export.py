"""`kg export`: the store as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.config import DEFAULT_EXPORTS

FORMATS = ("jsonl", "csv", "nquads", "trig", "jsonld", "graphml", "gexf")
"""Those of kg.export, named here so that the help needs none of its libraries; a test compares them."""


@click.command(short_help="The store as files for other programs.")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(FORMATS))
@store_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    default=DEFAULT_EXPORTS,
    show_default=True,
    metavar="PATH",
    help="Where the files go.",
)
def export(format_name: str, store: Path, out: Path) -> None:
    """Write the store as jsonl, csv, nquads, trig, jsonld, graphml or gexf.

    \b
      kg export jsonl --out exports/jsonl   documents, claims, entities ...
      kg export nquads --out graph.nq       the RDF dataset, sorted
      kg export trig --out - | less         the same, to read
      kg export graphml                     the network, for Gephi or yEd
      kg export csv --out tables            claims and more for a spreadsheet

    jsonl and csv are several files and want a folder; the others also take a file, or - for stdout. The
    paths of the files are printed. Equal stores give equal files. docs/EXPORT.md describes the fields.
    """
    from kg.export import export_to
    from kg.graph.store import open_for_reading

    with open_for_reading(store) as reader:
        for path in export_to(format_name, reader, out):
            click.echo(path)
