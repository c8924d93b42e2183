"""Articles, ledger and graph of a store, kept in step.

Comes in: readings.  Goes out: files, a row of the ledger and a named graph for each.
Must not: know readers, locks or what is derived across documents.

Only the current version of a document has a named graph; superseded ones stay in `articles/` and ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Store

from kg.errors import StoreError
from kg.graph.articles import Articles
from kg.graph.dataset import replace_graph
from kg.graph.ledger import CURRENT, SUPERSEDED, Entry, Ledger, published_day
from kg.graph.quads import graph_of, reading_quads
from kg.graph.versions import Versions
from kg.model import Reading

Log = Callable[[str], None]
"""Told, in one sentence each, what was repaired."""

_ARTICLE_GRAPHS = graph_of("d-").value


class Holdings:
    """What a store holds of single articles."""

    def __init__(self, articles: Articles, ledger: Ledger, graph: Store) -> None:
        """Take the three parts as they are; `reconcile` brings them in step."""
        self._articles = articles
        self._ledger = ledger
        self._graph = graph
        self._versions = Versions(articles, ledger)
        self.changed = False
        """Something is other than it was when this was last set to False."""

    def has(self, identifier: str, extractor: str) -> bool:
        """Tell whether the article is stored as this extractor reads it, and note that it was met."""
        entry = self._ledger.entry(identifier)
        if entry is None or entry.extractor != extractor:
            return False
        self._versions.meet(entry.id, entry.location, entry.published)
        return True

    def put(self, reading: Reading) -> None:
        """Store one article in the order that `kg.graph.store` explains."""
        document = reading.document
        self._ledger.unsettle(document.id)
        self._versions.meet(document.id, document.location, published_day(document))
        self._versions.order(document.location, document.id)
        self._articles.write(reading, reading_quads(reading))
        self._enter(reading)
        self._follow_versions(document.location)

    def follow_met(self) -> None:
        """Make the newest version that this build met the current one, wherever there are several."""
        contested = set(self._ledger.contested())
        for location in contested.intersection(self._versions.met()):
            self._versions.order(location)
            self._follow_versions(location)

    def readings(self) -> Iterator[Reading]:
        """Yield the current articles, by id."""
        for entry in self._ledger.entries(CURRENT):
            yield self._articles.read(entry.id)

    def ranked(self, status: str) -> Iterator[Reading]:
        """Yield articles in the order of answers: published, path, id; undated ones last."""
        entries = self._ledger.entries(status)
        for entry in sorted(entries, key=lambda one: (one.published or "9999", one.path, one.id)):
            yield self._articles.read(entry.id)

    def revisions(self) -> list[tuple[str, str]]:
        """Return pairs of ids: the current version of a document, and each text that it replaced."""
        pairs = []
        for location in self._ledger.contested():
            entries = self._ledger.at(location)
            current = self._versions.current(entries)
            pairs += [(current, entry.id) for entry in entries if entry.id != current]
        return pairs

    def reconcile(self, log: Log) -> None:
        """Bring ledger and graph in step with the articles on disk; tell what had to be done."""
        self._articles.tidy()
        stored = self._articles.ids()
        for entry in self._ledger.entries():
            if entry.id not in stored:
                self._ledger.strike(entry.id)
                self.changed = True
        repaired = sum([self._repair(identifier, log) for identifier in stored])
        for location in self._ledger.contested():
            self._follow_versions(location)
        self._drop_strays()
        if repaired:
            log(f"{repaired} stored articles were indexed again")

    def _enter(self, reading: Reading) -> None:
        replace_graph(self._graph, graph_of(reading.document.id), reading_quads(reading))
        self._ledger.enter(reading.document, reading.extractor, CURRENT)
        self.changed = True

    def _follow_versions(self, location: str) -> None:
        """Give every version at a location its status, and the current one alone a graph."""
        entries = self._ledger.at(location)
        if len(entries) < 2:
            return
        current = self._versions.current(entries)
        for entry in entries:
            status = CURRENT if entry.id == current else SUPERSEDED
            if status == entry.status:
                continue
            if status == CURRENT:
                replace_graph(self._graph, graph_of(entry.id), reading_quads(self._articles.read(entry.id)))
            else:
                self._graph.remove_graph(graph_of(entry.id))
            self._ledger.set_status(entry.id, status)
            self.changed = True

    def _repair(self, identifier: str, log: Log) -> bool:
        """Index one stored article again if its last indexing may not have ended; True if it was."""
        entry = self._ledger.entry(identifier)
        if entry and entry.settled and self._is_whole(entry):
            return False
        try:
            reading = self._articles.read(identifier)
        except StoreError as error:
            self._set_aside(identifier, error, log)
            return False
        self._articles.write_quads(identifier, reading_quads(reading))
        self._enter(reading)
        return True

    def _is_whole(self, entry: Entry) -> bool:
        has_graph = self._graph.contains_named_graph(graph_of(entry.id))
        return self._articles.has_quads(entry.id) and has_graph == (entry.status == CURRENT)

    def _set_aside(self, identifier: str, error: StoreError, log: Log) -> None:
        """Keep a damaged article out of the way; a build that meets its document reads it again."""
        kept = self._articles.set_aside(identifier)
        self._ledger.strike(identifier)
        self.changed = True
        log(f"stored article {identifier} is damaged and was set aside as {kept.name} ({error})")

    def _drop_strays(self) -> None:
        """Remove the graphs of articles that are not stored, or not current."""
        known = {graph_of(entry.id).value for entry in self._ledger.entries(CURRENT)}
        for graph in list(self._graph.named_graphs()):
            if graph.value.startswith(_ARTICLE_GRAPHS) and graph.value not in known:
                self._graph.remove_graph(graph)
