"""What a decision is about, and whether it may be added to the log.

Comes in: a decision, the store as it was published last, and what the log amounts to without it.  Goes out:
the decision with what its targets are written down, and the conflicts that it brings.
Must not: write anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.decisions.meaning import choose_anchors, write_meaning
from kg.decisions.records import Conflict, Decision, Rulings, Verb
from kg.decisions.replay import conflicts_with, in_force, replay
from kg.decisions.words import describe
from kg.errors import InputError
from kg.graph.store import StoreReader
from kg.model import EntityKind, Reading
from kg.query.lookups import Lookups
from kg.query.meant import called, find_entity, referents_of
from kg.resolve import resolve

Readings = Callable[[], Iterable[Reading]]
"""Returns the articles that the store has; they are read where merges make it necessary."""

_NO_PERSON = frozenset({EntityKind.PLACE.value, EntityKind.FACILITY.value, EntityKind.EVENT.value})
"""Kinds of what no person is; an organisation is taken for a person, and the other way round, too often."""


def tell_meaning(decision: Decision, before: StoreReader, readings: Readings, rulings: Rulings) -> Decision:
    """Write down what the targets of a decision are now: see `kg.decisions.meaning`."""
    asked = [target.id for target in decision.targets]
    found = {one: entity for one in asked if (entity := find_entity(before.lookups, one))}
    held = {one: referents_of(before.graph, entity.id) for one, entity in found.items()}
    merges = {one.id for one in in_force(rulings) if one.verb is Verb.MERGE}
    if any(merges.intersection(entity.decisions) for entity in found.values()):
        held = _without_merged(held, readings, rulings)
    anchors = {one: choose_anchors(referents) for one, referents in held.items()}
    return write_meaning(decision, {one: called(before.lookups, one) for one in asked}, anchors)


def _without_merged(
    held: Mapping[str, list[tuple[str, str]]], readings: Readings, rulings: Rulings
) -> dict[str, list[tuple[str, str]]]:
    """Leave out the referents that entities have by merges alone: they go when these are taken back."""
    others = [one for one in rulings.decisions if one.verb is not Verb.MERGE]
    owned: dict[str, set[tuple[str, str]]] = {}
    for entity in resolve(readings(), replay(others)).entities:
        for one in (entity.id, *entity.replaces):
            if one in held:
                owned[one] = set(entity.referents)
    own = {one: [pair for pair in pairs if pair in owned.get(one, ())] for one, pairs in held.items()}
    return {one: own[one] or pairs for one, pairs in held.items()}


def admit_decision(
    decision: Decision, before: Lookups, log: Path, rulings: Rulings, *, force: bool
) -> tuple[Conflict, ...]:
    """Return the conflicts that a decision brings; InputError unless it may be added to the log."""
    if any(earlier.id == decision.id for earlier in rulings.decisions):
        raise InputError(f"{log} has this very decision already: {describe(decision)}")
    conflicts = conflicts_with(decision, rulings)
    if conflicts and not force:
        reasons = " | ".join(conflict.reason for conflict in conflicts)
        raise InputError(
            f"this contradicts what was decided before; take that back first (kg decide restore ID), or let "
            f"this one hold with --force.  {reasons}"
        )
    if decision.verb is Verb.MERGE and not force:
        _refuse_unlike(decision, before)
    return conflicts


def _refuse_unlike(merge: Decision, before: Lookups) -> None:
    """Raise InputError when a merge would make one what cannot be one."""
    found = [entity for target in merge.targets if (entity := find_entity(before, target.id))]
    people = [entity for entity in found if entity.kind == EntityKind.PERSON.value]
    others = [entity for entity in found if entity.kind in _NO_PERSON]
    for one, two in zip(people[:1], others[:1], strict=False):
        raise InputError(
            f"{one.label} is a person and {two.label} is not (its kind is {two.kind}): they cannot be one. "
            f"If a kind is wrong, correct it first (kg decide rename {two.id} --kind person); or merge them "
            "all the same with --force"
        )
