"""The graph that readers see, wherever it lies: in the store's folder, or in a service.

Comes in: the folder of a snapshot.  Goes out: a graph to be asked.  Must not: write.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from kg.errors import StoreError
from kg.query.service.place import read_place
from kg.query.service.reading import connect
from kg.query.snapshot import GRAPH_FOLDER, REBUILD


class ReadableGraph(Protocol):
    """What readers ask of a graph: those methods of `pyoxigraph.Store`, whose documentation holds."""

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: list[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query."""

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 # as the engine calls it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit."""

    def contains_named_graph(self, graph_name: NamedNode) -> bool:
        """Tell whether there is a graph of this name."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of all graphs."""

    def __iter__(self) -> Iterator[Quad]:
        """Yield all quads."""


def open_published(snapshot: Path) -> ReadableGraph:
    """Open the graph of a published copy, which nobody writes to, or the one in the service that it names.

    Raises StoreError when that cannot be; a service that does not answer shows when it is asked.
    """
    place = read_place(snapshot)
    if place is not None:
        return connect(place)
    folder = snapshot / GRAPH_FOLDER
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the graph index {folder} is broken ({error}): {REBUILD}") from error
