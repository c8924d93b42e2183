"""The order of the stages; the only place that knows it.

    read -> extract -> store -> resolve -> compare -> publish

Per document (`kg.extraction`): a pure function of text, metadata and gazetteers.  Across documents: derived
from the stored readings and the log of decisions alone, so that the order in which articles came, and when
people decided, makes no difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg import ids
from kg.admission import admit_decision, tell_meaning
from kg.config import VERSION, Crew, Settings
from kg.decisions.location import log_path, remember_log
from kg.decisions.log import append_decision, mend_log, read_log, torn_note
from kg.decisions.records import Conflict, Decision, Rulings, Verb
from kg.decisions.replay import in_force, replay
from kg.derivation import derive
from kg.errors import StoreError
from kg.extraction import make_recipe, open_readers, read_article
from kg.extractor import deriver_id
from kg.graph.store import StoreWriter, open_for_reading, open_for_writing
from kg.intake import Intake, Progress, take_in
from kg.model import Rejection, Run
from kg.query.decided import find_idle, find_targets, gone_note, replaced_notes
from kg.query.lookups import Lookups
from kg.query.results import EntityView, StoreSummary
from kg.query.service.place import Wanted
from kg.query.support import LostSupport, lost_support
from kg.read import open_paths, read_metadata
from kg.shelves.opening import open_shelves


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: `read` documents were extracted, `unchanged` were in the store already.

    `decisions` is how many decisions of people are in force; `conflicts` are those that contradict one
    another, or find nothing to change.
    """

    summary: StoreSummary
    read: int
    unchanged: int
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...]
    decisions: int = 0
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class DecideReport:
    """What a decision did.  `log` is the file that it was added to; `conflicts` are those that it brought.

    `idle` says if it found nothing to change, or not all that it is about.  `lost` is what lost support by a
    retraction; `entities` are those that it is about, as they are now.
    """

    decision: Decision
    log: Path
    conflicts: tuple[Conflict, ...]
    idle: tuple[Conflict, ...]
    lost: LostSupport | None
    entities: tuple[EntityView, ...]
    notes: tuple[str, ...] = ()


def build(
    paths: Sequence[str],
    *,
    store: Path,
    metadata: Path | None = None,
    gazetteers: Sequence[Path] = (),
    settings: Settings | None = None,
    progress: Progress = lambda stage, done, total, item: None,
    stdin: BinaryIO | None = None,
    decisions: Path | None = None,
    crew: Crew = Crew(),  # noqa: B008  (frozen)
    graph: Wanted = None,
) -> BuildReport:
    """Read articles into a store and derive what follows from all of them, and from what people decided.

    Only new and changed documents are extracted; a document that fails becomes a Rejection and the others go
    on.  `decisions` is the log to replay; the one that the store remembers if none is given.  `crew` is who
    extracts: this process if nothing else is said.  `graph` says where the graph is to lie from now on, in a
    service or in the folder; where it lay if None.
    Raises InputError, StoreError, StoreBusyError and WorkerError for what concerns the whole run.
    """
    settings = settings or Settings()
    log = log_path(store, decisions)
    table = read_metadata(metadata) if metadata else None
    notes: list[str] = [*table.notes] if table is not None else []
    _check_log(log, decisions, notes)
    inbox = open_paths(paths, table, settings, stdin, note=notes.append)
    recipe, told = make_recipe(gazetteers, settings.weights), list[str]()
    with open_for_writing(store, told.append, deriver_id(), graph) as writer:
        started = _now()
        with open_readers(crew, recipe, gazetteers, partial(progress, "loading", 0, 0)) as readers:
            intake = take_in(inbox, writer, readers, recipe.extractor, progress)
        rulings = replay(read_log(log))  # somebody may have decided something meanwhile
        same = _derived_with(writer, rulings, store, told)
        stale = bool(intake.new) or not same or not writer.published
        with open_shelves(store, deriver_id()) as shelves:
            if stale:
                derive(writer, rulings, shelves, progress, same=same)
            if stale or intake.rejections:
                writer.put_run(_run(intake, recipe.extractor, started))
                writer.publish()
                shelves.keep()
        if log.exists():
            remember_log(store, log)
        summary = writer.summary()
    idle, replaced = _after_derivation(store, rulings)
    return BuildReport(
        summary,
        intake.read,
        intake.unchanged,
        intake.rejections,
        (*notes, *told, *replaced),
        len(in_force(rulings)),
        (*rulings.conflicts, *idle),
    )


