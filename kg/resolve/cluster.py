"""Parts of equal key put together, then nodes that evidence shows to be one.

Comes in: parts in any order.  Goes out: clusters of nodes, each pair joined with a score and its reasons.
Blocks keep the cost near linear: only nodes that share a name, or the start of a surname and the initial of
the first name, are ever compared.
Must not: see a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product

from kg.lexicon.spelling import spelling_key
from kg.model import EntityKind
from kg.resolve.keys import Part

Pair = tuple["Node", "Node"]

_FULL = "person by name:"
_SURNAME = "person by surname:"


@dataclass(frozen=True, eq=False)
class Node:
    """Parts of one kind and key that nothing keeps apart."""

    kind: EntityKind
    key: str
    parts: tuple[Part, ...]
    split: bool = False  # other nodes have the same key, but are somebody else

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of all names, those of the gazetteer included."""
        found = {
            spelling_key(name) for part in self.parts for name in (part.label, *part.names) if part.named
        }
        linked = {
            spelling_key(name)
            for part in self.parts
            if part.link
            for name in (part.link.label, *part.link.aliases)
        }
        return frozenset(found | linked)

    @cached_property
    def full_names(self) -> frozenset[str]:
        """Keys of names of two words or more."""
        return frozenset(name for name in self.names if " " in name)

    @cached_property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that its parts stand in."""
        return frozenset(part.document for part in self.parts)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries that its parts belong to."""
        return frozenset(part.country for part in self.parts if part.country)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Role words of its parts."""
        return frozenset(noun for part in self.parts for noun in part.nouns)

    @cached_property
    def affiliations(self) -> frozenset[str]:
        """Keys of the organisations that its parts belong to."""
        return frozenset(spelling_key(name) for part in self.parts for name in part.affiliations)

    @property
    def is_linked(self) -> bool:
        """Tell whether the gazetteer knows it."""
        return any(part.link for part in self.parts)

    @property
    def named(self) -> bool:
        """Tell whether any part has a name."""
        return any(part.named for part in self.parts)

    @property
    def sort_key(self) -> tuple[str, str, str, str]:
        """What nodes are ordered by."""
        return self.kind.value, *self.parts[0].sort_key


@dataclass(slots=True)
class Cluster:
    """Nodes that are one entity; `score` is the weakest join."""

    nodes: list[Node]
    score: float = 1.0
    reasons: list[str] = field(default_factory=list)


def make_nodes(parts: Iterable[Part]) -> list[Node]:
    """Group parts by kind and key; persons of one name with other countries and other roles stay apart."""
    grouped: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        grouped[part.kind.value, part.key].append(part)
    nodes = []
    for (kind, key), members in sorted(grouped.items()):
        members.sort(key=lambda part: part.sort_key)
        homonyms = _split_homonyms(members) if kind == EntityKind.PERSON.value else [members]
        nodes += [Node(EntityKind(kind), key, tuple(same), len(homonyms) > 1) for same in homonyms]
    return sorted(nodes, key=lambda node: node.sort_key)


def _split_homonyms(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts conflict when both have a country and roles and share neither.  Parts that conflict with nobody
    go with the largest group."""
    if any(part.link for part in parts):
        return [list(parts)]
    groups: list[list[Part]] = []
    undecided: list[Part] = []
    for part in parts:
        if not (part.country and part.nouns):
            undecided.append(part)
            continue
        fitting = next(
            (group for group in groups if not any(_conflict(part, other) for other in group)), None
        )
        if fitting is None:
            groups.append([part])
        else:
            fitting.append(part)
    if not groups:
        return [undecided]
    max(groups, key=lambda group: (len(group), [part.sort_key for part in group])).extend(undecided)
    return [sorted(group, key=lambda part: part.sort_key) for group in groups]


def _conflict(left: Part, right: Part) -> bool:
    return left.country != right.country and not left.nouns & right.nouns


def candidate_pairs(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Yield pairs of nodes that share a block, each pair once, in a fixed order."""
    blocks: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for block in sorted(_blocks(node)):
            blocks[block].append(node)
    seen: set[tuple[int, int]] = set()
    for block in sorted(blocks):
        for left, right in _pairs_in(block, blocks[block]):
            if (id(left), id(right)) not in seen:
                seen.add((id(left), id(right)))
                yield left, right


def _pairs_in(block: str, members: Sequence[Node]) -> Iterator[Pair]:
    """Yield the pairs of a block; in one of a surname only full names with short ones, since two people known
    by one word only are never compared, and there may be one in every document."""
    if not block.startswith(_SURNAME):
        yield from combinations(members, 2)
        return
    full = [node for node in members if node.full_names]
    yield from product(full, (node for node in members if not node.full_names))


def _blocks(node: Node) -> Iterator[str]:
    if not node.named:
        return
    kind = node.kind.value
    if node.kind is EntityKind.PERSON:
        yield from _person_blocks(node)
        return
    for name in node.names:
        yield f"{kind}:{name}"


def _person_blocks(node: Node) -> Iterator[str]:
    """Full names meet by initial and the start of the surname, and short names by the whole surname."""
    for name in node.names:
        first, *rest = name.split() or [""]
        if rest:
            yield f"{_FULL}{first[:1]}:{rest[-1][:4]}"
        yield f"{_SURNAME}{rest[-1] if rest else first}"


def join_nodes(nodes: Sequence[Node], joins: Mapping[tuple[int, int], tuple[float, str]]) -> list[Cluster]:
    """Join nodes by the scored pairs, best first; two links of the gazetteer never end up in one cluster."""
    clusters = {id(node): Cluster([node]) for node in nodes}
    by_id = {id(node): node for node in nodes}
    order = sorted(
        joins.items(), key=lambda item: (-item[1][0], by_id[item[0][0]].sort_key, by_id[item[0][1]].sort_key)
    )
    for (left, right), (score, reason) in order:
        one, two = clusters[left], clusters[right]
        if one is two or _keep_apart(one, two):
            continue
        one.nodes += two.nodes
        one.score = min(one.score, two.score, score)
        one.reasons += [*two.reasons, reason]
        for node in two.nodes:
            clusters[id(node)] = one
    unique: dict[int, Cluster] = {id(cluster): cluster for cluster in clusters.values()}
    return list(unique.values())


def _keep_apart(one: Cluster, two: Cluster) -> bool:
    linked_one = {node.key for node in one.nodes if node.is_linked}
    linked_two = {node.key for node in two.nodes if node.is_linked}
    same_key = {node.key for node in one.nodes if node.split} & {node.key for node in two.nodes if node.split}
    return bool(same_key) or (bool(linked_one) and bool(linked_two) and linked_one != linked_two)
