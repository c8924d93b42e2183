"""Which claims make one group: best-first joining in which a claim must fit all of a group, not one member.

Comes in: profiles and alignments.  Goes out: sets of claims, every claim in exactly one.  Claims of equal
wording are one from the start, however many, as are those of the same words that say the same and were kept
apart by who speaks alone.  Of the others two sets are joined when the alignments between them, on average
over all pairs (none counts as nothing), say the same, no two contradict one another, and no article has a
claim in both.
(Average linkage: Sokal and Michener 1958; with pairs that may not be joined: Wagstaff and Cardie 2000.)
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from itertools import product

from kg.compare.contradictions import contradiction
from kg.compare.records import Alignment, ClaimProfile
from kg.compare.scores import SAME
from kg.compare.wording import Key, plain_words, wording_key

Pair = tuple[Key, Key]


class Partition:
    """Sets of wordings; each wording stands for all claims of it."""

    def __init__(self, profiles: Iterable[ClaimProfile], alignments: Iterable[Alignment]) -> None:
        """Start with every wording on its own."""
        self.members: dict[Key, list[ClaimProfile]] = {}
        for profile in profiles:
            self.members.setdefault(wording_key(profile), []).append(profile)
        self._sets: dict[Key, tuple[Key, ...]] = {key: (key,) for key in self.members}
        self._articles = {key: {one.card.id for one in found} for key, found in self.members.items()}
        self._near: dict[Key, dict[Key, float]] = {key: {} for key in self.members}
        self._apart: dict[Pair, bool] = {}
        self._read(alignments)

    def join(self) -> Sequence[tuple[Key, ...]]:
        """Join what belongs together, the nearest first; equal scores by key, so that no order matters."""
        self._join_worded()
        waiting = [
            (-score, one, other)
            for one, near in self._near.items()
            for other, score in near.items()
            if one < other
        ]
        heapq.heapify(waiting)
        while waiting:
            score, one, other = heapq.heappop(waiting)
            if self._near.get(one, {}).get(other) == -score and -score >= SAME and self._fit(one, other):
                self._merge(one, other)
                for third, value in self._near[one].items():
                    heapq.heappush(waiting, (-value, min(one, third), max(one, third)))
        return sorted(self._sets.values())

    def _join_worded(self) -> None:
        """Join what is worded alike, says the same, and was kept apart by who speaks alone.

        Of a report in a hundred copies not every two are aligned, and those that are not must not count.
        """
        head = {key: key for key in self.members}
        spoken = {key: (key[0], plain_words(found[0].claim.text)) for key, found in self.members.items()}
        alike = (
            (-score, one, other)
            for one, near in self._near.items()
            for other, score in near.items()
            if one < other and score >= SAME and spoken[one] == spoken[other]
        )
        for _, one, other in sorted(alike):
            low, high = sorted((head[one], head[other]))
            if low != high and self._fit(low, high):
                self._merge(low, high)
                head |= dict.fromkeys(self._sets[low], low)

    def _read(self, alignments: Iterable[Alignment]) -> None:
        keys = {profile.id: key for key, found in self.members.items() for profile in found}
        for alignment in alignments:
            one, other = keys.get(alignment.left.id), keys.get(alignment.right.id)
            if one is not None and other is not None and one != other:
                score = max(alignment.score, self._near[one].get(other, 0.0))
                self._near[one][other] = self._near[other][one] = score

    def _fit(self, one: Key, other: Key) -> bool:
        """Tell whether nothing keeps two sets apart.

        What one article says in two places is two things: a copy of it must not put them together.
        """
        if not self._articles[one].isdisjoint(self._articles[other]):
            return False
        return not any(self._contradict(*pair) for pair in product(self._sets[one], self._sets[other]))

    def _contradict(self, one: Key, other: Key) -> bool:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._apart:
            left, right = (self.members[key][0] for key in pair)
            self._apart[pair] = bool(contradiction(left, right))
        return self._apart[pair]

    def _merge(self, one: Key, other: Key) -> None:
        """Take the set of `other` into that of `one`; what is near to both is as near as on average."""
        taken = self._sets.pop(other)
        ours, theirs = len(self._sets[one]), len(taken)
        self._sets[one] = tuple(sorted((*self._sets[one], *taken)))
        self._articles[one] |= self._articles.pop(other)
        near, gone = self._near[one], self._near.pop(other)
        near.pop(other, None)
        gone.pop(one, None)
        for third in sorted(near.keys() | gone.keys()):
            value = (near.get(third, 0.0) * ours + gone.get(third, 0.0) * theirs) / (ours + theirs)
            near[third] = self._near[third][one] = value
            self._near[third].pop(other, None)
