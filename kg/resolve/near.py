"""What new and gone documents touch: which clusters are made again, and which only stand around.

Comes in: parts that come, rows of parts that go, a desk.  Goes out: a `Layout`: nodes to place, clusters that
are settled.  Must not: join.

    made again   clusters that have a node of one kind and key with a part that comes or goes; those of short
                 names that somebody who comes or goes may bear; of initials that a name stands for; those of
                 documents that share a rare name with one that comes or goes
    settled      large ones among these: parts that come are put to their nodes, and their short names set
                 free; and all that stand around
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.resolve.blocks import Scope
from kg.resolve.keys import Part
from kg.resolve.nodes import NAMED_ONCE, Node, make_nodes
from kg.resolve.observations import Pair
from kg.resolve.part_bodies import read_body
from kg.resolve.person_names import parse_person
from kg.resolve.profiles import BODIES, make_profile
from kg.resolve.score import JOIN, judge
from kg.resolve.shelf import PartRow
from kg.resolve.shelf_blocks import MOST_SHORT, Surroundings, blocks_of
from kg.resolve.shelf_company import initials_of
from kg.resolve.shelved import LARGE, Desk, Shelved
from kg.resolve.short_names import RARE_COMPANY
from kg.resolve.sounds import block_key

Key = tuple[str, str]
"""A kind and the key of a node."""

_FEW = 5
"""Documents that have a name up to which one more, or one fewer, changes what the name tells of all."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`nodes` are to be placed; `settled` clusters may gain them; `made_again` are the clusters that the
    nodes come from; `grown` are the Python ids of nodes of settled clusters that parts were put to."""

    nodes: Sequence[Node]
    made_again: Sequence[Shelved]
    settled: Sequence[Shelved]
    grown: frozenset[int]
    scope: Scope

    def with_settled(self, more: Sequence[Shelved]) -> Layout:
        """Return it with more settled clusters."""
        return replace(self, settled=[*self.settled, *more])


def lay_out(desk: Desk, parts: Sequence[Part], lost: Sequence[PartRow]) -> Layout:
    """Take from the shelf what parts that come, and rows that go, touch."""
    touched = _fetch_touched(desk, parts, lost)
    settled = _settled(touched)
    made_again = [one for one in touched if one not in settled]
    freed = [part for one in settled if one.is_large for part in one.free_short(LARGE)]
    holders = _holders(settled)
    loose, before = _put_to_settled(desk, holders, parts)
    loose += freed
    loose += [part for one in made_again for part in one.parts]
    nodes, marked = _mark_apart(make_nodes(loose, desk.company), holders)
    grown = {number: holders.owner[number].nodes[number] for number in before.keys() | marked}
    widened = [
        grown[number]
        for number, node in before.items()
        if set(blocks_of(grown[number])) - set(blocks_of(node))
    ]
    around = Surroundings(desk.shelf, desk.company)
    for node in (*nodes, *widened):
        around.look(node)
    settled += desk.fetch(around.clusters)
    is_open = {id(node) for node in (*nodes, *widened)}
    scope = Scope(is_open, around.frequency, around.wide, around.bearers)
    return Layout(nodes, made_again, settled, frozenset(map(id, grown.values())), scope)


def _fetch_touched(desk: Desk, parts: Sequence[Part], lost: Sequence[PartRow]) -> list[Shelved]:
    told = dict(desk.shelf.bodies({row.body for row in lost}))
    moving = [*parts, *(read_body(told[row.body], row.document, row.referent) for row in lost)]
    keys = {(part.kind.value, part.key) for part in moving}
    keys |= {(kind.value, short) for part in moving for short in initials_of(part) for kind in BODIES}
    found = desk.fetch(desk.shelf.clusters_with(keys) | desk.shelf.clusters_of_parts(desk.going))
    found += desk.fetch(_short_names(desk, moving))
    found += desk.fetch(desk.shelf.close_clusters_of_parts(_sharing(desk, moving, _FEW)))
    return found + _fetch_homonyms(desk, found)


def _sharing(desk: Desk, parts: Iterable[Part], most: int) -> set[str]:
    """Return the documents that have a name in common with those that come or go which few others have: what
    it tells of whoever stands there changed."""
    keys = {key for part in parts if (key := part.company_key)}
    rare = [key for key in sorted(keys) if desk.shelf.frequency(key)[0] <= most]
    return {document for key in rare for document in desk.shelf.documents_with(key, most)} - desk.going


def _short_names(desk: Desk, parts: Sequence[Part]) -> set[int]:
    """Return the clusters of short names that persons may bear; of many, those in documents that share a rare
    name."""
    names = {name for part in parts if part.named for name in (part.label, *part.names)}
    full = [parsed for parsed in map(parse_person, sorted(names)) if not parsed.is_short]
    sharing = _sharing(desk, parts, RARE_COMPANY)
    found: set[int] = set()
    for sound in sorted({block_key(word) for parsed in full for word in parsed.words}):
        short = desk.shelf.in_block(f"short:{sound}", MOST_SHORT + 1)
        if len(short) <= MOST_SHORT:
            found |= {cluster for _, cluster in short}
        else:
            found |= desk.shelf.in_block_of(f"short:{sound}", sharing)
    return found


def _fetch_homonyms(desk: Desk, found: Sequence[Shelved]) -> list[Shelved]:
    """Take those that share a kind and key with clusters that are made again, and with these, and so on."""
    every: list[Shelved] = []
    latest = found
    while keys := {key for one in latest if not one.is_large for key in one.keys}:
        latest = desk.fetch(desk.shelf.clusters_with(keys))
        every += latest
    return every


def _settled(touched: Sequence[Shelved]) -> list[Shelved]:
    """Return the large ones, and those that have homonyms among them."""
    settled = [one for one in touched if one.is_large]
    latest: Sequence[Shelved] = settled
    while keys := {key for one in latest for key in one.keys}:
        latest = [one for one in touched if one not in settled and not keys.isdisjoint(one.keys)]
        settled += latest
    return settled


@dataclass(frozen=True, slots=True)
class _Holders:
    """The settled clusters' nodes: their numbers by kind and key, and whose each is."""

    by_key: Mapping[Key, Sequence[int]]
    owner: Mapping[int, Shelved]

    def of(self, kind: str, key: str) -> dict[int, Node]:
        """Return the nodes of a kind and key by number."""
        return {number: self.owner[number].nodes[number] for number in self.by_key.get((kind, key), ())}


