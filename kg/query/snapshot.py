"""Where the published state of a store lies.

A store is a folder (docs/STORE.md); what readers open is the snapshot that the file `current` names.
Comes in: the folder that a person names.  Goes out: the folder of its current snapshot, held so that nobody
removes it or writes to it.
Must not: write, or import more than the standard library (look-ups start in a tenth of a second).
"""

from __future__ import annotations

import os
from pathlib import Path
from weakref import finalize

from kg.errors import StoreError
from kg.locks import lock_file

FORMAT = "claimgraph store, format 8"
"""The only line of the file `format`.  Raise the number when quads, rows or layout change: a store of
another number is rebuilt from its articles by the next build."""

INDEX_FILE = "index.sqlite"
GRAPH_FOLDER = "graph"
LOCK_FILE = "readers.lock"

_TRIES = 5


def is_store(path: Path) -> bool:
    """Tell whether the folder holds a store, be it a broken one: a format file, or stored articles."""
    return (path / "format").is_file() or any((path / "articles").glob("d-*.json*"))


def read_format(path: Path) -> str | None:
    """Return the line of the format file; None when it is missing or cannot be read."""
    try:
        return (path / "format").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None


def current_snapshot(path: Path) -> Path:
    """Return the folder of the published snapshot.

    Raises StoreError, saying what to do, when there is no store, one of another format, or none published.
    """
    if not is_store(path):
        raise StoreError(
            f"no store at {path}: name one with --store, or make it with kg build PATH --store {path}"
        )
    if read_format(path) != FORMAT:
        raise StoreError(f"the store at {path} was written by another version: {REBUILD}")
    try:
        number = (path / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise StoreError(_unfinished(path)) from None
    folder = path / "snapshots" / number
    if not number.isdecimal() or not (folder / INDEX_FILE).is_file():
        raise StoreError(f"the store at {path} is broken (snapshot {number!r} is missing): {REBUILD}")
    return folder


def _unfinished(path: Path) -> str:
    """Say what to do about a store that no build has finished; a first one may have read nothing."""
    if any((path / "articles").glob("d-*.json*")):
        return f"the store at {path} has no finished build yet: {REBUILD}"
    return f"nothing has been built yet in {path}: kg build PATH --store {path}"


class Hold:
    """A shared lock on a snapshot; it is given back by `release`, or when nobody has the hold any more."""

    def __init__(self, file: Path) -> None:
        """Lock the file; OSError when somebody is about to remove the snapshot, or has."""
        self._descriptor = os.open(file, os.O_RDONLY)
        self._closing = finalize(self, os.close, self._descriptor)
        try:
            lock_file(self, shared=True)
        except OSError:
            self.release()
            raise

    def fileno(self) -> int:
        """Return the descriptor of the open file."""
        return self._descriptor

    def release(self) -> None:
        """Give the lock back."""
        self._closing()


def hold_snapshot(store: Path) -> tuple[Path, Hold]:
    """Return the current copy and what keeps it; once that is released the copy may go.

    Another copy may be published, and this one removed, between two steps here: then the next one is taken.
    """
    for _ in range(_TRIES):
        folder = current_snapshot(store)
        try:
            hold = Hold(folder / LOCK_FILE)
        except OSError:
            continue
        if (folder / INDEX_FILE).is_file():
            return folder, hold
        hold.release()
    raise StoreError(f"the store at {store} is broken (its snapshot cannot be opened): {REBUILD}")


REBUILD = "run kg build again; articles/ is intact, the index is rebuilt from it"
"""What to do about a broken store; every message about one ends with it."""
