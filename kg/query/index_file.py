"""The SQLite file of a snapshot, opened to read.

Comes in: the snapshot's folder and SQL.  Goes out: rows, or views decoded by their type.
Must not: write, or let an `sqlite3` error through (it becomes a StoreError that says what to do).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kg.errors import StoreError
from kg.query.snapshot import INDEX_FILE, REBUILD

View = TypeVar("View")
Row = tuple[Any, ...]

_BATCH = 500
"""Values in one SQL statement; SQLite takes 32,766 at most."""


class IndexFile:
    """Look-up rows of one snapshot; it never changes, so it is read without locks."""

    def __init__(self, snapshot: Path) -> None:
        """Open the file; StoreError when it is no SQLite file."""
        self._path = snapshot / INDEX_FILE
        place = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(place, uri=True)
        except sqlite3.Error as error:
            raise StoreError(
                f"the look-up index {self._path} cannot be opened ({error}): {REBUILD}"
            ) from error

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"the look-up index {self._path} is broken ({error}): {REBUILD}") from error

    def batches(self, sql: str, values: Iterable[object]) -> Iterator[Row]:
        """Yield the rows of a query that takes any number of values: `{}` stands where their marks go, and it
        is asked as often as need be."""
        rest = iter(values)
        while batch := list(islice(rest, _BATCH)):
            yield from self.rows(sql.format(", ".join("?" * len(batch))), *batch)

    def views(self, view: type[View], sql: str, *values: object) -> tuple[View, ...]:
        """Return the views that stand in the first column of a query's rows."""
        return self.decoded(view, (payload for payload, *_ in self.rows(sql, *values)))

    def decoded(self, view: type[View], payloads: Iterable[bytes]) -> tuple[View, ...]:
        """Return the views that rows hold as JSON."""
        decoder = msgspec.json.Decoder(view)
        try:
            return tuple(decoder.decode(payload) for payload in payloads)
        except msgspec.MsgspecError as error:
            raise StoreError(
                f"the look-up index {self._path} is of another shape ({error}): {REBUILD}"
            ) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
