"""One name in two kinds: what a recogniser called a person here and an organisation there.

Comes in: a partition in which names are joined.  Goes out: joins and doubts in it.  An outlet and an
organisation of one name are one; of other kinds, a name of several words that is seldom of the other kind.
Places are left alone: a country and its government, a town and its team, have one name and are two.
Must not: join names of one word (a surname, a firm).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kg.model import EntityKind
from kg.resolve.cluster import Cluster, Doubt, Partition
from kg.resolve.nodes import Node
from kg.resolve.observations import Pair
from kg.resolve.score import SUGGEST, judge

_BODIES = frozenset({EntityKind.OUTLET, EntityKind.ORGANIZATION})


def join_kinds(partition: Partition) -> None:
    """Join clusters of other kinds that have one name."""
    doubts = []
    for left, right in _same_names(partition):
        verdict = judge(Pair(left.profile, right.profile, partition.company))
        if verdict.score >= SUGGEST:
            doubts.append(Doubt(_first(left), _first(right), verdict))
    live = [doubt for doubt in doubts if not doubt.is_retracted]
    partition.join(live)
    partition.join(doubt for doubt in doubts if doubt.is_retracted)


def _first(cluster: Cluster) -> Node:
    return min(cluster.nodes, key=lambda node: node.sort_key)


def _same_names(partition: Partition) -> Iterator[tuple[Cluster, Cluster]]:
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in partition.clusters():
        if cluster.profile.kind is not EntityKind.PLACE and cluster.profile.names:
            for key in sorted(cluster.profile.keys):
                blocks[key].append(cluster)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        for left, right in combinations(blocks[key], 2):
            kinds = {left.profile.kind, right.profile.kind}
            if len(kinds) == 2 and (" " in key or kinds == _BODIES) and (id(left), id(right)) not in seen:
                seen.add((id(left), id(right)))
                if not (partition.is_open(left) or partition.is_open(right)):
                    continue
                yield left, right
