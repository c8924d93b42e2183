"""The workers of a Dask cluster read; here they are threads, each with a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from kg.config import Crew
from kg.errors import InputError, WorkerError
from kg.extraction import Recipe, extract, open_readers
from kg.extraction.frames import decode_document
from kg.extraction.outcomes import Numbered
from kg.model import Reading, Rejection
from tests.unit.extraction.stand_in import DEAD, SOUND, WRONG
from tests.unit.extraction.test_pool import numbered

distributed = pytest.importorskip("distributed")
cluster = pytest.importorskip("kg.extraction.cluster")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=":0", protocol="tcp"
    ) as running:
        yield running.scheduler_address


@pytest.fixture(autouse=True)
def same_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "check_version", lambda recipe: None)


def outcomes(address: str, *texts: str, recipe: Recipe = SOUND) -> dict[int, Reading | Rejection]:
    with cluster.Cluster(address, recipe, 20) as workers:
        return dict(extract(workers, numbered(*texts)))


def test_every_document_comes_back_and_no_process_stays(address: str) -> None:
    texts = [f"text {number}" for number in range(30)]
    found = outcomes(address, *texts)
    assert [found[number].document.text for number in sorted(found)] == texts  # type: ignore[union-attr]
    assert not cluster._started


def test_an_article_that_kills_its_process_is_rejected_and_its_batch_is_read(address: str) -> None:
    found = outcomes(address, "fine", "leave", "fine", "fine", "fail")
    assert {number for number, one in found.items() if isinstance(one, Rejection)} == {2, 5}
    assert "ended with exit code 3" in found[2].reason  # type: ignore[union-attr]


def test_a_worker_that_cannot_read_stops_the_build(address: str) -> None:
    with pytest.raises(WorkerError, match="no room for the model"):
        outcomes(address, "fine", recipe=DEAD)


def test_a_worker_of_another_version_is_found_before_anything_is_read(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(recipe: Recipe) -> None:
        raise WorkerError("it reads articles in another way")

    monkeypatch.setattr(cluster, "check_version", refuse)
    with pytest.raises(WorkerError, match=r"2 of 2 workers cannot read.*in another way"):
        outcomes(address, "fine", recipe=WRONG)


def test_what_a_killed_worker_had_is_read_alone_and_rejected_when_that_fails_too(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "read_batch", lambda build, recipe, messages, base: fake_batch(messages))

    def fake_batch(messages: list[bytes]) -> list[bytes]:
        if any(decode_document(one).text == "poison" for one in messages):
            raise distributed.scheduler.KilledWorker("task", SimpleNamespace(address="here"), 3)
        return [cluster.encode_outcome(Reading(decode_document(one), (), (), (), "x")) for one in messages]

    found = outcomes(address, "fine", "fine", "poison", "fine")
    assert {number for number, one in found.items() if isinstance(one, Rejection)} == {3}
    assert "machines that broke off" in found[3].reason  # type: ignore[union-attr]


def test_a_scheduler_that_goes_in_the_middle_is_told_of() -> None:
    running = distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0", protocol="tcp"
    )

    def documents() -> Iterator[Numbered]:
        for number, document in numbered(*["fine"] * 40):
            if number == 20:
                running.close()
            yield number, document

    with (
        pytest.raises(WorkerError, match="broke off.*run kg build again"),  # noqa: RUF043
        cluster.Cluster(running.scheduler_address, SOUND, 20) as workers,
    ):
        list(extract(workers, documents()))
    for build in list(cluster._started):  # here a worker outlives its cluster
        cluster.end_processes(build)


def test_nobody_at_the_address_is_told_with_what_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    with pytest.raises(WorkerError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9"):
        outcomes("tcp://127.0.0.1:9", "fine")
    with pytest.raises(WorkerError, match="tcp://HOST:PORT"):
        outcomes("nonsense", "fine")


def test_whom_is_looked_for_is_told_before_anybody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    told: list[str] = []
    readers = open_readers(Crew(cluster="tcp://127.0.0.1:9"), SOUND, (), told.append)
    with pytest.raises(WorkerError), readers:
        pass
    assert told == ["looking for the scheduler at tcp://127.0.0.1:9"]


def test_without_the_package_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kg.extraction.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(WorkerError, match=r"pip install 'claimgraph\[cluster\]'"):
        enter(Crew(cluster="tcp://127.0.0.1:9"))


def test_workers_and_a_cluster_at_once_are_refused() -> None:
    with pytest.raises(InputError, match="at once"):
        enter(Crew(workers=2, cluster="tcp://127.0.0.1:9"))


def enter(crew: Crew) -> None:
    with open_readers(crew, SOUND, (), lambda words: None):
        pass
