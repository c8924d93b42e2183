"""What a target of a decision means: the holdings that have its anchors, else the one that its id leads to.

Comes in: holdings, and the targets of the log.  Goes out: for a target, holdings with the likeliest first.
Must not: change a holding, or know what a decision does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.decisions.records import Rulings, Target
from kg.resolve.holdings import Holding
from kg.resolve.keys import Part

Seat = tuple[str, str]
"""A referent in a document; a publisher has one in each of its articles."""


@dataclass(slots=True)
class Seats:
    """Which holding has the referents that targets name as anchors."""

    _holdings: dict[Seat, Holding] = field(default_factory=dict)
    _seats: dict[str, list[Seat]] = field(default_factory=lambda: defaultdict(list))
    _parted_off: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def find(cls, holdings: Iterable[Holding], rulings: Rulings) -> Seats:
        """Note where the anchors are that the log names."""
        wanted = {one for target in _targets(rulings) for one in target.anchors}
        seats = cls()
        for holding in holdings if wanted else ():
            for part in holding.parts:
                if part.referent in wanted:
                    seats._seats[part.referent].append((part.document, part.referent))
            seats.move(holding.parts, holding)
        return seats

    def move(self, parts: Iterable[Part], holding: Holding) -> None:
        """Note that parts are in another holding now."""
        for part in parts:
            if part.referent in self._seats:
                self._holdings[part.document, part.referent] = holding

    def part_off(self, entities: Iterable[str], own: str) -> None:
        """Note that a split gave some referents of entities an id of their own: what is decided about these
        entities later in the log is not about those."""
        for entity in entities:
            self._parted_off[entity].add(own)

    def of(self, target: Target, owners: Mapping[str, Holding]) -> list[Holding]:
        """Return the holdings that a target means: those with most of its anchors first, then the one with
        its id; where no anchor is left, the one with its id."""
        own = owners.get(target.id)
        held = [one for anchor in target.anchors for one in self._held(anchor, own)]
        off = self._parted_off.get(target.id, set())
        counts = Counter(id(one) for one in held if one is own or off.isdisjoint(one.ids))
        unique = {id(one): one for one in held if id(one) in counts}
        found = sorted(unique.values(), key=lambda one: (-counts[id(one)], one is not own, one.id))
        return found or ([own] if own else [])

    def _held(self, anchor: str, own: Holding | None) -> Sequence[Holding]:
        """Return the one holding that has an anchor; of several that share a publisher, the one with the id,
        else the one with most of its articles."""
        counts: Counter[int] = Counter()
        found: dict[int, Holding] = {}
        for seat in self._seats.get(anchor, ()):
            holding = self._holdings[seat]
            found[id(holding)] = holding
            counts[id(holding)] += 1
        if own and id(own) in found:
            return [own]
        return sorted(found.values(), key=lambda one: (-counts[id(one)], one.id))[:1]


def _targets(rulings: Rulings) -> Iterator[Target]:
    return (target for decision in rulings.decisions for target in decision.targets)
