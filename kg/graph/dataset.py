"""The Oxigraph index: named graphs that are replaced as a whole, or by difference, in one transaction each.

Comes in: quads.  Goes out: an open `EmbeddedGraph`.  Must not: know records.

A kill at any moment leaves a transaction done or not begun (measured for `extend` and `update` with kill -9).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.errors import StoreBusyError, StoreError

FAILURES = (OSError, RuntimeError)
"""What Oxigraph raises when the disk refuses; RuntimeError when it finds its files damaged."""


_MOST_WAITING = 50_000
"""Quads of new graphs that are held in memory (about 30 MB, or 25 articles) before they are written."""


def open_dataset(folder: Path) -> EmbeddedGraph:
    """Open the index for writing; StoreBusyError when another program holds it, StoreError when broken."""
    try:
        return EmbeddedGraph(Store(folder))
    except FAILURES as error:
        if isinstance(error, OSError) and str(folder / "LOCK") in str(error):
            raise StoreBusyError(f"another program has {folder} open: wait until it ends") from error
        raise StoreError(f"the graph index was broken ({error})") from error


class EmbeddedGraph:
    """The index in the store's own folder; see `kg.graph.writable.WritableGraph`."""

    def __init__(self, store: Store) -> None:
        """Start with no graph on its way."""
        self._store = store
        self._waiting: list[Quad] = []
        self._graphs: set[NamedNode] = set()

    def put_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others, now or with the next `write`.

        New graphs are written many at a time, for a third of the work; the bulk loader has no transactions.
        """
        if graph in self._graphs:
            self.write()
        if self._store.contains_named_graph(graph):
            self.replace_graph(graph, quads)
            return
        self._graphs.add(graph)
        self._waiting += quads
        if len(self._waiting) >= _MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Write all graphs that are on their way."""
        if self._waiting:
            self._store.bulk_extend(self._waiting)
        self._waiting, self._graphs = [], set()

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others, in one transaction."""
        old, new = set(self._store.quads_for_pattern(None, None, None, graph)), set(quads)
        self._exchange(old - new, new - old)

    def replace_quads(self, before: Iterable[Quad], after: Iterable[Quad]) -> Counter[str]:
        """Put quads in the place of others, of whichever named graphs, in one transaction; return by how many
        quads each graph has grown.  `before` may name quads that are not there."""
        old, new = set(before), set(after)
        gone = {quad for quad in old - new if quad in self._store}
        come = {quad for quad in new if quad not in self._store}
        self._exchange(gone, come)
        return growth(gone, come)

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a named graph, if there is one."""
        self._store.remove_graph(graph)

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of all graphs."""
        return (graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode))

    def contains_named_graph(self, graph: NamedNode) -> bool:
        """Tell whether there is a graph of this name."""
        return self._store.contains_named_graph(graph)

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 # as the engine calls it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit."""
        return self._store.quads_for_pattern(subject, predicate, object, graph_name)

    def quads_about(
        self, subjects: Iterable[NamedNode], graph: NamedNode, predicates: Sequence[NamedNode] = ()
    ) -> Iterator[Quad]:
        """Yield the quads of a graph that have one of the subjects, and one of the predicates if any is
        named."""
        for subject in subjects:
            for predicate in predicates or (None,):
                yield from self._store.quads_for_pattern(subject, predicate, None, graph)

    def publish(self, folder: Path) -> None:
        """Copy the index as it is now into a folder; its files become hard links."""
        self._store.flush()
        self._store.backup(folder)

    def close(self) -> None:
        """Close the files: the engine does so once nobody has the store any more."""
        del self._store

    def _exchange(self, gone: set[Quad], come: set[Quad]) -> None:
        """Remove some quads and add others: `extend` where nothing goes (three times faster), else one
        update."""
        if gone:
            self._store.update(f"DELETE DATA {{ {_blocks(gone)} }} ; INSERT DATA {{ {_blocks(come)} }}")
        elif come:
            self._store.extend(come)


def growth(gone: Iterable[Quad], come: Iterable[Quad]) -> Counter[str]:
    """Return by how many quads each graph grows when some go and others come."""
    grown = Counter(graph_key(quad) for quad in come)
    grown.subtract(graph_key(quad) for quad in gone)
    return grown


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
