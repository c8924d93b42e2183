"""What readers open: numbered copies of both indexes, and the file `current` that names one of them.

Comes in: the writer's graph and look-up index.  Goes out: a folder that nobody writes to while it is current
or read.  Must not: touch a copy that somebody reads (each reader holds a shared lock on its lock file).

The look-up index of the copy before becomes the spare copy, and the next snapshot's when what has changed
since is written into it: publishing costs as much as has changed.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from kg.errors import StoreError
from kg.graph.atomic import sync_folder, write_whole
from kg.graph.clean_mark import SPARE_FILE
from kg.graph.lock import try_lock
from kg.graph.page_copy import PageTrack
from kg.graph.writable import WritableGraph
from kg.query.published import open_published
from kg.query.snapshot import GRAPH_FOLDER, INDEX_FILE, LOCK_FILE, current_snapshot


class Publisher:
    """Makes snapshots of one store; `between` are the pages by which the current one differs from the spare
    copy of the look-up index, None where there is no such copy, or that is not known."""

    def __init__(self, store: Path, track: PageTrack, between: Iterable[int] | None) -> None:
        """Take what is known of the published files."""
        self._store = store
        self._track = track
        self.between = None if between is None else set(between)

    def publish(self, graph: WritableGraph) -> Path:
        """Copy both indexes (the graph's files as hard links, of the look-up index what has changed), then
        make the copy current in one step."""
        former = _current(self._store)
        folder = self._store / "snapshots" / str(_next_number(self._store))
        folder.mkdir(parents=True)
        (folder / LOCK_FILE).touch()
        graph.publish(folder / GRAPH_FOLDER)
        spare = self._store / SPARE_FILE
        known = self.between is not None and spare.is_file()
        self._track.copy(folder / INDEX_FILE, spare if known else None, self.between or ())
        sync_folder(folder)
        write_whole(self._store / "current", f"{folder.name}\n".encode())
        changed = self._track.restart()
        self.between = changed if _keep_spare(self._store, former) else None
        remove_old(self._store)
        return folder


def _keep_spare(store: Path, number: str | None) -> bool:
    """Make the look-up index of a former snapshot the spare copy; False if somebody reads it."""
    spare = store / SPARE_FILE
    spare.unlink(missing_ok=True)
    folder = store / "snapshots" / (number or "none")
    lock = _lock_alone(folder)
    if lock is None:
        return False
    with lock, suppress(OSError):  # Windows keeps what somebody has open
        (folder / INDEX_FILE).replace(spare)
        shutil.rmtree(folder, ignore_errors=True)
    return spare.is_file()


def is_readable(store: Path) -> bool:
    """Tell whether a snapshot is published and both its indexes are sound."""
    try:
        folder = current_snapshot(store)
        with closing(
            sqlite3.connect(f"{(folder / INDEX_FILE).resolve().as_uri()}?mode=ro", uri=True)
        ) as index:
            (verdict,) = index.execute("PRAGMA quick_check(1)").fetchone()
        open_published(folder)
    except (StoreError, sqlite3.DatabaseError):
        return False
    return bool(verdict == "ok")


def remove_old(store: Path) -> None:
    """Remove every copy that is neither current nor being read."""
    current = _current(store)
    for folder in _numbered(store):
        if folder.name == current:
            continue
        if not (folder / LOCK_FILE).is_file():
            shutil.rmtree(folder, ignore_errors=True)
        elif lock := try_lock(folder / LOCK_FILE):
            with lock:
                shutil.rmtree(folder, ignore_errors=True)


def _current(store: Path) -> str | None:
    try:
        return (store / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _numbered(store: Path) -> list[Path]:
    return [folder for folder in (store / "snapshots").glob("*") if folder.name.isdecimal()]


def _next_number(store: Path) -> int:
    current = _current(store) or ""
    numbers = [int(folder.name) for folder in _numbered(store)]
    return max([*numbers, int(current) if current.isdecimal() else 0]) + 1


def _lock_alone(folder: Path) -> IO[bytes] | None:
    """Return the lock of a copy that nobody reads, held so that nobody can begin to; None if somebody does,
    or there is no such copy."""
    file = folder / LOCK_FILE
    return try_lock(file) if file.is_file() and (folder / INDEX_FILE).is_file() else None
