"""`kg check`: does the store keep its promises?"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import json_option, store_option


@click.command(short_help="SHACL shapes and offsets, over the whole store.")
@store_option
@json_option
def check(store: Path, as_json: bool) -> None:
    """Check every graph of the store against the SHACL shapes, and every offset against its text.

    \b
      kg check
      kg check --store cases/dam --json

    Exit code 0 if nothing is wrong, 1 if something is; everything that is wrong is listed.
    """
