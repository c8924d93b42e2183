"""Clusters put on a shelf, in place of what stood there.

Comes in: clusters, the entities that their parts went to.  Goes out: rows; only those that changed are
written.  Must not: join.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.model import Entity
from kg.resolve.cluster import Cluster, Doubt
from kg.resolve.holdings import Holding
from kg.resolve.nodes import Node, may_have_homonyms
from kg.resolve.part_bodies import body_number, write_body
from kg.resolve.shelf import BlockRow, ClusterRow, DoubtRow, EntityRow, FormerRow, NodeRow, PartRow, PartShelf
from kg.resolve.shelf_blocks import blocks_of
from kg.resolve.shelved import Shelved

NodeKey = tuple[str, str, str]
"""Kind, key and mark of a node: no two nodes have the same."""
Seat = tuple[str, str]


@dataclass(slots=True)
class Shelving:
    """Clusters on their way to a shelf: which numbers they and their nodes get.  `stood` is what stood
    there."""

    shelf: PartShelf
    stood: list[Shelved]
    numbers: dict[int, int] = field(default_factory=dict)  # Python id of a cluster -> its number
    nodes: dict[int, int] = field(default_factory=dict)  # Python id of a node -> its number
    _was: dict[NodeKey, NodeRow] = field(default_factory=dict)

    @classmethod
    def number(
        cls,
        shelf: PartShelf,
        clusters: Sequence[Cluster],
        stood: Sequence[Shelved],
        around: Iterable[Shelved],
    ) -> Shelving:
        """Give numbers to clusters and nodes: those that they had, so far as they can be told."""
        self = cls(shelf, list(stood))
        self.nodes = {id(node): number for one in around for number, node in one.nodes.items()}
        self._was = {_row_key(row): row for one in stood for row in one.node_rows.values()}
        last_cluster, last_node = shelf.last_ids()
        taken: set[int] = set()
        for cluster in sorted(clusters, key=lambda one: -sum(node.profile.parts for node in one.nodes)):
            own = self._former_number(cluster, taken)
            if own is None:
                own = last_cluster = last_cluster + 1
            taken.add(own)
            self.numbers[id(cluster)] = own
        for node in (node for cluster in clusters for node in cluster.nodes):
            row = self._was.get(_key(node))
            if row is None:
                last_node += 1
            self.nodes[id(node)] = row.id if row else last_node
        return self

    def take(self, one: Shelved) -> None:
        """Note a cluster that stays what it is beside those that change."""
        self.stood.append(one)
        self._was |= {_row_key(row): row for row in one.node_rows.values()}
        self.nodes |= {id(node): number for number, node in one.nodes.items()}

    def _former_number(self, cluster: Cluster, taken: set[int]) -> int | None:
        """Return the number of the cluster that most of it comes from, if no larger one has it."""
        counts: Counter[int] = Counter()
        for node in cluster.nodes:
            if row := self._was.get(_key(node)):
                counts[row.cluster] += node.profile.parts
        left = [one for one in counts if one not in taken]
        return min(left, key=lambda one: (-counts[one], one), default=None)

    def put_clusters(self, clusters: Sequence[Cluster], holdings: Sequence[Holding]) -> None:
        """Write what the clusters are, and the ids that may lead to them; those that stood there go."""
        kept = set(self.numbers.values())
        self.shelf.drop_clusters([one.row.id for one in self.stood if one.row.id not in kept])
        made = list(zip(clusters, holdings, strict=True))
        self.shelf.put_clusters(
            ClusterRow(
                self.numbers[id(cluster)],
                holding.id,
                cluster.score,
                json.dumps(sorted(set(cluster.reasons)), ensure_ascii=False),
                holding.size,
                _is_close(cluster),
            )
            for cluster, holding in made
        )
        self.shelf.put_former(
            sorted(kept),
            (
                FormerRow(one, self.numbers[id(cluster)])
                for cluster, holding in made
                for one in sorted(holding.replaces)
            ),
        )

    def put_nodes(self, clusters: Sequence[Cluster]) -> None:
        """Write the nodes, and their blocks where these are others."""
        used = {number for _, number, _ in self._placed(clusters)}
        self.shelf.drop_nodes([row.id for row in self._was.values() if row.id not in used])
        was = {row.id: row for row in self._was.values()}
        rows, moved, blocks = [], [], []
        for node, number, cluster in self._placed(clusters):
            every = sorted(set(blocks_of(node)))
            row = NodeRow(
                number, cluster, node.kind.value, node.key, node.mark,
                node.undecided, node.contradicted, ids.mint("b", every),
            )  # fmt: skip
            before = was.get(number)
            if before != row:
                rows.append(row)
            if before is None or before.blocks != row.blocks:
                moved.append(number)
                blocks += [BlockRow(block, node.key, number) for block in every]
        self.shelf.put_nodes(rows)
        self.shelf.put_blocks(moved if self.stood else (), blocks)

    def put_parts(self, clusters: Sequence[Cluster], entity_of: Mapping[Seat, str]) -> None:
        """Write the parts that are new or went elsewhere; those that go are dropped."""
        was = {(row.document, row.referent): row for one in self.stood for row in one.rows}
        self.shelf.drop_parts((row.document, row.referent) for one in self.stood for row in one.lost)
        bodies: dict[int, str] = {}
        rows = []
        for node, number, _ in self._placed(clusters):
            for part in node.parts:
                first = was.get((part.document, part.referent))
                told = "" if first else write_body(part)
                body = first.body if first else body_number(told)
                if told:
                    bodies[body] = told
                for seat in part.referents:
                    row = PartRow(*seat, number, body, entity_of[seat])
                    if was.get(seat) != row:
                        rows.append(row)
        self.shelf.put_bodies(bodies.items())
        self.shelf.put_parts(rows)

    def put_doubts(self, doubts: Iterable[Doubt], moved: Iterable[Node], compared: Iterable[Node]) -> bool:
        """Write doubtful pairs, in place of those of nodes that moved with nodes that they were compared
        with; tell whether any is other than before."""
        rows: dict[tuple[int, int], DoubtRow] = {}
        for doubt in doubts:
            left, right = sorted((self.nodes[id(doubt.left)], self.nodes[id(doubt.right)]))
            verdict = doubt.verdict
            row = DoubtRow(left, right, verdict.score, _told(verdict.reasons), _told(verdict.against))
            if (left, right) not in rows or rows[left, right] < row:
                rows[left, right] = row
        numbers = {self.nodes[id(node)] for node in compared}
        gone = self.shelf.drop_doubts([self.nodes[id(node)] for node in moved], numbers)
        self.shelf.put_doubts(rows.values())
        return sorted(gone) != sorted(map(tuple, rows.values()))

    def _placed(self, clusters: Iterable[Cluster]) -> Iterator[tuple[Node, int, int]]:
        for cluster in clusters:
            for node in cluster.nodes:
                yield node, self.nodes[id(node)], self.numbers[id(cluster)]


def _is_close(cluster: Cluster) -> bool:
    """Tell whether what articles share, or do not, had a part in what the cluster is."""
    node = cluster.nodes[0]
    return len(cluster.nodes) > 1 or node.is_short or node.contradicted or may_have_homonyms(node)


def _told(reasons: Sequence[str]) -> str:
    return json.dumps(reasons, ensure_ascii=False)


def _key(node: Node) -> NodeKey:
    return node.kind.value, node.key, node.mark


def _row_key(row: NodeRow) -> NodeKey:
    return row.kind, row.key, row.mark


def entity_row(entity: Entity) -> EntityRow:
    """Return what is noted of an entity: hashes of all of it, and of what other records show."""
    shown = (entity.kind.value, entity.label, entity.lat, entity.lon)
    return EntityRow(entity.id, ids.text_sha256(repr(entity))[:32], ids.text_sha256(repr(shown))[:16])
