"""The shelf of resolution in SQLite: rows of strings and numbers, in tables of its own.

Comes in: rows, a connection whose owner commits.  Goes out: rows (`kg.resolve.shelf` says which).
Must not: know what a key or a body means; commit.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from kg.shelves.part_tables import CLEAR, SCHEMA


class SqlitePartShelf:
    """A shelf over a connection that is handed in; `rows_read` counts what was read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the tables if they are not there."""
        self._connection = connection
        self.rows_read = 0
        self._run(SCHEMA)

    def clear(self) -> None:
        """Forget everything."""
        self._run(CLEAR)

    def last_ids(self) -> tuple[int, int]:
        """Return the highest number of a cluster and of a node, 0 without any."""
        ((cluster, node),) = self._rows(
            "SELECT (SELECT ifnull(max(id), 0) FROM shelf_cluster),"
            " (SELECT ifnull(max(id), 0) FROM shelf_node)"
        )
        return cluster, node

    # ------------------------------------------------------------------ clusters, nodes, parts

    def put_clusters(self, rows: Iterable[tuple[int, str, float, str, int, bool]]) -> None:
        """Write clusters."""
        self._write("INSERT OR REPLACE INTO shelf_cluster VALUES (?, ?, ?, ?, ?, ?)", rows)

    def drop_clusters(self, clusters: Collection[int]) -> None:
        """Forget clusters, and the ids that lead to them; not their nodes."""
        self._write("DELETE FROM shelf_cluster WHERE id = ?", ((one,) for one in clusters))
        self._write("DELETE FROM shelf_former WHERE cluster = ?", ((one,) for one in clusters))

    def clusters(self, clusters: Collection[int]) -> Sequence[tuple[int, str, float, str, int, bool]]:
        """Return clusters by number."""
        return self._of(
            "SELECT * FROM shelf_cluster WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", clusters
        )

    def put_nodes(self, rows: Iterable[tuple[int, int, str, str, str, bool, bool, str]]) -> None:
        """Write nodes."""
        self._write("INSERT OR REPLACE INTO shelf_node VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_nodes(self, nodes: Collection[int]) -> None:
        """Forget nodes, their blocks and doubts; not their parts."""
        self._write("DELETE FROM shelf_node WHERE id = ?", ((one,) for one in nodes))
        self.put_blocks(nodes, ())
        self._write('DELETE FROM shelf_doubt WHERE "left" = ?', ((one,) for one in nodes))
        self._write('DELETE FROM shelf_doubt WHERE "right" = ?', ((one,) for one in nodes))

    def nodes_of(
        self, clusters: Collection[int]
    ) -> Sequence[tuple[int, int, str, str, str, bool, bool, str]]:
        """Return the nodes of clusters."""
        return self._of(
            "SELECT * FROM shelf_node WHERE cluster IN (SELECT value FROM json_each(?)) ORDER BY id", clusters
        )

    def clusters_with(self, keys: Collection[tuple[str, str]]) -> set[int]:
        """Return the clusters that have a node of one of these kinds and keys."""
        return {
            cluster
            for kind, key in keys
            for (cluster,) in self._rows(
                "SELECT DISTINCT cluster FROM shelf_node WHERE kind = ? AND key = ?", (kind, key)
            )
        }

    def put_parts(self, rows: Iterable[tuple[str, str, int, int, str]]) -> None:
        """Write parts."""
        self._write("INSERT OR REPLACE INTO shelf_part VALUES (?, ?, ?, ?, ?)", rows)

    def drop_parts(self, parts: Iterable[tuple[str, str]]) -> None:
        """Forget parts by document and referent."""
        self._write("DELETE FROM shelf_part WHERE document = ? AND referent = ?", parts)

    def parts_of(self, nodes: Collection[int]) -> Sequence[tuple[str, str, int, int, str]]:
        """Return the parts of nodes, by node, document and referent."""
        return self._of(
            "SELECT document, referent, node, body, entity FROM shelf_part"
            " WHERE node IN (SELECT value FROM json_each(?)) ORDER BY node, document, referent",
            nodes,
        )

    def parts_in(self, documents: Collection[str]) -> Sequence[tuple[str, str, int, int, str]]:
        """Return the parts of documents."""
        return self._of(
            "SELECT * FROM shelf_part"
            " WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, referent",
            documents,
        )

    def clusters_of_parts(self, documents: Collection[str]) -> set[int]:
        """Return the clusters that have a part in one of these documents."""
        rows = self._of(
            "SELECT DISTINCT cluster FROM shelf_part JOIN shelf_node ON shelf_node.id = node"
            " WHERE document IN (SELECT value FROM json_each(?))",
            documents,
        )
        return {cluster for (cluster,) in rows}

    def close_clusters_of_parts(self, documents: Collection[str]) -> set[int]:
        """Return those that are close, or have a doubt."""
        rows = self._of(
            "SELECT DISTINCT cluster FROM shelf_part JOIN shelf_node ON shelf_node.id = node"
            " JOIN shelf_cluster ON shelf_cluster.id = cluster"
            " WHERE document IN (SELECT value FROM json_each(?))"
            ' AND (is_close OR EXISTS (SELECT 1 FROM shelf_doubt WHERE "left" = node)'
            ' OR EXISTS (SELECT 1 FROM shelf_doubt WHERE "right" = node))',
            documents,
        )
        return {cluster for (cluster,) in rows}

    def clusters_of_referents(self, referents: Collection[str]) -> set[int]:
        """Return the clusters that have one of these referents (a publisher is one, in many documents)."""
        rows = self._of(
            "SELECT DISTINCT cluster FROM shelf_part JOIN shelf_node ON shelf_node.id = node"
            " WHERE referent IN (SELECT value FROM json_each(?))",
            referents,
        )
        return {cluster for (cluster,) in rows}

    def put_bodies(self, rows: Iterable[tuple[int, str]]) -> None:
        """Write what parts tell."""
        self._write("INSERT OR IGNORE INTO shelf_body VALUES (?, ?)", rows)

    def bodies(self, bodies: Collection[int]) -> Sequence[tuple[int, str]]:
        """Return what parts tell, by number."""
        return self._of("SELECT * FROM shelf_body WHERE id IN (SELECT value FROM json_each(?))", bodies)

    # ------------------------------------------------------------------------------- blocks

    def put_blocks(self, nodes: Collection[int], rows: Iterable[tuple[str, str, int]]) -> None:
        """Write the blocks of nodes, in place of those that they had."""
        self._write("DELETE FROM shelf_block WHERE node = ?", ((one,) for one in nodes))
        self._write("INSERT OR IGNORE INTO shelf_block VALUES (?, ?, ?)", rows)

    def in_block(self, block: str, most: int) -> Sequence[tuple[int, int]]:
        """Return (node, cluster) of at most so many nodes of a block."""
        return self._rows(
            "SELECT node, cluster FROM shelf_block JOIN shelf_node ON id = node WHERE block = ?"
            " ORDER BY place, node LIMIT ?",
            (block, most),
        )

    def count_in(self, block: str, most: int) -> int:
        """Return how many clusters have a node in a block, looking at most at so many nodes."""
        ((count,),) = self._rows(
            "SELECT count(DISTINCT cluster) FROM (SELECT node FROM shelf_block"
            " WHERE block = ? LIMIT ?)"
            " JOIN shelf_node ON id = node",
            (block, most),
        )
        return int(count)

    def in_block_of(self, block: str, documents: Collection[str]) -> set[int]:
        """Return the clusters of the nodes of a block that have a part in one of these documents."""
        rows = self._rows(
            "SELECT DISTINCT cluster FROM shelf_part JOIN shelf_block USING (node)"
            " JOIN shelf_node ON id = node"
            " WHERE document IN (SELECT value FROM json_each(?)) AND block = ?",
            (json.dumps(sorted(documents)), block),
        )
        return {cluster for (cluster,) in rows}

    def beside(self, block: str, place: str, most: int) -> Sequence[tuple[int, int]]:
        """Return (node, cluster) of at most so many nodes of a block before a place, and from it on."""
        before = self._rows(
            "SELECT node, cluster FROM shelf_block JOIN shelf_node ON id = node"
            " WHERE block = ? AND place < ? ORDER BY place DESC, node DESC LIMIT ?",
            (block, place, most),
        )
        after = self._rows(
            "SELECT node, cluster FROM shelf_block JOIN shelf_node ON id = node"
            " WHERE block = ? AND place >= ? ORDER BY place, node LIMIT ?",
            (block, place, most),
        )
        return [*before, *after]

    # ------------------------------------------------------------------------------ company

    def put_company(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Write the company of documents that have none."""
        self._write("INSERT INTO shelf_company VALUES (?, ?, ?)", rows)
        self._write(
            "INSERT INTO shelf_frequency VALUES (?, 1, ?)"
            " ON CONFLICT (key) DO UPDATE SET documents = documents + 1, label = min(label, excluded.label)",
            ((key, label) for _, key, label in rows),
        )

    def drop_company(self, documents: Collection[str]) -> None:
        """Forget the company of documents."""
        gone = self._of(
            "SELECT key FROM shelf_company WHERE document IN (SELECT value FROM json_each(?))", documents
        )
        self._write("DELETE FROM shelf_company WHERE document = ?", ((one,) for one in documents))
        self._write("UPDATE shelf_frequency SET documents = documents - 1 WHERE key = ?", gone)
        self._write("DELETE FROM shelf_frequency WHERE key = ? AND documents = 0", gone)
        self._write(
            "UPDATE shelf_frequency SET label ="
            " (SELECT min(label) FROM shelf_company WHERE shelf_company.key = shelf_frequency.key)"
            " WHERE key = ?",
            gone,
        )

    def company_of(self, document: str) -> Sequence[str]:
        """Return the keys of a document that other documents have too."""
        rows = self._rows(
            "SELECT shelf_company.key FROM shelf_company JOIN shelf_frequency USING (key)"
            " WHERE document = ? AND documents > 1",
            (document,),
        )
        return [key for (key,) in rows]

    def documents_with(self, key: str, most: int) -> Sequence[str]:
        """Return at most so many documents that have a key."""
        rows = self._rows("SELECT document FROM shelf_company WHERE key = ? LIMIT ?", (key, most))
        return [document for (document,) in rows]

    def frequency(self, key: str) -> tuple[int, str]:
        """Return how many documents have a key, and the first of its names in the alphabet."""
        rows = self._rows("SELECT documents, label FROM shelf_frequency WHERE key = ?", (key,))
        return rows[0] if rows else (0, "")

    def count_long_forms(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Add to, or take from, how many parts have long forms."""
        rows = list(rows)
        self._write(
            "INSERT INTO shelf_long_form VALUES (?, ?, ?)"
            " ON CONFLICT (short, core) DO UPDATE SET parts = parts + excluded.parts",
            rows,
        )
        self._write(
            "DELETE FROM shelf_long_form WHERE short = ? AND core = ? AND parts <= 0",
            ((short, core) for short, core, parts in rows if parts < 0),
        )

    def long_forms(self, short: str) -> Sequence[tuple[str, int]]:
        """Return the words that initials may stand for and how many parts have them."""
        return self._rows("SELECT core, parts FROM shelf_long_form WHERE short = ? ORDER BY core", (short,))

    # ----------------------------------------------------------------------------- entities

    def put_entities(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Write entities."""
        self._write("INSERT OR REPLACE INTO shelf_entity VALUES (?, ?, ?)", rows)

    def drop_entities(self, entities: Collection[str]) -> None:
        """Forget entities."""
        self._write("DELETE FROM shelf_entity WHERE id = ?", ((one,) for one in entities))

    def entities(self, entities: Collection[str]) -> Sequence[tuple[str, str, str]]:
        """Return entities by id."""
        return self._of("SELECT * FROM shelf_entity WHERE id IN (SELECT value FROM json_each(?))", entities)

    def put_former(self, clusters: Collection[int], rows: Iterable[tuple[str, int]]) -> None:
        """Write the ids that may lead to clusters, in place of those that they had."""
        self._write("DELETE FROM shelf_former WHERE cluster = ?", ((one,) for one in clusters))
        self._write("INSERT OR IGNORE INTO shelf_former VALUES (?, ?)", rows)

    def former_of(self, clusters: Collection[int]) -> set[str]:
        """Return the ids that may lead to clusters."""
        return {
            one
            for (one,) in self._of(
                "SELECT id FROM shelf_former WHERE cluster IN (SELECT value FROM json_each(?))", clusters
            )
        }

    def claims(self, ids: Collection[str]) -> Sequence[tuple[str, int, str, int]]:
        """Return the clusters that ids are of or may lead to, with their own ids and sizes."""
        led = self._of(
            "SELECT shelf_former.id, cluster, own, size FROM shelf_former"
            " JOIN shelf_cluster ON shelf_cluster.id = cluster"
            " WHERE shelf_former.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        owned = self._of(
            "SELECT own, id, own, size FROM shelf_cluster WHERE own IN (SELECT value FROM json_each(?))", ids
        )
        return [*led, *owned]

    def put_doubts(self, rows: Iterable[tuple[int, int, float, str, str]]) -> None:
        """Write doubts."""
        self._write("INSERT OR REPLACE INTO shelf_doubt VALUES (?, ?, ?, ?, ?)", rows)

    def drop_doubts(
        self, nodes: Collection[int], others: Collection[int]
    ) -> Sequence[tuple[int, int, float, str, str]]:
        """Forget the doubts of nodes with one another and with others; return them."""
        found = self._of(
            'SELECT * FROM shelf_doubt WHERE "left" IN (SELECT value FROM json_each(?))'
            ' UNION SELECT * FROM shelf_doubt WHERE "right" IN (SELECT value FROM json_each(?))',
            nodes,
            nodes,
        )
        ends = set(nodes) | set(others)
        gone = [row for row in found if row[0] in ends and row[1] in ends]
        self._write('DELETE FROM shelf_doubt WHERE "left" = ? AND "right" = ?', (row[:2] for row in gone))
        return gone

    def doubts(self, most: int) -> Sequence[tuple[str, str, float, str, str]]:
        """Return the best doubts: entity, other entity, score, reasons, what is against it."""
        return self._rows(
            'SELECT (SELECT entity FROM shelf_part WHERE node = "left" LIMIT 1),'
            ' (SELECT entity FROM shelf_part WHERE node = "right" LIMIT 1), score, reasons, against'
            " FROM shelf_doubt ORDER BY score DESC LIMIT ?",
            (most,),
        )

    # ------------------------------------------------------------------------------- SQLite

    def _of(self, query: str, *keys: Collection[object]) -> list[Any]:
        """Return the rows of a query for any of some keys."""
        return self._rows(query, [json.dumps(list(one)) for one in keys]) if any(keys) else []

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        found = self._connection.execute(query, values).fetchall()
        self.rows_read += len(found)
        return found

    def _run(self, script: str) -> None:
        """Run statements one by one: `executescript` would commit."""
        for statement in filter(None, map(str.strip, script.split(";"))):
            self._connection.execute(statement)

    def _write(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        self._connection.executemany(query, rows)
