"""Opens a store's files for its writer; a broken index is thrown away, to be rebuilt from the articles.

Comes in: the folder of a store.  Goes out: open files.  Must not: touch `articles/`, or what it did not make.
"""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import IO

from kg.errors import StoreBusyError, StoreError
from kg.graph.atomic import remove_leftovers, write_whole
from kg.graph.dataset import open_dataset
from kg.graph.disk_errors import damage, is_damage, is_refusal, refused
from kg.graph.holdings import Log
from kg.graph.ledger import Ledger
from kg.graph.lock import try_lock
from kg.graph.service_index import ServiceIndex
from kg.graph.writable import WritableGraph
from kg.query.service.place import Place, Wanted, forget_place, read_place
from kg.query.snapshot import FORMAT, GRAPH_FOLDER, INDEX_FILE, is_store, read_format

WRITER_LOCK = "writer.lock"

_CACHE = 64_000
"""Kibibytes of pages that SQLite keeps in memory."""


def take_lock(path: Path) -> IO[bytes]:
    """Make the folder if need be and become its writer.

    Raises StoreBusyError while another one is, StoreError for a path that is something else than a store.
    """
    _refuse_other(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = try_lock(path / WRITER_LOCK)
    except OSError as error:
        raise StoreError(
            f"cannot write to {path} ({error.strerror}): name another folder with --store"
        ) from error
    if lock is None:
        raise StoreBusyError(f"another kg is writing to {path}: wait until it ends, or name another --store")
    return lock


def prepare_folder(path: Path, log: Log) -> None:
    """Write the format file of a new store; throw away the indexes of one of an older format."""
    found = read_format(path)
    if found == FORMAT:
        remove_leftovers(path)
        return
    if found and _number(found) > _number(FORMAT):
        raise StoreError(f"the store at {path} was written by a newer claimgraph ({found}): update this one")
    if is_store(path):
        log(f"the store was written by another version ({found or 'no format file'}); its index is rebuilt")
    shutil.rmtree(path / GRAPH_FOLDER, ignore_errors=True)
    _remove_index(path)
    write_whole(path / "format", f"{FORMAT}\n".encode())


def open_graph(path: Path, log: Log, wanted: Wanted, ledger: Ledger) -> WritableGraph:
    """Open the graph where it lies, or is `wanted` from now on; the ledger is told when all of it must be
    written.

    Raises StoreError for a service that does not answer, refuses, or belongs to another store.
    """
    known = read_place(path)
    if isinstance(wanted, Place):
        return _open_service(path, log, wanted, known, ledger)
    if known is not None and wanted is None:
        return _open_service(path, log, known, known, ledger)
    if known is not None:
        log(f"the graph is in the store's folder again; the service at {known.query} keeps what it has")
        ledger.forget_graph()  # first: a kill between the two has all written again, and nothing left out
        forget_place(path)
    return _open_folder(path, log, ledger)


def _open_folder(path: Path, log: Log, ledger: Ledger) -> WritableGraph:
    """Open the index in the folder, a new one if it is broken."""
    folder = path / GRAPH_FOLDER
    try:
        return open_dataset(folder)
    except StoreBusyError:
        raise
    except StoreError as error:
        if is_refusal(error.__cause__):
            raise refused("cannot open", path, error.__cause__ or error) from error
        log(f"{error}; it is rebuilt from the articles")
        shutil.rmtree(folder, ignore_errors=True)
        ledger.forget_graph()
        return open_dataset(folder)


def _open_service(path: Path, log: Log, place: Place, known: Place | None, ledger: Ledger) -> WritableGraph:
    """Open the index in a service; where that has not what the store published last, all is sent again."""
    moved = known is None or not known.same_addresses(place)
    index = ServiceIndex(path, replace(place, owner=known.owner) if known and moved else known or place)
    if index.holds_what_was_sent() and not moved:
        return index
    log(
        f"the graph lies in the service at {place.query} from now on; all of it is sent there"
        if moved
        else f"the service at {place.query} has not what this store sent last; all of it is sent again"
    )
    ledger.forget_graph()
    index.claim()
    shutil.rmtree(path / GRAPH_FOLDER, ignore_errors=True)
    return index


def open_index(path: Path, log: Log, *, clean: bool) -> sqlite3.Connection:
    """Open the SQLite index, a new one if it is broken; it is checked unless it was closed in good order.

    Raises sqlite3.DatabaseError, and leaves the file as it is, where it is not known to be broken: another
    program has it, or the system opens no more files.
    """
    try:
        return _connect(path, check=not clean)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        log(f"the look-up index was broken ({error}); it is rebuilt from the articles")
        _remove_index(path)
        return _connect(path, check=False)


def _connect(path: Path, *, check: bool) -> sqlite3.Connection:
    """Connect and check.  A power cut may take the last commits: each is safe to lose (see Ledger)."""
    connection = sqlite3.connect(path / INDEX_FILE)
    try:
        if check:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise damage(verdict)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _remove_index(path: Path) -> None:
    for file in path.glob(f"{INDEX_FILE}*"):
        file.unlink()


def _refuse_other(path: Path) -> None:
    """Refuse a file, and a folder that holds somebody else's files."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, not a store: name a folder with --store")
    if not path.exists() or is_store(path):
        return
    if any(file.name not in (WRITER_LOCK, "format.tmp") for file in path.iterdir()):
        raise StoreError(f"{path} holds other files and is no store: name a new or empty folder with --store")


def _number(line: str) -> int:
    last = line.rpartition(" ")[2]
    return int(last) if last.isdecimal() else 0
