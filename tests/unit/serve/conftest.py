"""The service over the store of `tests.stores`, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.app import make_app
from kg.serve.settings import ServiceSettings
from tests.unit.serve.compared import write_compared_store

BASE = "http://graph.example.org/"


@pytest.fixture(scope="session")
def client(dam_store: Path) -> Iterator[TestClient]:
    """A client of the service; it follows no redirect by itself."""
    app = make_app(ServiceSettings(dam_store, base=BASE, workers=1))
    with TestClient(app, base_url=BASE.rstrip("/"), follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def compared_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of `tests.unit.serve.compared`; read it, never write to it."""
    return write_compared_store(tmp_path_factory.mktemp("compared") / "store")


@pytest.fixture(scope="session")
def published(compared_store: Path) -> Iterator[TestClient]:
    """A client of a service over it whose base somebody has named: a proxy puts it deeper."""
    app = make_app(ServiceSettings(compared_store, base=f"{BASE}kg/", published=True, workers=1))
    with TestClient(app, base_url=BASE.rstrip("/"), follow_redirects=False) as opened:
        yield opened
