"""A store's graph in a service: what the writer sends there, and how both know that they are in step.

Comes in: quads.  Goes out: requests, each a transaction of the service's.  Must not: know records.

The graph `STATUS_GRAPH` of the service holds one quad: which store it belongs to, a random token that is
another one when a build begins and when it is published, and whether one is under way.  The folder of the
store knows the first two, and the token before the service does; where they differ the service or the folder
was emptied, restored or never filled, and all is sent again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.graph.dataset import graph_key, growth
from kg.ids import GRAPH_BASE
from kg.query.service.dialect import batches, exchange_text, triples_text
from kg.query.service.place import Place, write_place
from kg.query.service.reading import STATUS_GRAPH, ServiceGraph, is_ours, open_connection

STATUS = NamedNode(f"{STATUS_GRAPH.value}#status")
"""Predicate of that one quad, which no query of claims meets."""

BUILDING, PUBLISHED = "building", "published"

_UPDATE = 10_000
"""Quads in one update, which is one transaction."""

_UPLOAD = 20_000
"""Triples in one upload of a new graph."""


class ServiceIndex(ServiceGraph):
    """The index in a service; see `kg.graph.writable.WritableGraph`."""

    def __init__(self, store: Path, place: Place) -> None:
        """Ask the service what it is; StoreError when it does not answer, or refuses."""
        super().__init__(open_connection(place))
        self._store = store
        self._building = False
        self._names: set[str] | None = None
        self._settle(replace(place, virtuoso=self._connection.is_virtuoso()))

    def holds_what_was_sent(self) -> bool:
        """Tell whether the service has what this store sent last; StoreError when it is another store's."""
        found = self._status()
        if found is None:
            return False
        owner, token = found
        if owner != self.place.owner:
            raise StoreError(
                f"the service at {self.place.query} holds the graph of another store: name another "
                f"service, or "
                f"remove the graph <{STATUS_GRAPH.value}> there if that store is gone, then run kg build "
                f"again"
            )
        self._check_union()
        if not self.place.in_step(token):
            return False
        self._settle(replace(self.place, token=token))
        return True

    def claim(self) -> None:
        """Find out what else is there; say in the folder, and there, that the graph is this store's."""
        others = self.all_graphs() if self.place.virtuoso else ()
        foreign = tuple(graph.value for graph in others if not graph.value.startswith(GRAPH_BASE))
        self._settle(replace(self.place, foreign=foreign))
        self._begin()
        self._check_union()

    def put_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others: a new one as a whole, by the graph store
        protocol; one that is there by what differs."""
        if self.contains_named_graph(graph):
            self.replace_graph(graph, quads)
            return
        self._begin()
        for number, part in enumerate(batches(dict.fromkeys(quads), _UPLOAD)):
            self._connection.put_graph(graph.value, triples_text(part), add=number > 0)
            self._known_names().add(graph.value)

    def write(self) -> None:
        """Nothing is on its way."""

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the named graph hold these quads and no others, in one transaction."""
        old, new = set(self.quads_for_pattern(None, None, None, graph)), set(quads)
        self._exchange(old - new, new - old)
        (self._known_names().add if new else self._known_names().discard)(graph.value)

    def replace_quads(self, before: Iterable[Quad], after: Iterable[Quad]) -> Counter[str]:
        """Put quads in the place of others; return by how many quads each graph has grown.

        Up to 10,000 quads are one transaction; more are several, while the status says that a build is under
        way.
        """
        old, new = set(before), set(after)
        standing = self._standing(old | new)
        gone, come = (old - new) & standing, new - standing
        self._exchange(gone, come)
        self._known_names().update(map(graph_key, come))
        return growth(gone, come)

    def remove_graph(self, graph: NamedNode) -> None:
        """Remove a named graph, if there is one."""
        if self.contains_named_graph(graph):
            self._begin()
            self._connection.remove_graph(graph.value)
            self._known_names().discard(graph.value)

    def contains_named_graph(self, graph: NamedNode) -> bool:
        """Tell whether there is a graph of this name; all names are asked for once."""
        return graph.value in self._known_names()

    def publish(self, folder: Path) -> None:
        """Say that the build has ended; the snapshot tells its readers where the graph lies."""
        self._say(PUBLISHED)
        self._building = False
        self._settle(replace(self.place, former=""))
        write_place(self._store, self.place)
        write_place(folder.parent, self.place)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _known_names(self) -> set[str]:
        if self._names is None:
            self._names = {graph.value for graph in self.all_graphs() if is_ours(graph)}
        return self._names

    def _standing(self, quads: set[Quad]) -> set[Quad]:
        """Return those of the quads that are there."""
        ordered = sorted(quads, key=graph_key)
        found = (
            self.quads_about({quad.subject for quad in members}, NamedNode(graph))  # type: ignore[misc]
            for graph, members in ((graph, list(group)) for graph, group in groupby(ordered, graph_key))
        )
        return quads & set(chain.from_iterable(found))

    def _exchange(self, gone: set[Quad], come: set[Quad]) -> None:
        """Remove some quads and add others."""
        if not gone and not come:
            return
        self._begin()
        if len(gone) + len(come) <= _UPDATE:
            self._connection.update(exchange_text(gone, come))
            return
        for part in batches(gone, _UPDATE):
            self._connection.update(exchange_text(part, ()))
        for part in batches(come, _UPDATE):
            self._connection.update(exchange_text((), part))

    def _begin(self) -> None:
        """Say that a build is under way, once."""
        if not self._building:
            self._say(BUILDING)
            self._building = True

    def _say(self, state: str) -> None:
        """Give what is sent from now on a token of its own, in the folder first, then there."""
        self._settle(self.place.next_token())
        write_place(self._store, self.place)
        words = Literal(f"{self.place.owner} {self.place.token} {state}")
        said = f"{STATUS_GRAPH} {STATUS} {words}"
        self._connection.update(
            f"DELETE WHERE {{ GRAPH {STATUS_GRAPH} {{ ?s ?p ?o }} }} ; "
            f"INSERT DATA {{ GRAPH {STATUS_GRAPH} {{ {said} }} }}"
        )

    def _status(self) -> tuple[str, str] | None:
        """Return whose graph it is, and the token; None when the service has none."""
        rows = self._rows(f"SELECT ?o {{ GRAPH {STATUS_GRAPH} {{ {STATUS_GRAPH} {STATUS} ?o }} }}")
        for row in rows:
            words = row["o"].value.split() if isinstance(row["o"], Literal) else []
            if len(words) == 3:
                return words[0], words[1]
        return None

    def _check_union(self) -> None:
        """Refuse a service whose default graph is not the union of all; Virtuoso's always is."""
        if not self.place.virtuoso and not self.query(f"ASK {{ {STATUS_GRAPH} {STATUS} ?o }}"):
            raise StoreError(
                f"the service at {self.place.query} asks its default graph alone: have it be the union of "
                "all named graphs (Fuseki: tdb2:unionDefaultGraph true), then run kg build again"
            )

    def _settle(self, place: Place) -> None:
        self.place = self._connection.place = place
