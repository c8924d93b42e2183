"""The copy of the writer's SQLite file that readers get, brought up to date page by page.

Comes in: the writer's connection, and a copy of an earlier state.  Goes out: a copy of the present state, in
as much time as has changed.  Must not: touch a copy that somebody may be reading.

Between two checkpoints SQLite's write-ahead log holds every page that has changed; since `PageTrack` alone
makes checkpoints, no change escapes it.  Where anything is not known for certain, the whole file is copied.

Notes: https://www.sqlite.org/fileformat2.html#walformat (header of 32 bytes, frames of 24 and a page each;
the salts of a frame are those of the header while it counts; a frame that ends a transaction has the size of
the database in its second field).  Bytes 18 and 19 of a database are 2 in WAL mode, and 1 for a single file
that can be read where nothing can be written.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

_WAL_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MODES = slice(18, 20)
_MOST = 20_000
"""Pages that are written one by one; more of them, and the whole file is copied as fast."""

_LONGEST = 64 * 2**20
"""Bytes that the log may have between two articles: about 16,000 pages."""


class PageTrack:
    """Which pages of the writer's file have changed since the current snapshot was made.

    `changed` is None where that is not known.
    """

    def __init__(self, connection: sqlite3.Connection, file: Path, changed: Iterable[int] | None) -> None:
        """Take the connection, whose log holds changes that `changed` does not have."""
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        self._connection = connection
        self._file = file
        self._log = file.with_name(f"{file.name}-wal")
        self.changed = None if changed is None else set(changed)

    def relieve(self) -> None:
        """Make a checkpoint if the log has grown long."""
        if self._log.exists() and self._log.stat().st_size > _LONGEST:
            self.checkpoint()

    def checkpoint(self) -> None:
        """Bring the file up to date, and note what has changed in it."""
        if self.changed is not None:
            self.changed |= logged_pages(self._log)
        busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("the look-up index is in use by another program")

    def copy(self, target: Path, spare: Path | None, also: Iterable[int]) -> None:
        """Make `target` a copy of the present state.

        `spare`, where there is one, is used up for that: it is a copy from which pages differ that `also`
        names, beside those that are known to have changed.
        """
        self.checkpoint()
        if spare is not None and self.changed is not None:
            write_pages(self._file, spare, self.changed.union(also))
            spare.replace(target)
        else:
            shutil.copyfile(self._file, target)
        make_single(target)

    def restart(self) -> set[int] | None:
        """Begin anew with nothing changed; return what had, None if that was not known or too much."""
        before, self.changed = self.changed, set()
        return before if before is not None and len(before) <= _MOST else None


def logged_pages(log: Path) -> set[int]:
    """Return the numbers of the pages that committed transactions of a write-ahead log have written."""
    try:
        with log.open("rb") as file:
            return _read_frames(file)
    except FileNotFoundError:
        return set()


def _read_frames(file: BinaryIO) -> set[int]:
    header = file.read(_WAL_HEADER.size)
    if len(header) < _WAL_HEADER.size:
        return set()
    _, _, page_size, _, *salts, _, _ = _WAL_HEADER.unpack(header)
    committed: set[int] = set()
    waiting: set[int] = set()
    while len(frame := file.read(_FRAME.size)) == _FRAME.size:
        page, size, *frame_salts, _, _ = _FRAME.unpack(frame)
        if frame_salts != salts:
            break
        waiting.add(page)
        if size:
            committed |= waiting
            waiting = set()
        file.seek(page_size, os.SEEK_CUR)
    return committed


def write_pages(source: Path, copy: Path, pages: Iterable[int]) -> None:
    """Write some pages of one SQLite file into a copy of it, the first among them, and cut it to its size."""
    with source.open("rb") as there, copy.open("r+b") as here:
        size, length = os.fstat(there.fileno()).st_size, _page_size(there)
        for page in sorted({1, *pages}):
            offset = (page - 1) * length
            if offset < size:
                there.seek(offset)
                here.seek(offset)
                here.write(there.read(length))
        here.truncate(size)


def _page_size(file: BinaryIO) -> int:
    file.seek(16)
    (found,) = struct.unpack(">H", file.read(2))
    return 65_536 if found == 1 else int(found)


def make_single(file: Path) -> None:
    """Say in a copied file that no log belongs to it, and see it onto the disk."""
    with file.open("r+b") as opened:
        opened.seek(_MODES.start)
        opened.write(b"\x01\x01")
        opened.flush()
        os.fsync(opened.fileno())
