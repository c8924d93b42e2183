"""Short names joined with the one full name that they fit, given support; and with one another.

Comes in: a partition in which full names are joined.  Goes out: joins and doubts in it.  All short names are
scored before any is joined, so that the order makes no difference.
Must not: join a short name that two full names fit about as well.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from kg.model import EntityKind
from kg.resolve.blocks import NodePair
from kg.resolve.cluster import Cluster, Doubt, Partition
from kg.resolve.nodes import Node
from kg.resolve.observations import Pair
from kg.resolve.person_names import parse_person
from kg.resolve.profiles import Company, Profile
from kg.resolve.relations import full_names
from kg.resolve.score import JOIN, SUGGEST, judge, log_odds
from kg.resolve.sounds import block_key

MOST_BEARERS = 16
"""Full names with one word in common that a short name is compared with; of more, those that share
something."""
_MOST_DOUBTS = 3
"""Doubtful full names that are noted for one short name."""
_SUPPORTED = 0.0
"""Log-odds without its rivals from which a full name is asked about, however many fit as well."""
_TELLING_COMPANY = 3
RARE_COMPANY = 20
"""Documents that may have a name for it to make a block."""


@dataclass(frozen=True, slots=True)
class Bearers:
    """Clusters with full names by the sound of each word, alone and with what they share; `counts` tells how
    many a sound has where not all are at hand."""

    by_block: Mapping[str, Sequence[Cluster]]
    counts: Mapping[str, int]

    def of(self, block: str) -> Sequence[Cluster]:
        """Return those at hand in a block."""
        return self.by_block.get(block, ())

    def count(self, sound: str) -> int:
        """Return how many have a word of that sound in their name."""
        return max(len(self.of(sound)), self.counts.get(sound, 0))


def join_short(partition: Partition, nodes: Sequence[Node]) -> None:
    """Join short names with full ones, then those that are left with one another."""
    scope = partition.scope
    short = [node for node in nodes if node.is_short]
    wanted = {short_sound(node) for node in short}
    bearers = _index(partition.clusters(), wanted, partition.company, scope.bearers)
    moving = [node for node in short if scope.is_open(node)]
    partition.join([fit for node in moving for fit in _fits(node, bearers, partition.company)])
    left = [node for node in short if len(partition.of(node).nodes) == 1]
    chains = dict.fromkeys(_chains(left, partition.company))
    pairs = [(one, two) for one, two in chains if scope.is_open(one) or scope.is_open(two)]
    partition.join(_score(one, two, bearers, partition.company) for one, two in pairs)


def _index(
    clusters: Iterable[Cluster], wanted: Set[str], company: Company, counts: Mapping[str, int]
) -> Bearers:
    """Return the clusters with full names by the sounds that are wanted; where many have one, by what they
    may share too."""
    found: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.profile.kind is EntityKind.PERSON:
            for sound in sorted(wanted & sounds_of(cluster.profile)):
                found[sound].append(cluster)
    bearers = Bearers(dict(found), counts)
    shared: dict[int, list[str]] = {}
    for sound in [one for one in found if bearers.count(one) > MOST_BEARERS]:
        for cluster in found[sound]:
            if id(cluster) not in shared:
                shared[id(cluster)] = list(support_blocks("", cluster.profile, company))
            for block in shared[id(cluster)]:
                found[f"{sound}{block}"].append(cluster)
    return Bearers(found, counts)


def sounds_of(profile: Profile) -> frozenset[str]:
    """Return the sounds of the words of a person's full names."""
    return frozenset(block_key(word) for name in full_names(profile) for word in parse_person(name).words)


def support_blocks(sound: str, profile: Profile, company: Company) -> Iterator[str]:
    """Yield what a person shares with whoever else could be meant: a body, a role in a country, company."""
    yield from told_blocks(sound, profile)
    for key in rare_company(profile, company):
        yield f"{sound}|with {key}"


def told_blocks(sound: str, profile: Profile) -> Iterator[str]:
    """Yield what articles tell of a person that others may share."""
    for affiliation in sorted(profile.affiliations):
        yield f"{sound}|belongs to {affiliation}"
    for noun in sorted(profile.nouns):
        for country in sorted(profile.countries):
            yield f"{sound}|is {noun} of {country}"


def rare_company(profile: Profile, company: Company) -> list[str]:
    """Return the keys of the rarest names that stand in articles with a person."""
    rare = sorted((company.frequency[key], key) for key in profile.company.keys() - profile.own)
    return [key for frequency, key in rare[:_TELLING_COMPANY] if frequency <= RARE_COMPANY]


def _fits(node: Node, bearers: Bearers, company: Company) -> list[Doubt]:
    """Return the full names that a short one fits, the best first; the best alone may be joined, and only if
    no other would be.  Whom more articles name is the likelier bearer."""
    found = [
        (cluster, total)
        for cluster in _candidates(node, bearers, company)
        if not cluster.retracted or node.profile.retracted
        if (total := log_odds(Pair(node.profile, cluster.profile, company))) is not None
    ]
    others = max(len(found), bearers.count(short_sound(node)) if len(found) >= MOST_BEARERS else 0) - 1
    likely = [math.exp(total) * len(cluster.profile.documents) for cluster, total in found]
    ranked = sorted(
        ((share, *one) for share, one in zip(likely, found, strict=True)),
        key=lambda one: (-one[0], one[1].sort_key),
    )
    scored = []
    for share, cluster, total in ranked[:_MOST_DOUBTS]:
        pair = Pair(node.profile, cluster.profile, company, others, 1 - share / sum(likely))
        verdict = judge(pair)
        if verdict.score >= SUGGEST or total > _SUPPORTED:
            scored.append(Doubt(node, min(cluster.nodes, key=lambda one: one.sort_key), verdict))
    scored.sort(key=lambda doubt: (-doubt.verdict.score, doubt.right.sort_key))
    if len(scored) > 1 and scored[1].verdict.score >= JOIN:
        return [_doubted(doubt) for doubt in scored]
    return scored


def _doubted(doubt: Doubt) -> Doubt:
    return doubt.keep_doubtful("several full names fit well")


def short_sound(node: Node) -> str:
    """Return the sound of a short name."""
    return block_key(parse_person(node.profile.names[0]).words[-1])


def _candidates(node: Node, bearers: Bearers, company: Company) -> Iterable[Cluster]:
    """Return who has the word in the name; of many, those that share something with the short name's
    bearer."""
    sound = short_sound(node)
    if bearers.count(sound) <= MOST_BEARERS:
        return bearers.of(sound)
    shared = (
        cluster
        for block in support_blocks(sound, node.profile, company)
        for cluster in bearers.of(block)[:MOST_BEARERS]
    )
    return list({id(cluster): cluster for cluster in shared}.values())[:MOST_BEARERS]


def _chains(nodes: Sequence[Node], company: Company) -> Iterator[NodePair]:
    """Yield neighbours among equal short names that share a body, a role or company."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        sound = min(node.profile.keys)
        for block in support_blocks(sound, node.profile, company):
            blocks[block].append(node)
    for block in sorted(blocks):
        yield from pairwise(blocks[block])


def _score(left: Node, right: Node, bearers: Bearers, company: Company) -> Doubt:
    rivals = max(0, bearers.count(short_sound(left)) - 1)
    share = rivals / (rivals + 1)
    return Doubt(left, right, judge(Pair(left.profile, right.profile, company, rivals, share)))
