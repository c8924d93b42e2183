"""A decision as it is made: by whom, against what it must not go, and what came of it.

Comes in: what is planned (`entity_plans`, `retraction_plans`).  Goes out: a line of the log, what it changed.
Must not: decide what a decision amounts to (`kg.decisions` and `kg.resolve` do).
"""

from __future__ import annotations

import getpass
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.cli.commands import command
from kg.cli.decision_words import decided_by, decision_words
from kg.cli.options import note
from kg.cli.screen import listed, plain
from kg.decisions.location import log_path
from kg.decisions.log import mend_log, read_log, torn_note
from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.replay import conflicts_with, replay
from kg.errors import InputError
from kg.graph.decision_rows import view_decision
from kg.query.lookups import Lookups


@dataclass(frozen=True)
class Ruling:
    """Who rules over which store, and why: what all commands have in common."""

    store: Path
    decisions: Path | None = None
    by: str | None = None
    why: str = ""
    force: bool = False
    as_json: bool = False

    @cached_property
    def lookups(self) -> Lookups:
        """The store as it was before."""
        return Lookups(self.store)

    @cached_property
    def log(self) -> tuple[Decision, ...]:
        """The decisions so far; what a kill left of a last line is cut off first, as by every decision."""
        path = log_path(self.store, self.decisions)
        torn = mend_log(path)
        if torn is not None:
            note(plain(torn_note(path, torn)))
        return read_log(path)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be decided; `preview` says it in a sentence, `extras` are what the verb takes."""

    verb: Verb
    targets: tuple[Target, ...]
    preview: str
    extras: dict[str, Any] = field(default_factory=dict)


def carry_out(ruling: Ruling, plan: Callable[[Ruling], Plan]) -> None:
    """Say what is about to happen, do it, and print what changed."""
    planned = plan(ruling)
    who = who_decides(ruling.by)
    decision = make_decision(planned.verb, planned.targets, who=who, why=ruling.why, **planned.extras)
    if not ruling.force:
        refuse_conflicts(decision, ruling.log)
    note(plain(planned.preview))
    print_outcome(decision, ruling)


def print_outcome(decision: Decision, ruling: Ruling) -> None:
    """Write the decision down, derive the graph anew, and print what changed."""
    from kg.cli.decide_text import outcome_of, show_outcome
    from kg.cli.options import print_json
    from kg.cli.progress import shown_progress
    from kg.cli.screen import console
    from kg.pipeline import decide

    with told_if_logged(decision, ruling), shown_progress(quiet=not console(stderr=True).is_terminal) as bar:
        report = decide(ruling.store, decision, log=ruling.decisions, force=ruling.force, progress=bar)
    for line in report.notes:
        note(plain(line))
    outcome = outcome_of(report, ruling)
    if ruling.as_json:
        print_json(outcome)
    else:
        show_outcome(outcome)


@contextmanager
def told_if_logged(decision: Decision, ruling: Ruling) -> Iterator[None]:
    """Whatever goes wrong, and where somebody presses Ctrl-C: say so if the line is in the log by then."""
    try:
        yield
    except BaseException:
        if decision.id in {one.id for one in read_log(log_path(ruling.store, ruling.decisions))}:
            note(f"{decision.id} is in the log all the same: kg build, or the next kg decide, applies it.")
        raise


def refuse_conflicts(decision: Decision, log: Sequence[Decision]) -> None:
    """Raise InputError if a decision contradicts others in force; who made those, when and why is told."""
    others = {one.id: one for one in log}
    conflicts = conflicts_with(decision, replay(log))
    against = [others[one] for conflict in conflicts for one in conflict.decisions if one in others]
    for one in dict.fromkeys(against):
        words = decision_words(view_decision(one, ""))
        note(f"{one.id} says otherwise: {words}, decided {decided_by(one)}.")
    if against:
        back = listed([command(f"kg decide restore {one.id}") for one in dict.fromkeys(against)])
        raise InputError(f"this contradicts what was decided before. Take that back ({back}), or add --force")


def refuse_idle(ruling: Ruling, reason: str) -> None:
    """Raise InputError for a decision that would change nothing, unless it is forced: written down, it holds
    too when other articles would have it otherwise."""
    if not ruling.force:
        raise InputError(f"nothing would change: {reason}; --force writes it down all the same")


def who_decides(named: str | None) -> str:
    """Return who decides: as named, else git's user, else the login name."""
    if found := (named or "").strip() or _git_user():
        return found
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise InputError("nobody knows who you are: say it with --by NAME") from error


def _git_user() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    asked = subprocess.run([git, "config", "user.name"], capture_output=True, check=False)  # noqa: S603
    return asked.stdout.decode("utf-8", "replace").strip()
