"""Fixtures that several kinds of tests share, and what makes a test `model` or `shared`.

What a fixture needs is imported inside it, so that a test of one part loads that part only.
A test that asks for `demo_store` loads the model, one that asks for `shared` reads corpora: their marks
are set here, so that none can be forgotten.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"

_MARKED_BY_FIXTURE = {"demo_store": "model", "shared": "shared", "chromium": "browser"}
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-browser", action="store_true", help="fail, do not skip, where Chromium is missing"
    )
    parser.addoption("--rewrite-readme", action="store_true", help="write what commands print into README.md")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture, mark in _MARKED_BY_FIXTURE.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora that lies beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no corpora at {folder}")
    return folder


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> str:
    """The path of a Chromium; KG_CHROMIUM names one that is not on the PATH."""
    found = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    if found is None:
        message = "no Chromium on the PATH: apt install chromium, or set KG_CHROMIUM"
        (pytest.fail if request.config.getoption("--require-browser") else pytest.skip)(message)
    return str(found)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the sample articles, once per session; read it, never write to it."""
    from kg.config import Settings
    from kg.pipeline import build

    store = tmp_path_factory.mktemp("demo") / "store"
    build(
        [str(SEEDS / "articles")],
        store=store,
        metadata=None,
        gazetteers=sorted((SEEDS / "gazetteer").glob("*.tsv")),
        settings=Settings(),
        progress=lambda stage, done, total, item: None,
        stdin=None,
    )
    return store


@pytest.fixture(scope="session")
def dam_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the two hand-made articles of tests/records.py; read it, never write to it."""
    from tests.stores import write_dam_store

    return write_dam_store(tmp_path_factory.mktemp("dam") / "store")
