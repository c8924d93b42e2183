"""What resolution keeps on a shelf, so that a few more articles need not be compared with all.

Comes in: nothing.  Goes out: the rows, and `PartShelf`, what a shelf must be able to do.  A shelf knows
nothing of names: keys, blocks and bodies are strings to it.  Must not: do I/O (`kg.shelves.parts` is the
shelf in SQLite).

    cluster (what the program made one) -> nodes (one kind and key, homonyms aside) -> parts (referents)

`body` is what a part tells, under a number made of it: thousands of referents tell the same of one country.
`entity` is that of the part after the decisions of people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol


class PartRow(NamedTuple):
    """A referent of a document: its node, what it tells, and the entity that it went to."""

    document: str
    referent: str
    node: int
    body: int
    entity: str


class NodeRow(NamedTuple):
    """A node (see `nodes.Node`); `blocks` is a hash of the blocks that it stands in."""

    id: int
    cluster: int
    kind: str
    key: str
    mark: str
    undecided: bool
    contradicted: bool
    blocks: str


class ClusterRow(NamedTuple):
    """A cluster: the id that the program gives it, its weakest score, the reasons (JSON), how many referents
    it has, and whether it might have come out otherwise with a little more or less evidence."""

    id: int
    own: str
    score: float
    reasons: str
    size: int
    is_close: bool


class BlockRow(NamedTuple):
    """A node in a block; `place` is what the nodes of a block are ordered by."""

    block: str
    place: str
    node: int


class CompanyRow(NamedTuple):
    """A named entity of a document, by the key that others may have in common with it, and its name."""

    document: str
    key: str
    label: str


class LongFormRow(NamedTuple):
    """Initials, the words (JSON) that they may stand for, and how many parts more or fewer have them."""

    short: str
    core: str
    parts: int


class EntityRow(NamedTuple):
    """An entity as it was last told: a hash of all, and of what other records show of it."""

    id: str
    digest: str
    shown: str


class FormerRow(NamedTuple):
    """An id that may lead to a cluster."""

    id: str
    cluster: int


class ClaimRow(NamedTuple):
    """A cluster that an id may lead to, with its own id and size."""

    id: str
    cluster: int
    own: str
    size: int


class DoubtRow(NamedTuple):
    """Two nodes that may be one; reasons are JSON."""

    left: int
    right: int
    score: float
    reasons: str
    against: str


class PartShelf(Protocol):
    """Rows, by what they are asked for.  `put_` replaces what has the same key."""

    def clear(self) -> None:
        """Forget everything."""

    def last_ids(self) -> tuple[int, int]:
        """Return the highest number of a cluster and of a node, 0 without any."""

    # ------------------------------------------------------------------ clusters, nodes, parts

    def put_clusters(self, rows: Iterable[tuple[int, str, float, str, int, bool]]) -> None:
        """Write clusters."""

    def drop_clusters(self, clusters: Collection[int]) -> None:
        """Forget clusters, and the ids that lead to them; not their nodes."""

    def clusters(self, clusters: Collection[int]) -> Sequence[tuple[int, str, float, str, int, bool]]:
        """Return `ClusterRow`s by number."""

    def put_nodes(self, rows: Iterable[tuple[int, int, str, str, str, bool, bool, str]]) -> None:
        """Write nodes."""

    def drop_nodes(self, nodes: Collection[int]) -> None:
        """Forget nodes, their blocks and doubts; not their parts."""

    def nodes_of(
        self, clusters: Collection[int]
    ) -> Sequence[tuple[int, int, str, str, str, bool, bool, str]]:
        """Return the `NodeRow`s of clusters."""

    def clusters_with(self, keys: Collection[tuple[str, str]]) -> set[int]:
        """Return the clusters that have a node of one of these kinds and keys."""

    def put_parts(self, rows: Iterable[tuple[str, str, int, int, str]]) -> None:
        """Write parts."""

    def drop_parts(self, parts: Iterable[tuple[str, str]]) -> None:
        """Forget parts by document and referent."""

    def parts_of(self, nodes: Collection[int]) -> Sequence[tuple[str, str, int, int, str]]:
        """Return the `PartRow`s of nodes, by node, document and referent."""

    def parts_in(self, documents: Collection[str]) -> Sequence[tuple[str, str, int, int, str]]:
        """Return the `PartRow`s of documents."""

    def clusters_of_parts(self, documents: Collection[str]) -> set[int]:
        """Return the clusters that have a part in one of these documents."""

    def close_clusters_of_parts(self, documents: Collection[str]) -> set[int]:
        """Return those that are close (`ClusterRow.is_close`), or have a doubt."""

    def clusters_of_referents(self, referents: Collection[str]) -> set[int]:
        """Return the clusters that have one of these referents (a publisher is one, in many documents)."""

    def put_bodies(self, rows: Iterable[tuple[int, str]]) -> None:
        """Write what parts tell."""

    def bodies(self, bodies: Collection[int]) -> Sequence[tuple[int, str]]:
        """Return what parts tell, by number."""

    # ------------------------------------------------------------------------------- blocks

    def put_blocks(self, nodes: Collection[int], rows: Iterable[tuple[str, str, int]]) -> None:
        """Write the `BlockRow`s of nodes, in place of those that they had."""

    def in_block(self, block: str, most: int) -> Sequence[tuple[int, int]]:
        """Return (node, cluster) of at most so many nodes of a block."""

    def count_in(self, block: str, most: int) -> int:
        """Return how many clusters have a node in a block, looking at most at so many nodes."""

    def in_block_of(self, block: str, documents: Collection[str]) -> set[int]:
        """Return the clusters of the nodes of a block that have a part in one of these documents."""

    def beside(self, block: str, place: str, most: int) -> Sequence[tuple[int, int]]:
        """Return (node, cluster) of at most so many nodes of a block before a place, and from it on."""

    # ------------------------------------------------------------------------------ company

    def put_company(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write `CompanyRow`s of documents that have none."""

    def drop_company(self, documents: Collection[str]) -> None:
        """Forget the company of documents."""

    def company_of(self, document: str) -> Sequence[str]:
        """Return the keys of a document that other documents have too."""

    def documents_with(self, key: str, most: int) -> Sequence[str]:
        """Return at most so many documents that have a key."""

    def frequency(self, key: str) -> tuple[int, str]:
        """Return how many documents have a key, and the first of its names in the alphabet."""

    def count_long_forms(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Add to, or take from, how many parts have long forms (`LongFormRow`)."""

    def long_forms(self, short: str) -> Sequence[tuple[str, int]]:
        """Return the words that initials may stand for (JSON) and how many parts have them."""

    # ----------------------------------------------------------------------------- entities

    def put_entities(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Write `EntityRow`s."""

    def drop_entities(self, entities: Collection[str]) -> None:
        """Forget entities."""

    def entities(self, entities: Collection[str]) -> Sequence[tuple[str, str, str]]:
        """Return `EntityRow`s by id."""

    def put_former(self, clusters: Collection[int], rows: Iterable[tuple[str, int]]) -> None:
        """Write the `FormerRow`s of clusters, in place of those that they had."""

    def former_of(self, clusters: Collection[int]) -> set[str]:
        """Return the ids that may lead to clusters."""

    def claims(self, ids: Collection[str]) -> Sequence[tuple[str, int, str, int]]:
        """Return `ClaimRow`s: the clusters that ids are of or may lead to."""

    def put_doubts(self, rows: Iterable[tuple[int, int, float, str, str]]) -> None:
        """Write `DoubtRow`s."""

    def drop_doubts(
        self, nodes: Collection[int], others: Collection[int]
    ) -> Sequence[tuple[int, int, float, str, str]]:
        """Forget the doubts of nodes with one another and with others; return them."""

    def doubts(self, most: int) -> Sequence[tuple[str, str, float, str, str]]:
        """Return the best doubts: entity, other entity, score, reasons, what is against it."""
