"""`kg view`: the pages, written again from the store."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from kg.cli.options import note, pages_option, store_option

_PATIENCE = 5.0
"""Seconds after which a program that was asked to open a page, and has not failed, has opened it."""


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

    evidence.html shows who reported what from whom, what differs, what rests on what, when and where,
    each with its sentence marked in the article; network.html is an interactive network of actors, places
    and claims. Both open from disk, without a network.
    """
    page = write_pages(store, out)
    click.echo(page)
    if open_page and not is_opened(page):
        note("no browser could be started here; open the page above in one yourself.")


def is_opened(page: Path) -> bool:
    """Open a page in the browser and tell whether that seems to have worked.

    On Linux xdg-open asks one program after the other and prints what each complains about; that it fails is
    all there is to tell.
    """
    if sys.platform != "linux":
        return click.launch(str(page)) == 0
    opener = shutil.which("xdg-open")
    if opener is None:
        return False
    nothing = subprocess.DEVNULL
    started = subprocess.Popen(  # noqa: S603
        [opener, str(page)], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        return started.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:  # it has become the browser
        return True


def are_older(out: Path, store: Path) -> bool:
    """Tell whether pages lie in a folder that were written before what the store last published."""
    page, published = out / "evidence.html", store / "current"
    return page.exists() and published.exists() and page.stat().st_mtime < published.stat().st_mtime


def write_pages(store: Path, out: Path) -> Path:
    """Write every page and return the path of evidence.html."""
    from kg.query.lookups import Lookups
    from kg.views.pages import write_views

    return write_views(Lookups(store), out)[0]
