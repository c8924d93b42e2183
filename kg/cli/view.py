"""`kg view`: the pages, written again from the store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import pages_option, store_option


@click.command(short_help="Write the pages again and print the path.")
@store_option
@pages_option
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
def view(store: Path, out: Path, open_page: bool) -> None:
    """Write the pages from the store and print the path of the first.

    \b
      kg view
      kg view --open
      kg view --store cases/dam --out cases/dam/pages

    evidence.html lists claims by speaker, each with its sentence marked in the article; network.html is
    an interactive network of actors, places and claims. Both open from disk, without a network.
    """
    page = write_pages(store, out)
    click.echo(page)
    if open_page:
        click.launch(str(page))


def are_older(out: Path, store: Path) -> bool:
    """Tell whether pages lie in a folder that were written before what the store last published."""
    page, published = out / "evidence.html", store / "current"
    return page.exists() and published.exists() and page.stat().st_mtime < published.stat().st_mtime


def write_pages(store: Path, out: Path) -> Path:
    """Write every page and return the path of evidence.html."""
    from kg.query.lookups import Lookups
    from kg.views.pages import write_views

    return write_views(Lookups(store), out)[0]
