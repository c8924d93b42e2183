"""`kg serve`: the store over HTTP."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from kg.cli.options import note, store_option, timeout_option

MEBIBYTE = 1024 * 1024


def read_base(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    """Return the address with a slash at its end."""
    if given is None:
        return None
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise click.BadParameter(f"{given!r} is no address such as https://graph.example.org/")
    return given.rstrip("/") + "/"


@click.command(short_help="Pages, JSON and SPARQL over HTTP, read-only.")
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Port; 0 takes any that is free.",
)
@click.option(
    "--base", callback=read_base, metavar="URL", help="Address that clients know, e.g. behind a proxy."
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Site whose pages may read answers (CORS); * for all.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries that run at once."
)
@timeout_option(30)
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="Rows of an answer at most.",
)
@click.option(
    "--max-mib",
    type=click.IntRange(min=1, max=1024),
    default=32,
    show_default=True,
    help="Mebibytes of an answer at most.",
)
def serve(
    store: Path,
    host: str,
    port: int,
    base: str | None,
    origins: tuple[str, ...],
    workers: int,
    timeout: float,
    max_rows: int,
    max_mib: int,
) -> None:
    """Serve the store to browsers and SPARQL clients until Ctrl-C.

    \b
      kg serve
      kg serve --port 0 --store cases/dam
      kg serve --host 0.0.0.0 --base https://graph.example.org/

    / has the pages, /query an editor, /sparql the SPARQL endpoint, /claim/ID, /entity/ID, /document/ID and
    /difference/ID the records as pages, JSON and RDF, /search?q= a search, /openapi.json the JSON side. With
    --base the IRIs of the graph are written under that address. Nothing can be changed. A later
    build is seen as soon as it is published. Without --host only this machine is listened to; there is no
    password, so put a proxy that asks for one before any other. docs/SERVE.md has the rest.
    """
    from kg.serve.hosts import is_loopback
    from kg.serve.limits import Limits
    from kg.serve.running import serve as run_service
    from kg.serve.settings import ServiceSettings

    limits = Limits(seconds=timeout, rows=max_rows, answer_bytes=max_mib * MEBIBYTE)
    settings = ServiceSettings(store, workers=workers, origins=origins, limits=limits)
    if not is_loopback(host):
        note("there is no password: whoever reaches this machine can read the store.")
    run_service(settings, host, port, base, click.echo)
    note("stopped.")
