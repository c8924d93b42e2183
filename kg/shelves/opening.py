"""Opens what stages remember, and tells whether it is in step with what readers see.

Comes in: the folder of a store.  Goes out: `Shelves`.  All that is written in one build is one transaction,
committed after the store was published, with the name of what was published: when the two do not agree (a
build was killed in between, another program published) nothing that is remembered counts, and everything is
derived anew.  Must not: write to any other file of the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import StoreError
from kg.query.snapshot import current_snapshot
from kg.shelves.claims import ClaimShelf
from kg.shelves.outcomes import Outcomes
from kg.shelves.parts import SqlitePartShelf

MEMORY_FILE = "memory.sqlite"

_STATE = """
CREATE TABLE IF NOT EXISTS state (
    only INTEGER PRIMARY KEY CHECK (only = 1), program TEXT NOT NULL, published TEXT NOT NULL,
    since INTEGER NOT NULL
)
"""


class Shelves:
    """What resolution and comparison remember of the articles of one store."""

    def __init__(self, store: Path, connection: sqlite3.Connection, program: str) -> None:
        """Make the tables if need be."""
        self._store, self._connection, self._program = store, connection, program
        self.parts = SqlitePartShelf(connection)
        self.claims = ClaimShelf(connection)
        self.outcomes = Outcomes(connection)
        row = connection.execute("SELECT published, since FROM state").fetchone()
        published, since = row or ("", 0)
        self.since_whole: int = since
        """Articles that were derived by themselves since all were."""
        self.in_step = bool(published) and published == _published(store)
        """Whether this goes with what readers see; if not, it must be begun anew."""

    def note_local(self, changed: int) -> None:
        """Say that so many articles are about to be derived by themselves."""
        self.since_whole += changed

    def note_whole(self) -> None:
        """Forget everything: it is about to be derived anew."""
        self.since_whole, self.in_step = 0, True
        for shelf in (self.parts, self.claims, self.outcomes):
            shelf.clear()

    def keep(self) -> None:
        """Keep what was derived, now that the store is published; what is not in step is left as it is."""
        if self.in_step:
            row = (self._program, _published(self._store), self.since_whole)
            self._connection.execute("INSERT OR REPLACE INTO state VALUES (1, ?, ?, ?)", row)
            self._connection.commit()


@contextmanager
def open_shelves(store: Path, program: str) -> Iterator[Shelves]:
    """Open the memory of a store; what is not kept is taken back.  A broken one is begun anew, and one that
    another program made (its tables may be others)."""
    try:
        connection = _connect_anew(store, program)
        try:
            yield Shelves(store, connection, program)
        finally:
            _close(connection)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"cannot write {store / MEMORY_FILE} ({error}): see that there is space and that it can be "
            "written to, then run kg build again; nothing is lost"
        ) from error


def _connect_anew(store: Path, program: str) -> sqlite3.Connection:
    """Connect; to an empty file where the one that is there is broken, or another program's."""
    try:
        return _connect(store, program)
    except sqlite3.OperationalError:  # the disk refuses: the file may be sound
        raise
    except sqlite3.DatabaseError:
        for file in store.glob(f"{MEMORY_FILE}*"):
            file.unlink()
        return _connect(store, program)


def _close(connection: sqlite3.Connection) -> None:
    """Close, without what was not kept."""
    try:
        connection.rollback()
    finally:
        connection.close()


def _connect(store: Path, program: str) -> sqlite3.Connection:
    """Connect and check; DatabaseError when the file is broken or another program's."""
    connection = sqlite3.connect(store / MEMORY_FILE)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -100000")  # KiB
        connection.execute(_STATE)
        row = connection.execute("SELECT program FROM state").fetchone()
        if row is not None and row[0] != program:
            raise sqlite3.DatabaseError("made by another program")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _published(store: Path) -> str:
    """Return the name of what readers see; "" if nothing is published."""
    with suppress(StoreError):
        return current_snapshot(store).name
    return ""
