"""Where the log lies, and what happens when it is not there any more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.decisions.location import log_path, remember_log
from kg.errors import InputError


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "case" / "store").mkdir(parents=True)
    return tmp_path / "case" / "store"


def remember(store: Path, log: Path) -> Path:
    log.parent.mkdir(parents=True, exist_ok=True)
    log.touch()
    remember_log(store, log)
    return log


def test_the_log_lies_beside_the_store(store: Path) -> None:
    assert log_path(store) == store.parent / "store.decisions.jsonl"
    assert log_path(Path("kg-store")) == Path("kg-store.decisions.jsonl")


def test_a_store_that_is_the_working_folder_has_its_log_beside_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store)
    assert log_path(Path()).resolve() == store.parent / "store.decisions.jsonl"


def test_a_link_to_a_store_has_the_log_of_the_store(store: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(store)
    assert log_path(tmp_path / "link") == store.parent.resolve() / "store.decisions.jsonl"


def test_a_log_that_was_chosen_is_remembered(store: Path) -> None:
    log = remember(store, store.parent / "logs" / "mine.jsonl")
    assert (store / "decisions").read_text() == "logs/mine.jsonl\n"
    assert log_path(store) == log


def test_store_and_log_may_be_moved_together(store: Path, tmp_path: Path) -> None:
    remember(store, store.parent / "mine.jsonl")
    store.parent.rename(tmp_path / "moved")
    assert log_path(tmp_path / "moved" / "store") == tmp_path / "moved" / "mine.jsonl"


def test_a_log_somewhere_else_is_remembered_by_its_whole_path(store: Path, tmp_path: Path) -> None:
    log = remember(store, tmp_path / "elsewhere.jsonl")
    assert (store / "decisions").read_text() == f"{log.resolve()}\n"
    assert log_path(store) == log


def test_a_log_that_is_asked_for_goes_before_the_one_remembered(store: Path) -> None:
    remember(store, store.parent / "mine.jsonl")
    other = store.parent / "other.jsonl"
    other.touch()
    assert log_path(store, other) == other


def test_a_log_that_is_gone_is_an_error_until_another_is_named(store: Path) -> None:
    remember(store, log_path(store)).unlink()
    with pytest.raises(InputError, match=r"is gone: put .*store\.decisions\.jsonl back .*, or name another"):
        log_path(store)
    other = store.parent / "other.jsonl"
    with pytest.raises(InputError, match="is gone"):
        log_path(store, other)
    other.touch()
    assert log_path(store, other) == other


def test_a_mistyped_log_does_not_drop_the_decisions_of_the_one_remembered(store: Path) -> None:
    remember(store, store.parent / "mine.jsonl")
    with pytest.raises(
        InputError, match=r"no log of decisions at .*mien\.jsonl, and .* has one at .*mine\.jsonl"
    ):
        log_path(store, store.parent / "mien.jsonl")


def test_a_log_may_be_named_before_there_is_one(store: Path) -> None:
    assert log_path(store, store.parent / "new.jsonl") == store.parent / "new.jsonl"


def test_a_copy_of_a_store_goes_on_with_the_copy_of_its_log(store: Path) -> None:
    remember(store, log_path(store))
    copy = store.with_name("copy")
    shutil.copytree(store, copy)
    copied = copy.with_name("copy.decisions.jsonl")
    copied.touch()
    assert log_path(copy) == copied


def test_a_copy_of_a_store_without_its_log_says_what_to_copy(store: Path) -> None:
    remember(store, log_path(store))
    shutil.copytree(store, store.with_name("copy"))
    with pytest.raises(InputError, match=r"copy\.decisions\.jsonl back .*copy or rename the log too"):
        log_path(store.with_name("copy"))
