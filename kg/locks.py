"""Locks that the operating system releases when their holder dies, so that none is ever stale.

Comes in: an open file.  Goes out: nothing; closing the file gives the lock back.
Must not: open or remove a file.
"""

from __future__ import annotations

import sys
from typing import Protocol


class Opened(Protocol):
    """An open file."""

    def fileno(self) -> int:
        """Return its descriptor."""


if sys.platform == "win32":
    import msvcrt

    def lock_file(file: Opened, *, shared: bool = False, wait: bool = False) -> None:
        """Lock an open file, at once or when others give it back; OSError if another holds it.

        Many may hold it `shared`, one alone otherwise.  Windows refuses to delete an open file, so that
        sharing needs no lock there; it locks the byte at the file's position, which nobody can read then.
        """
        if not shared:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock_file(file: Opened, *, shared: bool = False, wait: bool = False) -> None:
        """Lock an open file, at once or when others give it back; OSError if another holds it.

        Many may hold it `shared`, one alone otherwise.
        """
        fcntl.flock(
            file.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        )
