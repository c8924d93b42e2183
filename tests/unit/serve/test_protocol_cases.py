"""The kinds of request that the W3C's test suite of the SPARQL 1.1 Protocol has, written anew from the
recommendation: one line each, so that it shows at a glance what is answered, and with what.

Of updates a service that only reads answers every one alike: refused, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

from tests.unit.serve.test_protocol import ABSENT, COPY, DAM, DIRECT, FORM, RESULTS_JSON

UPDATE = {"Content-Type": "application/sparql-update"}
SOLUTIONS = (RESULTS_JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")

ASK = "ASK {}"
IN_DEFAULT = f"ASK {{ <{DAM}> ?p ?o }}"
BOTH = f"ASK {{ <{DAM}> ?p ?o . <{COPY}> ?q ?r }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{DAM}> ?p ?o }} GRAPH ?h {{ <{COPY}> ?q ?r }} FILTER(?g != ?h) }}"
FULL = f"ASK {{ <{DAM}> ?p ?o GRAPH <{COPY}> {{ <{COPY}> ?q ?r }} MINUS {{ <{COPY}> ?q ?r }} }}"
CLEAR = f"CLEAR GRAPH <{DAM}>"

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """A request, and its answer: a truth, a status of the 400s, or one of some media types."""

    name: str
    method: str = "GET"
    fields: Fields = ()
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    answer: bool | int | tuple[str, ...] = True


def form(*fields: tuple[str, str]) -> bytes:
    """Fields as a form has them."""
    return urlencode(fields).encode()


def query(*fields: tuple[str, str]) -> Fields:
    """Fields of which each is a query, or the dataset's."""
    return fields


DEFAULT, SECOND = ("default-graph-uri", DAM), ("default-graph-uri", COPY)
ONE, OTHER = ("named-graph-uri", DAM), ("named-graph-uri", COPY)

