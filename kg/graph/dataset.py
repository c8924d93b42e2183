"""The Oxigraph index: named graphs that are replaced as a whole, in one transaction each.

Comes in: quads.  Goes out: an open `pyoxigraph.Store`.  Must not: know records.

A kill at any moment leaves a transaction done or not begun (measured for `extend` and `update` with kill -9).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.errors import StoreBusyError, StoreError
from kg.query.snapshot import REBUILD

FAILURES = (OSError, RuntimeError)
"""What Oxigraph raises when the disk refuses; RuntimeError when it finds its files damaged."""


def open_dataset(folder: Path) -> Store:
    """Open the index for writing; StoreBusyError when another program holds it, StoreError when broken."""
    try:
        return Store(folder)
    except FAILURES as error:
        if isinstance(error, OSError) and str(folder / "LOCK") in str(error):
            raise StoreBusyError(f"another program has {folder} open: wait until it ends") from error
        raise StoreError(f"the graph index was broken ({error})") from error


def open_snapshot(folder: Path) -> Store:
    """Open a published copy, which nobody writes to."""
    try:
        return Store.read_only(str(folder))
    except FAILURES as error:
        raise StoreError(f"the graph index {folder} is broken ({error}): {REBUILD}") from error


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> None:
    """Make the named graph hold these quads and no others, in one transaction."""
    replace_quads(store, graph, store.quads_for_pattern(None, None, None, graph), quads)


def replace_quads(store: Store, graph: NamedNode, before: Iterable[Quad], after: Iterable[Quad]) -> None:
    """Put quads of the named graph in the place of others, in one transaction.

    Only the difference is written: `extend` where nothing goes (three times faster), else one update.
    """
    old, new = set(before), set(after)
    if old <= new:
        store.extend(new - old)
        return
    gone, come = _triples(old - new), _triples(new - old)
    store.update(
        f"DELETE DATA {{ GRAPH {graph} {{ {gone} }} }} ; INSERT DATA {{ GRAPH {graph} {{ {come} }} }}"
    )


def _triples(quads: set[Quad]) -> str:
    payload = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return (payload or b"").decode()
