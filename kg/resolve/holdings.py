"""A would-be entity under the decisions of people: its parts, and what was decided about it.

Comes in: clusters.  Goes out: `Holding`s, which `rulings` change and `entities` writes down.
Must not: join or split by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg import ids
from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind, Identifier
from kg.resolve.cluster import Cluster
from kg.resolve.keys import Part, outlet_key, without_link
from kg.resolve.nodes import Node
from kg.resolve.profiles import telling_parts


@dataclass(eq=False, slots=True)
class Holding:
    """Parts of one entity.  `label`, `former`, `linked` and `point` (latitude, longitude, country) are what
    people decided; `decisions` the ids of their decisions.  `kept` are the keys of the gazetteer's links that
    count after a merge; None: all."""

    id: str
    kind: EntityKind
    parts: list[Part]
    replaces: set[str] = field(default_factory=set)
    score: float = 1.0
    reasons: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    label: str | None = None
    former: set[str] = field(default_factory=set)
    linked: dict[str, Identifier] = field(default_factory=dict)
    point: tuple[float | None, float | None, str | None] | None = None
    kept: frozenset[str] | None = None

    @property
    def ids(self) -> set[str]:
        """Its id and those that lead to it."""
        return {self.id, *self.replaces}

    @property
    def size(self) -> int:
        """How many referents it has."""
        return sum(part.times for part in self.parts)

    @property
    def is_retracted(self) -> bool:
        """Tell whether it stands in retracted documents only."""
        return all(part.retracted for part in self.parts)

    @property
    def link_keys(self) -> frozenset[str]:
        """The keys of the gazetteer's links that it has."""
        return frozenset(part.link.key for part in self.told() if part.link)

    def told(self) -> list[Part]:
        """Return the parts that tell something of it; links that a merge gave up leave their names only."""
        return [self._counted(part) for part in telling_parts(self.parts)]

    def _counted(self, part: Part) -> Part:
        if part.link is None or self.kept is None or part.link.key in self.kept:
            return part
        return replace(without_link(part), names=(*part.names, part.link.label))


def make_holding(cluster: Cluster) -> Holding:
    """Return the holding of a cluster."""
    told = [node for node in cluster.nodes if not node.profile.retracted] or cluster.nodes
    kind = _kind(told)
    own = ids.entity_id(kind.value, _main_node(told, kind).own_key)
    return Holding(
        id=own,
        kind=kind,
        parts=sorted((part for node in cluster.nodes for part in node.parts), key=lambda part: part.sort_key),
        replaces=set(former_ids(cluster.nodes, kind)) - {own},
        score=cluster.score,
        reasons=sorted(set(cluster.reasons)),
    )


def _kind(nodes: Sequence[Node]) -> EntityKind:
    """The kind that most of the parts have; an outlet stays one."""
    counts = Counter({node.kind: 0 for node in nodes})
    for node in nodes:
        counts[node.kind] += node.profile.parts
    if set(counts) == {EntityKind.OUTLET, EntityKind.ORGANIZATION}:
        return EntityKind.OUTLET
    return min(counts, key=lambda kind: (-counts[kind], kind.value))


def _main_node(nodes: Iterable[Node], kind: EntityKind) -> Node:
    """The linked node; else the one with the longest key that is a name, then the first in the alphabet."""
    return min(
        (node for node in nodes if node.kind is kind),
        key=lambda node: (
            not node.profile.links,
            node.key.startswith("only:"),
            -node.key.count(" "),
            node.own_key,
        ),
    )


def former_ids(nodes: Iterable[Node], kind: EntityKind) -> Iterator[str]:
    """Yield the ids that the nodes have on their own, or would have had before a gazetteer knew them."""
    for node in nodes:
        yield from node_ids(node)
        for part in node.parts:
            for key in _keys_without_link(part):
                yield ids.entity_id(kind.value, key)


def node_ids(node: Node) -> Iterator[str]:
    """Yield the ids that a node has, or had while other evidence split it from homonyms or did not."""
    yield ids.entity_id(node.kind.value, node.own_key)
    if node.undecided:
        yield ids.entity_id(node.kind.value, node.key)
    if node.kind is EntityKind.PERSON and not node.mark:
        for country in sorted(node.profile.countries):
            yield ids.entity_id(node.kind.value, f"{node.key}|{country}")


def _keys_without_link(part: Part) -> Iterator[str]:
    """Yield the keys that a part would have had before its gazetteer was added: a build without it may have
    given the entity an id made of one.  Its country may have come from the link alone."""
    key = spelling_key(part.label)
    if part.link is None or not part.named:
        return
    if part.kind is EntityKind.PLACE:
        yield f"{key}|"
        yield f"{key}|{part.country or ''}"
    elif part.kind is EntityKind.OUTLET:
        yield outlet_key(part.label)
    elif part.kind is EntityKind.PERSON and " " not in key:
        yield f"only:{part.document}:{part.referent}"
    else:
        yield key


def settle_replaced(holdings: Sequence[Holding]) -> dict[str, Holding]:
    """Let every id, own or former, lead to one holding: a former one to none while another holding has it,
    else to the one with the most parts.  Return where each leads."""
    owners = {holding.id: holding for holding in holdings}
    for holding in sorted(holdings, key=lambda holding: (-holding.size, holding.id)):
        for former in holding.replaces:
            owners.setdefault(former, holding)
    for holding in holdings:
        holding.replaces = {one for one in holding.replaces if one != holding.id and owners[one] is holding}
    return owners
