"""Where a store's log of decisions lies: beside the store, not in it, so that deleting the store (an index)
loses no decision and the log can be versioned with the articles.

Comes in: the folder of a store.  Goes out: a path.  Must not: read the log.
"""

from __future__ import annotations

import os
from pathlib import Path

from kg.config import LOG_SUFFIX
from kg.errors import InputError

MEMORY_FILE = "decisions"
"""In the store: one line, the path of its log; relative to the folder that holds the store, or absolute; or
`BESIDE`."""

BESIDE = f"*{LOG_SUFFIX}"
"""Stands for the file beside the store that has its name, so that a store that is copied or renamed with its
log goes on with that one."""


def log_path(store: Path, asked: Path | None = None) -> Path:
    """Return the path of the log: the one asked for, else the one that the store remembers, else the file
    beside the store.

    InputError when that file is gone, or was never there while the store has another: going on would drop
    decisions.
    """
    remembered = remembered_log(store)
    path = asked or remembered or default_log(store)
    if remembered is None or path.exists():
        return path
    if not remembered.exists():
        raise InputError(
            f"the log of decisions of {store} is gone: put {remembered} back (of a store that was copied or "
            "renamed, copy or rename the log too), or name another one that is there with --decisions FILE "
            "(an empty file for none)"
        )
    raise InputError(
        f"there is no log of decisions at {path}, and {store} has one at {remembered}: name that, or leave "
        "--decisions out; copy it there first if it is to move"
    )


def default_log(store: Path) -> Path:
    """Return the path of the log when nobody chose another: "kg-store.decisions.jsonl" beside "kg-store"."""
    itself = _itself(store)
    return itself.with_name(f"{itself.name}{LOG_SUFFIX}")


def remembered_log(store: Path) -> Path | None:
    """Return the path that the store remembers, whether or not a file is there."""
    try:
        line = (store / MEMORY_FILE).read_bytes().decode("utf-8", "surrogateescape").strip("\r\n")
    except OSError:
        return None
    if line == BESIDE:
        return default_log(store)
    return _itself(store).parent / line if line else None


def remember_log(store: Path, path: Path) -> None:
    """Let the store remember its log, in one step; the store must be there."""
    whole, around = path.resolve(), _itself(store).parent.resolve()
    line = whole.relative_to(around).as_posix() if whole.is_relative_to(around) else str(whole)
    if whole == default_log(store).resolve():
        line = BESIDE
    payload = f"{line}\n".encode("utf-8", "surrogateescape")
    file = store / MEMORY_FILE
    if file.is_file() and file.read_bytes() == payload:
        return
    beside = file.with_name(f"{MEMORY_FILE}.tmp")
    with beside.open("wb") as stream:
        stream.write(payload)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)


def _itself(store: Path) -> Path:
    """Return the path of the store itself, also where the one given is a link to it, or "."."""
    plain = store.name not in ("", "..") and not store.is_symlink()
    return store if plain else store.resolve()
