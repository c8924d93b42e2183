"""Articles, ledger and graph of a store, kept in step.

Comes in: readings.  Goes out: files, a row of the ledger and a named graph for each.
Must not: know readers, locks or what is derived across documents.

Only the current version of a document has a named graph; superseded ones stay in `articles/` and ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad

from kg.errors import StoreError
from kg.graph.articles import Articles
from kg.graph.ledger import CURRENT, SUPERSEDED, Entry, Ledger, document_digest
from kg.graph.quads import graph_of, reading_quads
from kg.graph.versions import Versions
from kg.graph.writable import WritableGraph
from kg.model import Document, Reading
from kg.query.listing import UNDATED

Log = Callable[[str], None]
"""Told, in one sentence each, what was repaired or replaced."""

LISTED = 5
"""Paths that one sentence names at most."""

_ARTICLE_GRAPHS = graph_of("d-").value


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Where and how a build met a document."""

    path: str
    source_key: str
    digest: str


class Holdings:
    """What a store holds of single articles."""

    def __init__(self, articles: Articles, ledger: Ledger, graph: WritableGraph, log: Log) -> None:
        """Take the parts as they are; `reconcile` brings them in step."""
        self._articles = articles
        self._ledger = ledger
        self._graph = graph
        self._log = log
        self._versions = Versions(articles, ledger)
        self._met: dict[str, set[_Sighting]] = {}
        self.changed = False
        """Something is other than it was when this was last set to False."""

    def has(self, document: Document, extractor: str) -> bool:
        """Tell whether the document is stored as this extractor reads it, and note that it was met.

        An article that stands in two files is one document: it counts as stored when it is stored as the
        file with the first path has it, and that one was met before.
        """
        entry = self._ledger.entry(document.id)
        if entry is None or entry.extractor != extractor:
            return False
        self._versions.meet(entry.id)
        met = self._note(document)
        if not any(one.digest == entry.digest and one.path <= document.path for one in met):
            return False
        if all(one.source_key != entry.source_key for one in met):
            self._move(entry, document.source_key)
        return True

    def put(self, reading: Reading) -> None:
        """Store one article in the order that `kg.graph.store` explains.

        Of one that stands in several files the first path is kept, in whatever order they are read.
        """
        document = reading.document
        met = self._note(document)
        entry = self._ledger.entry(document.id)
        earlier = {one.digest for one in met if one.path < document.path}
        if entry and entry.extractor == reading.extractor and entry.digest in earlier:
            return
        self._ledger.unsettle(document.id)
        if self._ledger.is_contested(document):
            self._versions.announce(document.id)
        self._versions.meet(document.id)
        quads = reading_quads(reading)
        self._articles.write(reading, quads)
        self._enter(reading, quads, entry.status if entry else CURRENT)

    def write_graphs(self) -> None:
        """Write the graphs of new articles that wait for others."""
        self._graph.write()

    def follow_met(self) -> None:
        """Make the newest version that this build met the current one, wherever there are several."""
        self.write_graphs()
        if not self._versions.is_settled and self._versions.settle():
            self._follow_versions()

    def readings(self) -> Iterator[Reading]:
        """Yield the current articles, by id; damaged ones are set aside."""
        return self._read(self._ledger.entries(CURRENT))

    def ranked(self, status: str) -> Iterator[Reading]:
        """Yield articles in the order of answers: published, path, id; undated ones last."""
        entries = self._ledger.entries(status)
        return self._read(sorted(entries, key=lambda one: (one.published or UNDATED, one.path, one.id)))

    def find(self, ids: Iterable[str], status: str) -> Iterator[Reading]:
        """Yield those of the articles that are stored and have the status, by id."""
        entries = (self._ledger.entry(one) for one in sorted(set(ids)))
        return self._read([entry for entry in entries if entry and entry.status == status])

    def altered(self) -> tuple[int, tuple[str, ...]]:
        """Return which articles have come, changed or gone since the last derivation that readers see, and
        the number by which they are forgotten."""
        self.follow_met()
        return self._ledger.altered()

    def is_current(self, identifier: str) -> bool:
        """Tell whether an article is stored and current."""
        entry = self._ledger.entry(identifier)
        return entry is not None and entry.status == CURRENT

    def have_versions(self, ids: Iterable[str]) -> bool:
        """Tell whether one of these articles is one of several versions, or is stored no more."""
        entries = [self._ledger.entry(one) for one in ids]
        return any(entry is None or self._ledger.shares_place(entry) for entry in entries)

    def revisions(self) -> list[tuple[str, str]]:
        """Return pairs of ids: the current version of a document, and each text that it replaced."""
        found = self._versions.successors()
        return sorted((newer.id, older.id) for older, newer in found.items() if newer)

    def reconcile(self, *, clean: bool) -> None:
        """Bring ledger and graph in step with the articles on disk; tell what had to be done.

        The files of every article are looked at; the graph is too, unless the store was closed in good order
        (`clean`).
        """
        stamps, known = self._articles.scan(), self._ledger.states()
        gone = known.keys() - stamps.keys()
        for one in gone:
            self._strike(one)
        suspect = [one for one in sorted(stamps) if not clean or known.get(one) != (stamps[one], True)]
        repaired = sum([self._repair(one) for one in suspect])
        self.write_graphs()
        if gone or repaired or not clean:
            self._follow_versions(silent=stamps.keys() - known.keys())
        if not clean:
            self._drop_strays()
        if repaired:
            self._log(f"{repaired} stored articles were indexed again")

    def _note(self, document: Document) -> set[_Sighting]:
        """Note that this build met the document, and return all that it met under the same id."""
        met = self._met.setdefault(document.id, set())
        met.add(_Sighting(document.path, document.source_key, document_digest(document)))
        return met

    def _move(self, entry: Entry, source_key: str) -> None:
        """Write down that the article is read from another place now."""
        reading = self._read_or_set_aside(entry.id)
        if reading is None:
            return
        moved = replace(reading, document=replace(reading.document, source_key=source_key))
        self._ledger.unsettle(entry.id)
        self._articles.write_reading(moved)
        self._ledger.enter(
            moved.document, entry.extractor, self._articles.stamp(entry.id), entry.status, entry.quads
        )

    def _enter(self, reading: Reading, quads: Sequence[Quad], status: str) -> None:
        identifier = reading.document.id
        if status == CURRENT:
            self._graph.put_graph(graph_of(identifier), quads)
        stamp = self._articles.stamp(identifier)
        self._ledger.note_altered(identifier)
        self._ledger.enter(reading.document, reading.extractor, stamp, status, len(quads))
        self.changed = True

    def _follow_versions(self, silent: Collection[str] = ()) -> None:
        """Give every article that has other versions its status, and the current ones alone a graph."""
        replacing = []
        successors = self._versions.successors()
        revived = [entry for entry, newer in successors.items() if newer is None and entry.status != CURRENT]
        if not all(self._revive(entry) for entry in revived):
            self._follow_versions(silent)  # one is gone: another of its versions is the newest now
            return
        for entry, newer in successors.items():
            if newer and entry.status == CURRENT:
                self._ledger.note_altered(entry.id)
                self._graph.remove_graph(graph_of(entry.id))
                self._ledger.set_status(entry.id, SUPERSEDED)
                self.changed = True
                replacing += [newer.path] if entry.id not in silent else []
        if replacing:
            self._log(replaced_sentence(sorted(replacing)))

    def _revive(self, entry: Entry) -> bool:
        """Make a superseded article current again; False when it turned out to be damaged."""
        reading = self._read_or_set_aside(entry.id)
        if reading is None:
            return False
        self._ledger.note_altered(entry.id)
        self._graph.replace_graph(graph_of(entry.id), reading_quads(reading))
        self._ledger.set_status(entry.id, CURRENT)
        self.changed = True
        return True

    def _repair(self, identifier: str) -> bool:
        """Index one stored article again if its last indexing may not have ended, or if somebody else has
        changed its files; True if it was."""
        entry = self._ledger.entry(identifier)
        if entry and entry.settled and self._is_whole(entry):
            return False
        reading = self._read_or_set_aside(identifier)
        if reading is None:
            return False
        quads = reading_quads(reading)
        self._articles.write_quads(identifier, quads)
        self._enter(reading, quads, entry.status if entry else CURRENT)
        return True

    def _is_whole(self, entry: Entry) -> bool:
        has_graph = self._graph.contains_named_graph(graph_of(entry.id))
        return self._articles.stamp(entry.id) == entry.stamp and has_graph == (entry.status == CURRENT)

    def _read(self, entries: Sequence[Entry]) -> Iterator[Reading]:
        for entry in entries:
            reading = self._read_or_set_aside(entry.id)
            if reading is not None:
                yield reading

    def _read_or_set_aside(self, identifier: str) -> Reading | None:
        """Return one article; one that is damaged is kept out of the way, and the next build that meets its
        document reads it again."""
        try:
            return self._articles.read(identifier)
        except StoreError as error:
            kept = self._articles.set_aside(identifier)
            self._strike(identifier)
            place = f" as {kept.name}" if kept else ""
            self._log(
                f"stored article {identifier} is damaged and was set aside{place}; "
                f"the next build that meets it reads it again ({error})"
            )
            return None

    def _strike(self, identifier: str) -> None:
        self._ledger.note_altered(identifier)
        self._ledger.strike(identifier)
        self._graph.remove_graph(graph_of(identifier))
        self.changed = True

    def _drop_strays(self) -> None:
        """Remove the graphs of articles that are not stored, or not current."""
        known = {graph_of(entry.id).value for entry in self._ledger.entries(CURRENT)}
        for graph in list(self._graph.named_graphs()):
            if graph.value.startswith(_ARTICLE_GRAPHS) and graph.value not in known:
                self._graph.remove_graph(graph)


def replaced_sentence(paths: Sequence[str]) -> str:
    """Return what to tell about articles that took the place of earlier ones.

    >>> replaced_sentence(["a.txt"]), replaced_sentence(["a.txt", "b.txt"])
    ('1 article replaced an earlier text: a.txt', '2 articles replaced an earlier text: a.txt, b.txt')
    """
    articles = "1 article" if len(paths) == 1 else f"{len(paths)} articles"
    more = f" and {len(paths) - LISTED} more" if len(paths) > LISTED else ""
    return f"{articles} replaced an earlier text: {', '.join(paths[:LISTED])}{more}"