def _holders(settled: Iterable[Shelved]) -> _Holders:
    by_key: dict[Key, list[int]] = defaultdict(list)
    owner = {}
    for one in settled:
        for number, node in one.nodes.items():
            by_key[node.kind.value, node.key].append(number)
            owner[number] = one
    return _Holders(by_key, owner)


def _put_to_settled(
    desk: Desk, holders: _Holders, parts: Sequence[Part]
) -> tuple[list[Part], dict[int, Node]]:
    """Put parts to the nodes of their key that they fit; return the others, and what the nodes that grew were
    before."""
    gained: dict[int, list[Part]] = defaultdict(list)
    loose = []
    for part in parts:
        number = _fitting(desk, part, holders.of(part.kind.value, part.key))
        if number is None:
            loose.append(part)
        else:
            gained[number].append(part)
    return loose, {
        number: _grow(desk, holders.owner[number], number, more) for number, more in gained.items()
    }


def _fitting(desk: Desk, part: Part, held: Mapping[int, Node]) -> int | None:
    """Return which of the nodes of its key a part belongs to (see `nodes`), None if it is a homonym."""
    if not held:
        return None
    first = min(held, key=lambda number: (not held[number].undecided, -held[number].profile.parts, number))
    if part.kind not in NAMED_ONCE or not part.named or part.link:
        return first
    if part.retracted or not (part.country or part.nouns or part.affiliations):
        return first
    profile = make_profile([part], desk.company)
    scores = {number: judge(Pair(profile, node.profile, desk.company)).score for number, node in held.items()}
    best = max(scores, key=lambda number: (scores[number], held[number].profile.parts, -number))
    return best if scores[best] >= JOIN else None


def _grow(desk: Desk, owner: Shelved, number: int, more: Sequence[Part]) -> Node:
    """Put parts to a node; return what it was before."""
    before = owner.nodes[number]
    parts = tuple(sorted([*before.parts, *more], key=lambda part: part.sort_key))
    owner.nodes[number] = replace(before, parts=parts, profile=desk.profile(parts))
    return before


def _mark_apart(nodes: Sequence[Node], holders: _Holders) -> tuple[list[Node], set[int]]:
    """Mark nodes that are homonyms of settled ones, and these; return the nodes, and the numbers of these."""
    marked, numbers = [], set()
    for node in nodes:
        rivals = holders.of(node.kind.value, node.key)
        for number, rival in rivals.items():
            holders.owner[number].nodes[number] = replace(rival, contradicted=True)
            numbers.add(number)
        marked.append(_marked(node) if rivals else node)
    return marked, numbers


def _marked(node: Node) -> Node:
    first = f"{node.parts[0].document}:{node.parts[0].referent}"
    return replace(node, mark=node.mark or first, undecided=False, contradicted=True)
