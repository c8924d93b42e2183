"""Decisions and suggestions -> the views that look-ups answer with.

Comes in: what was derived, and which documents and claims the store has.  Goes out: views.
Must not: decide which decision holds (`kg.decisions` has done that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

from kg.decisions.records import Decision, Verb
from kg.graph.derived import Derived
from kg.model import Suggestion
from kg.query.results import DecisionState, DecisionView, EntityView, SuggestionView, TargetView


def view_decisions(derived: Derived, stored: Collection[str]) -> list[DecisionView]:
    """Return the log in its order; `stored` are the ids of documents and claims that it retracts and the
    store has."""
    states = decision_states(derived, stored)
    reasons: dict[str, list[str]] = defaultdict(list)
    for conflict in (*derived.rulings.conflicts, *(derived.idle or ())):
        for decision in conflict.decisions:
            reasons[decision].append(conflict.reason)
    return [
        view_decision(decision, states[decision.id], tuple(dict.fromkeys(reasons[decision.id])))
        for decision in derived.rulings.decisions
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


def decision_states(derived: Derived, stored: Collection[str]) -> Mapping[str, str]:
    """Return the state of every decision: in force, taken back, or without effect on what is stored."""
    alone = {
        conflict.decisions[0]
        for conflict in (*derived.rulings.conflicts, *(derived.idle or ()))
        if len(conflict.decisions) == 1
    }
    applied = {decision for entity in derived.entities for decision in entity.decisions}
    has_effect = _effects(derived, stored, applied)
    states = {}
    for decision in derived.rulings.decisions:
        works = decision.id in applied or (decision.id not in alone and has_effect(decision))
        states[decision.id] = (DecisionState.IN_FORCE if works else DecisionState.NO_EFFECT).value
        if decision.id in derived.rulings.taken_back:
            states[decision.id] = DecisionState.TAKEN_BACK.value
    return states


def _effects(
    derived: Derived, stored: Collection[str], applied: Collection[str]
) -> Callable[[Decision], bool]:
    """Return what tells whether a decision has anything to work on; one that a later one holds against has.

    Resolution names the decisions that it found idle; where it was not asked, those count that an entity
    names (`applied`).  Whatever replay did not find wrong with a restore, it has done.
    """
    known = {one for entity in derived.entities for one in (entity.id, *entity.replaces)}

    def has_effect(decision: Decision) -> bool:
        targets = [target.id for target in decision.targets]
        if decision.verb is Verb.RETRACT:
            return any(target in stored for target in targets)
        if decision.verb is Verb.RESTORE or derived.idle is not None:
            return True
        if decision.verb is Verb.SPLIT and len(targets) > 1:
            return known.issuperset(targets)
        return decision.id in applied

    return has_effect


def view_suggestions(
    suggestions: Collection[Suggestion], entities: Mapping[str, EntityView]
) -> Iterator[SuggestionView]:
    """Yield the suggestions, best first; `entities` are the views by id.  One that names an entity that is
    not there is left out: nobody could decide about it."""
    for one in sorted(suggestions, key=lambda one: (-one.score, one.left, one.right)):
        left, right = entities.get(one.left), entities.get(one.right)
        if left is not None and right is not None:
            yield SuggestionView(
                left=one.left,
                right=one.right,
                score=one.score,
                reasons=one.reasons,
                against=one.against,
                left_label=left.label,
                left_kind=left.kind,
                left_documents=left.documents,
                right_label=right.label,
                right_kind=right.kind,
                right_documents=right.documents,
            )
