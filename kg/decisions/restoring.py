"""Which decisions are taken back, and what is retracted.

Comes in: decisions, each once, in the order of the log.  Goes out: ids, retractions, restores that did
nothing.  A decision is in force as long as no restore in force takes it back.  Restores are read from the end
of the log, since the last is in force in any case; so a restore of a restore brings the first decision back.
Must not: know entities.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.decisions.records import Conflict, Decision, Verb
from kg.decisions.shape import DECISION
from kg.decisions.words import describe


def find_taken_back(log: Sequence[Decision]) -> frozenset[str]:
    """Return the ids of the decisions that a restore in force, further down in the log, takes back."""
    places = {decision.id: place for place, decision in enumerate(log)}
    undone: set[str] = set()
    for place in range(len(log) - 1, -1, -1):
        if log[place].verb is Verb.RESTORE and log[place].id not in undone:
            undone.update(one for one in _restored(log[place]) if places.get(one, place) < place)
    return frozenset(undone)


def find_idle_restores(log: Sequence[Decision], undone: frozenset[str]) -> Iterator[Conflict]:
    """Yield restores in force of decisions that do not stand before them, or that another one takes back."""
    met: set[str] = set()
    by: dict[str, Decision] = {}
    for decision in log:
        for target in _restored(decision) if decision.id not in undone else ():
            if target not in met:
                yield Conflict((decision.id,), f"{describe(decision)}: no line before it has {target}")
            elif target in by:
                reason = f"{describe(decision)}: {target} was taken back already by {describe(by[target])}"
                yield Conflict((by[target].id, decision.id), reason)
            else:
                by[target] = decision
        met.add(decision.id)


@dataclass(slots=True)
class Retractions:
    """What is retracted at one place of the log."""

    _by: dict[str, list[Decision]] = field(default_factory=dict)
    _left: dict[str, set[str]] = field(
        default_factory=dict
    )  # targets of a retraction that are still retracted
    idle: list[Conflict] = field(default_factory=list)

    def follow(self, decision: Decision) -> None:
        """Apply one decision in force."""
        if decision.verb is Verb.RETRACT:
            self._left[decision.id] = {target.id for target in decision.targets}
            for target in decision.targets:
                self._by.setdefault(target.id, []).append(decision)
        elif decision.verb is Verb.RESTORE:
            for target in decision.targets:
                if not target.id.startswith(DECISION):
                    self._restore(decision, target.id)

    def _restore(self, decision: Decision, target: str) -> None:
        retracting = self._by.pop(target, [])
        if not retracting:
            reason = f"{describe(decision)}: {target} is not retracted at that place of the log"
            self.idle.append(Conflict((decision.id,), reason))
        for one in retracting:
            self._left[one.id].discard(target)

    @property
    def held(self) -> dict[str, Decision]:
        """What is retracted, each with the first decision that did it and holds."""
        return {target: by[0] for target, by in sorted(self._by.items())}

    @property
    def spent(self) -> frozenset[str]:
        """Ids of retractions of which every target was restored by itself."""
        return frozenset(one for one, left in self._left.items() if not left)


def _restored(decision: Decision) -> tuple[str, ...]:
    """Return the ids of the decisions that a restore names."""
    if decision.verb is not Verb.RESTORE:
        return ()
    return tuple(target.id for target in decision.targets if target.id.startswith(DECISION))
