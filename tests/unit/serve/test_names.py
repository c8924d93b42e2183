"""A service with a base of its own publishes the graph's IRIs under it, and reads them back."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import pytest
from pyoxigraph import Store
from starlette.testclient import TestClient

from bench.hostility.queries import smuggled
from kg.errors import InputError
from kg.ids import BASE_IRI
from kg.serve.answering import Question, answer_question
from kg.serve.limits import Limits
from kg.serve.names import STORED, IriNames
from kg.serve.protocol import QueryRequest
from kg.serve.refusals import Refusal
from tests.unit.serve.conftest import BASE

SEEN = f"{BASE}kg/"
ROOT = BASE_IRI.removesuffix("id/")
NAMES = IriNames(SEEN)

FORMS = {
    "SELECT DISTINCT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "CONSTRUCT WHERE { ?s ?p ?o }": (
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
    ),
}


def ask(client: TestClient, query: str, accept: str = "application/sparql-results+json", **more: str) -> str:
    response = client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    return response.text


def rows(client: TestClient, query: str, **more: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(ask(client, query, **more))["results"]["bindings"]
    return found


@pytest.mark.parametrize(("query", "media"), [(q, media) for q, all_ in FORMS.items() for media in all_])
def test_every_answer_has_the_published_names_and_no_stored_one(
    published: TestClient, query: str, media: str
) -> None:
    answer = ask(published, query, media)
    assert f"{SEEN}id/" in answer
    assert BASE_IRI not in answer
    assert f"{ROOT}graph/" not in answer
    assert f"{ROOT}ns#" in answer  # the vocabulary is nobody's to rename


def test_every_published_name_of_an_answer_can_be_followed(published: TestClient) -> None:
    found = rows(published, "SELECT DISTINCT ?s ?g { GRAPH ?g { ?s ?p ?o } }")
    names = {row[key]["value"] for row in found for key in row if row[key]["value"].startswith(SEEN)}
    assert len(names) > 15
    for name in sorted(names):
        path = urlsplit(name).path.removeprefix("/kg")  # as the proxy passes it on
        response = published.get(path, headers={"Accept": "text/turtle"})
        if response.status_code == 303:
            follow = response.headers["location"].removeprefix("/kg")
            response = published.get(follow, headers={"Accept": "text/turtle"})
        assert response.status_code == 200, name
        told = f"{SEEN}id/" if "/graph/" in name else name.partition("#")[0]  # a graph need not name itself
        assert told in response.text
        assert BASE_IRI not in response.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?o { <%s> a ?o }",
        "PREFIX x: <" + SEEN + "id/> SELECT ?o { x:%n a ?o }",
        "BASE <" + SEEN + "id/> SELECT ?o { <%n> a ?o }",
        "BASE <" + SEEN + "> SELECT ?o { <id/%n> a ?o }",
        "SELECT ?o { VALUES ?s { <%s> } ?s a ?o }",
        "SELECT ?o FROM <%g> { <%s> a ?o }",
        "SELECT ?o FROM NAMED <%g> { GRAPH <%g> { <%s> a ?o } }",
        "SELECT ?o { <\\u0068ttp" + "%t> a ?o }",
    ],
)
def test_a_published_name_in_a_query_means_what_it_named(published: TestClient, query: str) -> None:
    found = rows(published, "SELECT ?s ?g { GRAPH ?g { ?s a schema:Claim } } ORDER BY ?s LIMIT 1")[0]
    name, graph = found["s"]["value"], found["g"]["value"]
    asked = query.replace("%s", name).replace("%n", name.rpartition("/")[2]).replace("%g", graph)
    assert rows(published, asked.replace("%t", name.removeprefix("http")))


def test_the_protocol_s_dataset_and_describe_take_published_names(published: TestClient) -> None:
    found = rows(published, "SELECT ?s ?g { GRAPH ?g { ?s a schema:Claim } } ORDER BY ?s LIMIT 1")[0]
    name, graph = found["s"]["value"], found["g"]["value"]
    assert rows(published, f"SELECT ?p {{ <{name}> ?p ?o }}", **{"default-graph-uri": graph})
    named = {"named-graph-uri": graph}
    assert rows(published, f"SELECT ?p {{ GRAPH <{graph}> {{ <{name}> ?p ?o }} }}", **named)
    assert f"<{name}>" in ask(published, f"DESCRIBE <{name}>", "application/n-triples")
    response = published.get("/sparql", params={"query": "ASK {}", "default-graph-uri": f"{SEEN}graph/none"})
    assert response.headers["claimgraph-empty-graphs"] == f"<{SEEN}graph/none>"


def test_stored_names_are_read_too(published: TestClient) -> None:
    name = rows(published, "SELECT ?s { ?s a schema:Claim } LIMIT 1")[0]["s"]["value"]
    assert rows(published, f"SELECT ?o {{ <{NAMES.read(name)}> a ?o }}")


def test_a_string_made_of_a_name_stays_as_stored(published: TestClient) -> None:
    (row,) = rows(published, "SELECT (STR(?s) AS ?t) { ?s a schema:Claim } ORDER BY ?s LIMIT 1")
    assert row["t"]["type"] == "literal"
    assert row["t"]["value"].startswith(BASE_IRI)


def test_a_string_or_comment_that_looks_like_a_name_is_left_alone() -> None:
    query = f'SELECT ("<{SEEN}id/c-1>" AS ?x) {{ }} # <{SEEN}id/c-1>'
    assert NAMES.read_query(query) == query


def test_no_iri_brings_in_a_service_by_its_escapes(published: TestClient) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.2)
        query = smuggled(SEEN, f"http://127.0.0.1:{other.getsockname()[1]}/x")
        response = published.get("/sparql", params={"query": query})
        with pytest.raises(TimeoutError):
            other.accept()
    assert response.status_code == 400
    assert "is no IRI" in response.text


def test_what_the_engine_gets_is_what_is_looked_at() -> None:
    class Careless(IriNames):
        def read_query(self, query: str) -> str:
            return query.replace("ASK", "ASK { SERVICE <http://127.0.0.1:9/>") + "}"

    question = Question(QueryRequest("ASK {}"), None, Limits(), "/help", Careless(SEEN))
    refused = answer_question(Store(), question)
    assert isinstance(refused, Refusal)
    assert refused.status == 403


@pytest.mark.parametrize("hidden", [*'<>"{}|^`\\ \x00\n', "\\u003E"])
def test_an_iri_with_a_character_that_none_has_is_refused(hidden: str) -> None:
    escaped = "".join(f"\\u{ord(one):04X}" for one in hidden)
    for query in (f"ASK {{ <{SEEN}id/a{escaped}> ?p ?o }}", f"PREFIX a: <{SEEN}id/{escaped}> ASK {{}}"):
        with pytest.raises(InputError, match="is no IRI"):
            NAMES.read_query(query)


def test_only_things_and_graphs_are_renamed() -> None:
    assert NAMES.write(f"{ROOT}ns#text") == f"{ROOT}ns#text"
    assert NAMES.read(f"{SEEN}claim/c-1") == f"{SEEN}claim/c-1"
    for part in ("id/c-1#quantity-1", "graph/d-1"):
        assert NAMES.read(NAMES.write(ROOT + part)) == ROOT + part
        assert STORED.write(ROOT + part) == ROOT + part


def test_pages_and_records_name_the_published_iri(published: TestClient) -> None:
    name = rows(published, "SELECT ?s { ?s a schema:Claim } LIMIT 1")[0]["s"]["value"]
    path = f"/claim/{name.rpartition('/')[2]}"
    assert f"<{name}>" in published.get(path).headers["link"]
    page = published.get(path, headers={"Accept": "text/html"})
    assert f"<{name}>" in page.headers["link"]
    assert f"<code>{name}</code>" in page.text
    assert 'href="/kg/pages.css"' in page.text
    assert f'data-iris="{SEEN}id/"' in published.get("/query").text
