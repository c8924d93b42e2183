"""A request takes no more than it may, and the next one is answered."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph.store import open_for_writing
from kg.serve.app import make_app
from kg.serve.limits import Limits
from kg.serve.settings import ServiceSettings
from tests.stores import write_dam_store

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""Hundreds of triples to the fourth power."""

GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
"""All rows are kept before the first is given."""


@pytest.fixture(scope="module")
def hurried(dam_store: Path) -> Iterator[TestClient]:
    """A service that gives little to each request."""
    limits = Limits(seconds=1.0, rows=5, answer_bytes=4000, request_bytes=2000)
    with TestClient(make_app(ServiceSettings(dam_store, workers=1, limits=limits))) as opened:
        yield opened


def ask(client: TestClient, query: str, accept: str = "*/*"):  # type: ignore[no-untyped-def]
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept})


def test_a_query_that_runs_too_long_is_ended_with_words_and_the_next_is_answered(hurried: TestClient) -> None:
    assert ask(hurried, "ASK {}").status_code == 200
    for _ in range(2):
        started = time.monotonic()
        response = ask(hurried, ENDLESS)
        assert response.status_code == 504
        assert "more than 1 seconds" in response.text
        assert time.monotonic() - started < 3
        assert ask(hurried, "ASK {}").status_code == 200


def test_limits_are_announced_with_every_answer(hurried: TestClient) -> None:
    for query in ("ASK {}", "DESCRIBE <a:b>", ENDLESS):
        response = ask(hurried, query)
        assert response.headers["claimgraph-limits"] == "rows=5, bytes=4000, seconds=1"
        assert response.headers["link"] == '</limits>; rel="help"'
    assert hurried.get("/limits").json()["rows"] == 5


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_rows_beyond_the_limit_are_left_out_and_that_is_said(hurried: TestClient, query: str) -> None:
    response = ask(hurried, query)
    assert (response.status_code, response.headers["claimgraph-truncated"]) == (200, "rows")
    assert "claimgraph-truncated" not in ask(hurried, f"{query} LIMIT 5").headers


def test_bytes_beyond_the_limit_are_left_out_and_that_is_said(hurried: TestClient) -> None:
    query = f"SELECT ?x {{ VALUES ?n {{ 1 2 3 }} BIND(CONCAT('{'x' * 1500}', STR(?n)) AS ?x) }}"
    response = ask(hurried, query)
    assert response.headers["claimgraph-truncated"] == "bytes"
    assert len(response.json()["results"]["bindings"]) == 2


def test_a_request_that_is_too_large_is_refused(hurried: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    response = hurried.post("/sparql", content="ASK {} #" + "x" * 3000, headers=headers)
    assert response.status_code == 413


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_a_query_that_wants_too_much_memory_ends_alone(dam_store: Path) -> None:
    limits = Limits(seconds=60, memory_bytes=400 * 1024 * 1024)
    with TestClient(make_app(ServiceSettings(dam_store, workers=1, limits=limits))) as client:
        response = ask(client, GREEDY)
        assert response.status_code in (500, 503)
        assert "memory" in response.text
        assert ask(client, "ASK {}").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["ASK { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }", "ASK " + "{" * 100_000 + "}" * 100_000],
    ids=["parentheses", "braces"],
)
def test_a_query_that_no_stack_can_hold_ends_alone(dam_store: Path, query: str) -> None:
    with TestClient(make_app(ServiceSettings(dam_store, workers=1))) as client:
        headers = {"Content-Type": "application/sparql-query"}
        assert client.post("/sparql", content=query, headers=headers).status_code in (400, 500, 503)
        assert ask(client, "ASK {}").status_code == 200


def test_what_a_later_build_publishes_is_seen_by_the_next_request(tmp_path: Path) -> None:
    store = write_dam_store(tmp_path / "store")
    count = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    with TestClient(make_app(ServiceSettings(store, workers=1))) as client:
        before = ask(client, count, "text/csv").text
        with open_for_writing(store) as writer:
            writer.put_derived((), (), ())
            writer.publish()
        assert ask(client, count, "text/csv").text != before
        assert client.get("/claims").json()["claims"]
        time.sleep(0.1)
        assert len(list((store / "snapshots").iterdir())) <= 2


def test_a_store_that_is_gone_is_told_about(tmp_path: Path) -> None:
    store = write_dam_store(tmp_path / "store")
    with TestClient(make_app(ServiceSettings(store, workers=1))) as client:
        (store / "current").unlink()
        for path in ("/sparql?query=ASK%7B%7D", "/claims", "/"):
            response = client.get(path)
            assert response.status_code == 503
            assert "run kg build again" in response.text


def test_a_function_that_there_is_not_is_the_fault_of_the_query(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": "SELECT (<http://x/f>(1) AS ?x) {}"})
    assert response.status_code == 400
    assert "function <http://x/f> is not supported" in response.text