def decide(
    store: Path,
    decision: Decision,
    *,
    log: Path | None = None,
    force: bool = False,
    progress: Progress = lambda stage, done, total, item: None,
) -> DecideReport:
    """Add a decision to the log, and derive the graph anew with it.

    The line tells what its targets are now (labels, if none has one, and anchors); its id stays.  It is in
    the log before anything is derived: whatever fails then, the next build replays it.
    Raises InputError when the decision contradicts another one or merges what cannot be one (unless `force`
    says that it holds), or the log cannot be read or written; StoreError and StoreBusyError for what concerns
    the store.
    """
    with open_for_reading(store) as before:
        path, notes = log_path(store, log), list[str]()
        with open_for_writing(store, notes.append, deriver_id()) as writer:
            earlier = _mended_rulings(path, notes)
            decision = tell_meaning(decision, before, writer.readings, earlier)
            conflicts = admit_decision(decision, before.lookups, path, earlier, force=force)
            append_decision(path, decision)
            remember_log(store, path)
            rulings = replay(read_log(path))
            notes += filter(None, [gone_note(before.lookups, rulings)])
            with open_shelves(store, deriver_id()) as shelves:
                derive(writer, rulings, shelves, progress, same=False)
                writer.publish()
                shelves.keep()
        return _report_decision(before.lookups, store, decision, path, conflicts, rulings, notes)


def _check_log(log: Path, asked: Path | None, notes: list[str]) -> None:
    """Read the log before any work is done: InputError when it cannot be understood."""
    if asked is not None and not log.exists():
        notes.append(f"there is no log of decisions at {log} yet")
    read_log(log, notes.append)


def _mended_rulings(log: Path, notes: list[str]) -> Rulings:
    """Return what the log amounts to, without what a killed process left of a last line."""
    torn = mend_log(log)
    if torn is not None:
        notes.append(torn_note(log, torn))
    return replay(read_log(log, notes.append))


def _derived_with(writer: StoreWriter, rulings: Rulings, store: Path, notes: list[str]) -> bool:
    """Tell whether the store was derived with these rulings; if not, note which decisions have vanished."""
    if writer.derived_with(rulings):
        return True
    with suppress(StoreError), closing(Lookups(store)) as lookups:  # nothing may be published yet
        gone = gone_note(lookups, rulings)
        notes += [gone] if gone else []
    return False


def _after_derivation(store: Path, rulings: Rulings) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """Return the decisions that found nothing to change, and notes on retractions that reach no text."""
    if not rulings.decisions:
        return (), ()
    with closing(Lookups(store)) as lookups:
        return find_idle(lookups, rulings), tuple(replaced_notes(lookups))


def _report_decision(
    before: Lookups,
    store: Path,
    decision: Decision,
    log: Path,
    conflicts: tuple[Conflict, ...],
    rulings: Rulings,
    notes: list[str],
) -> DecideReport:
    with closing(Lookups(store)) as after:
        idle = tuple(one for one in find_idle(after, rulings) if one.decisions == (decision.id,))
        lost = lost_support(before, after) if decision.verb is Verb.RETRACT else None
        entities = find_targets(after, decision, rulings)
        asked = [target.id for target in decision.targets]
        notes += [note for note in replaced_notes(after) if any(one in note for one in asked)]
    return DecideReport(decision, log, conflicts, idle, lost, entities, tuple(notes))


def _run(intake: Intake, extractor: str, started: str) -> Run:
    held = tuple(sorted(intake.held))
    return Run(
        ids.mint("n", started, extractor, list(held)),
        VERSION,
        extractor,
        started,
        _now(),
        held,
        intake.rejections,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


__all__ = ["BuildReport", "DecideReport", "Progress", "build", "decide", "read_article"]
