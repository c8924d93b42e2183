"""Fixtures of tests of decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import build
from tests.unit.decisions.world import simple_reader, write_articles


@pytest.fixture
def reader() -> Iterator[None]:
    with simple_reader():
        yield


@pytest.fixture
def articles(tmp_path: Path) -> str:
    return str(write_articles(tmp_path / "articles"))


@pytest.fixture
def store(tmp_path: Path, articles: str, reader: None) -> Path:
    build([articles], store=tmp_path / "store")
    return tmp_path / "store"
