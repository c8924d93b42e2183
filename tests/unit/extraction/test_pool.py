"""Several processes read; one that breaks off takes no article with it but the one that it died of."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import WorkerError
from kg.extraction import extract
from kg.extraction.outcomes import Lost, Numbered
from kg.extraction.pool import _AHEAD, Pool
from kg.extraction.process import Process
from kg.model import Document, Reading, Rejection
from tests.records import dam_reading
from tests.unit.extraction.stand_in import DEAD, SOUND, WRONG

POSIX = pytest.mark.skipif(os.name != "posix", reason="no signals as POSIX has them")


def document(text: str) -> Document:
    return replace(dam_reading().document, text=text, path=f"{text[:8]}.txt")


def numbered(*texts: str) -> list[Numbered]:
    return list(enumerate(map(document, texts), 1))


def outcomes(*texts: str, workers: int = 2, base: float = 20) -> dict[int, Reading | Rejection]:
    with Pool(SOUND, workers, base) as pool:
        return dict(extract(pool, numbered(*texts)))


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_every_document_comes_back_with_its_number() -> None:
    texts = [f"text {number}" for number in range(30)]
    found = outcomes(*texts)
    assert [found[number].document.text for number in sorted(found)] == texts  # type: ignore[union-attr]


def test_what_fails_in_an_article_is_its_rejection() -> None:
    found = outcomes("fail", "fine")
    assert found[1] == Rejection("fail.txt", "extract", "it fails")
    assert isinstance(found[2], Reading)


def test_what_a_library_prints_is_no_answer() -> None:
    assert isinstance(outcomes("print")[1], Reading)


@POSIX
def test_an_article_that_kills_its_process_is_rejected_and_all_others_are_read() -> None:
    found = outcomes(*["fine"] * 5, "crash", *["fine"] * 5, "leave 3", "fine")
    rejected = {number: one for number, one in found.items() if isinstance(one, Rejection)}
    assert rejected.keys() == {6, 12}
    assert "was killed (perhaps for want of memory" in rejected[6].reason
    assert "ended with exit code 3" in rejected[12].reason
    assert all("leave it out or cut it" in one.reason for one in rejected.values())


def test_an_article_that_hangs_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.outcomes.ALONE", 1)
    began = time.monotonic()
    found = outcomes("hang", "fine", base=1)
    assert time.monotonic() - began < 30
    assert isinstance(found[2], Reading)
    assert isinstance(found[1], Rejection)
    assert "took more than 1 seconds" in found[1].reason


def test_a_process_that_closes_its_pipe_and_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.process.ENDING", 0.2)
    process = Process(SOUND, 20)
    began = time.monotonic()
    try:
        lost = process.read(document("mute"))
        assert isinstance(lost, Lost)
        assert lost.reason == "closed its pipe and did not end"
        assert time.monotonic() - began < 15
    finally:
        process.close()


def test_an_article_whose_process_died_of_something_else_is_read_the_second_time(tmp_path: Path) -> None:
    assert isinstance(outcomes(f"once {tmp_path / 'mark'}")[1], Reading)


def test_articles_that_broke_off_are_tried_again_when_nothing_else_is_read(tmp_path: Path) -> None:
    with Pool(SOUND, 2, 20) as pool:
        found = list(extract(pool, numbered(f"once {tmp_path / 'mark'}", *["fine"] * 20)))
    assert found[-1][0] == 1


def test_no_more_documents_are_taken_than_the_processes_have_at_hand() -> None:
    taken: list[int] = []

    def watched() -> Iterator[Numbered]:
        for one in numbered(*["fine"] * 40):
            taken.append(one[0])
            yield one

    with Pool(SOUND, 2, 20) as pool:
        for done, _ in enumerate(pool.read(watched()), 1):
            assert len(taken) - done < 2 * _AHEAD


def test_a_process_of_another_version_stops_the_build_and_says_so() -> None:
    with pytest.raises(WorkerError, match="it reads in another way"), Pool(WRONG, 2, 20) as pool:
        list(extract(pool, numbered("fine")))


def test_a_process_that_cannot_start_stops_the_build_with_its_last_words() -> None:
    with (
        pytest.raises(WorkerError, match=r"exit code 1 \(no room for the model\)"),
        Pool(DEAD, 1, 20) as pool,
    ):
        list(extract(pool, numbered("fine", "fine")))


@POSIX
def test_leaving_in_the_middle_ends_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool(SOUND, 2, 20) as pool:
        reading = pool.read(numbered("fine", "fine", "hang", "hang", *["fine"] * 40))
        next(reading)
        time.sleep(0.5)
        numbers = [one._running.pid for one in pool._processes if one._running]
        assert numbers
        assert all(map(is_alive, numbers))
    assert not any(map(is_alive, numbers))


def test_a_process_that_ended_while_nobody_asked_is_started_again() -> None:
    process = Process(SOUND, 20)
    try:
        assert isinstance(process.read(document("fine")), Reading)
        assert process._running is not None
        process._running.kill()
        process._running.wait()
        assert isinstance(process.read(document("fine")), Reading)
    finally:
        process.close()


def test_a_process_is_started_anew_after_many_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.process.RENEWED", 2)
    process, numbers = Process(SOUND, 20), []
    try:
        for _ in range(5):
            assert isinstance(process.read(document("fine")), Reading)
            numbers.append(process._running.pid if process._running else 0)
    finally:
        process.close()
    assert [numbers.index(one) for one in numbers] == [0, 0, 2, 2, 4]


def test_where_everything_breaks_off_not_every_article_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def read(self, documents: Iterable[Numbered]) -> Iterator[tuple[int, Lost]]:
            return ((number, Lost(one, "broke")) for number, one in documents)

    monkeypatch.setattr("kg.extraction.outcomes.MOST_LOST", 3)
    found = list(extract(Broken(), numbered(*["fine"] * 10)))
    assert [number for number, _ in found] == [4, 5, 6, 7, 8, 9, 10, 1, 2, 3]
    assert {type(one) for _, one in found} == {Rejection}
