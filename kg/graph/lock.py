"""Lock files: one for the writer of a store, one in every snapshot.

Comes in: the path of a lock file.  Goes out: the open file that holds the lock; None when another does.
Must not: remove lock files (a removed one can be locked twice).
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

from kg.locks import lock_file


def try_lock(path: Path, *, shared: bool = False) -> IO[bytes] | None:
    """Lock the file, without waiting; closing it gives the lock back.

    Many may hold it `shared` (readers of a snapshot, who need no right to write), one alone otherwise.
    """
    file = path.open("rb" if shared else "ab")
    try:
        lock_file(file, shared=shared)
    except OSError:
        file.close()
        return None
    return file
