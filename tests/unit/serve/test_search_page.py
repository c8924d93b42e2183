"""The page of a search: what was asked for and nothing else, and pages that lead to one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.query.near import NearLookups
from kg.serve.app import make_app
from kg.serve.settings import ServiceSettings
from tests.unit.serve.conftest import BASE
from tests.unit.serve.test_record_pages import Read, page


@pytest.fixture(scope="module")
def plain(compared_store: Path) -> TestClient:
    app = make_app(ServiceSettings(compared_store, base=BASE, workers=1))
    return TestClient(app, base_url=BASE.rstrip("/"), follow_redirects=False)


def claims_on(found: Read) -> list[str]:
    return [link.removeprefix("/claim/") for link in found.links if link.startswith("/claim/")]


def follow(client: TestClient, query: str, relation: str) -> list[Read]:
    """Return the page of a search and those that its pager leads to one after the other."""
    pages = [page(client, f"/search?{query}")]
    while relation in pages[-1].pager:
        pages.append(page(client, f"/search{pages[-1].pager[relation]}"))
        assert len(pages) < 20
    return pages


@pytest.mark.parametrize("query", ["q=the+dam", "q=nobody+%26+%22was%22", "q=dam&act=speech"])
def test_the_pager_goes_through_all_claims_that_were_asked_for(plain: TestClient, query: str) -> None:
    asked = plain.get(f"/search?{query}&kind=claims").json()
    expected = [one["claim"]["id"] for one in asked["claims"]]
    assert len(expected) == asked["claims_total"] > 1
    pages = follow(plain, f"{query}&kind=claims&limit=1", "next")
    assert [claims_on(one) for one in pages] == [[one] for one in expected]
    last = f"{query}&kind=claims&limit=1&offset={len(expected) - 1}"
    back = follow(plain, last, "prev")
    assert [claims_on(one) for one in back] == [[one] for one in reversed(expected)]


def test_a_page_shows_the_section_that_was_asked_for(plain: TestClient, compared_store: Path) -> None:
    rivne = NearLookups(compared_store).place("Rivne")
    claims, names = page(plain, "/search?q=Rivne&kind=claims"), page(plain, "/search?q=Rivne&kind=names")
    assert claims_on(claims)
    assert "Actors and places" not in claims.text
    assert f"/entity/{rivne.id}" in names.links
    assert "Claims" not in names.text
    both = page(plain, "/search?q=Rivne").text
    assert "Actors and places" in both
    assert "Claims" in both


@pytest.mark.parametrize(
    ("query", "told", "untold"),
    [
        ("q=zzzz&kind=names", "Nobody and no place", "None has these words"),
        ("q=zzzz&kind=claims", "None has these words", "Nobody and no place"),
        ("q=dam&kind=claims&offset=900", "The list ends before this page", "None has these words"),
    ],
)
def test_a_page_says_of_nothing_else_that_there_is_none(
    plain: TestClient, query: str, told: str, untold: str
) -> None:
    found = page(plain, f"/search?{query}").text
    assert told in found
    assert untold not in found
