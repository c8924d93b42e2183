"""Whoever reads the articles, what comes out is the same byte for byte; and whoever is stopped leaves nothing
running and a sound store."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.codec import unpack
from kg.config import Crew
from kg.export import export_jsonl, export_to
from kg.graph.store import open_for_reading
from kg.pipeline import BuildReport, build
from tests.property.test_build import ARTICLES, wait_for_articles

pytestmark = pytest.mark.model

FOLDER = ARTICLES[0].parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="no signals as POSIX has them")


def built(store: Path, crew: Crew) -> BuildReport:
    return build([str(FOLDER), str(store.parent / "bad.txt")], store=store, crew=crew)


def everything(store: Path, out: Path) -> dict[str, bytes]:
    """Return all that a build leaves and hands out: articles, graph, and what look-ups are answered with."""
    out.mkdir()
    with open_for_reading(store) as reader:
        files = [*export_jsonl(reader, out), *export_to("nquads", reader, out)]
    found = {file.name: file.read_bytes() for file in files}
    for file in (store / "articles").iterdir():
        found[file.name] = unpack(file.read_bytes()) if file.suffix == ".zst" else file.read_bytes()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.txt").write_text("")
    return tmp_path


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("reference")
    (folder / "bad.txt").write_text("")
    report = built(folder / "store", Crew())
    return report, everything(folder / "store", folder / "out")


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_give_the_same_bytes_as_this_one(
    folder: Path, reference: tuple[BuildReport, dict[str, bytes]], workers: int
) -> None:
    assert (built(folder / "store", Crew(workers=workers)), everything(folder / "store", folder / "out")) == (
        reference
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_bytes_as_this_process(
    folder: Path, reference: tuple[BuildReport, dict[str, bytes]], address: str
) -> None:
    assert (built(folder / "store", Crew(cluster=address)), everything(folder / "store", folder / "out")) == (
        reference
    )


def start(store: Path) -> subprocess.Popen[bytes]:
    asked = ["build", str(FOLDER), "--store", str(store), "--no-views", "--workers", "2"]
    command, nowhere = [sys.executable, "-m", "kg", *asked], subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=subprocess.PIPE, start_new_session=True)


def members(group: int) -> set[str]:
    """Return the processes of a group that still run."""
    listed = subprocess.check_output(["ps", "-A", "-o", "pgid=,pid=,stat="], text=True)
    rows = (line.split() for line in listed.splitlines())
    return {pid for pgid, pid, stat in rows if int(pgid) == group and not stat.startswith("Z")}


@POSIX
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_no_process_and_the_next_one_completes_it(
    folder: Path, reference: tuple[BuildReport, dict[str, bytes]], how: signal.Signals
) -> None:
    child = start(folder / "store")
    wait_for_articles(folder / "store", 3, child)
    if how is signal.SIGINT:
        os.killpg(child.pid, how)  # as a terminal does
    else:
        child.kill()
    _, told = child.communicate(timeout=60)
    deadline = time.monotonic() + 30
    while members(child.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not members(child.pid)
    if how is signal.SIGINT:
        assert child.returncode == 130
        assert b"what was read so far is stored" in told
        assert b"Traceback" not in told
    report = built(folder / "store", Crew())
    assert report.unchanged >= 3
    assert everything(folder / "store", folder / "out") == reference[1]
