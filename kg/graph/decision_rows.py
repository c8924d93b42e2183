"""Decisions -> the views that look-ups answer with.

Comes in: the log, and what of it shows in what was derived.  Goes out: views.
Must not: decide which decision holds (`kg.decisions` has done that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.decisions.records import Conflict, Decision, Rulings, Verb
from kg.model import Suggestion
from kg.query.results import DecisionState, DecisionView, TargetView


@dataclass(frozen=True, slots=True)
class Standing:
    """What the states of decisions depend on: rulings, what resolution found idle (None: nobody looked),
    which decisions had a part in an entity, and what tells whether the store knows an id: of an entity, or
    of a document or claim."""

    rulings: Rulings
    idle: tuple[Conflict, ...] | None
    applied: Collection[str]
    is_entity: Callable[[str], bool]
    is_stored: Callable[[str], bool]


def view_decisions(standing: Standing) -> list[DecisionView]:
    """Return the log in its order."""
    states = decision_states(standing)
    reasons: dict[str, list[str]] = defaultdict(list)
    for conflict in (*standing.rulings.conflicts, *(standing.idle or ())):
        for decision in conflict.decisions:
            reasons[decision].append(conflict.reason)
    return [
        view_decision(decision, states[decision.id], tuple(dict.fromkeys(reasons[decision.id])))
        for decision in standing.rulings.decisions
    ]


def view_decision(decision: Decision, state: str, conflicts: tuple[str, ...] = ()) -> DecisionView:
    """Return the view of one decision."""
    return DecisionView(
        id=decision.id,
        verb=decision.verb.value,
        targets=tuple(TargetView(target.id, target.label) for target in decision.targets),
        who=decision.who,
        when=decision.when,
        why=decision.why,
        state=state,
        conflicts=conflicts,
        label=decision.label,
        ids={known.scheme: known.value for known in decision.identifiers},
        lat=decision.lat,
        lon=decision.lon,
        country=decision.country,
        documents=decision.documents,
        names=decision.names,
        kind=decision.kind,
    )


def decision_states(standing: Standing) -> Mapping[str, str]:
    """Return the state of every decision: in force, taken back, or without effect on what is stored."""
    rulings = standing.rulings
    alone = {
        conflict.decisions[0]
        for conflict in (*rulings.conflicts, *(standing.idle or ()))
        if len(conflict.decisions) == 1
    }
    states = {}
    for decision in rulings.decisions:
        applied = decision.id in standing.applied
        works = applied or (decision.id not in alone and _has_effect(decision, standing))
        states[decision.id] = (DecisionState.IN_FORCE if works else DecisionState.NO_EFFECT).value
        if decision.id in rulings.taken_back:
            states[decision.id] = DecisionState.TAKEN_BACK.value
    return states


def _has_effect(decision: Decision, standing: Standing) -> bool:
    """Tell whether a decision has anything to work on; one that a later one holds against has.

    Resolution names the decisions that it found idle; where it was not asked, those count that an entity
    names.  Whatever replay did not find wrong with a restore, it has done.
    """
    targets = [target.id for target in decision.targets]
    if decision.verb is Verb.RETRACT:
        return any(target in standing.rulings.retracted and standing.is_stored(target) for target in targets)
    if decision.verb is Verb.RESTORE or standing.idle is not None:
        return True
    if decision.verb is Verb.SPLIT and len(targets) > 1:
        return all(map(standing.is_entity, targets))
    return decision.id in standing.applied


def sort_suggestions(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Return the suggestions, best first."""
    return sorted(suggestions, key=lambda one: (-one.score, one.left, one.right))
