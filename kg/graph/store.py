"""The store on disk (docs/STORE.md): one writer, any number of readers.

Comes in: readings, and what was derived from them.  Goes out: readings, a graph and look-ups.
Must not: know a stage, or let a reader open the writer's files.

What happens in which order when an article is put, and why a kill at any moment does no harm:

1. the ledger's row, if there is one, is unsettled  -> killed here, the stored article is indexed again
2. `<id>.nq` is replaced, then `<id>.json`          -> killed between, the old JSON still counts
   (before, for a new version: its id is appended to `order`; an id that is not stored counts for nothing)
3. the ledger's row is written, unsettled           -> killed here, the next writer indexes it again
4. the named graph is replaced in one transaction; those of new articles are written many at a time, which
   a kill may tear                                  -> the row is unsettled, as above

Rows are settled, and readers see anything of it, when `publish` is called.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Self

from kg.decisions.records import NO_RULINGS, Conflict, Rulings
from kg.errors import StoreError
from kg.graph.articles import Articles
from kg.graph.dataset import NewGraphs, open_snapshot, replace_quads
from kg.graph.decision_rows import decision_states
from kg.graph.derived import Derived, derivation_digest, found_ids
from kg.graph.holdings import Holdings, Log
from kg.graph.index import Index
from kg.graph.ledger import CURRENT, SUPERSEDED, Ledger
from kg.graph.opening import open_graph, open_index, prepare_folder, take_lock
from kg.graph.quads import (
    COMPARISONS_GRAPH,
    DECISIONS_GRAPH,
    ENTITIES_GRAPH,
    RUNS_GRAPH,
    decision_quads,
    discrepancy_quads,
    entity_quads,
    group_quads,
    lineage_quads,
    membership_quads,
    retraction_quads,
    revision_quads,
    run_quads,
    stored_run,
    summary_quads,
)
from kg.graph.snapshots import hold_snapshot, is_readable, publish_snapshot, remove_old
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
from kg.query.results import StoreSummary
from kg.query.snapshot import GRAPH_FOLDER, REBUILD


@contextmanager
def open_for_writing(path: Path, log: Log = lambda _: None, program: str = "") -> Iterator[StoreWriter]:
    """Open the store at `path` for writing; make it if there is nothing yet.

    `program` names what derives (see `kg.extractor.deriver_id`): another one derives anew.
    A broken index is rebuilt from `articles/`; `log` is told so, and which articles replaced earlier texts.
    Raises StoreBusyError while another writer has it, StoreError when `path` is something else than a store.
    """
    with take_lock(path):
        writer = StoreWriter(path, log, program)
        try:
            yield writer
        finally:
            writer.close()


def open_for_reading(path: Path) -> StoreReader:
    """Open what was last published at `path`; StoreError, saying what to do, when that cannot be."""
    return StoreReader(path)


class StoreWriter:
    """The one writer of a store; `open_for_writing` makes it."""

    def __init__(self, path: Path, log: Log, program: str = "") -> None:
        """Open both indexes and bring them in step with the articles."""
        self._path, self._program = path, program
        prepare_folder(path, log)
        remove_old(path)
        self._connection = open_index(path, log)
        self._graph = open_graph(path, log)
        self._ledger = Ledger(self._connection)
        self._index = Index(self._connection)
        self._holdings = Holdings(Articles(path / "articles"), self._ledger, self._graph, log)
        self._readable = is_readable(path)
        self._derivation: str | None = None
        with self._told("cannot read"):
            self._holdings.reconcile()

    def close(self) -> None:
        """Close both indexes.  What was not published is kept, but no reader sees it."""
        try:
            with self._told("cannot write the index of"):
                self._holdings.write_graphs()
        finally:
            self._connection.close()
            del self._holdings, self._graph

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

    def readings(self) -> Iterator[Reading]:
        """Yield the current articles, sorted by id; a damaged one is set aside, and `log` is told so."""
        with self._told("cannot read"):
            self._holdings.follow_met()
        return self._holdings.readings()

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
        """Replace all that was derived across documents: three named graphs and the look-up rows, each in one
        transaction.

        `lineage`, `groups` and `discrepancies` were derived without what the rulings retract: that is shown,
        and counted by nobody.
        `idle` are decisions that resolution found nothing to change for, where the caller knows.
        """
        derived = Derived(
            tuple(entities),
            tuple(lineage),
            tuple(groups),
            tuple(suggestions),
            rulings,
            None if idle is None else tuple(idle),
            tuple(discrepancies),
        )
        with self._told("cannot write the index of"):
            self._ledger.enter_derivation(None)
            self._holdings.changed = True
            stored = self._retracted_ids(rulings)
            self._write_graphs(derived, stored)
            current, superseded = self._holdings.ranked(CURRENT), self._holdings.ranked(SUPERSEDED)
            self._index.rewrite(current, superseded, derived, stored)
            self._derivation = derivation_digest(rulings, self._program)

    def put_run(self, run: Run) -> None:
        """Record a build, in the place of one with the same id.

        The log of runs lies in the index alone: it starts anew when that is rebuilt.
        """
        with self._told("cannot write the index of"):
            replace_quads(self._graph, RUNS_GRAPH, stored_run(self._graph, run.id), run_quads(run))
            self._ledger.enter_run(run)

    def summary(self) -> StoreSummary:
        """Count what the store holds, by the look-up rows that `put_derived` wrote last."""
        self._holdings.write_graphs()
        run = self._ledger.last_run()
        return self._index.summarise(len(self._graph), len(run.rejections) if run else 0)

    def publish(self) -> None:
        """Let readers see what was written so far, all of it at once."""
        with self._told("cannot publish"):
            self._index.write_summary(self.summary())
            self._graph.flush()
            publish_snapshot(self._path, self._graph, self._connection)
            self._ledger.settle()
            if self._derivation is not None:
                self._ledger.enter_derivation(self._derivation)
        self._readable, self._holdings.changed = True, False

    def _retracted_ids(self, rulings: Rulings) -> frozenset[str]:
        """Return which of the ids that rulings retract the store has."""
        if not rulings.retracted:
            return frozenset()
        versions = (self._holdings.ranked(status) for status in (CURRENT, SUPERSEDED))
        return frozenset(found_ids(chain.from_iterable(versions), rulings.retracted))

    def _write_graphs(self, derived: Derived, stored: Collection[str]) -> None:
        """Write what was derived as named graphs; without decisions there is no graph of them."""
        graphs = NewGraphs(self._graph)
        links = summary_quads(map(derived.supporting, self.readings()), derived.entities)
        links += membership_quads(derived.counting(self.readings()), derived.entities)
        graphs.put(ENTITIES_GRAPH, [*entity_quads(derived.entities_as_called()), *links])
        compared = [*lineage_quads(derived.lineage), *group_quads(derived.groups)]
        compared += discrepancy_quads(derived.discrepancies)
        compared += revision_quads(self._holdings.revisions())
        graphs.put(COMPARISONS_GRAPH, compared)
        self._graph.remove_graph(DECISIONS_GRAPH)
        states = decision_states(derived, stored)
        decided = decision_quads(derived.rulings, states, derived.entities, derived.idle or ())
        if derived.rulings.retracted:
            decided += retraction_quads(derived.rulings, self.readings())
        graphs.put(DECISIONS_GRAPH, decided)
        graphs.write()

    @contextmanager
    def _told(self, failure: str) -> Iterator[None]:
        """Turn what the disk or an index raises into one error that says what to do."""
        try:
            yield
        except RuntimeError as error:  # damage that only showed now: the next writer starts a new index
            (self._path / "format").unlink(missing_ok=True)
            raise StoreError(
                f"{failure} {self._path}, whose index is damaged ({error}): {REBUILD}"
            ) from error
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{failure} {self._path} ({error}): see that there is space, then {REBUILD}"
            ) from error


class StoreReader:
    """The published state of a store, as it was when this was made; keeps it from being removed until closed.

    `graph` is an Oxigraph store opened read-only, `lookups` answers from SQLite.
    """

    def __init__(self, path: Path) -> None:
        """Open the current snapshot."""
        snapshot, self._lock = hold_snapshot(path)
        try:
            self.graph = open_snapshot(snapshot / GRAPH_FOLDER)
            self.lookups = Lookups(path, snapshot)
        except StoreError:
            self._lock.close()
            raise

    def close(self) -> None:
        """Close both, so that a later build can remove the snapshot."""
        self.lookups.close()
        self._lock.close()

    def __enter__(self) -> Self:
        """Return the reader itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
