"""Nodes that evidence shows to be one, joined best first.

Comes in: nodes.  Goes out: clusters, each with the weakest score that made it, and the doubtful pairs.

    full names and all else -> short names with the one full name that they fit -> one name in two kinds

What one side holds against the other keeps clusters apart whatever their score: two links of a gazetteer, two
homonyms, full names that contradict one another, a person's decision.  A retracted document's nodes are
joined to what the others made, and never tie two of those together.  Must not: see a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import EntityKind
from kg.resolve.blocks import EVERYTHING, NodePair, Scope, candidate_pairs
from kg.resolve.nodes import Node
from kg.resolve.observations import Pair
from kg.resolve.profiles import Company, Profile, merge_profiles
from kg.resolve.relations import full_names
from kg.resolve.score import ASKED, JOIN, SUGGEST, Verdict, judge

_MOST_COMPARED = 4
"""Nodes of each of two clusters, the largest, that must not contradict one another."""

Bars = Mapping[int, frozenset[str]]
"""By the id of a node: tokens "x:1"; nodes that have other tokens of one x never end up in one cluster."""


@dataclass(eq=False, slots=True)
class Cluster:
    """Nodes that are one entity; `score` is the weakest join.  The profile is made when asked for."""

    nodes: list[Node]
    bars: frozenset[str] = frozenset()
    score: float = 1.0
    reasons: list[str] = field(default_factory=list)
    _profile: Profile | None = None

    @property
    def profile(self) -> Profile:
        """What its nodes say together."""
        if self._profile is None:
            self._profile = merge_profiles([node.profile for node in self.nodes])
        return self._profile

    @property
    def retracted(self) -> bool:
        """Tell whether it stands in retracted documents only."""
        return all(node.profile.retracted for node in self.nodes)

    @property
    def sort_key(self) -> tuple[str, str, str, str]:
        """What clusters are ordered by."""
        return min(node.sort_key for node in self.nodes)

    def take(self, other: Cluster, verdict: Verdict) -> None:
        """Take in the nodes of another cluster."""
        self.nodes += other.nodes
        self.bars |= other.bars
        self.score = min(self.score, other.score, verdict.score)
        self.reasons += [*other.reasons, "; ".join(verdict.reasons)]
        self._profile = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two nodes that may be one."""

    left: Node
    right: Node
    verdict: Verdict

    @property
    def is_retracted(self) -> bool:
        """Tell whether one side stands in retracted documents only."""
        return self.left.profile.retracted or self.right.profile.retracted

    def keep_doubtful(self, why: str) -> Doubt:
        """Return it with a score too low to join."""
        against = tuple(dict.fromkeys((*self.verdict.against, why)))
        return replace(
            self, verdict=replace(self.verdict, score=min(self.verdict.score, JOIN - 0.01), against=against)
        )


class Partition:
    """Which node is in which cluster, while they are joined."""

    def __init__(
        self,
        nodes: Sequence[Node],
        company: Company,
        bars: Bars,
        settled: Iterable[Cluster] = (),
        scope: Scope = EVERYTHING,
    ) -> None:
        """Start with every node by itself, but for those that are settled in clusters already."""
        self.company = company
        self.scope = scope
        self.doubts: list[Doubt] = []
        self._of = {id(node): Cluster([node], bars.get(id(node), frozenset())) for node in nodes}
        for cluster in settled:
            cluster.bars = frozenset().union(*(bars.get(id(node), frozenset()) for node in cluster.nodes))
            self._of |= {id(node): cluster for node in cluster.nodes}

    def clusters(self) -> list[Cluster]:
        """Return the clusters, in a fixed order."""
        unique = {id(cluster): cluster for cluster in self._of.values()}
        return sorted(unique.values(), key=lambda cluster: cluster.sort_key)

    def nodes(self) -> list[Node]:
        """Return all nodes, those of settled clusters too."""
        return [node for cluster in self.clusters() for node in cluster.nodes]

    def of(self, node: Node) -> Cluster:
        """Return the cluster of a node."""
        return self._of[id(node)]

    def is_open(self, cluster: Cluster) -> bool:
        """Tell whether any node of a cluster may be joined in another way than before."""
        return any(map(self.scope.is_open, cluster.nodes))

    def join(self, scored: Iterable[Doubt]) -> None:
        """Join the pairs that score enough, best first; note those that are doubtful or kept apart."""
        order = sorted(scored, key=lambda one: (-one.verdict.score, one.left.sort_key, one.right.sort_key))
        for pair in order:
            one, two = self.of(pair.left), self.of(pair.right)
            if one is two:
                continue
            if pair.verdict.score < JOIN:
                self.doubts.append(pair)
            elif why := self._contradiction(one, two):
                self.doubts.append(pair.keep_doubtful(why))
            elif not pair.is_retracted or one.retracted or two.retracted:
                self._unite(one, two, pair.verdict)

    def _unite(self, one: Cluster, two: Cluster, verdict: Verdict) -> None:
        one.take(two, verdict)
        for node in two.nodes:
            self._of[id(node)] = one

    def _contradiction(self, one: Cluster, two: Cluster) -> str | None:
        """Say why two clusters cannot be one, whatever the score of two of their nodes."""
        if _barred(one, two):
            return "somebody ruled them apart"
        if _are_homonyms(one, two):
            return "homonyms"
        if len(one.nodes) == len(two.nodes) == 1:
            return None
        apart = (
            f"{left.profile.names[0]} is not {right.profile.names[0]}"
            for left in _largest(one)
            for right in _largest(two)
            if _contradict(Pair(left.profile, right.profile, self.company))
        )
        return next(apart, None)


def _contradict(pair: Pair) -> bool:
    """Tell whether two full names are two people's, as far as the program can tell."""
    return pair.relation is None or pair.relation.sort in ASKED or judge(pair).score < SUGGEST


def _barred(one: Cluster, two: Cluster) -> bool:
    left, right = (dict(token.split(":", 1) for token in cluster.bars) for cluster in (one, two))
    return any(left[scheme] != right[scheme] for scheme in left.keys() & right.keys())


def _are_homonyms(one: Cluster, two: Cluster) -> bool:
    """Two links of a gazetteer, or two homonyms of one name."""
    left, right = ({node.key for node in cluster.nodes if node.profile.links} for cluster in (one, two))
    if left and right and left != right:
        return True
    marked = [{node.key for node in cluster.nodes if node.contradicted} for cluster in (one, two)]
    return bool(marked[0] & marked[1])


def _largest(cluster: Cluster) -> list[Node]:
    """The largest nodes that have a name of several words; places have their links."""
    full = [node for node in cluster.nodes if node.kind is not EntityKind.PLACE and _has_full_name(node)]
    return sorted(full, key=lambda node: (-node.profile.parts, node.sort_key))[:_MOST_COMPARED]


def _has_full_name(node: Node) -> bool:
    if node.kind is EntityKind.PERSON:
        return bool(full_names(node.profile))
    return any(" " in key for key in node.profile.keys)


def score_pairs(pairs: Iterable[NodePair], company: Company) -> list[Doubt]:
    """Return the pairs that are one or may be."""
    judged = (Doubt(left, right, judge(Pair(left.profile, right.profile, company))) for left, right in pairs)
    return [pair for pair in judged if pair.verdict.score >= SUGGEST]


def join_full(partition: Partition, nodes: Sequence[Node]) -> None:
    """Join full names of persons, and names of all else."""
    scored = score_pairs(candidate_pairs(nodes, partition.scope), partition.company)
    partition.join(pair for pair in scored if not pair.is_retracted)
    partition.join(pair for pair in scored if pair.is_retracted)
