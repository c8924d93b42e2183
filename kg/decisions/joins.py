"""Merges against what is to be kept apart.

Comes in: decisions in force, in the order of the log.  Goes out: those merges and separations that hold, and
the conflicts of the others.  Of two that contradict one another, also through a chain of merges, the later
holds: they are taken up from the end of the log, and one that contradicts those taken up is left out.
Must not: know which entities the program itself puts together.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.decisions.records import Conflict, Decision, Verb
from kg.decisions.words import describe


@dataclass(slots=True)
class Joined:
    """Ids that merges put together (a disjoint-set forest), and the separations that name one of them."""

    _parents: dict[str, str] = field(default_factory=dict)
    _separations: dict[str, list[Decision]] = field(default_factory=dict)

    def root(self, identifier: str) -> str:
        """Return the id that stands for all that are one with this one."""
        while (parent := self._parents.get(identifier, identifier)) != identifier:
            self._parents[identifier] = self._parents.get(parent, parent)
            identifier = parent
        return identifier

    def join(self, merge: Decision) -> None:
        """Put the targets of a merge together; the first one's root stands for all."""
        first, *rest = (target.id for target in merge.targets)
        for other in rest:
            root, joined = self.root(first), self.root(other)
            if root != joined:
                self._parents[joined] = root
                self._separations.setdefault(root, []).extend(self._separations.pop(joined, ()))

    def separate(self, separation: Decision) -> None:
        """Note that two are kept apart."""
        for one in separation.pair:
            self._separations.setdefault(self.root(one), []).append(separation)

    def separations_within(self, merge: Decision) -> list[Decision]:
        """Return the separations of which the merge would put both sides together, as they were noted."""
        roots = dict.fromkeys(self.root(target.id) for target in merge.targets)
        found = [one for root in roots for one in self._separations.get(root, ())]
        sides = Counter(one.id for one in found)
        return list({one.id: one for one in found if sides[one.id] == 2}.values())


def settle_joins(standing: Sequence[Decision]) -> tuple[tuple[Decision, ...], list[Conflict]]:
    """Return the merges and separations that hold, in the order of the log, and the conflicts."""
    held: list[Decision] = []
    conflicts: list[Conflict] = []
    joined = Joined()
    for decision in reversed(standing):
        if decision.verb is not Verb.MERGE and not decision.is_separation:
            continue
        against = _separations_against(decision, joined)
        conflicts += [_conflict(one, [*held, decision], standing) for one in against]
        if not against:
            held.append(decision)
            (joined.join if decision.verb is Verb.MERGE else joined.separate)(decision)
    return tuple(reversed(held)), conflicts


def _separations_against(decision: Decision, joined: Joined) -> list[Decision]:
    """Return the separations that cannot hold beside the decision and what is held already: itself, or those
    whose two sides a merge puts together."""
    if not decision.is_separation:
        return joined.separations_within(decision)
    left, right = decision.pair
    return [decision] if joined.root(left) == joined.root(right) else []


def _conflict(separation: Decision, among: Iterable[Decision], standing: Sequence[Decision]) -> Conflict:
    """Return the conflict of a separation with the merges that put its two sides together."""
    chain = _find_chain(*separation.pair, [one for one in among if one.verb is Verb.MERGE])
    places = {decision.id: place for place, decision in enumerate(standing)}
    involved = sorted([*chain, separation], key=lambda one: places[one.id])
    through = " through a chain of merges" if len(chain) > 1 else ""
    words = "; ".join(describe(one) for one in involved)
    return Conflict(tuple(one.id for one in involved), f"merged{through} and kept apart: {words}")


def _find_chain(start: str, end: str, merges: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the fewest merges that lead from one id to another (breadth first)."""
    naming: dict[str, list[Decision]] = {}
    for merge in merges:
        for target in merge.targets:
            naming.setdefault(target.id, []).append(merge)
    reaching: dict[str, tuple[Decision, ...]] = {start: ()}
    waiting = deque([start])
    while waiting and end not in reaching:
        here = waiting.popleft()
        for merge in naming.get(here, ()):
            for target in merge.targets:
                if target.id not in reaching:
                    reaching[target.id] = (*reaching[here], merge)
                    waiting.append(target.id)
    return reaching[end]
