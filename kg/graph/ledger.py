"""The ledger: which articles the index holds, in which version, and which runs there were.

Comes in: an SQLite connection.  Goes out: rows.  Must not: hold anything that `articles/` cannot give back,
but for the log of runs.

A row is settled once the graph is known to have reached the disk.  An unsettled one is indexed again when
the store is next opened for writing: that costs milliseconds and makes every kind of crash harmless.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import astuple, dataclass

import msgspec

from kg.model import Document, Run

SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, source_key TEXT NOT NULL, url TEXT NOT NULL,
    published TEXT NOT NULL, digest TEXT NOT NULL, extractor TEXT NOT NULL, stamp TEXT NOT NULL,
    status TEXT NOT NULL, settled INTEGER NOT NULL, quads INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_source_key ON article (source_key);
CREATE INDEX IF NOT EXISTS article_url ON article (url);
CREATE INDEX IF NOT EXISTS article_unsettled ON article (settled) WHERE settled = 0;
CREATE INDEX IF NOT EXISTS article_quads ON article (status, quads);
CREATE TABLE IF NOT EXISTS altered (number INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS graph_size (graph TEXT PRIMARY KEY, quads INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, ended TEXT NOT NULL, record BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS run_ended ON run (ended DESC, id);
CREATE TABLE IF NOT EXISTS derivation (only INTEGER PRIMARY KEY CHECK (only = 1), rulings TEXT NOT NULL);
"""

