"""The SPARQL 1.1 Protocol, section 2, as far as it concerns a service that only reads.

Cases are written from the recommendation (https://www.w3.org/TR/sparql11-protocol/): each request of section
2.1 in its three forms, the dataset of 2.1.4, the answers of 2.1.5 and 2.1.6, and what is no query operation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from kg.graph.quads import graph_of
from tests.records import copy_reading, dam_reading

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
RESULTS_JSON = "application/sparql-results+json"
DAM, COPY = (graph_of(one().document.id).value for one in (dam_reading, copy_reading))
"""Graphs of the store; each is told about in itself."""

ABSENT = "http://data.example/absent.rdf"

IN_DEFAULT = "ASK {{ <{0}> ?p ?o }}"
IN_NAMED = "ASK {{ GRAPH <{0}> {{ <{0}> ?p ?o }} }}"


def get(client: TestClient, headers: Mapping[str, str] | None = None, **fields: object) -> Response:
    """Send a query operation by GET."""
    return client.get(f"/sparql?{urlencode(fields, doseq=True, quote_via=quote)}", headers=headers)


def post_form(client: TestClient, **fields: object) -> Response:
    """Send a query operation as a form."""
    return client.post("/sparql", content=urlencode(fields, doseq=True), headers=FORM)


def post_direct(client: TestClient, query: str, **fields: object) -> Response:
    """Send a query operation as it stands, its dataset in the address."""
    return client.post(f"/sparql?{urlencode(fields, doseq=True)}", content=query, headers=DIRECT)


def truth(response: Response) -> bool:
    """What ASK was answered."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == RESULTS_JSON
    answer = response.json()["boolean"]
    assert isinstance(answer, bool)
    return answer


# ------------------------------------------------------------------------------------ 2.1 the operation


def test_a_query_is_sent_by_get(client: TestClient) -> None:
    assert truth(get(client, query="ASK {}"))


def test_a_query_is_sent_as_a_form(client: TestClient) -> None:
    assert truth(post_form(client, query="ASK {}"))


def test_a_query_is_sent_as_it_stands(client: TestClient) -> None:
    assert truth(post_direct(client, "ASK {}"))


def test_a_plus_in_the_address_is_a_space(client: TestClient) -> None:
    assert truth(client.get("/sparql?query=ASK+%7B%7D"))


def test_a_charset_of_utf_8_is_no_reason_to_refuse(client: TestClient) -> None:
    for media, body in ((DIRECT, "ASK {}"), (FORM, "query=ASK%20%7B%7D")):
        headers = {"Content-Type": f"{media['Content-Type']}; charset=UTF-8"}
        assert truth(client.post("/sparql", content=body, headers=headers))


def test_a_query_of_other_scripts_arrives_whole_in_every_form(client: TestClient) -> None:
    query = "ASK { FILTER(STRLEN('Київ–東京') = 7) }"
    assert truth(get(client, query=query))
    assert truth(post_form(client, query=query))
    assert truth(post_direct(client, query))


def test_parameters_that_the_protocol_does_not_have_change_nothing(client: TestClient) -> None:
    assert truth(get(client, query="ASK {}", foo="bar", timeout="1"))


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    response = client.head("/sparql?query=ASK%7B%7D")
    assert (response.status_code, response.text) == (200, "")
    assert response.headers["content-type"] == RESULTS_JSON


# ------------------------------------------------------------------------------------- 2.1.4 the dataset


