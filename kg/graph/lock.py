"""Locks that the operating system releases when their holder dies, so that none is ever stale.

Comes in: the path of a lock file.  Goes out: the open file that holds the lock; None when another does.
Must not: remove lock files (a removed one can be locked twice).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], *, shared: bool) -> None:
        if not shared:  # Windows refuses to delete an open file, so readers need no lock there
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes], *, shared: bool) -> None:
        fcntl.flock(file.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def try_lock(path: Path, *, shared: bool = False) -> IO[bytes] | None:
    """Lock the file, without waiting; closing it gives the lock back.

    Many may hold it `shared` (readers of a snapshot, who need no right to write), one alone otherwise.
    """
    file = path.open("rb" if shared else "ab")
    try:
        _take(file, shared=shared)
    except OSError:
        file.close()
        return None
    return file
