"""Article files that somebody or something has damaged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.codec import pack, unpack
from kg.errors import StoreError
from kg.graph.article_files import check_articles
from kg.graph.quads import graph_of
from kg.graph.store import open_for_reading, open_for_writing
from kg.query.lookups import Lookups
from kg.query.snapshot import FORMAT
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import build, derive, small_reading

DAM = dam_reading().document.id


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return build(tmp_path / "store", dam_reading(), copy_reading())


def test_a_first_build_that_failed_at_once_leaves_a_store_that_says_so(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "format").write_text(f"{FORMAT}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"nothing has been built yet in .*: kg build PATH --store"):
        Lookups(store).documents()


def test_a_build_that_broke_off_after_articles_says_that_they_are_there(built: Path) -> None:
    (built / "current").unlink()
    with pytest.raises(StoreError, match="no finished build yet.*articles/ is intact"):  # noqa: RUF043
        Lookups(built).documents()


def damage(file: Path, payload: bytes) -> None:
    """Overwrite a file so that size and time do not tell."""
    before = file.stat()
    file.write_bytes(payload.ljust(before.st_size, b" "))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_what_no_longer_decodes_is_set_aside_and_the_build_goes_on(built: Path) -> None:
    damage(built / "articles" / f"{DAM}.json.zst", b"{")
    notes: list[str] = []
    build(built, small_reading("new.txt", "A bridge was opened."), log=notes.append)
    assert [one.path for one in Lookups(built).documents()] == ["copy.txt", "new.txt"]
    assert (built / "articles" / f"{DAM}.json.zst.broken").is_file()
    assert any(DAM in note and "reads it again" in note for note in notes)
    with open_for_reading(built) as reader:
        assert graph_of(DAM) not in set(reader.graph.named_graphs())
    build(built, dam_reading())
    assert len(Lookups(built).documents()) == 3
    assert check_articles(built) == ()


def test_a_file_that_somebody_changed_is_met_by_the_next_build_at_once(built: Path) -> None:
    (built / "articles" / f"{DAM}.json.zst").write_bytes(b"{")
    with open_for_writing(built) as writer:
        assert not writer.has(dam_reading().document, "test")
        assert not writer.published


def test_quads_that_somebody_changed_are_written_again(built: Path) -> None:
    quads = built / "articles" / f"{DAM}.nq.zst"
    before = quads.read_bytes()
    quads.write_bytes(before[:100])
    build(built)
    assert quads.read_bytes() == before


def test_a_damaged_earlier_version_is_set_aside_too(tmp_path: Path) -> None:
    old = small_reading("a.txt", "The bridge is closed.")
    build(tmp_path / "s", old)
    build(tmp_path / "s", small_reading("a.txt", "The bridge is open."))
    damage(tmp_path / "s" / "articles" / f"{old.document.id}.json.zst", b"[]")
    with open_for_writing(tmp_path / "s") as writer:
        assert writer.has(old.document, "test")
        derive(writer)
    assert [one.status for one in Lookups(tmp_path / "s").documents(all_versions=True)] == ["current"]


def flip(frame: bytes) -> bytes:
    """Change one bit in the middle."""
    middle = len(frame) // 2
    return frame[:middle] + bytes([frame[middle] ^ 1]) + frame[middle + 1 :]


class TestCheck:
    def messages(self, store: Path) -> list[tuple[str, str]]:
        return [(one.focus, one.message) for one in check_articles(store)]

    def test_nothing_is_wrong_with_what_the_program_writes(self, built: Path) -> None:
        assert check_articles(built) == ()
        assert check_articles(built / "nowhere") == ()

    def test_a_file_that_does_not_decode_is_found(self, built: Path) -> None:
        (built / "articles" / f"{DAM}.json.zst").write_bytes(pack(b"{"))
        ((focus, message),) = self.messages(built)
        assert focus == f"articles/{DAM}.json.zst"
        assert "another shape" in message

    @pytest.mark.parametrize("change", [lambda frame: frame[:-9], lambda frame: frame + b"x", flip])
    def test_a_file_that_was_cut_or_lost_a_bit_is_found(
        self, built: Path, change: Callable[[bytes], bytes]
    ) -> None:
        file = built / "articles" / f"{DAM}.json.zst"
        file.write_bytes(change(file.read_bytes()))
        ((focus, message),) = self.messages(built)
        assert focus == f"articles/{DAM}.json.zst"
        assert "compressed file is damaged" in message

    def test_a_file_that_holds_another_article_is_found(self, built: Path) -> None:
        articles = built / "articles"
        (articles / f"{DAM}.json.zst").write_bytes(
            (articles / f"{copy_reading().document.id}.json.zst").read_bytes()
        )
        ((_, message),) = self.messages(built)
        assert message.endswith(f"holds {copy_reading().document.id}")

    def test_a_text_that_is_not_the_one_that_was_read_is_found(self, built: Path) -> None:
        file = built / "articles" / f"{DAM}.json.zst"
        stored = json.loads(unpack(file.read_bytes()))
        stored["document"]["text"] = stored["document"]["text"].upper()
        file.write_bytes(pack(json.dumps(stored).encode()))
        ((_, message),) = self.messages(built)
        assert "hashed" in message

    @pytest.mark.parametrize("payload", [None, b"", pack(b""), pack(b"<a:b> <a:c> <a:d> <a:e> .\n")])
    def test_quads_that_are_not_those_of_the_article_are_found(
        self, built: Path, payload: bytes | None
    ) -> None:
        file = built / "articles" / f"{DAM}.nq.zst"
        file.unlink()
        if payload is not None:
            file.write_bytes(payload)
        ((focus, _),) = self.messages(built)
        assert focus == f"articles/{DAM}.nq.zst"
