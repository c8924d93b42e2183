"""The mark of a store that was closed in good order, so that the next writer need not check all of it.

Comes in: the folder of a store, and what its writer knows when it closes it.  Goes out: the same, when the
next one opens the store and no file has another size or time since; None after a kill, a power cut, or when
somebody has changed, removed or restored a file.  Must not: know what the files mean.

The mark is the last file that a writer writes, and the first that the next one removes.  It says nothing of
`articles/`: those are looked at one by one whenever a store is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kg.graph.atomic import sync_folder, write_whole
from kg.query.snapshot import GRAPH_FOLDER, INDEX_FILE

MARK_FILE = "clean"
SPARE_FILE = "spare.sqlite"
"""A copy of the look-up index that no reader has any more; the next snapshot is made of it."""

_GRAPH_FILES = ("*.sst", "*.log", "CURRENT", "MANIFEST-*")
"""Files of an Oxigraph index that hold what is in it; readers may add others."""


class CleanMark(msgspec.Struct, frozen=True):
    """What a writer knew when it closed the store.

    `readable` tells whether what was published is sound.  `changed` are the pages of the look-up index that
    differ from the current snapshot's, `between` those by which that differs from the spare copy; None where
    that is not known.  `files` maps paths to size and time.
    """

    readable: bool
    changed: list[int] | None = None
    between: list[int] | None = None
    files: dict[str, str] = {}


def take_mark(store: Path) -> CleanMark | None:
    """Remove the mark of a store and return it, if it still holds."""
    file = store / MARK_FILE
    try:
        mark = msgspec.json.decode(file.read_bytes(), type=CleanMark)
    except (OSError, msgspec.MsgspecError):
        mark = None
    if file.exists():
        file.unlink()
        sync_folder(store)
    return mark if mark is not None and mark.files == file_stamps(store) else None


def leave_mark(store: Path, mark: CleanMark) -> None:
    """Write the mark, with the files of the store as they are now."""
    marked = msgspec.structs.replace(mark, files=file_stamps(store))
    write_whole(store / MARK_FILE, msgspec.json.encode(marked))


def file_stamps(store: Path) -> dict[str, str]:
    """Return size and time of every file of the indexes, the writer's and the published ones."""
    return {
        str(file.relative_to(store)): f"{found.st_size}:{found.st_mtime_ns}"
        for file in sorted(_index_files(store))
        if (found := file.stat())
    }


def _index_files(store: Path) -> Iterator[Path]:
    singles = ("format", "current", INDEX_FILE, f"{INDEX_FILE}-wal", SPARE_FILE)
    yield from (store / name for name in singles if (store / name).is_file())
    try:
        snapshot = store / "snapshots" / (store / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        snapshot = None
    for folder in (store, *([snapshot] if snapshot else [])):
        for pattern in _GRAPH_FILES:
            yield from (folder / GRAPH_FOLDER).glob(pattern)
    if snapshot and (snapshot / INDEX_FILE).is_file():
        yield snapshot / INDEX_FILE