CASES = (
    Case("query by GET", fields=query(("query", ASK))),
    Case("query by form", "POST", body=form(("query", ASK)), headers=FORM),
    Case("query as it stands", "POST", body=ASK.encode(), headers=DIRECT),
    Case("default graph by GET", fields=query(("query", IN_DEFAULT), DEFAULT)),
    Case("default graph by form", "POST", body=form(("query", IN_DEFAULT), DEFAULT), headers=FORM),
    Case("default graph as it stands", "POST", query(DEFAULT), IN_DEFAULT.encode(), DIRECT),
    Case("default graphs by GET", fields=query(("query", BOTH), DEFAULT, SECOND)),
    Case("default graphs by form", "POST", body=form(("query", BOTH), DEFAULT, SECOND), headers=FORM),
    Case("named graphs by GET", fields=query(("query", NAMED), ONE, OTHER)),
    Case("named graphs by form", "POST", body=form(("query", NAMED), ONE, OTHER), headers=FORM),
    Case("full dataset", "POST", body=form(("query", FULL), DEFAULT, OTHER), headers=FORM),
    Case("full dataset by GET", fields=query(("query", FULL), DEFAULT, OTHER)),
    Case(
        "dataset of request and query",
        fields=query(("query", f"ASK FROM <{COPY}> {{ <{DAM}> ?p ?o }}"), DEFAULT),
    ),
    Case(
        "dataset of request and query, by form",
        "POST",
        body=form(("query", f"ASK FROM <{ABSENT}> {{ <{DAM}> ?p ?o }}"), DEFAULT),
        headers=FORM,
    ),
    Case("form of SELECT", fields=query(("query", "SELECT (1 AS ?n) {}")), answer=SOLUTIONS),
    Case("form of ASK", fields=query(("query", ASK)), answer=SOLUTIONS),
    Case("form of DESCRIBE", fields=query(("query", f"DESCRIBE <{DAM}>")), answer=TRIPLES),
    Case("form of CONSTRUCT", fields=query(("query", "CONSTRUCT { ?s a ?t } { ?s a ?t }")), answer=TRIPLES),
    Case("bad: PUT", "PUT", query(("query", ASK)), answer=405),
    Case("bad: several queries by GET", fields=query(("query", ASK), ("query", "SELECT * {}")), answer=400),
    Case(
        "bad: several queries by form",
        "POST",
        body=form(("query", ASK), ("query", ASK)),
        headers=FORM,
        answer=400,
    ),
    Case("bad: media type", "POST", body=ASK.encode(), headers={"Content-Type": "text/plain"}, answer=415),
    Case("bad: form without type", "POST", body=form(("query", ASK)), answer=415),
    Case("bad: query without type", "POST", body=ASK.encode(), answer=415),
    Case(
        "bad: not UTF-8",
        "POST",
        body=ASK.encode("utf-16"),
        headers={"Content-Type": "application/sparql-query; charset=UTF-16"},
        answer=415,
    ),
    Case("bad: syntax", fields=query(("query", "ASK { ?s")), answer=400),
    Case("bad: empty query", fields=query(("query", "")), answer=400),
    Case("update by form", "POST", body=form(("update", CLEAR)), headers=FORM, answer=403),
    Case("update as it stands", "POST", body=CLEAR.encode(), headers=UPDATE, answer=403),
    *(
        Case(f"update with {dataset}", "POST", query((dataset, DAM)), CLEAR.encode(), UPDATE, 403)
        for dataset in ("using-graph-uri", "using-named-graph-uri")
    ),
    Case(
        "update with both datasets",
        "POST",
        body=form(("update", CLEAR), ("using-graph-uri", DAM), ("using-named-graph-uri", COPY)),
        headers=FORM,
        answer=403,
    ),
    Case("update with a base", "POST", body=b"BASE <http://a/> CLEAR GRAPH <b>", headers=UPDATE, answer=403),
    Case("bad: update by GET", fields=query(("update", CLEAR)), answer=403),
    Case(
        "bad: several updates",
        "POST",
        body=form(("update", CLEAR), ("update", CLEAR)),
        headers=FORM,
        answer=403,
    ),
    Case(
        "bad: update of another type",
        "POST",
        body=CLEAR.encode(),
        headers={"Content-Type": "text/plain"},
        answer=415,
    ),
    Case("bad: update without form type", "POST", body=form(("update", CLEAR)), answer=415),
    Case(
        "bad: update not UTF-8",
        "POST",
        body=CLEAR.encode("utf-16"),
        headers={"Content-Type": "application/sparql-update; charset=UTF-16"},
        answer=415,
    ),
    Case("bad: syntax of an update", "POST", body=b"CLEAR XYZ", headers=UPDATE, answer=403),
    Case(
        "bad: dataset twice",
        "POST",
        query(("using-named-graph-uri", DAM)),
        f"DELETE {{ ?s ?p ?o }} USING <{DAM}> WHERE {{ ?s ?p ?o }}".encode(),
        UPDATE,
        403,
    ),
    Case("bad: update as a query", fields=query(("query", CLEAR)), answer=403),
    Case(
        "bad: update beside a query",
        "POST",
        body=form(("query", ASK), ("update", CLEAR)),
        headers=FORM,
        answer=400,
    ),
    Case("type in capitals", "POST", body=ASK.encode(), headers={"Content-Type": "APPLICATION/SPARQL-QUERY"}),
    Case(
        "charset in quotation marks",
        "POST",
        body=ASK.encode(),
        headers={"Content-Type": 'application/sparql-query;CHARSET="UTF-8"'},
    ),
    Case(
        "accept with a charset",
        headers={"Accept": f"{RESULTS_JSON}; charset=utf-8"},
        fields=query(("query", ASK)),
    ),
    Case("accepts nothing", headers={"Accept": "*/*;q=0"}, fields=query(("query", ASK)), answer=406),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_request_is_answered_as_the_protocol_has_it(client: TestClient, case: Case) -> None:
    address = f"/sparql?{urlencode(case.fields, quote_via=quote)}" if case.fields else "/sparql"
    before = client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    ).content
    response = client.request(case.method, address, content=case.body, headers=case.headers)
    if isinstance(case.answer, bool):
        assert (response.status_code, response.json()["boolean"]) == (200, case.answer)
    elif isinstance(case.answer, int):
        assert response.status_code == case.answer
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
    else:
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] in case.answer
    assert (
        client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}).content
        == before
    )
