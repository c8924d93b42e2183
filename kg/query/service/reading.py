"""A graph that lies in a service, to be asked as `pyoxigraph.Store` is.

Comes in: queries and patterns.  Goes out: what the engine itself would give.
Must not: change the graph; let anything through that is no SPARQL 1.1 query, or that calls what the server
adds.

Each query is read by the engine first, over nothing: so it is refused in the same words wherever the graph
lies,
and no extension of a server's gets through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

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

from kg.errors import InputError
from kg.ids import BASE_IRI, GRAPH_BASE
from kg.query.service.answers import (
    JSON,
    TURTLE,
    Row,
    json_rows,
    read_solutions,
    read_triples,
    read_truth,
    turtle,
    turtle_rows,
)
from kg.query.service.calls import refuse_calls
from kg.query.service.dialect import as_sent, as_written
from kg.query.service.place import Place
from kg.query.service.virtuoso import dataset_of, reworded

if TYPE_CHECKING:
    from kg.query.service.connection import Connection

STATUS_GRAPH = NamedNode(GRAPH_BASE + "service")
"""Says which store's graph this is, what was published last, and whether a build is under way."""

_PAGE = 5000
"""Names of graphs asked for at once; Virtuoso sorts 10,000 rows at most."""

_MOST_TRIPLES = 10_000
"""Triples of a CONSTRUCT or DESCRIBE beyond which Debian's Virtuoso says nothing more (ResultSetMaxRows)."""

Dataset = Sequence[tuple[str, str]]
"""Names and values by which the protocol tells a dataset."""

_SUBJECTS = 100
"""Subjects asked for at once."""


