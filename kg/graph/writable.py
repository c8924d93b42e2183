"""What the store's writer asks of a graph, wherever it lies: in the folder, or in a service.

Comes in: nothing.  Goes out: a type.  Must not: know records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad


class WritableGraph(Protocol):
    """Named graphs that are replaced as a whole, or by difference."""

    def put_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others, now or with the next `write`.

        A kill before that may leave a new graph out, or torn; it must be known elsewhere which were on their
        way, so that they are put again the next time (kg.graph.ledger).
        """

    def write(self) -> None:
        """Write all graphs that are on their way."""

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others, in one transaction."""

    def replace_quads(self, before: Iterable[Quad], after: Iterable[Quad]) -> Counter[str]:
        """Put quads in the place of others, of whichever named graphs; return by how many quads each graph
        has
        grown.  `before` may name quads that are not there."""

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a named graph, if there is one."""

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of all graphs."""

    def contains_named_graph(self, graph: NamedNode) -> bool:
        """Tell whether there is a graph of this name."""

    def quads_for_pattern(
        self,
        subject: NamedNode | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 # as the engine calls it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit."""

    def quads_about(
        self, subjects: Iterable[NamedNode], graph: NamedNode, predicates: Sequence[NamedNode] = ()
    ) -> Iterator[Quad]:
        """Yield the quads of a graph that have one of the subjects, and one of the predicates if any is
        named."""

    def publish(self, folder: Path) -> None:
        """Let readers see what was written; a copy of the graph goes into the folder, where it lies in the
        store."""

    def close(self) -> None:
        """Close what is open."""
