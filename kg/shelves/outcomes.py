"""Which groups and differences there are, so that what a comparison takes away can be told.

Comes in: an open connection.  Goes out: ids of what is gone.  Must not: compare, or commit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from kg.model import ClaimGroup, Discrepancy

SCHEMA = """
CREATE TABLE IF NOT EXISTS grouped (claim TEXT PRIMARY KEY, in_group TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS differing (
    document TEXT NOT NULL, discrepancy TEXT NOT NULL, PRIMARY KEY (document, discrepancy)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sides_of_discrepancy ON differing (discrepancy);
"""


class Outcomes:
    """The ids of groups by claim, and of discrepancies by document."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the tables if need be."""
        connection.executescript(SCHEMA)
        self._connection = connection

    def clear(self) -> None:
        """Forget everything."""
        self._connection.execute("DELETE FROM grouped")
        self._connection.execute("DELETE FROM differing")

    def put_groups(self, regrouped: Collection[str], groups: Iterable[ClaimGroup]) -> tuple[str, ...]:
        """Note the groups of claims that were grouped anew; return those that are gone, sorted."""
        sql = "SELECT in_group FROM grouped WHERE claim = ?"
        before = {row[0] for claim in regrouped for row in self._connection.execute(sql, (claim,))}
        self._connection.executemany("DELETE FROM grouped WHERE claim = ?", ((one,) for one in regrouped))
        rows = [(claim, group.id) for group in groups for claim in group.claims]
        self._connection.executemany("INSERT OR REPLACE INTO grouped VALUES (?, ?)", rows)
        return tuple(sorted(before - {group for _, group in rows}))

    def put_discrepancies(
        self, compared: Collection[str], discrepancies: Iterable[Discrepancy]
    ) -> tuple[str, ...]:
        """Note the differences of documents that were compared anew; return those that are gone, sorted."""
        sql = "SELECT discrepancy FROM differing WHERE document = ?"
        before = {row[0] for document in compared for row in self._connection.execute(sql, (document,))}
        self._connection.executemany(
            "DELETE FROM differing WHERE discrepancy = ?", ((one,) for one in before)
        )
        rows = [(side.document, one.id) for one in discrepancies for side in (one.left, one.right)]
        self._connection.executemany("INSERT OR IGNORE INTO differing VALUES (?, ?)", rows)
        return tuple(sorted(before - {discrepancy for _, discrepancy in rows}))
