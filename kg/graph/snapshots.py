"""What readers open: numbered copies of both indexes, and the file `current` that names one of them.

Comes in: the writer's graph and SQLite connection.  Goes out: a folder that nobody writes to again.
Must not: touch a copy that somebody reads (each reader holds a shared lock on the copy's lock file).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from kg.errors import StoreError
from kg.graph.atomic import write_whole
from kg.graph.dataset import open_snapshot
from kg.graph.lock import try_lock
from kg.query.snapshot import GRAPH_FOLDER, INDEX_FILE, REBUILD, current_snapshot

LOCK_FILE = "readers.lock"

_TRIES = 5


def publish_snapshot(store: Path, graph: Store, index: sqlite3.Connection) -> Path:
    """Copy both indexes (the graph's files as hard links), then make the copy current in one step."""
    folder = store / "snapshots" / str(_next_number(store))
    folder.mkdir(parents=True)
    (folder / LOCK_FILE).touch()
    graph.backup(folder / GRAPH_FOLDER)
    with closing(sqlite3.connect(folder / INDEX_FILE)) as copy:
        index.backup(copy)
        copy.execute(
            "PRAGMA journal_mode = DELETE"
        )  # one file, that can be read where nothing can be written
    write_whole(store / "current", f"{folder.name}\n".encode())
    remove_old(store)
    return folder


def hold_snapshot(store: Path) -> tuple[Path, IO[bytes]]:
    """Return the current copy and the lock that keeps it; closing the lock lets the copy go.

    Another copy may be published, and this one removed, between two steps here: then the next one is taken.
    """
    for _ in range(_TRIES):
        folder = current_snapshot(store)
        try:
            lock = try_lock(folder / LOCK_FILE, shared=True)
        except OSError:
            continue
        if lock is not None and folder.is_dir():
            return folder, lock
    raise StoreError(f"the store at {store} is broken (its snapshot cannot be opened): {REBUILD}")


def is_readable(store: Path) -> bool:
    """Tell whether a snapshot is published and both its indexes are sound."""
    try:
        folder = current_snapshot(store)
        with closing(
            sqlite3.connect(f"{(folder / INDEX_FILE).resolve().as_uri()}?mode=ro", uri=True)
        ) as index:
            (verdict,) = index.execute("PRAGMA quick_check(1)").fetchone()
        open_snapshot(folder / GRAPH_FOLDER)
    except (StoreError, sqlite3.DatabaseError):
        return False
    return bool(verdict == "ok")


def remove_old(store: Path) -> None:
    """Remove every copy that is neither current nor being read."""
    current = _current(store)
    for folder in _numbered(store):
        if folder.name != current and not _is_read(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _current(store: Path) -> str | None:
    try:
        return (store / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _numbered(store: Path) -> list[Path]:
    return [folder for folder in (store / "snapshots").glob("*") if folder.name.isdecimal()]


def _next_number(store: Path) -> int:
    return max((int(folder.name) for folder in _numbered(store)), default=0) + 1


def _is_read(folder: Path) -> bool:
    file = folder / LOCK_FILE
    if not file.is_file():
        return False
    lock = try_lock(file)
    if lock is None:
        return True
    lock.close()
    return False
