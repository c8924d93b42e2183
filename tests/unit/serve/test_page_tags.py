"""The ETag of a page: another one for whatever makes another page."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.query.near import NearLookups
from kg.query.snapshot import current_snapshot
from kg.serve.app import make_app
from kg.serve.settings import ServiceSettings
from tests.unit.serve.conftest import BASE
from tests.unit.serve.test_record_pages import BROWSER

OTHERS = (
    {"base": f"{BASE}kg/"},
    {"published": True},
    {"page_claims": 3},
)
"""What a service may be told differently when it is started again."""


def client_of(store: Path, **told: object) -> TestClient:
    settings = ServiceSettings(store, **{"base": BASE, **told})  # type: ignore[arg-type]
    return TestClient(make_app(settings), base_url=BASE.rstrip("/"), follow_redirects=False)


@pytest.fixture(scope="module")
def claim(compared_store: Path) -> str:
    return NearLookups(compared_store).claims()[0].id


@pytest.mark.parametrize("told", OTHERS, ids=str)
@pytest.mark.parametrize("path", ["/claim/{}", "/search?q=dam", "/evidence.html?document=early.txt"])
def test_who_has_a_page_gets_that_of_a_service_with_other_settings(
    compared_store: Path, claim: str, path: str, told: dict[str, object]
) -> None:
    path = path.format(claim)
    had = client_of(compared_store).get(path, headers=BROWSER).headers["etag"]
    asked = {**BROWSER, "If-None-Match": had}
    assert client_of(compared_store).get(path, headers=asked).status_code == 304
    assert client_of(compared_store, **told).get(path, headers=asked).status_code == 200


def test_a_snapshot_that_goes_while_its_page_is_asked_for_is_not_missed(
    compared_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [current_snapshot(compared_store), tmp_path / "removed"]
    monkeypatch.setattr(
        "kg.query.snapshot.current_snapshot", lambda _: found.pop() if found[1:] else found[0]
    )
    assert client_of(compared_store).get("/search", headers=BROWSER).status_code == 200
    assert len(found) == 1
