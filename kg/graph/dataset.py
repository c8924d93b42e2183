"""The Oxigraph index: named graphs that are replaced as a whole, or by difference, in one transaction each.

Comes in: quads.  Goes out: an open `pyoxigraph.Store`.  Must not: know records.

A kill at any moment leaves a transaction done or not begun (measured for `extend` and `update` with kill -9).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

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
    old, new = set(store.quads_for_pattern(None, None, None, graph)), set(quads)
    _exchange(store, old - new, new - old)


def replace_quads(store: Store, before: Iterable[Quad], after: Iterable[Quad]) -> Counter[str]:
    """Put quads in the place of others, of whichever named graphs, in one transaction; return by how many
    quads each graph has grown.  `before` may name quads that are not there."""
    old, new = set(before), set(after)
    gone = {quad for quad in old - new if quad in store}
    come = {quad for quad in new if quad not in store}
    _exchange(store, gone, come)
    grown = Counter(graph_key(quad) for quad in come)
    grown.subtract(graph_key(quad) for quad in gone)
    return grown


def _exchange(store: Store, gone: set[Quad], come: set[Quad]) -> None:
    """Remove some quads and add others: `extend` where nothing goes (three times faster), else one update."""
    if gone:
        store.update(f"DELETE DATA {{ {_blocks(gone)} }} ; INSERT DATA {{ {_blocks(come)} }}")
    elif come:
        store.extend(come)


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


def graph_key(quad: Quad) -> str:
    """Return the IRI of a quad's named graph."""
    return str(quad.graph_name.value)  # type: ignore[union-attr] # nothing stands in the default graph


def _blocks(quads: Iterable[Quad]) -> str:
    """Return quads as SPARQL has them, a block for each graph."""
    by_graph: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        by_graph[graph_key(quad)].append(quad.triple)
    return " ".join(f"GRAPH <{graph}> {{ {_written(triples)} }}" for graph, triples in by_graph.items())


def _written(triples: Iterable[Triple]) -> str:
    payload = serialize(triples, format=RdfFormat.N_TRIPLES)
    return (payload or b"").decode()
