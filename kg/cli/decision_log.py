"""The log of decisions as a person reads it: what was decided, and what became of it.

Comes in: the log's file, and what the store made of it last.  Goes out: a table on stdout.
The file is what counts: a line that the store has not replayed yet is listed as not applied.
Must not: import spaCy, rdflib, networkx or pyvis.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.text import Text

from kg.cli.decision_words import Paths, decision_words, moment
from kg.cli.options import note
from kg.cli.screen import counted, listed, plain, show, table
from kg.decisions.location import log_path
from kg.decisions.log import read_log
from kg.decisions.records import Rulings, Verb
from kg.decisions.replay import in_force, replay
from kg.errors import StoreError
from kg.graph.decision_rows import view_decision
from kg.query.lookups import Lookups
from kg.query.results import DecisionState, DecisionView

NOT_APPLIED = "not applied yet"
"""State of a line that the store has not replayed."""


def read_rulings(store: Path, asked: Path | None) -> Rulings:
    """Return what the log amounts to as it is now; `asked` is the file that was asked for."""
    return replay(read_log(log_path(store, asked), note))


def view_lines(rulings: Rulings, store: Path) -> tuple[DecisionView, ...]:
    """Return the decisions of the log in its order, each with its state and conflicts."""
    known = _replayed(store)
    reasons = conflict_reasons(rulings)
    return tuple(
        _line(
            known.get(one.id) or view_decision(one, NOT_APPLIED),
            one.id in rulings.taken_back,
            reasons[one.id],
        )
        for one in rulings.decisions
    )


def _replayed(store: Path) -> Mapping[str, DecisionView]:
    try:
        return {one.id: one for one in Lookups(store).decisions()}
    except StoreError:  # the log is there before, and after, any store
        return {}


def _line(view: DecisionView, taken_back: bool, reasons: Sequence[str]) -> DecisionView:
    """Return the line with what the file says now, which may be more than when the store was built."""
    state = view.state
    if taken_back != (state == DecisionState.TAKEN_BACK):
        state = DecisionState.TAKEN_BACK.value if taken_back else NOT_APPLIED
    return replace(view, state=state, conflicts=tuple(dict.fromkeys((*view.conflicts, *reasons))))


def conflict_reasons(rulings: Rulings) -> Mapping[str, list[str]]:
    """Return what contradicts each decision, by its id."""
    found: dict[str, list[str]] = defaultdict(list)
    for conflict in rulings.conflicts:
        for decision in conflict.decisions:
            found[decision].append(conflict.reason)
    return found


def show_lines(lines: Sequence[DecisionView], rulings: Rulings, store: Path) -> None:
    """Print the table of decisions; tell on stderr what a build would apply."""
    paths, clashes = _paths(store), find_clashes(rulings)
    made = table("When (UTC)", "Who", "What", "State")
    made.columns[0].width = 10
    made.columns[1].max_width = 14
    made.columns[3].max_width = 11
    for line in lines:
        clash = clashes.get(line.id, Clash())
        made.add_row(moment(line.when), plain(line.who), what_cell(line, clash, paths), _state(line, clash))
    show(made)
    note(sum_words(rulings))
    waiting = sum(line.state == NOT_APPLIED for line in lines)
    if waiting:
        note(f"{waiting} not applied to the store yet: run kg build, or any kg decide.")


def sum_words(rulings: Rulings) -> str:
    """Return what the lines of a log come to; `kg build` counts decisions in force in the same way."""
    holding, taken_back = len(in_force(rulings)), len(rulings.taken_back)
    restores = len(rulings.decisions) - holding - taken_back
    parts = [f"{counted(holding, 'decision')} in force"]
    parts += [f"{taken_back} taken back"] if taken_back else []
    parts += [f"{counted(restores, 'restore')}"] if restores else []
    return f"{counted(len(rulings.decisions), 'line')}: {listed(parts)}."


@dataclass(frozen=True, slots=True)
class Clash:
    """Ids of the decisions that contradict one: those `before` it, which it overrules, and `after` it, which
    overrule it; `reasons` are the words for that."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def find_clashes(rulings: Rulings) -> Mapping[str, Clash]:
    """Return what contradicts what, by the ids of decisions."""
    found: dict[str, Clash] = {}
    for conflict in rulings.conflicts:
        for place, one in enumerate(conflict.decisions):
            known = found.get(one, Clash())
            found[one] = Clash(
                (*known.before, *conflict.decisions[:place]),
                (*known.after, *conflict.decisions[place + 1 :]),
                (*known.reasons, *([conflict.reason] if len(conflict.decisions) > 1 else [])),
            )
    return found


def _paths(store: Path) -> Paths:
    try:
        return {document.id: document.path for document in Lookups(store).documents(all_versions=True)}
    except StoreError:
        return {}


def _state(line: DecisionView, clash: Clash) -> str:
    overruled = clash.after and line.state != DecisionState.TAKEN_BACK
    if line.verb == Verb.RESTORE and line.state == DecisionState.IN_FORCE:
        return "done"
    return "conflict: overruled" if overruled else line.state


def what_cell(line: DecisionView, clash: Clash, paths: Paths) -> Text:
    """Return what was decided, why, what contradicts it, and the id."""
    parts = _what(line, clash, paths)
    return Text("\n").join(Text(plain(words), style) for words, style in parts if words)


def _what(line: DecisionView, clash: Clash, paths: Paths) -> Iterator[tuple[str, str]]:
    yield decision_words(line, paths), ""
    yield (f"because: {line.why}" if line.why else ""), ""
    yield (f"contradicts {listed(clash.before)}, and holds" if clash.before else ""), "bold"
    yield (f"contradicted by {listed(clash.after)}, which holds" if clash.after else ""), "bold"
    for reason in line.conflicts:
        yield ("" if reason in clash.reasons else reason), "bold"
    yield line.id, "dim"
