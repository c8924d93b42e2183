"""The pages: evidence and network as `kg view` writes them, and the editor of queries.

Comes in: the folder of a store.  Goes out: HTML.
Must not: read a file whose name came from outside (all names stand here).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

from kg.query.lookups import Lookups
from kg.query.snapshot import current_snapshot
from kg.serve.resources import open_lookups
from kg.views.answers import AskedOnce
from kg.views.pages import render_evidence, render_network

Render = Callable[[AskedOnce], str]

FRAMED = "frame-ancestors 'none'"
"""What a policy in a page cannot say for itself; the rest stands in the page, with hashes of its scripts."""

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    f"base-uri 'none'; form-action 'none'; {FRAMED}"
)


class StorePage:
    """A page made of a store, kept until another snapshot is published."""

    def __init__(self, store: Path, render: Render) -> None:
        """Keep what it is made of; it is made when somebody asks."""
        self._store, self._render = store, render
        self._making = Lock()
        self._made: tuple[Path, bytes] | None = None

    def html(self) -> bytes:
        """Return the page of the published snapshot; whoever asks while it is made waits for it."""
        with self._making:
            snapshot = current_snapshot(self._store)
            if self._made is None or self._made[0] != snapshot:
                with open_lookups(self._store) as lookups:
                    self._made = (snapshot, self._write(lookups))
            return self._made[1]

    def _write(self, lookups: Lookups) -> bytes:
        return self._render(AskedOnce(lookups)).encode("utf-8")


def evidence_page(store: Path) -> StorePage:
    """Return evidence.html of a store."""
    return StorePage(store, render_evidence)


def network_page(store: Path) -> StorePage:
    """Return network.html of a store."""
    return StorePage(store, render_network)


@cache
def read_editor(name: str) -> bytes:
    """Return a file of the editor: query.html, query.js or query.css."""
    return files(__package__).joinpath("static", name).read_bytes()