CURRENT = "current"
SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of an article.  `source_key`, `url` and `published` are "" when unknown; `digest`
    tells one way of reading the document from another, `stamp` how its files were left.  `quads` is how many
    quads its reading has; they stand in the graph while the article is current."""

    id: str
    path: str
    source_key: str
    url: str
    published: str
    digest: str
    extractor: str
    stamp: str
    status: str
    settled: int  # 0 or 1, as SQLite has it
    quads: int


class Ledger:
    """The tables `article`, `altered`, `graph_size`, `run` and `derivation` of the index."""

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

    def contested(self) -> list[Entry]:
        """Return the rows of all articles that share source or URL with another, by id."""
        shared = "SELECT {0} FROM article WHERE {0} != '' GROUP BY {0} HAVING count(*) > 1"
        keys, urls = shared.format("source_key"), shared.format("url")
        return self._entries(f"WHERE source_key IN ({keys}) OR url IN ({urls})")

    def is_contested(self, document: Document) -> bool:
        """Tell whether another article shares source or URL with the document."""
        return self._is_shared(document.id, document.source_key, document.url or "")

    def shares_place(self, entry: Entry) -> bool:
        """Tell whether another article shares source or URL with this one."""
        return self._is_shared(entry.id, entry.source_key, entry.url)

    def _is_shared(self, identifier: str, source_key: str, url: str) -> bool:
        sql = (
            "SELECT 1 FROM article WHERE id != ?1 AND source_key = ?2 AND ?2 != '' UNION ALL "
            "SELECT 1 FROM article WHERE id != ?1 AND url = ?3 AND ?3 != '' LIMIT 1"
        )
        return self._connection.execute(sql, (identifier, source_key, url)).fetchone() is not None

    def states(self) -> dict[str, tuple[str, bool]]:
        """Return stamp, and whether it is settled, of every article."""
        rows = self._connection.execute("SELECT id, stamp, settled FROM article")
        return {identifier: (stamp, bool(settled)) for identifier, stamp, settled in rows}

    def count(self, status: str) -> int:
        """Return the number of articles of a status."""
        sql = "SELECT count(*) FROM article WHERE status = ?"
        return int(self._connection.execute(sql, (status,)).fetchone()[0])

    def enter(self, document: Document, extractor: str, stamp: str, status: str, quads: int) -> None:
        """Write the row of one article, unsettled."""
        row = Entry(
            id=document.id,
            path=document.path,
            source_key=document.source_key,
            url=document.url or "",
            published=published_day(document),
            digest=document_digest(document),
            extractor=extractor,
            stamp=stamp,
            status=status,
            settled=0,
            quads=quads,
        )
        with self._connection:
            sql = "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            self._connection.execute(sql, astuple(row))

    def unsettle(self, identifier: str) -> None:
        """Say that the article's file is about to change."""
        with self._connection:
            self._connection.execute("UPDATE article SET settled = 0 WHERE id = ?", (identifier,))

    def settle(self) -> None:
        """Say that everything entered so far has reached the disk."""
        with self._connection:
            self._connection.execute("UPDATE article SET settled = 1 WHERE settled = 0")

    def forget_graph(self) -> None:
        """Say that the graph holds nothing of what is entered: all of it is written again."""
        with self._connection:
            for sql in ("UPDATE article SET settled = 0", "DELETE FROM graph_size", "DELETE FROM derivation"):
                self._connection.execute(sql)

    def set_status(self, identifier: str, status: str) -> None:
        """Mark an article current or superseded, unsettled until readers see it."""
        with self._connection:
            sql = "UPDATE article SET status = ?, settled = 0 WHERE id = ?"
            self._connection.execute(sql, (status, identifier))

    def strike(self, identifier: str) -> None:
        """Remove the row of an article that is no longer stored."""
        with self._connection:
            self._connection.execute("DELETE FROM article WHERE id = ?", (identifier,))

    # ------------------------------------------------------------------- since the last derivation

    def note_altered(self, identifier: str) -> None:
        """Write that an article has come, changed or gone, in whichever order with its row."""
        with self._connection:
            self._connection.execute("INSERT INTO altered VALUES (NULL, ?)", (identifier,))

    def altered(self) -> tuple[int, tuple[str, ...]]:
        """Return the articles that have come, changed or gone since they were forgotten last, by id, and the
        number up to which they may be forgotten."""
        rows = self._connection.execute("SELECT number, article FROM altered").fetchall()
        return max((row[0] for row in rows), default=0), tuple(sorted({row[1] for row in rows}))

    def forget_altered(self, number: int) -> None:
        """Forget what was altered up to a number: readers see what was derived with it."""
        with self._connection:
            self._connection.execute("DELETE FROM altered WHERE number <= ?", (number,))

    # ------------------------------------------------------------------------------ sizes of graphs

    def set_size(self, graph: str, quads: int) -> None:
        """Write how many quads a named graph has that is no article's."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO graph_size VALUES (?, ?)", (graph, quads))

    def grow(self, graph: str, quads: int) -> None:
        """Write that such a graph has more quads, or fewer."""
        with self._connection:
            self._connection.execute(
                "INSERT INTO graph_size VALUES (?1, ?2) ON CONFLICT (graph) DO UPDATE SET quads = quads + ?2",
                (graph, quads),
            )

    def count_quads(self) -> int:
        """Return the number of quads of all graphs."""
        sql = (
            "SELECT (SELECT coalesce(sum(quads), 0) FROM article WHERE status = ?)"
            " + (SELECT coalesce(sum(quads), 0) FROM graph_size)"
        )
        return int(self._connection.execute(sql, (CURRENT,)).fetchone()[0])

    # ------------------------------------------------------------------------- runs and derivations

    def enter_run(self, run: Run) -> None:
        """Write one run."""
        row = (run.id, run.ended, msgspec.json.encode(run))
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?)", row)

    def last_run(self) -> Run | None:
        """Return the run that ended last."""
        row = self._connection.execute("SELECT record FROM run ORDER BY ended DESC, id LIMIT 1").fetchone()
        return msgspec.json.decode(row[0], type=Run) if row else None

    def derived_from(self) -> str | None:
        """Return the hash of the rulings that readers see the effect of; None when that is unknown."""
        row = self._connection.execute("SELECT rulings FROM derivation").fetchone()
        return row[0] if row else None

    def enter_derivation(self, rulings: str | None) -> None:
        """Write that hash; None while something else is being written."""
        with self._connection:
            self._connection.execute("DELETE FROM derivation")
            if rulings is not None:
                self._connection.execute("INSERT INTO derivation VALUES (1, ?)", (rulings,))

    def _entries(self, where: str, *values: str) -> list[Entry]:
        columns = "id, path, source_key, url, published, digest, extractor, stamp, status, settled, quads"
        sql = f"SELECT {columns} FROM article {where} ORDER BY id"  # noqa: S608 # constants, see above
        rows = self._connection.execute(sql, values)
        return [Entry(*row) for row in rows]


def document_digest(document: Document) -> str:
    """Return a hash of what is known of a document beside its id and its source: what a corrected table of
    metadata, another folder or another reader changes."""
    known = (document.title, document.published, document.path, document.url, document.passages)
    return hashlib.sha256(msgspec.json.encode(known)).hexdigest()


def published_day(document: Document) -> str:
    """Return the document's publication date as text that sorts; "" when unknown."""
    published = document.published
    return (published.value or published.start or published.end or "") if published else ""
