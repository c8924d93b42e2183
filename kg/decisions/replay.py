"""What the log amounts to.

Comes in: decisions, in the order of the log.  Goes out: `Rulings`.  A pure function: the same lines in the
same order give the same rulings, on any machine and whatever was built before.
Must not: raise for what decisions say of one another; contradictions become conflicts, and the later holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType

from kg.decisions.joins import settle_joins
from kg.decisions.records import Conflict, Decision, Rulings, Verb
from kg.decisions.restoring import Retractions, find_idle_restores, find_taken_back
from kg.decisions.values import contradicting_values

_CHANGES = frozenset({Verb.MERGE, Verb.SPLIT, Verb.RENAME, Verb.LINK, Verb.UNLINK})


def replay(decisions: Sequence[Decision]) -> Rulings:
    """Return what the decisions amount to; one that stands in the log twice counts where it stands first."""
    log = _each_once(decisions)
    undone = find_taken_back(log)
    standing = tuple(decision for decision in log if decision.id not in undone)
    retractions = Retractions()
    for decision in standing:
        retractions.follow(decision)
    joins, conflicts = settle_joins(standing)
    changes = _changes(standing, joins)
    conflicts += [*contradicting_values(changes), *find_idle_restores(log, undone), *retractions.idle]
    return Rulings(
        changes=changes,
        apart=frozenset(one.pair for one in joins if one.is_separation),
        retracted=MappingProxyType(retractions.held),
        decisions=log,
        taken_back=undone | retractions.spent,
        conflicts=_in_order(log, conflicts),
    )


def conflicts_with(decision: Decision, rulings: Rulings) -> tuple[Conflict, ...]:
    """Return the conflicts that there would be if the decision were added to the log, and are not now."""
    known = {conflict.decisions for conflict in rulings.conflicts}
    after = replay((*rulings.decisions, decision))
    return tuple(conflict for conflict in after.conflicts if conflict.decisions not in known)


def in_force(rulings: Rulings) -> tuple[Decision, ...]:
    """Return the decisions that no other one took back, restores aside: they show in what they undid."""
    return tuple(
        one for one in rulings.decisions if one.verb is not Verb.RESTORE and one.id not in rulings.taken_back
    )


def _each_once(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    found: dict[str, Decision] = {}
    for decision in decisions:
        found.setdefault(decision.id, decision)
    return tuple(found.values())


def _changes(standing: Iterable[Decision], joins: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return what resolution applies: all but separations, and merges that do not hold."""
    held = {decision.id for decision in joins}
    return tuple(
        one
        for one in standing
        if one.verb in _CHANGES and not one.is_separation and (one.verb is not Verb.MERGE or one.id in held)
    )


def _in_order(log: Sequence[Decision], conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts, and the decisions in each, in the order of the log; the last decision counts."""
    places = {decision.id: place for place, decision in enumerate(log)}
    found = [
        replace(one, decisions=tuple(sorted(one.decisions, key=places.__getitem__))) for one in conflicts
    ]
    return tuple(sorted(found, key=lambda one: ([places[name] for name in one.decisions[::-1]], one.reason)))
