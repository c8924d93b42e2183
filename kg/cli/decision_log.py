"""The log of decisions as a person reads it: what was decided, and what became of it.

Comes in: the log's file, and what the store made of it last.  Goes out: a table on stdout.
The file is what counts: a line that the store has not replayed yet is listed as not applied.
Must not: import spaCy, rdflib, networkx or pyvis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.text import Text

from kg.cli.decision_words import Paths, decision_words, moment
from kg.cli.options import note
from kg.cli.screen import plain, show, table
from kg.decisions.location import log_path
from kg.decisions.log import read_log
from kg.decisions.records import Rulings
from kg.decisions.replay import replay
from kg.errors import StoreError
from kg.graph.decision_rows import IN_FORCE, TAKEN_BACK, view_decision
from kg.query.lookups import Lookups
from kg.query.results import DecisionView

NOT_APPLIED = "not applied yet"
"""State of a line that the store has not replayed."""


def read_lines(store: Path, asked: Path | None) -> tuple[DecisionView, ...]:
    """Return the decisions of the log in its order, each with its state and conflicts."""
    rulings = replay(read_log(log_path(store, asked), note))
    known = _replayed(store)
    reasons = conflict_reasons(rulings)
    return tuple(
        _line(known.get(one.id) or view_decision(one, NOT_APPLIED), one.id in rulings.taken_back, reasons[one.id])
        for one in rulings.decisions
    )


def _replayed(store: Path) -> Mapping[str, DecisionView]:
    try:
        return {one.id: one for one in Lookups(store).decisions()}
    except StoreError:  # the log is there before, and after, any store
        return {}


def _line(view: DecisionView, taken_back: bool, reasons: Sequence[str]) -> DecisionView:
    """Return the line with what the file says now, which may be more than when the store was built."""
    state = TAKEN_BACK if taken_back else view.state
    if state == TAKEN_BACK and not taken_back:
        state = NOT_APPLIED
    return replace(view, state=state, conflicts=tuple(dict.fromkeys((*view.conflicts, *reasons))))


def conflict_reasons(rulings: Rulings) -> Mapping[str, list[str]]:
    """Return what contradicts each decision, by its id."""
    found: dict[str, list[str]] = defaultdict(list)
    for conflict in rulings.conflicts:
        for decision in conflict.decisions:
            found[decision].append(conflict.reason)
    return found


def show_lines(lines: Sequence[DecisionView], store: Path) -> None:
    """Print the table of decisions; tell on stderr what a build would apply."""
    paths = _paths(store)
    made = table("When (UTC)", "Who", "What", "State")
    made.columns[0].width = 10
    made.columns[1].max_width = 14
    made.columns[3].max_width = 11
    for line in lines:
        made.add_row(moment(line.when), plain(line.who), what_cell(line, paths), _state(line))
    show(made)
    waiting = sum(line.state == NOT_APPLIED for line in lines)
    if waiting:
        note(f"{waiting} not applied to the store yet: run kg build, or any kg decide.")


def _paths(store: Path) -> Paths:
    try:
        return {document.id: document.path for document in Lookups(store).documents(all_versions=True)}
    except StoreError:
        return {}


def _state(line: DecisionView) -> str:
    return f"{line.state}, conflict" if line.conflicts and line.state == IN_FORCE else line.state


def what_cell(line: DecisionView, paths: Paths) -> Text:
    """Return what was decided, why, what contradicts it, and the id."""
    return Text("\n").join(
        Text.assemble((plain(words), style)) for words, style in _what(line, paths) if words
    )


def _what(line: DecisionView, paths: Paths) -> Iterator[tuple[str, str]]:
    yield decision_words(line, paths), ""
    yield (f"because: {line.why}" if line.why else ""), ""
    for reason in line.conflicts:
        yield f"but: {reason}", "bold"
    yield line.id, "dim"
