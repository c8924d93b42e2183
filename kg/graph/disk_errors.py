"""What the disk refuses, told from damage: a full disk is no reason to throw an index away.

Comes in: what Python, SQLite or Oxigraph raised.  Goes out: why, in the system's words, and what to do.
Must not: try again.

Oxigraph gives no error number, only the system's words in a longer text; SQLite has numbers of its own.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from kg.errors import StoreError
from kg.query.snapshot import REBUILD

_SPACE = f"free some space there, then {REBUILD}"
_READ_ONLY = "see to its permissions, or name another folder with --store"

_ADVICE = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EFBIG: f"let files grow larger (ulimit -f), then {REBUILD}",
    errno.EMFILE: f"let a program open more files (ulimit -n), then {REBUILD}",
    errno.ENFILE: f"close other programs, which have too many files open, then {REBUILD}",
    errno.ENOMEM: f"close other programs, which have the memory, then {REBUILD}",
    errno.EBUSY: f"another program has it open: wait until that ends, then {REBUILD}",
    errno.EIO: f"see that there is space and that the disk is sound, then {REBUILD}",
}
"""What to do, by the number of the error."""

_SQLITE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
}

_DAMAGE = (
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,  # "unsupported file format", where one byte of the header is wrong
)
"""What SQLite finds when it opens a file that is broken; it has other numbers for all that keeps it from
looking."""


def refused(failure: str, store: Path, error: BaseException) -> StoreError:
    """Return the error that says what failed at a store, why, and what to do; `failure` goes before the path.

    >>> print(refused("cannot publish", Path("kg-store"), OSError(errno.ENOSPC, "No space left on device")))
    cannot publish kg-store (No space left on device): free some space there, then run kg build again; \
articles/ is intact, the index is rebuilt from it
    """
    number = refusal_number(error)
    if number is None:
        return StoreError(f"{failure} {store} ({error}): {_advise(error)}, then {REBUILD}")
    return StoreError(f"{failure} {store} ({os.strerror(number)}): {_ADVICE[number]}")


def damage(verdict: str) -> sqlite3.DatabaseError:
    """Return the error for a file in which SQLite's own check found something; `is_damage` knows it."""
    error = sqlite3.DatabaseError(verdict)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether a file of SQLite is known to be broken; one that only cannot be opened may be sound."""
    return _sqlite_number(error) in _DAMAGE


def is_refusal(error: BaseException | None) -> bool:
    """Tell whether the disk refused, so that what could not be opened may be sound."""
    return error is not None and refusal_number(error) is not None


def refusal_number(error: BaseException) -> int | None:
    """Return why the disk refused, as `errno` has it; None when it is not known that it did."""
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(_sqlite_number(error))
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno if error.errno in _ADVICE else None
    words = str(error)
    return next((number for number in _ADVICE if os.strerror(number) in words), None)


def _sqlite_number(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest is which way it failed


def _advise(error: BaseException) -> str:
    """Say what may help where it is not known why the disk refused: SQLite does not tell why a file cannot be
    opened."""
    if isinstance(error, sqlite3.Error) and _sqlite_number(error) == sqlite3.SQLITE_CANTOPEN:
        return "see that there is space, see to its permissions, let a program open more files (ulimit -n)"
    return "see that there is space"