@pytest.mark.parametrize(
    "send", [get, post_form, lambda client, query, **it: post_direct(client, query, **it)]
)
class TestDataset:
    def ask(self, client: TestClient, send, graph: str, query: str, **fields: object) -> bool:  # type: ignore[no-untyped-def]
        return truth(send(client, query=query.format(graph), **fields))

    def test_without_one_all_graphs_are_asked(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        assert self.ask(client, send, DAM, IN_DEFAULT)
        assert self.ask(client, send, COPY, IN_DEFAULT)
        assert self.ask(client, send, COPY, IN_NAMED)

    def test_one_default_graph_leaves_out_the_others(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        chosen = {"default-graph-uri": DAM}
        assert self.ask(client, send, DAM, IN_DEFAULT, **chosen)
        assert not self.ask(client, send, COPY, IN_DEFAULT, **chosen)
        assert not self.ask(client, send, DAM, IN_NAMED, **chosen)

    def test_several_default_graphs_are_merged(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        chosen = {"default-graph-uri": [DAM, COPY]}
        assert self.ask(client, send, DAM, IN_DEFAULT, **chosen)
        assert self.ask(client, send, COPY, IN_DEFAULT, **chosen)

    def test_named_graphs_alone_leave_the_default_graph_empty(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        chosen = {"named-graph-uri": [DAM]}
        assert self.ask(client, send, DAM, IN_NAMED, **chosen)
        assert not self.ask(client, send, COPY, IN_NAMED, **chosen)
        assert not self.ask(client, send, DAM, IN_DEFAULT, **chosen)

    def test_both_kinds_make_a_full_dataset(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        chosen = {"default-graph-uri": DAM, "named-graph-uri": COPY}
        assert self.ask(client, send, DAM, IN_DEFAULT, **chosen)
        assert self.ask(client, send, COPY, IN_NAMED, **chosen)
        assert not self.ask(client, send, COPY, IN_DEFAULT, **chosen)

    def test_the_dataset_of_the_request_goes_before_that_of_the_query(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        query = f"ASK FROM <{DAM}> {{{{ <{{0}}> ?p ?o }}}}"
        assert not self.ask(client, send, COPY, query)
        assert self.ask(client, send, COPY, query, **{"default-graph-uri": COPY})
        assert not self.ask(client, send, DAM, query, **{"default-graph-uri": COPY})

    def test_a_graph_that_is_not_in_the_store_is_empty_and_said_to_be(self, client: TestClient, send) -> None:  # type: ignore[no-untyped-def]
        response = send(client, query="ASK { ?s ?p ?o }", **{"default-graph-uri": ABSENT})
        assert not truth(response)
        assert response.headers["claimgraph-empty-graphs"] == f"<{ABSENT}>"


def test_from_and_from_named_choose_the_dataset(client: TestClient) -> None:
    assert truth(get(client, query=f"ASK FROM <{DAM}> {{ <{DAM}> ?p ?o }}"))
    assert not truth(get(client, query=f"ASK FROM NAMED <{DAM}> {{ <{DAM}> ?p ?o }}"))
    assert truth(get(client, query=f"ASK FROM NAMED <{DAM}> {{ GRAPH ?g {{ <{DAM}> ?p ?o }} }}"))


@pytest.mark.parametrize(
    "clause", [f"FROM <{ABSENT}>", f"FROM NAMED <{ABSENT}>", f"FROM <{DAM}> FROM <{ABSENT}>"]
)
def test_from_of_what_is_not_in_the_store_is_refused_and_not_fetched(client: TestClient, clause: str) -> None:
    response = get(client, query=f"ASK {clause} {{ ?s ?p ?o }}")
    assert response.status_code == 400
    assert "nothing is fetched" in response.text


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_no_iri_is_a_bad_request(client: TestClient, name: str) -> None:
    assert client.get("/sparql", params={"query": "ASK {}", name: "no iri"}).status_code == 400


# -------------------------------------------------------------------------- 2.1.5 success, 2.1.6 formats


@pytest.mark.parametrize("query", ["SELECT (1 AS ?one) {}", "ASK {}"])
@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, RESULTS_JSON),
        ("*/*", RESULTS_JSON),
        (RESULTS_JSON, RESULTS_JSON),
        ("application/json", RESULTS_JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/rdf+xml, */*;q=0.1", RESULTS_JSON),
        ("application/sparql-results+json;q=0, application/*", "application/sparql-results+xml"),
    ],
)
def test_solutions_come_in_the_form_that_is_liked_best(
    client: TestClient, query: str, accept: str | None, media: str
) -> None:
    response = get(client, {"Accept": accept} if accept else {"Accept": ""}, query=query)
    assert (response.status_code, response.headers["content-type"]) == (200, media)
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize("query", [f"DESCRIBE <{DAM}>", "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }"])
@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("text/turtle;q=0.3, application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_triples_come_in_the_form_that_is_liked_best(
    client: TestClient, query: str, accept: str | None, media: str
) -> None:
    response = get(client, {"Accept": accept} if accept else {"Accept": ""}, query=query)
    assert (response.status_code, response.headers["content-type"]) == (200, media)
    assert response.content


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("ASK {}", "image/png"),
        ("SELECT * {}", "text/turtle"),
        ("DESCRIBE <a:b>", "text/csv"),
        ("ASK {}", "text/csv;q=0"),
    ],
)
def test_a_form_that_there_is_not_is_not_acceptable(client: TestClient, query: str, accept: str) -> None:
    response = get(client, {"Accept": accept}, query=query)
    assert response.status_code == 406
    assert "can be had as" in response.text


# ------------------------------------------------------------------------------------------- 2.1.6 errors


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_the_protocol_does_not_have_is_not_allowed(client: TestClient, method: str) -> None:
    response = client.request(method, "/sparql?query=ASK%7B%7D")
    assert response.status_code == 405
    assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))


def test_more_than_one_query_is_a_bad_request(client: TestClient) -> None:
    assert get(client, query=["ASK {}", "SELECT * {}"]).status_code == 400
    assert post_form(client, query=["ASK {}", "SELECT * {}"]).status_code == 400
    assert client.post("/sparql?query=ASK%7B%7D", content="ASK {}", headers=DIRECT).status_code == 400


def test_a_request_without_a_query_is_a_bad_request(client: TestClient) -> None:
    assert client.get("/sparql", params={"default-graph-uri": DAM}).status_code == 400
    assert post_form(client, foo="bar").status_code == 400
    assert client.post("/sparql", content="", headers=FORM).status_code == 400
    assert post_direct(client, "").status_code == 400


@pytest.mark.parametrize("media", ["text/plain", "application/json", "multipart/form-data", "nonsense"])
def test_a_body_of_another_kind_is_an_unsupported_media_type(client: TestClient, media: str) -> None:
    response = client.post("/sparql", content="ASK {}", headers={"Content-Type": media})
    assert response.status_code == 415
    assert "application/sparql-query" in response.headers["accept-post"]


@pytest.mark.parametrize("body", ["query=ASK%20%7B%7D", "ASK {}"])
def test_a_body_of_unknown_kind_is_an_unsupported_media_type(client: TestClient, body: str) -> None:
    assert client.post("/sparql", content=body.encode("ascii")).status_code == 415


@pytest.mark.parametrize("media", [FORM, DIRECT])
def test_a_charset_other_than_utf_8_is_refused(client: TestClient, media: dict[str, str]) -> None:
    headers = {"Content-Type": f"{media['Content-Type']}; charset=UTF-16"}
    assert client.post("/sparql", content="ASK {}".encode("utf-16"), headers=headers).status_code == 415


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        ("/sparql?query=%FF%FE", None, {}),
        ("/sparql", b"query=%FF", FORM),
        ("/sparql", b"query=\xff", FORM),
        ("/sparql", b"ASK {} # \xff", DIRECT),
    ],
)
def test_bytes_that_are_no_utf_8_are_a_bad_request(
    client: TestClient, path: str, body: bytes | None, headers: dict[str, str]
) -> None:
    response = client.request("POST" if body else "GET", path, content=body, headers=headers)
    assert response.status_code == 400
    assert "UTF-8" in response.text


@pytest.mark.parametrize("query", ["ASK {", "SELECT nonsense", "hello", "ASK { ?s unknown:p ?o }", "\x00"])
def test_a_query_that_cannot_be_read_is_a_bad_request_with_words(client: TestClient, query: str) -> None:
    for response in (get(client, query=query), post_form(client, query=query), post_direct(client, query)):
        assert response.status_code == 400
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert "cannot be read" in response.text


# ------------------------------------------------------------------- 2.2 updates, and what reaches out


@pytest.mark.parametrize(
    "update", ["CLEAR ALL", "INSERT DATA { <a:b> <a:b> 1 }", "CREATE GRAPH <", "LOAD <a:b>"]
)
class TestUpdate:
    def test_it_is_refused_as_a_form(self, client: TestClient, update: str) -> None:
        response = post_form(client, update=update)
        assert (response.status_code, "read-only" in response.text) == (403, True)

    def test_it_is_refused_as_it_stands(self, client: TestClient, update: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        assert client.post("/sparql", content=update, headers=headers).status_code == 403

    def test_it_is_refused_by_get(self, client: TestClient, update: str) -> None:
        assert get(client, update=update).status_code == 403

    def test_it_is_refused_as_a_query(self, client: TestClient, update: str) -> None:
        assert get(client, query=update).status_code in (400, 403)

    def test_it_is_refused_beside_a_query(self, client: TestClient, update: str) -> None:
        assert post_form(client, query="ASK {}", update=update).status_code == 400


def test_an_update_of_another_charset_or_kind_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-update; charset=UTF-16"}
    assert client.post("/sparql", content="CLEAR ALL".encode("utf-16"), headers=headers).status_code == 415
    assert post_form(client, update=["CLEAR ALL", "CLEAR ALL"]).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { # SERVICE \r service <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
    ],
)
def test_what_reaches_out_is_refused_with_words(client: TestClient, query: str) -> None:
    for response in (get(client, query=query), post_form(client, query=query), post_direct(client, query)):
        assert response.status_code in (400, 403)
        assert re.search("is refused|cannot be read", response.text)


# -------------------------------------------------------------------------------- service description


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/n-triples"])
def test_get_without_a_query_describes_the_service(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200
    for told in ("sparql-service-description#", "http://graph.example.org/sparql", "UnionDefaultGraph"):
        assert told in response.text


def test_the_description_names_every_format_that_there_is(client: TestClient) -> None:
    told = client.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert told.count("#resultFormat>") == 8
