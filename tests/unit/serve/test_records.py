"""Records at stable addresses: JSON, triples, or the way to the page."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from kg.export.jsonl import export_jsonl
from kg.graph.store import open_for_reading
from kg.ids import BASE_IRI
from kg.serve.app import make_app
from kg.serve.settings import ServiceSettings
from tests.stores import write_dam_store

KINDS = {"claim": "claims", "entity": "entities", "document": "documents"}


@pytest.fixture(scope="module")
def exported(dam_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    """The lines of each file of `kg export jsonl`."""
    with open_for_reading(dam_store) as reader:
        files = export_jsonl(reader, tmp_path_factory.mktemp("jsonl"))
    return {file.stem: [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_record_is_at_its_address_as_the_export_has_it(
    client: TestClient, exported: dict[str, list[dict[str, object]]], kind: str
) -> None:
    assert exported[KINDS[kind]]
    for record in exported[KINDS[kind]]:
        response = client.get(f"/{kind}/{record['id']}", headers={"Accept": "application/json"})
        assert response.headers["content-type"] == "application/json"
        assert response.json() == record


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_browser_gets_the_page_of_the_record(
    client: TestClient, exported: dict[str, list[dict[str, object]]], kind: str
) -> None:
    identifier = exported[KINDS[kind]][0]["id"]
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get(f"/{kind}/{identifier}", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert f"{BASE_IRI}{identifier}" in response.text
    assert "Accept" in response.headers["vary"]


def test_a_record_can_be_had_as_triples(
    client: TestClient, exported: dict[str, list[dict[str, object]]]
) -> None:
    for kind, name in KINDS.items():
        identifier = exported[name][0]["id"]
        for media in ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"):
            response = client.get(f"/{kind}/{identifier}", headers={"Accept": media})
            assert response.headers["content-type"].startswith(media)
            assert f"{BASE_IRI}{identifier}" in response.text


def test_every_iri_of_the_graph_leads_somewhere(client: TestClient) -> None:
    query = f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE_IRI.removesuffix('id/')}')) }}"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    paths = {urlsplit(row["s"]["value"]).path for row in rows}
    assert len(paths) > 10
    for path in paths:
        response = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert response.status_code == 200, path
        assert path in response.text


def test_a_graph_has_an_address(client: TestClient) -> None:
    assert "a " in client.get("/graph/entities").text
    assert client.get("/graph/nonsense").status_code == 404
    assert client.get("/graph/a%3E%20%7B%7D").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/claim/c-0000000000000000",
        "/entity/e-0000000000000000",
        "/document/d-0000000000000000",
        "/difference/x-0000000000000000",
        "/claim/c-3",
        "/claim/e-0000000000000000",
        "/document/dam.txt",
        "/id/r-0000000000000000",
        "/id/%3E%20%7D%20%23",
        "/nonsense",
    ],
)
def test_what_there_is_not_is_not_found_with_words(client: TestClient, path: str) -> None:
    response = client.get(path, follow_redirects=True)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == 404
    assert response.json()["detail"]


def test_the_beginning_of_an_id_is_no_address(
    client: TestClient, exported: dict[str, list[dict[str, object]]]
) -> None:
    identifier = str(exported["claims"][0]["id"])
    assert client.get(f"/claim/{identifier[:-1]}").status_code == 404


def test_a_kind_that_there_is_not_is_not_acceptable(
    client: TestClient, exported: dict[str, list[dict[str, object]]]
) -> None:
    path = f"/claim/{exported['claims'][0]['id']}"
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_an_unchanged_record_is_not_sent_again(
    client: TestClient, exported: dict[str, list[dict[str, object]]]
) -> None:
    path = f"/claim/{exported['claims'][0]['id']}"
    tag = client.get(path).headers["etag"]
    response = client.get(path, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    for path in ("/", "/claims", "/claim/c-0000000000000000", "/search", "/queries", "/openapi.json"):
        assert client.request(method, path).status_code == 405


# ---------------------------------------------------------------------------------------------- lists


def test_claims_are_listed_by_filters(
    client: TestClient, exported: dict[str, list[dict[str, object]]]
) -> None:
    found = client.get("/claims", params={"by": "Bondar"}).json()
    assert found["claims"]
    assert all(claim["source"]["label"] == "Olha Bondar" for claim in found["claims"])
    assert not found["more"]
    everything = client.get("/claims", params={"act": "all"}).json()["claims"]
    assert sorted(claim["id"] for claim in everything) == [claim["id"] for claim in exported["claims"]]


def test_a_list_that_is_cut_says_so(client: TestClient) -> None:
    found = client.get("/claims?limit=1").json()
    assert (len(found["claims"]), found["limit"], found["more"]) == (1, 1, True)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/claims?limit=0", "limit"),
        ("/claims?limit=1001", "limit"),
        ("/claims?limit=x", "limit"),
        ("/claims?limit=%D9%A1", "limit"),
        (f"/claims?limit={'9' * 5000}", "limit"),
        ("/claims?offset=-1", "offset"),
        (f"/queries/by-speaker?limit={'9' * 5000}", "limit"),
        (f"/queries/by-speaker?offset={'9' * 5000}", "offset"),
        ("/queries/by-speaker?limit=0", "limit"),
        ("/queries/by-speaker?limit=%D9%A1", "limit"),
        ("/claims?colour=red", "colour"),
        ("/claims?by=a&by=b", "twice"),
        ("/claims?since=yesterday", "yesterday"),
        ("/claims?since=2025-09-31", "2025-09 has 30 days"),
        ("/claims?certainty=sure", "sure"),
        ("/search", "q="),
        ("/search?q=%20", "q="),
        ("/search?q=a&x=1", "x"),
    ],
)
def test_parameters_that_cannot_be_read_are_a_bad_request(client: TestClient, path: str, told: str) -> None:
    response = client.get(path)
    assert response.status_code == 400
    assert told in response.json()["detail"]


def test_a_name_that_nobody_has_is_not_found_with_those_that_come_near(client: TestClient) -> None:
    problem = client.get("/claims?by=Bondra").json()
    assert problem["status"] == 404
    assert "Olha Bondar" in problem["nearest"]


def test_a_search_finds_who_has_a_name_and_where_to_read_more(client: TestClient) -> None:
    (found,) = client.get("/search?q=bondar&kind=names").json()["names"]
    assert found["label"] == "Olha Bondar"
    assert client.get(found["address"], headers={"Accept": "*/*"}).json()["id"] == found["id"]


def test_a_search_finds_a_misspelt_name_and_says_how_far_it_is(client: TestClient) -> None:
    (found,) = client.get("/search?q=Bondra").json()["names"]
    assert (found["label"], found["errors"]) == ("Olha Bondar", 1)
    start, end = found["marks"][0]
    assert found["name"][start:end] == "Bondar"


def test_a_search_finds_claims_by_their_words(client: TestClient) -> None:
    found = client.get("/search?q=dam&kind=claims&limit=1").json()
    assert (found["names"], len(found["claims"])) == ([], 1)
    (one,) = found["claims"]
    marked = [one["claim"]["sentence_text"][start:end].casefold() for start, end in one["marks"]]
    assert set(marked) <= {"dam", "dams", "dam’s"}
    assert marked
    second = client.get("/search?q=dam&kind=claims&limit=1&offset=1").json()
    assert second["claims_total"] == found["claims_total"]
    assert [claim["claim"]["id"] for claim in second["claims"]] != [one["claim"]["id"]]


# ------------------------------------------------------------------------------------------ the base


def test_behind_a_proxy_that_puts_it_deeper_the_ways_lead_there(dam_store: Path) -> None:
    app = make_app(ServiceSettings(dam_store, base="https://graph.example.org/kg/", workers=1))
    with TestClient(app, base_url="https://graph.example.org", follow_redirects=False) as client:
        response = client.get("/id/e-0000000000000000")
        assert response.headers["location"] == "/kg/entity/e-0000000000000000"
        assert client.get("/openapi.json").json()["servers"] == [{"url": "https://graph.example.org/kg"}]


def test_a_difference_has_an_address(tmp_path: Path) -> None:
    from kg.query.lookups import Lookups

    with pytest.raises(Exception, match="no difference 'x-1'"):
        Lookups(write_dam_store(tmp_path / "store")).discrepancy("x-1")
