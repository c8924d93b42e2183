"""The description of the JSON side says what there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.export.records import discrepancy_record
from kg.query.comparison_results import DiscrepancyView, SideView
from kg.serve.app import make_app
from kg.serve.openapi import FIELDS, describe_api
from kg.serve.settings import ServiceSettings

NO_JSON = {
    "/",
    "/evidence.html",
    "/network.html",
    "/sparql",
    "/query",
    "/query.js",
    "/query.css",
    "/openapi.json",
    "/id/{name}",
    "/graph/{name}",
    "/queries/{name}",
}
"""Addresses of pages, of SPARQL and its texts, and of redirects."""

TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


@pytest.fixture(scope="module")
def told(client: TestClient) -> dict[str, Any]:
    found = client.get("/openapi.json").json()
    assert isinstance(found, dict)
    return found


def test_it_describes_every_address_that_gives_json_and_no_other(told: dict[str, Any]) -> None:
    routes = make_app(ServiceSettings(Path("nowhere"))).routes
    assert set(told["paths"]) == {route.path for route in routes if isinstance(route, Route)} - NO_JSON


def test_every_reference_in_it_leads_to_a_schema(told: dict[str, Any]) -> None:
    def references(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [one for value in part.values() for one in references(value)]
        return [one for value in part for one in references(value)] if isinstance(part, list) else []

    found = {reference.removeprefix("#/components/schemas/") for reference in references(told)}
    assert found <= set(told["components"]["schemas"])


def check(schema: dict[str, Any], record: dict[str, Any]) -> None:
    """Hold a record to its schema: the same fields, each of its type."""
    assert list(record) == list(schema["properties"]) == schema["required"]
    for name, value in record.items():
        kinds = schema["properties"][name]["type"]
        allowed = tuple(TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
        assert isinstance(value, TYPES[kinds] if isinstance(kinds, str) else allowed), name  # type: ignore[arg-type]


def test_records_have_the_fields_that_it_lists(client: TestClient, told: dict[str, Any]) -> None:
    schemas = told["components"]["schemas"]
    claims = client.get("/claims?act=all").json()
    check(schemas["claims"], claims)
    for claim in claims["claims"]:
        check(schemas["claim"], claim)
        check(schemas["document"], client.get(f"/document/{claim['document_id']}").json())
    found = client.get("/search?q=Bondar").json()
    check(schemas["search"], found)
    check(schemas["found_name"], found["names"][0])
    check(schemas["read_word"], found["words"][0])
    (claim, *_) = client.get("/search?q=dam").json()["claims"]
    check(schemas["found_claim"], claim)
    check(schemas["claim"], claim["claim"])
    check(schemas["entity"], client.get(found["names"][0]["address"]).json())
    check(schemas["limits"], client.get("/limits").json())
    for query in client.get("/queries").json():
        check(schemas["query"], query)
        for parameter in query["parameters"]:
            check(schemas["parameter"], parameter)
    problem = client.get("/nonsense").json()
    check(schemas["problem"], problem)


def test_a_difference_has_the_fields_that_it_lists() -> None:
    names = {field.partition(":")[0] for field in FIELDS["difference"].split()}
    assert names == set(discrepancy_record(difference()))


def difference() -> DiscrepancyView:
    side: dict[str, Any] = dict.fromkeys(SideView.__dataclass_fields__, "")
    fields: dict[str, Any] = dict.fromkeys(DiscrepancyView.__dataclass_fields__, "")
    fields.update(left=SideView(**side), right=SideView(**side), score=1.0)
    return DiscrepancyView(**fields)


def test_it_says_where_the_service_is() -> None:
    settings = ServiceSettings(Path("nowhere"), base="https://graph.example.org/")
    assert describe_api(settings)["servers"] == [{"url": "https://graph.example.org"}]
