"""An index that cannot be opened is not thrown away unless it is known to be broken: it alone has the log of
runs."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph.article_files import check_articles
from kg.graph.store import open_for_writing
from kg.model import Run
from tests.records import dam_reading
from tests.unit.store.world import build

DAM = dam_reading().document.id
RUN = Run("run-1", "0.1.0", "s", "2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z", (), ())


@pytest.fixture
def built(tmp_path: Path) -> Path:
    store = build(tmp_path / "store", dam_reading())
    with open_for_writing(store) as writer:
        writer.put_run(RUN)
    return store


def runs(store: Path) -> int:
    with closing(sqlite3.connect(store / "index.sqlite")) as index:
        return int(index.execute("SELECT count(*) FROM run").fetchone()[0])


@contextmanager
def held_by_another(store: Path) -> Iterator[None]:
    """Somebody looks into the index with a tool that keeps all others out."""
    with closing(sqlite3.connect(store / "index.sqlite")) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.parametrize("clean", [True, False])
def test_an_index_that_another_program_holds_is_kept(
    built: Path, monkeypatch: pytest.MonkeyPatch, clean: bool
) -> None:
    if not clean:
        (built / "clean").unlink()
    file = (built / "index.sqlite").stat().st_ino
    notes: list[str] = []
    with held_by_another(built), monkeypatch.context() as patched:
        patched.setattr("sqlite3.connect", partial(sqlite3.connect, timeout=0))
        with (
            pytest.raises(StoreError, match="another program has it open: wait until that ends"),
            open_for_writing(built, notes.append),
        ):
            pytest.fail("it was opened")
    assert notes == []
    build(built)
    assert (built / "index.sqlite").stat().st_ino == file
    assert runs(built) == 1


@contextmanager
def few_files(more: int) -> Iterator[None]:
    """This process may open so many more files."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    last = max(int(number) for number in os.listdir("/proc/self/fd"))  # noqa: PTH208
    held = [os.dup(0)]
    while held[-1] <= last:  # numbers that other tests have given back
        held.append(os.dup(0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (held[-1] + 1 + more, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for number in held:
            os.close(number)


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on open files as Linux has it")
def test_a_system_that_opens_no_more_files_is_no_reason_to_throw_the_index_away(built: Path) -> None:
    file = (built / "index.sqlite").stat().st_ino
    told = []
    for more in range(1, 8):
        (built / "clean").unlink(missing_ok=True)
        try:
            with few_files(more), open_for_writing(built):
                pass
        except StoreError as error:
            told.append(str(error))
        assert (built / "index.sqlite").stat().st_ino == file
    assert any("unable to open database file" in one and "ulimit -n" in one for one in told)
    assert runs(built) == 1


@pytest.mark.parametrize(("at", "byte"), [(0, 0), (47, 77), (100, 0), (59, 3)])
def test_a_broken_header_is_damage(built: Path, at: int, byte: int) -> None:
    index = built / "index.sqlite"
    payload = bytearray(index.read_bytes())
    payload[at] = byte
    index.write_bytes(payload)
    notes: list[str] = []
    build(built, log=notes.append)
    assert any("the look-up index was broken" in note for note in notes)


def test_what_the_check_of_the_index_finds_is_damage(built: Path) -> None:
    index = built / "index.sqlite"
    payload = index.read_bytes()
    middle = len(payload) // 2 // 4096 * 4096
    index.write_bytes(payload[:middle] + b"\xff" * 4096 + payload[middle + 4096 :])
    notes: list[str] = []
    build(built, log=notes.append)
    assert any("the look-up index was broken" in note for note in notes)


class TestAnArticleThatTheDiskDoesNotGive:
    """It may be sound, so it is not set aside."""

    @pytest.fixture
    def failing(self, built: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        real = Path.read_bytes

        def fail(ending: str) -> None:
            def read_bytes(path: Path) -> bytes:
                if path.name == f"{DAM}{ending}":
                    raise OSError(errno.EIO, os.strerror(errno.EIO))
                return real(path)

            monkeypatch.setattr(Path, "read_bytes", read_bytes)

        return fail

    def test_stops_the_build(self, built: Path, failing: Callable[[str], None]) -> None:
        notes: list[str] = []
        with open_for_writing(built, notes.append) as writer:
            failing(".json.zst")
            with pytest.raises(StoreError, match=r"cannot read .*Input/output error.*disk is sound"):
                list(writer.readings())
        assert not list((built / "articles").glob("*.broken"))
        assert notes == []

    @pytest.mark.parametrize("ending", [".json.zst", ".nq.zst"])
    def test_is_told_by_a_check(self, built: Path, failing: Callable[[str], None], ending: str) -> None:
        failing(ending)
        (found,) = check_articles(built)
        assert found.focus == f"articles/{DAM}{ending}"
        assert "Input/output error" in found.message
