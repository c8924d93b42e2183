"""The store on disk (docs/STORE.md): one writer, any number of readers.

Comes in: readings, and what was derived from them.  Goes out: readings, a graph and look-ups.
Must not: know a stage, or let a reader open the writer's files.

What happens in which order when an article is put, and why a kill at any moment does no harm:

1. the ledger's row, if there is one, is unsettled  -> killed here, the stored article is indexed again
2. `<id>.nq.zst` is replaced, then `<id>.json.zst`  -> killed between, the old JSON still counts
   (before, for a new version: its id is appended to `order`; an id that is not stored counts for nothing)
3. the ledger's row is written, unsettled           -> killed here, the next writer indexes it again
4. the named graph is replaced in one transaction; those of new articles are written many at a time, which
   a kill may tear                                  -> the row is unsettled, as above

Rows are settled, and readers see anything of it, when `publish` is called.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Self

from kg.decisions.records import NO_RULINGS, Conflict, Rulings
from kg.errors import StoreError
from kg.graph.articles import Articles
from kg.graph.change import Change
from kg.graph.clean_mark import CleanMark, leave_mark, take_mark
from kg.graph.derived import derivation_digest
from kg.graph.derived_graphs import DerivedGraphs
from kg.graph.disk_errors import is_refusal, refused
from kg.graph.holdings import Holdings, Log
from kg.graph.index import Articles as RowArticles
from kg.graph.index import Index
from kg.graph.ledger import CURRENT, SUPERSEDED, Ledger
from kg.graph.opening import open_graph, open_index, prepare_folder, take_lock
from kg.graph.page_copy import PageTrack
from kg.graph.quads import RUNS_GRAPH, run_quads, stored_run
from kg.graph.snapshots import Publisher, is_readable, remove_old
from kg.model import (
    ClaimGroup,
    Discrepancy,
    Document,
    Entity,
    LineageLink,
    Reading,
    Run,
    Suggestion,
    check_quotes,
)
from kg.query.lookups import Lookups
from kg.query.published import open_published
from kg.query.results import StoreSummary
from kg.query.service.place import Wanted
from kg.query.snapshot import INDEX_FILE, REBUILD, hold_snapshot


@contextmanager
def open_for_writing(
    path: Path, log: Log = lambda _: None, program: str = "", graph: Wanted = None
) -> Iterator[StoreWriter]:
    """Open the store at `path` for writing; make it if there is nothing yet.

    `program` names what derives (see `kg.extractor.deriver_id`): another one derives anew.  `graph` says
    where
    the graph is to lie from now on; where it lay, if None.
    A broken index is rebuilt from `articles/`; `log` is told so, and which articles replaced earlier texts.
    Raises StoreBusyError while another writer has it, StoreError when `path` is something else than a store.
    """
    with take_lock(path):
        try:
            writer = StoreWriter(path, log, program, graph)
        except (OSError, sqlite3.Error) as error:
            raise refused("cannot open", path, error) from error
        try:
            yield writer
        finally:
            writer.close()


def open_for_reading(path: Path) -> StoreReader:
    """Open what was last published at `path`; StoreError, saying what to do, when that cannot be."""
    return StoreReader(path)


class StoreWriter:
    """The one writer of a store; `open_for_writing` makes it."""

    def __init__(self, path: Path, log: Log, program: str = "", graph: Wanted = None) -> None:
        """Open both indexes and bring them in step with the articles."""
        self._path, self._program = path, program
        mark, rebuilt = take_mark(path), list[str]()
        prepare_folder(path, rebuilt.append)
        remove_old(path)
        self._connection = open_index(path, rebuilt.append, clean=mark is not None)
        self._ledger = Ledger(self._connection)
        try:
            self._graph = open_graph(path, rebuilt.append, graph, self._ledger)
        except StoreError:
            self._connection.close()
            raise
        for note in rebuilt:
            log(note)
            mark = None
        self._pages = PageTrack(self._connection, path / INDEX_FILE, mark.changed if mark else None)
        self._publisher = Publisher(path, self._pages, mark.between if mark else None)
        self._index = Index(self._connection)
        self._holdings = Holdings(Articles(path / "articles"), self._ledger, self._graph, log)
        self._readable = is_readable(path) if mark is None else mark.readable
        self._sound = True
        self._derivation: str | None = None
        self._derived = 0
        self._articles = RowArticles(
            partial(self._holdings.ranked, CURRENT),
            partial(self._holdings.ranked, SUPERSEDED),
            partial(self._holdings.find, status=CURRENT),
            partial(self._holdings.find, status=SUPERSEDED),
        )
        with self._told("cannot read"):
            self._holdings.reconcile(clean=mark is not None)

    def close(self) -> None:
        """Close both indexes.  What was not published is kept, but no reader sees it."""
        try:
            with self._told("cannot write the index of"):
                self._holdings.write_graphs()
                self._pages.checkpoint()
        finally:
            self._connection.close()
            self._graph.close()
        if self._sound:
            self._leave_mark()

    def _leave_mark(self) -> None:
        """Say that all is in good order; whoever cannot is checked by the next writer."""
        changed, between = self._pages.changed, self._publisher.between
        with self._told("cannot write to"):
            leave_mark(
                self._path,
                CleanMark(
                    self._readable,
                    None if changed is None else sorted(changed),
                    None if between is None else sorted(between),
                ),
            )

    def has(self, document: Document, extractor: str) -> bool:
        """Tell whether this version of the document is stored as this extractor reads it, with the same
        title, date, path, URL and passages.

        Asking says that the document was met: if its text has gone back to an earlier version, that
        version becomes the current one again (once `readings` or `published` is asked for).
        """
        with self._told("cannot read"):
            return self._holdings.has(document, extractor)

    def put(self, reading: Reading) -> None:
        """Store one article, or replace what was read in it before; wholly or not at all.

        RecordError when the reading does not quote its text; StoreError when the disk refuses.
        """
        check_quotes(reading)
        with self._told(f"cannot store {reading.document.path} in"):
            self._holdings.put(reading)
            self._pages.relieve()

    def readings(self) -> Iterator[Reading]:
        """Yield the current articles, sorted by id; a damaged one is set aside, and `log` is told so."""
        with self._told("cannot read"):
            self._holdings.follow_met()
        return self._told_readings()

    def _told_readings(self) -> Iterator[Reading]:
        with self._told("cannot read"):
            yield from self._holdings.readings()

    @property
    def published(self) -> bool:
        """Whether readers see all that is stored; if not, derive it anew, then `publish`.

        False after a put, a repair, a killed build, when a text went back to an earlier version, and when
        what was published is missing or damaged.
        """
        with self._told("cannot read"):
            self._holdings.follow_met()
        return self._readable and not self._holdings.changed

    def derived_with(self, rulings: Rulings) -> bool:
        """Tell whether this program gave these rulings to the last `put_derived`, and that it is whole: if it
        was not published, of this writer."""
        with self._told("cannot read"):
            return derivation_digest(rulings, self._program) == (
                self._derivation or self._ledger.derived_from()
            )

    def reading(self, document_id: str) -> Reading | None:
        """Return one current article; None if there is none of this id, or it is damaged."""
        return next(self.readings_of((document_id,)), None)

    def readings_of(self, ids: Iterable[str]) -> Iterator[Reading]:
        """Yield those current articles that have one of the ids, sorted by id."""
        with self._told("cannot read"):
            self._holdings.follow_met()
        return self._holdings.find(ids, CURRENT)

    @property
    def document_count(self) -> int:
        """The number of current articles."""
        with self._told("cannot read"):
            self._holdings.follow_met()
            return self._ledger.count(CURRENT)

    def changed_documents(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return which articles are new, or read anew, and which are current no longer, by id, since what
        readers see was derived; a build that was killed in between is made up for."""
        with self._told("cannot read"):
            _, altered = self._holdings.altered()
            new = tuple(one for one in altered if self._holdings.is_current(one))
            known = set(altered).difference(new)
            return new, tuple(sorted(one for one in known if self._index.knows(one)))

    def entities_of(self, ids: Iterable[str]) -> Iterator[Entity]:
        """Yield the entities with these ids as the last change left them, without their referents."""
        found = (self._index.entities.load(one) for one in sorted(ids))
        return (entity for entity in found if entity is not None)

    def put_derived(
        self,
        entities: Sequence[Entity],
        lineage: Sequence[LineageLink],
        groups: Sequence[ClaimGroup],
        suggestions: Sequence[Suggestion] = (),
        rulings: Rulings = NO_RULINGS,
        idle: Sequence[Conflict] | None = None,
        discrepancies: Sequence[Discrepancy] = (),
    ) -> None:
        """Replace all that was derived across documents by this: see `apply`."""
        self.apply(
            Change(
                whole=True,
                entities=tuple(entities),
                lineage=tuple(lineage),
                groups=tuple(groups),
                discrepancies=tuple(discrepancies),
                suggestions=tuple(suggestions),
                rulings=rulings,
                idle=None if idle is None else tuple(idle),
            )
        )

    def apply(self, change: Change) -> None:
        """Write what was derived across documents: look-up rows, then three named graphs, each in one
        transaction.

        Lineage, groups and discrepancies were derived without what the rulings retract: that is shown, and
        counted by nobody.  A change that is not whole costs as much as what it names; StoreError when what it
        is a change of was not written to its end.
        """
        with self._told("cannot write the index of"):
            number, altered = self._holdings.altered()
            if not change.whole and not (self._derivation or self._ledger.derived_from()):
                raise StoreError(f"{self._path} holds nothing whole that could be changed: {REBUILD}")
            self._ledger.enter_derivation(None)
            self._derivation, self._holdings.changed = None, True
            self._write(change, [one for one in altered if not self._holdings.is_current(one)], altered)
            self._derivation, self._derived = derivation_digest(change.rulings, self._program), number

    def _write(self, change: Change, left: Sequence[str], altered: Sequence[str]) -> None:
        """Write rows and graphs; `left` are the articles among the `altered` that are not current."""
        effect = self._index.apply(change, self._articles, left)
        graphs = DerivedGraphs(self._graph, self._index, self._articles)
        if change.whole:
            for graph, quads in graphs.write_all(change, effect, self._holdings.revisions).items():
                self._ledger.set_size(graph, quads)
            return
        replaced = self._holdings.have_versions({*altered, *change.documents})
        revisions = self._holdings.revisions if replaced else None
        for graph, quads in graphs.write_part(change, effect, revisions).items():
            self._ledger.grow(graph, quads)

    def put_run(self, run: Run) -> None:
        """Record a build, in the place of one with the same id.

        The log of runs lies in the index alone: it starts anew when that is rebuilt.
        """
        with self._told("cannot write the index of"):
            grown = self._graph.replace_quads(stored_run(self._graph, run.id), run_quads(run))
            self._ledger.grow(RUNS_GRAPH.value, grown[RUNS_GRAPH.value])
            self._ledger.enter_run(run)

    def summary(self) -> StoreSummary:
        """Return the numbers of what the store holds, by the look-up rows that `apply` wrote last."""
        self._holdings.write_graphs()
        run = self._ledger.last_run()
        return self._index.summarise(self._ledger.count_quads(), len(run.rejections) if run else 0)

    def publish(self) -> None:
        """Let readers see what was written so far, all of it at once."""
        with self._told("cannot publish"):
            self._index.write_summary(self.summary())
            self._publisher.publish(self._graph)
            self._ledger.settle()
            if self._derivation is not None:
                self._ledger.forget_altered(self._derived)
                self._ledger.enter_derivation(self._derivation)
        self._readable, self._holdings.changed = True, False

    @contextmanager
    def _told(self, failure: str) -> Iterator[None]:
        """Turn what the disk or an index raises into one error that says what to do."""
        try:
            yield
        except RuntimeError as error:  # damage that only showed now: the next writer starts a new index
            self._sound = False
            if is_refusal(error):
                raise refused(failure, self._path, error) from error
            with suppress(OSError):
                (self._path / "format").unlink(missing_ok=True)
            raise StoreError(
                f"{failure} {self._path}, whose index is damaged ({error}): {REBUILD}"
            ) from error
        except (OSError, sqlite3.Error) as error:
            self._sound = False
            raise refused(failure, self._path, error) from error


class StoreReader:
    """The published state of a store, as it was when this was made; keeps it from being removed until closed.

    `graph` is asked like an Oxigraph store, wherever it lies (`kg.query.published`), `lookups` answers from
    SQLite.
    """

    def __init__(self, path: Path) -> None:
        """Open the current snapshot."""
        snapshot, self._hold = hold_snapshot(path)
        try:
            self.graph = open_published(snapshot)
            self.lookups = Lookups(path, snapshot)
        except StoreError:
            self._hold.release()
            raise

    def close(self) -> None:
        """Close both, so that a later build can remove the snapshot."""
        self.lookups.close()
        self._hold.release()

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
