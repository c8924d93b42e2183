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


_MOST_WAITING = 50_000
"""Quads of new graphs that are held in memory (about 30 MB, or 25 articles) before they are written."""


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


class NewGraphs:
    """Named graphs written many at a time: for graphs that the index does not have yet a third of the work.

    The bulk loader has no transactions.  A kill may leave some graphs out, or torn; it must be known
    elsewhere which were on their way, so that they are replaced as a whole the next time (kg.graph.ledger).
    """

    def __init__(self, store: Store) -> None:
        """Start with nothing on its way."""
        self._store = store
        self._waiting: list[Quad] = []
        self._graphs: set[NamedNode] = set()

    def put(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others, now or with the next `write`."""
        if graph in self._graphs:
            self.write()
        if self._store.contains_named_graph(graph):
            replace_graph(self._store, graph, quads)
            return
        self._graphs.add(graph)
        self._waiting += quads
        if len(self._waiting) >= _MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Write all that is on its way."""
        if self._waiting:
            self._store.bulk_extend(self._waiting)
        self._waiting, self._graphs = [], set()


def _triples(quads: set[Quad]) -> str:
    payload = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return (payload or b"").decode()
