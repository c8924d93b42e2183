"""Publishing writes what has changed, and a store that was closed in good order is opened without a check."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kg.graph import opening, snapshots
from kg.graph.clean_mark import MARK_FILE, SPARE_FILE
from kg.graph.page_copy import logged_pages
from kg.graph.store import StoreWriter, open_for_reading, open_for_writing
from kg.query import snapshot
from kg.query.lookups import Lookups
from tests.unit.store.world import build, derive, small_reading


def number(path: Path) -> str:
    return (path / "current").read_text().strip()


def published(path: Path) -> bytes:
    return (path / "snapshots" / number(path) / "index.sqlite").read_bytes()


def put_and_publish(writer: StoreWriter, name: str) -> None:
    writer.put(small_reading(f"{name}.txt", f"Bridge {name} is open. " * 30))
    derive(writer)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a spare copy: it was published twice."""
    for name in "ab":
        build(tmp_path / "store", small_reading(f"{name}.txt", f"Bridge {name} is open."))
    return tmp_path / "store"


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("this reads or writes the whole index")


def test_what_is_published_is_the_writers_file_page_for_page(store: Path) -> None:
    for session in range(3):
        with open_for_writing(store) as writer:
            for name in (f"c{session}", f"d{session}"):
                put_and_publish(writer, name)
                found, expected = (
                    bytearray(published(store)),
                    bytearray((store / "index.sqlite").read_bytes()),
                )
                assert found[18:20] == b"\x01\x01"
                found[18:20] = expected[18:20]
                assert found == expected
            writer.put(small_reading(f"e{session}.txt", "Not published yet."))


def test_it_is_written_page_by_page_across_builds(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "copyfile", refuse)
    for name in "cde":
        build(store, small_reading(f"{name}.txt", f"Bridge {name} is open."))
    assert [one.path for one in Lookups(store).documents()] == [f"{name}.txt" for name in "abcde"]


def test_a_file_that_shrank_is_cut(store: Path) -> None:
    with open_for_writing(store) as writer:
        for name in "cdefgh":
            put_and_publish(writer, name)
        writer.put_derived((), (), ())
        writer.publish()
    with sqlite3.connect(store / "index.sqlite") as index:
        index.execute("VACUUM")
    index.close()
    build(store)
    with sqlite3.connect(store / "snapshots" / number(store) / "index.sqlite") as index:
        assert index.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    index.close()


def test_readers_keep_what_they_opened_however_much_is_published(store: Path) -> None:
    with open_for_reading(store) as reader:
        lookups = Lookups(store)
        before = lookups.documents()
        with open_for_writing(store) as writer:
            for name in "cdefg":
                put_and_publish(writer, name)
        assert lookups.documents() == reader.lookups.documents() == before
        assert len(Lookups(store).documents()) == 7


def test_a_store_that_was_closed_in_good_order_is_not_checked(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "open_published", refuse)
    checked: list[bool] = []
    connect = opening._connect

    def noted(path: Path, *, check: bool) -> sqlite3.Connection:
        checked.append(check)
        return connect(path, check=check)

    monkeypatch.setattr(opening, "_connect", noted)
    with open_for_writing(store) as writer:
        assert writer.published
        assert not (store / MARK_FILE).exists()
    assert checked == [False]
    (store / MARK_FILE).unlink()
    with pytest.raises(AssertionError), open_for_writing(store):
        pass


@pytest.mark.parametrize("changed", ["index.sqlite", "current", SPARE_FILE, "snapshots/{}/index.sqlite"])
def test_the_mark_of_a_store_that_somebody_changed_does_not_count(store: Path, changed: str) -> None:
    file = store / changed.format(number(store))
    file.write_bytes(file.read_bytes())
    build(store, small_reading("c.txt", "The ferry runs."))
    assert len(Lookups(store).documents()) == 3
    with sqlite3.connect(store / "snapshots" / number(store) / "index.sqlite") as index:
        assert index.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    index.close()


def test_the_mark_does_not_count_for_a_program_of_another_format(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (opening, snapshot):
        monkeypatch.setattr(module, "FORMAT", "claimgraph store, format 98")
    build(store, small_reading("c.txt", "The ferry runs."))
    assert len(Lookups(store).documents()) == 3
    with open_for_reading(store) as reader:
        assert reader.lookups.summary().quads == len(reader.graph)


def test_after_an_error_of_the_index_there_is_no_mark(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    with open_for_writing(store) as writer:
        monkeypatch.setattr(writer._index, "apply", fail)
        with pytest.raises(Exception, match="disk full"):
            derive(writer)
    assert not (store / MARK_FILE).exists()


def test_the_pages_of_a_log_are_those_of_whole_transactions(tmp_path: Path) -> None:
    index = sqlite3.connect(tmp_path / "a.sqlite")
    index.execute("PRAGMA journal_mode = WAL")
    index.execute("PRAGMA wal_autocheckpoint = 0")
    index.execute("CREATE TABLE one (a)")
    index.execute("CREATE TABLE two (a)")
    index.commit()
    index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert logged_pages(tmp_path / "a.sqlite-wal") == set()
    index.execute("INSERT INTO two VALUES (1)")
    index.commit()
    assert logged_pages(tmp_path / "a.sqlite-wal") == {3}
    assert logged_pages(tmp_path / "nowhere") == set()
    index.close()
