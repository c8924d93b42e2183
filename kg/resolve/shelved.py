"""Clusters as they come from a shelf, and go there.

Comes in: a shelf, numbers of clusters.  Goes out: `Shelved` clusters with their nodes and parts.  Of a
cluster with many parts those that tell the same are one `Part` that stands for all (`Part.alike`).
Must not: join, or decide what is loaded.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import EntityKind
from kg.resolve.cluster import Cluster
from kg.resolve.keys import Part
from kg.resolve.nodes import Node
from kg.resolve.part_bodies import read_body
from kg.resolve.profiles import Company, Kept, Profile, make_profile
from kg.resolve.shelf import ClusterRow, NodeRow, PartRow, PartShelf

LARGE = 64
"""Referents from which a cluster stays as it is until the next whole resolution: it may gain and lose, and be
joined with others, and is not taken apart to be made again."""
_SAMPLE = 64
"""Documents of a large node whose names are looked through."""
MOST_HAVING = 200
"""Documents that may have a name for them to be looked up."""


@dataclass(slots=True)
class Shelved:
    """A cluster of a shelf.  `rows` are its parts as they stand there, without those of documents that go
    (`lost`); `nodes` the nodes that still have any, but for those that were set free."""

    row: ClusterRow
    rows: Sequence[PartRow]
    nodes: dict[int, Node]
    node_rows: Mapping[int, NodeRow]
    lost: Collection[PartRow] = ()
    freed: bool = False

    @property
    def is_large(self) -> bool:
        """Tell whether it is not taken apart."""
        return len(self.rows) > LARGE

    @property
    def is_less(self) -> bool:
        """Tell whether parts of it have gone, or nodes were set free."""
        return bool(self.lost) or self.freed

    @property
    def keys(self) -> set[tuple[str, str]]:
        """The kinds and keys of its nodes."""
        return {(row.kind, row.key) for row in self.node_rows.values()}

    @property
    def parts(self) -> Iterator[Part]:
        """Its parts."""
        return (part for node in self.nodes.values() for part in node.parts)

    def free_short(self, most: int) -> list[Part]:
        """Set the nodes of short names free, if they are not too many and others are left; return their
        parts."""
        short = [number for number, node in self.nodes.items() if node.is_short]
        if not 0 < len(short) <= min(most, len(self.nodes) - 1):
            return []
        self.freed = True
        return [part for number in short for part in self.nodes.pop(number).parts]

    def cluster(self) -> Cluster:
        """Return it as resolution knows it."""
        return Cluster(list(self.nodes.values()), score=self.row.score, reasons=json.loads(self.row.reasons))


@dataclass(slots=True)
class Desk:
    """Clusters that were taken from a shelf; `going` are the documents that go, `having` those that have a
    name (at most `MOST_HAVING`)."""

    shelf: PartShelf
    company: Company
    going: frozenset[str]
    having: Mapping[str, frozenset[str]]
    clusters: dict[int, Shelved] = field(default_factory=dict)
    of_node: dict[int, int] = field(default_factory=dict)

    def fetch(self, wanted: Iterable[int]) -> list[Shelved]:
        """Take clusters from the shelf, each once; return those that are new here."""
        new = sorted(set(wanted) - self.clusters.keys())
        if not new:
            return []
        node_rows = [NodeRow(*row) for row in self.shelf.nodes_of(new)]
        rows = [PartRow(*row) for row in self.shelf.parts_of([row.id for row in node_rows])]
        told = dict(self.shelf.bodies({row.body for row in rows}))
        by_cluster, by_node = defaultdict[int, list[NodeRow]](list), defaultdict[int, list[PartRow]](list)
        for row in node_rows:
            by_cluster[row.cluster].append(row)
        for part in rows:
            by_node[part.node].append(part)
        found = [
            self._shelve(ClusterRow(*row), by_cluster[row[0]], by_node, told)
            for row in self.shelf.clusters(new)
        ]
        self.clusters |= {one.row.id: one for one in found}
        return found

    def _shelve(
        self,
        row: ClusterRow,
        node_rows: Sequence[NodeRow],
        rows: Mapping[int, Sequence[PartRow]],
        told: Mapping[int, str],
    ) -> Shelved:
        every = [part for one in node_rows for part in rows[one.id]]
        kept = {
            one.id: [part for part in rows[one.id] if part.document not in self.going] for one in node_rows
        }
        is_large = sum(map(len, kept.values())) > LARGE
        nodes = {
            one.id: self._node(one, _parts(kept[one.id], told, folded=is_large))
            for one in node_rows
            if kept[one.id]
        }
        return Shelved(
            row,
            [part for parts in kept.values() for part in parts],
            nodes,
            {one.id: one for one in node_rows},
            [part for part in every if part.document in self.going],
        )

    def _node(self, row: NodeRow, parts: tuple[Part, ...]) -> Node:
        return Node(
            EntityKind(row.kind), row.key, parts, self.profile(parts),
            row.mark, bool(row.undecided), bool(row.contradicted),
        )  # fmt: skip

    def profile(self, parts: Sequence[Part]) -> Profile:
        """Return what parts say together; the company of many documents is counted name by name."""
        profile = make_profile(parts, self.company)
        if len(profile.documents) <= LARGE:
            return profile
        return replace(profile, company=KeptByMany(profile.documents, self.company.of_document, self.having))


class KeptByMany(Kept):
    """How many of many documents have a name: counted for a name that is asked about, estimated by a sample
    for one that very many have.  It iterates over the names of the sample."""

    def __init__(
        self,
        documents: frozenset[str],
        of_document: Mapping[str, frozenset[str]],
        having: Mapping[str, frozenset[str]],
    ) -> None:
        """Note what to count; `having` are the documents that have a name, cut where there are too many."""
        self._sample = sorted(documents)[:_SAMPLE]
        super().__init__(self._sample, of_document)
        self._every = documents
        self._having = having

    def __getitem__(self, key: str) -> int:
        """Return how many have a name."""
        having = self._having[key]
        if len(having) < MOST_HAVING:
            return len(having & self._every)
        return self._counts[key] * len(self._every) // len(self._sample)

    def __contains__(self, key: object) -> bool:
        """Tell whether any has a name."""
        return isinstance(key, str) and self[key] > 0


def _parts(rows: Sequence[PartRow], told: Mapping[int, str], *, folded: bool) -> tuple[Part, ...]:
    """Return the parts of a node, in their order; `folded`, one for each that is told."""
    if not folded:
        return tuple(read_body(told[row.body], row.document, row.referent) for row in rows)
    alike: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        alike[row.body].append((row.document, row.referent))
    return tuple(
        replace(read_body(told[body], *first), alike=tuple(others))
        for body, (first, *others) in alike.items()
    )


def unfold(part: Part) -> list[Part]:
    """Return a part for each referent that one stands for."""
    if not part.alike:
        return [part]
    return [
        replace(part, document=document, referent=referent, alike=()) for document, referent in part.referents
    ]
