"""The real thing: `kg serve` as a process, asked over loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.unit.serve.test_limits import ENDLESS

PATIENCE = 60
"""Seconds for anything on a busy machine."""


@contextmanager
def started(store: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service on a free port, and its address."""
    words = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.communicate()
        yield process, address
    finally:
        process.kill()
        process.communicate()


def children(process: subprocess.Popen[str]) -> set[int]:
    """Processes that a process has started."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
    return {int(number) for number in listed.split()}


def ask(address: str, query: str) -> httpx2.Response:
    return httpx2.get(f"{address}sparql", params={"query": query}, timeout=PATIENCE)


def test_it_answers_many_at_once_and_stops_when_told(dam_store: Path) -> None:
    with started(dam_store, "--workers", "2") as (process, address):
        with ThreadPoolExecutor(16) as clients:
            answers = list(clients.map(lambda _: ask(address, "ASK { ?s ?p ?o }").json(), range(64)))
        assert all(answer["boolean"] for answer in answers)
        assert "<!doctype html>" in httpx2.get(address, timeout=PATIENCE).text
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert told == "kg: stopped.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_told_to_stop_amid_a_query_it_leaves_no_process_behind(dam_store: Path) -> None:
    with started(dam_store, "--workers", "1") as (process, address), ThreadPoolExecutor(1) as clients:
        ask(address, "ASK {}")
        workers = children(process)
        answering = clients.submit(ask, address, ENDLESS)
        time.sleep(0.5)
        process.terminate()
        process.wait(PATIENCE)
        assert answering.exception(PATIENCE) or answering.result().status_code >= 500
        assert all_end(workers)


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_a_client_that_goes_away_ends_its_query(dam_store: Path) -> None:
    with started(dam_store, "--workers", "1", "--timeout", "60") as (_, address):
        with pytest.raises(httpx2.TimeoutException):
            httpx2.get(f"{address}sparql", params={"query": ENDLESS}, timeout=2)
        begun = time.monotonic()
        assert ask(address, "ASK {}").status_code == 200
        assert time.monotonic() - begun < 20


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_workers_end_when_the_service_is_killed(dam_store: Path) -> None:
    with started(dam_store, "--workers", "1") as (process, address):
        ask(address, "ASK {}")
        workers = children(process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
        assert all_end(workers)


def all_end(processes: set[int]) -> bool:
    """Tell whether processes end, each in its time."""
    ends = time.monotonic() + PATIENCE
    while any(is_running(number) for number in processes) and time.monotonic() < ends:
        time.sleep(0.1)
    return not any(is_running(number) for number in processes)


def is_running(number: int) -> bool:
    """Tell whether a process does anything yet: an orphan that nobody waits for stays as a zombie."""
    stat = Path(f"/proc/{number}/stat")
    try:
        return stat.read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def serve(*options: str) -> subprocess.CompletedProcess[str]:
    """Run a service that cannot start."""
    words = [sys.executable, "-m", "kg", "serve", *options]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=PATIENCE)


def test_a_port_in_use_is_told_with_what_to_do(dam_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = serve("--store", str(dam_store), "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"port {port} of 127.0.0.1 is in use: choose another with --port" in done.stderr


def test_a_host_that_is_not_ours_is_told_with_what_to_do(dam_store: Path) -> None:
    done = serve("--store", str(dam_store), "--host", "192.0.2.1")
    assert done.returncode == 1
    assert "choose another --host" in done.stderr


def test_a_folder_without_a_store_is_told_before_anything_listens(tmp_path: Path) -> None:
    done = serve("--store", str(tmp_path), "--port", "0")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no store at" in done.stderr


def test_a_base_that_is_no_address_is_a_wrong_command_line(dam_store: Path) -> None:
    done = serve("--store", str(dam_store), "--base", "graph.example.org")
    assert done.returncode == 2
    assert "https://graph.example.org/" in done.stderr
