"""The commands themselves on disks that refuse: one line on stderr that says what to do, exit code 1."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.survival.building import fingerprint
from tests.survival.disks import clear, fill, remount, small_disk
from tests.unit.serve.test_process import PATIENCE, started

ARTICLE = Path(__file__).resolve().parents[2] / "seeds" / "articles"


def kg(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def refusal(*words: str | Path) -> str:
    """The last line of a command that must fail, without a traceback."""
    done = kg(*words)
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "size=40m") as folder:
        yield folder


@pytest.fixture
def store(dam_store: Path, disk: Path) -> Path:
    """A store on the small disk."""
    shutil.copytree(dam_store, disk / "store")
    return disk / "store"


READING = (
    ("who", "Bondar"),
    ("claims",),
    ("documents",),
    ("compare", "dam"),
    ("lineage",),
    ("decide", "log"),
    ("check",),
    ("query", "-e", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ("export", "nquads", "--out", "-"),
)


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_whoever_only_reads_may_read_what_nobody_can_write(
    dam_store: Path, store: Path, disk: Path, words: tuple[str, ...]
) -> None:
    remount(disk, "ro")
    done = kg(*words, "--store", store)
    assert (done.returncode, done.stdout) == (0, kg(*words, "--store", dam_store).stdout)


def test_a_store_that_nobody_can_write_is_served(store: Path, disk: Path) -> None:
    remount(disk, "ro")
    with started(store, "--workers", "1") as (_, address):
        for path in ("", "claims", "network.html", "sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"):
            assert httpx2.get(address + path, timeout=PATIENCE).status_code == 200


def test_writing_where_nothing_can_be_written_says_so(store: Path, disk: Path) -> None:
    remount(disk, "ro")
    assert "Read-only file system" in refusal("build", ARTICLE, "--store", store, "--no-views")
    assert "name another folder" in refusal("view", "--store", store, "--out", disk / "pages")
    assert "name another place with --out" in refusal(
        "export", "csv", "--store", store, "--out", disk / "tables"
    )
    words = refusal("decide", "rename", "Bondar", "Bondarenko", "--by", "Ada", "--store", store)
    assert "Read-only file system" in words


def test_a_decision_that_no_disk_takes_is_not_in_the_log_by_half(
    dam_store: Path, tmp_path: Path, disk: Path
) -> None:
    store, log = shutil.copytree(dam_store, tmp_path / "store"), disk / "log.jsonl"
    common = ("--by", "Ada", "--store", store, "--decisions", log)
    assert kg("decide", "rename", "Bondar", "Bondarenko", *common).returncode == 0
    before, seen = log.read_bytes(), fingerprint(store)
    fill(disk, 0)
    again = ("decide", "rename", "Bondarenko", "Bondarchuk", *common, "--why", "no " * 3000)
    words = refusal(*again)
    assert "No space left on device" in words
    assert "--decisions" in words
    assert log.read_bytes() == before
    assert fingerprint(store) == seen
    clear(disk)
    assert kg(*again, "--force").returncode == 0
    assert log.read_bytes().startswith(before)


def test_a_decision_that_the_store_has_no_space_for_says_where_it_is(store: Path, disk: Path) -> None:
    fill(disk, 0)
    done = kg("decide", "rename", "Bondar", "Bondarenko", "--by", "Ada", "--store", store)
    assert done.returncode == 1
    assert "space" in done.stderr.splitlines()[-1]
    clear(disk)
    assert (
        kg("decide", "rename", "Bondar", "Bondarenko", "--by", "Ada", "--store", store, "--force").returncode
        == 0
    )
    assert "Bondarenko" in kg("who", "Bondarenko", "--store", store).stdout


def test_pages_that_no_disk_takes_leave_the_former_ones(store: Path, disk: Path) -> None:
    pages = disk / "pages"
    assert kg("view", "--store", store, "--out", pages).returncode == 0
    before = (pages / "evidence.html").read_bytes()
    fill(disk, 20_000)
    assert "No space left on device" in refusal("view", "--store", store, "--out", pages)
    assert (pages / "evidence.html").read_bytes() == before
    assert not list(pages.glob("*.tmp"))


@pytest.mark.parametrize(("form", "out"), [("nquads", "graph.nq"), ("csv", "tables"), ("jsonl", "records")])
def test_an_export_that_no_disk_takes_says_so(store: Path, disk: Path, form: str, out: str) -> None:
    fill(disk, 0)
    words = refusal("export", form, "--store", store, "--out", disk / out)
    assert "No space left on device" in words
    assert "name another place with --out" in words


@pytest.mark.model
def test_a_build_on_disks_too_small_goes_on_where_there_is_space(tmp_path: Path, disk: Path) -> None:
    words = ("build", ARTICLE, "--no-views", "--quiet", "--store")
    assert kg(*words, tmp_path / "store").returncode == 0
    for size in ("200k", "1m", "2m", "3m"):
        remount(disk, f"size={size}")
        line = refusal(*words, disk / "store")
        assert "space" in line
        assert "run kg build again" in line
    remount(disk, "size=40m")
    assert kg(*words, disk / "store").returncode == 0
    assert fingerprint(disk / "store") == fingerprint(tmp_path / "store")
