"""Where former ids lead, among all clusters of a shelf.

Comes in: a shelf, holdings.  Goes out: for each holding the former ids that lead to it (the rule is that of
`holdings.settle_replaced`), and the clusters beside them that gain or lose an id.  Must not: write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.holdings import Holding
from kg.resolve.shelf import ClaimRow, PartShelf
from kg.resolve.shelved import Shelved


@dataclass(frozen=True, slots=True)
class Leads:
    """Which cluster each id led to, by number, before clusters were put in place of others."""

    shelf: PartShelf
    led: Mapping[str, int]

    @classmethod
    def before(cls, shelf: PartShelf, stood: Sequence[Shelved], holdings: Sequence[Holding]) -> Leads:
        """Note where the ids lead that clusters had or will have."""
        ids = {one.row.own for one in stood} | shelf.former_of([one.row.id for one in stood])
        ids = ids.union(*(holding.ids for holding in holdings))
        led = winners(shelf, ids)
        return cls(shelf, {one: led.get(one, 0) for one in ids})

    def moved(self) -> set[int]:
        """Return the clusters to which an id led that does not any more, or leads now."""
        now = winners(self.shelf, self.led.keys())
        pairs = [(was, now.get(one, 0)) for one, was in self.led.items()]
        return {cluster for pair in pairs if pair[0] != pair[1] for cluster in pair if cluster}


def winners(shelf: PartShelf, ids: Collection[str]) -> dict[str, int]:
    """Return the cluster that each id is of, or leads to: of several the largest."""
    best: dict[str, ClaimRow] = {}
    for row in shelf.claims(ids):
        one = ClaimRow(*row)
        if one.id not in best or _rank(one) < _rank(best[one.id]):
            best[one.id] = one
    return {one: claim.cluster for one, claim in best.items()}


def _rank(claim: ClaimRow) -> tuple[bool, int, str]:
    return claim.own != claim.id, -claim.size, claim.own


def keep_won(shelf: PartShelf, holdings: Iterable[tuple[Holding, int]]) -> None:
    """Leave each holding the former ids that lead to its cluster."""
    numbered = list(holdings)
    led = winners(shelf, {one for holding, _ in numbered for one in holding.replaces})
    for holding, number in numbered:
        holding.replaces = {one for one in holding.replaces if led.get(one) == number}
