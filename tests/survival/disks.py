"""Disks that refuse: small ones, read-only ones, ones without inodes; and programs that meet them.

Comes in: a folder.  Goes out: a mounted tmpfs; what a build in a child came to.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ClaimgraphError
from tests.survival.building import State, build_state
from tests.survival.killing import run_child

DONE = "done"
FILLER = "filler"


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A tmpfs with mount options; the test is skipped where nothing can be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if sys.platform != "linux" or mount is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a small disk needs Linux and the right to mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    """Change a mounted tmpfs: `ro`, `rw`, `size=...`."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def fill(folder: Path, left: int) -> None:
    """Leave so many bytes on a disk."""
    found = os.statvfs(folder)
    with suppress(OSError), (folder / FILLER).open("wb", buffering=0) as file:  # others write meanwhile
        file.write(bytes(max(0, found.f_bavail * found.f_bsize - left)))


def take_inodes(folder: Path) -> None:
    """Leave no inode on a disk."""
    (folder / FILLER).mkdir()
    for number in range(os.statvfs(folder).f_favail):
        try:
            (folder / FILLER / str(number)).touch()
        except OSError:
            return


def clear(folder: Path) -> None:
    """Take back what filled a disk."""
    filler = folder / FILLER
    if filler.is_dir():
        shutil.rmtree(filler)
    filler.unlink(missing_ok=True)


# --------------------------------------------------------------------------------------- what goes wrong


def full_disk(disk: Path, left: int) -> None:
    """The disk is full but for some bytes."""
    fill(disk, left)


def no_inodes(disk: Path, _: int) -> None:
    """The disk takes no new file."""
    take_inodes(disk)


def short_files(_: Path, most: int) -> None:
    """No file may grow beyond some bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def failing_sync(_: Path, calls: int) -> None:
    """After some calls the disk reports that what was written has not reached it."""
    real, left = os.fsync, [calls]

    def fsync(descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    os.fsync = fsync  # type: ignore[assignment]


Trouble = Callable[[Path, int], None]


def attempt(store: Path, state: State, phase: str = "", trouble: Trouble = full_disk, size: int = 0) -> str:
    """Build in a child in which trouble begins with a phase; return DONE, or how it failed."""
    told: list[str] = []

    def watch(words: Any, pipe: Connection) -> bool:
        told.append(words)
        return False

    run_child(_attempt, store, state, phase, trouble, size, watch=watch)
    return told[-1]


def _attempt(
    tell: Callable[[str], None], store: Path, state: State, phase: str, trouble: Trouble, size: int
) -> None:
    def begin(reached: str) -> None:
        if reached == phase:
            trouble(store.parent, size)

    try:
        build_state(store, state, begin)
    except ClaimgraphError as error:
        tell(str(error))
    else:
        tell(DONE)