class ServiceGraph:
    """What a service holds of one store."""

    def __init__(self, connection: Connection) -> None:
        """Keep the connection; nothing is asked yet."""
        self._connection = connection
        self.place = connection.place

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: Sequence[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Return what `pyoxigraph.Store.query` would.

        Raises SyntaxError as that does, InputError for what the service cannot run or cuts, ForbiddenError
        for
        calls of functions that are the server's, StoreError when it does not answer.
        """
        shape = Store().query(query, base_iri=base_iri, prefixes=dict(prefixes or {}))
        refuse_calls(query)
        dataset = [
            *(
                ("default-graph-uri", graph.value)
                for graph in default_graph or ()
                if isinstance(graph, NamedNode)
            ),
            *(
                ("named-graph-uri", graph.value)
                for graph in named_graphs or ()
                if isinstance(graph, NamedNode)
            ),
        ]
        hidden = self._hidden(query, base_iri) if use_default_graph_as_union and not dataset else ""
        asked = reworded(query) if self.place.virtuoso else query
        text = f"{hidden}{_prologue(query, base_iri, prefixes or {})}{asked}"
        if isinstance(shape, QueryBoolean):
            return read_truth(self._connection.query(text, JSON, dataset))
        if isinstance(shape, QueryTriples):
            return self._triples(text, dataset)
        columns = [variable.value for variable in shape.variables]
        return read_solutions(columns, self._rows(text, dataset))

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | Literal | None,  # noqa: A002 # as the engine calls it
        graph_name: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that fit, as the engine does."""
        if graph_name is not None and subject is predicate is object is None:
            return self._whole(graph_name)
        parts = (subject, predicate, object and as_sent(object))
        terms = " ".join(
            f"?{name}" if term is None else str(term) for name, term in zip("spo", parts, strict=True)
        )
        graph = "?g" if graph_name is None else str(graph_name)
        text = f"SELECT * {{ GRAPH {graph} {{ {terms} }} }}"
        fixed = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        known = {name: term for name, term in fixed.items() if term is not None}
        return (_quad({**row, **known}) for row in self._rows(text) if is_ours({**row, **known}["g"]))

    def quads_about(
        self, subjects: Iterable[NamedNode], graph: NamedNode, predicates: Sequence[NamedNode] = ()
    ) -> Iterator[Quad]:
        """Yield the quads of a graph that have one of the subjects, and one of the predicates if any is
        named."""
        left = sorted({str(subject) for subject in subjects})
        wanted = f"FILTER (?p IN ({', '.join(map(str, predicates))}))" if predicates else ""
        for start in range(0, len(left), _SUBJECTS):
            listed = f"FILTER (?s IN ({', '.join(left[start : start + _SUBJECTS])}))"
            rows = self._rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} {listed} {wanted} }}")
            yield from (_quad({**row, "g": graph}) for row in rows)

    def contains_named_graph(self, graph: NamedNode) -> bool:
        """Tell whether the service has a graph."""
        return bool(read_truth(self._connection.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}", JSON)))

    def named_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of the graphs of the store."""
        return (graph for graph in self.all_graphs() if is_ours(graph))

    def all_graphs(self) -> Iterator[NamedNode]:
        """Yield the names of all graphs of the service, sorted."""
        last = ""
        while True:
            found = self._rows(
                f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STR(?g) > {Literal(last)}) }} "
                f"ORDER BY STR(?g) LIMIT {_PAGE}"
            )
            names = [graph for row in found if isinstance(graph := row["g"], NamedNode)]
            yield from names
            if len(names) < _PAGE:
                return
            last = names[-1].value

    def __iter__(self) -> Iterator[Quad]:
        """Yield all quads of the store, graph by graph."""
        for graph in self.named_graphs():
            yield from self._whole(graph)

    def _whole(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield a graph; Virtuoso cuts graphs at 10,000 triples, and answers in Turtle nowhere."""
        if self.place.virtuoso:
            found = self._rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
            yield from (_quad({**row, "g": graph}) for row in found)
            return
        for triple in turtle(self._connection.get_graph(graph.value)):
            yield Quad(triple.subject, triple.predicate, as_written(triple.object, stored=True), graph)

    def _triples(self, text: str, dataset: Dataset) -> QueryTriples:
        body = self._connection.query(text, TURTLE, dataset)
        if self.place.virtuoso and len(turtle(body)) >= _MOST_TRIPLES:
            raise InputError(
                f"Virtuoso cuts such answers at {_MOST_TRIPLES:,} triples and does not say so: "
                "narrow the query, or ask with SELECT"
            )
        return read_triples(body)

    def _rows(self, text: str, dataset: Dataset = ()) -> list[Row]:
        if self.place.virtuoso:
            return turtle_rows(self._connection.query(text, TURTLE, dataset))
        return json_rows(self._connection.query(text, JSON, dataset))

    def _hidden(self, query: str, base: str | None) -> str:
        """Return what keeps graphs that are not the store's out of an answer, where the server can do
        that."""
        if not self.place.virtuoso:
            return ""
        others = (NamedNode(graph).value for graph in self.place.foreign)  # ValueError for what is no IRI
        return dataset_of(query, base or BASE_IRI, (*others, STATUS_GRAPH.value))


def connect(place: Place) -> ServiceGraph:
    """Return the graph that lies at a place; nothing is asked yet."""
    return ServiceGraph(open_connection(place))


def open_connection(place: Place) -> Connection:
    """Return a connection; HTTP is loaded now, where it was not."""
    found: Connection = import_module("kg.query.service.connection").Connection(place)
    return found


def is_ours(graph: object) -> bool:
    """Tell whether a graph of a service belongs to the store, other than for the service's own sake."""
    return isinstance(graph, NamedNode) and graph.value.startswith(GRAPH_BASE) and graph != STATUS_GRAPH


def _prologue(query: str, base_iri: str | None, prefixes: Mapping[str, str]) -> str:
    """Return the declarations that the engine is handed beside a query, as text; those alone that it
    needs."""
    base = f"BASE <{base_iri}> " if base_iri else ""
    used = (name for name in prefixes if re.search(rf"\b{name}:", query))
    return base + "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in used)


def _quad(row: Mapping[str, object]) -> Quad:
    subject, predicate, thing, graph = (row[name] for name in "spog")
    return Quad(subject, predicate, as_written(thing, stored=True), graph)  # type: ignore[arg-type]
