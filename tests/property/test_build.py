"""What must hold of a whole build, whatever the articles: order, repetition, a kill in the middle."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.export import export_to
from kg.graph.store import open_for_reading
from kg.pipeline import BuildReport, build

pytestmark = pytest.mark.model

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "articles").glob("*.txt"))[:5]


def built(store: Path, articles: list[Path]) -> BuildReport:
    return build([str(article) for article in articles], store=store)


def nquads(store: Path, out: Path) -> bytes:
    with open_for_reading(store) as reader:
        export_to("nquads", reader, out)
    return out.read_bytes()


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("reference")
    built(folder / "store", ARTICLES)
    return nquads(folder / "store", folder / "out.nq")


def test_two_builds_of_the_same_articles_give_the_same_bytes(tmp_path: Path, reference: bytes) -> None:
    built(tmp_path / "store", ARTICLES)
    assert nquads(tmp_path / "store", tmp_path / "out.nq") == reference


def test_the_order_of_the_articles_changes_no_byte(tmp_path: Path, reference: bytes) -> None:
    shuffled = random.Random(7).sample(ARTICLES, len(ARTICLES))
    built(tmp_path / "store", shuffled)
    assert nquads(tmp_path / "store", tmp_path / "out.nq") == reference


def test_articles_that_come_one_build_at_a_time_give_the_same_bytes(tmp_path: Path, reference: bytes) -> None:
    for article in reversed(ARTICLES):
        built(tmp_path / "store", [article])
    assert nquads(tmp_path / "store", tmp_path / "out.nq") == reference


def test_a_second_build_extracts_nothing_and_says_so(tmp_path: Path) -> None:
    built(tmp_path / "store", ARTICLES[:2])
    again = built(tmp_path / "store", ARTICLES[:2])
    assert (again.read, again.unchanged) == (0, 2)


def test_a_copied_article_raises_articles_and_publishers_but_no_origin(
    tmp_path: Path, make_copy: Callable[[Path, str], Path]
) -> None:
    built(tmp_path / "store", [ARTICLES[0], make_copy(ARTICLES[0], "The Copying Courier")])
    with open_for_reading(tmp_path / "store") as reader:
        longest = max(reader.lookups.groups(), key=lambda group: len(group.text))
    assert (longest.articles, longest.publishers, longest.origins) == (2, 2, 1)


@pytest.fixture
def make_copy(tmp_path: Path) -> Callable[[Path, str], Path]:
    def copy(article: Path, publisher: str) -> Path:
        lines = article.read_text(encoding="utf-8").splitlines()
        changed = [
            f"publisher: {publisher}"
            if line.startswith("publisher:")
            else f"{line}-copy"
            if line.startswith("url:")
            else line
            for line in lines
        ]
        path = tmp_path / "copy.txt"
        path.write_text("\n".join(changed), encoding="utf-8")
        return path

    return copy


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_killed_build_is_completed_by_the_next(tmp_path: Path, reference: bytes, share: float) -> None:
    store = tmp_path / "store"
    command = [sys.executable, "-m", "kg", "build", *map(str, ARTICLES), "--store", str(store), "--no-views"]
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
    )
    wait_for_articles(store, round(share * len(ARTICLES)), child)
    child.kill()
    child.wait()
    built(store, ARTICLES)
    assert nquads(store, tmp_path / "out.nq") == reference


def wait_for_articles(store: Path, number: int, child: subprocess.Popen[bytes]) -> None:
    """Return when the build has written that many articles, or has ended by itself."""
    deadline = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < deadline:
        if len(list((store / "articles").glob("d-*.json.zst"))) >= number:
            return
        time.sleep(0.01)
