"""The ledger: which articles the index holds, in which version, and which runs there were.

Comes in: an SQLite connection.  Goes out: rows.  Must not: hold anything that `articles/` cannot give back,
but for the log of runs.

A row is settled once the graph is known to have reached the disk.  An unsettled one is indexed again when
the store is next opened for writing: that costs milliseconds and makes every kind of crash harmless.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

import msgspec

from kg.model import Document, Run

SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, location TEXT NOT NULL, path TEXT NOT NULL, extractor TEXT NOT NULL,
    published TEXT NOT NULL, status TEXT NOT NULL, settled INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_location ON article (location);
CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, ended TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
"""

CURRENT = "current"
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of an article.  `published` is "" when unknown."""

    id: str
    location: str
    path: str
    extractor: str
    published: str
    status: str
    settled: int  # 0 or 1, as SQLite has it


class Ledger:
    """The tables `article` and `run` of the index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the tables if need be."""
        connection.executescript(SCHEMA)
        self._connection = connection

    def entry(self, identifier: str) -> Entry | None:
        """Return the row of one article."""
        found = self._entries("WHERE id = ?", identifier)
        return found[0] if found else None

    def entries(self, status: str | None = None) -> list[Entry]:
        """Return all rows, or those of one status, by id."""
        return self._entries("WHERE status = ?", status) if status else self._entries("")

    def at(self, location: str) -> list[Entry]:
        """Return the rows of all versions at one location, by id."""
        return self._entries("WHERE location = ?", location)

    def contested(self) -> list[str]:
        """Return the locations that have more than one version."""
        sql = "SELECT location FROM article GROUP BY location HAVING count(*) > 1 ORDER BY location"
        return [location for (location,) in self._connection.execute(sql)]

    def enter(self, document: Document, extractor: str, status: str) -> None:
        """Write the row of one article, unsettled."""
        row = (document.id, document.location, document.path, extractor, published_day(document), status)
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, 0)", row)

    def unsettle(self, identifier: str) -> None:
        """Say that the article's file is about to change."""
        with self._connection:
            self._connection.execute("UPDATE article SET settled = 0 WHERE id = ?", (identifier,))

    def settle(self) -> None:
        """Say that everything entered so far has reached the disk."""
        with self._connection:
            self._connection.execute("UPDATE article SET settled = 1 WHERE settled = 0")

    def set_status(self, identifier: str, status: str) -> None:
        """Mark an article current or superseded, unsettled until readers see it."""
        with self._connection:
            sql = "UPDATE article SET status = ?, settled = 0 WHERE id = ?"
            self._connection.execute(sql, (status, identifier))

    def strike(self, identifier: str) -> None:
        """Remove the row of an article that is no longer stored."""
        with self._connection:
            self._connection.execute("DELETE FROM article WHERE id = ?", (identifier,))

    def enter_run(self, run: Run) -> None:
        """Write one run."""
        row = (run.id, run.ended, msgspec.json.encode(run))
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?)", row)

    def last_run(self) -> Run | None:
        """Return the run that ended last."""
        row = self._connection.execute("SELECT record FROM run ORDER BY ended DESC, id LIMIT 1").fetchone()
        return msgspec.json.decode(row[0], type=Run) if row else None

    def _entries(self, where: str, *values: str) -> list[Entry]:
        columns = "id, location, path, extractor, published, status, settled"
        sql = f"SELECT {columns} FROM article {where} ORDER BY id"  # noqa: S608 # constants, see above
        rows = self._connection.execute(sql, values)
        return [Entry(*row) for row in rows]


def published_day(document: Document) -> str:
    """Return the document's publication date as text that sorts; "" when unknown."""
    published = document.published
    return (published.value or published.start or published.end or "") if published else ""
