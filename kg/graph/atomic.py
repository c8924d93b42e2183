"""Files that are there wholly or not at all: written beside their place, synced, then renamed.

Comes in: a path and bytes.  Must not: know what the bytes mean.
"""

from __future__ import annotations

import os
from pathlib import Path

LEFTOVER = ".tmp"
"""Suffix of a file that is being written; one that a killed build left is removed by the next."""


def write_whole(path: Path, payload: bytes) -> None:
    """Replace the file's content in one step that a kill or a power cut cannot split."""
    beside = path.with_name(path.name + LEFTOVER)
    with beside.open("wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def append_line(path: Path, line: str) -> None:
    """Append a line that has reached the disk when this returns; a kill may tear this line, and no other."""
    with path.open("ab") as file:
        file.write(f"\n{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def remove_leftovers(folder: Path) -> None:
    """Remove what an interrupted `write_whole` left in the folder."""
    for file in folder.glob(f"*{LEFTOVER}"):
        file.unlink()


def sync_folder(folder: Path) -> None:
    """Make the rename itself last; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
