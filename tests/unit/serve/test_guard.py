"""What holds for every response, and who is not answered."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.app import make_app
from kg.serve.hosts import is_answered, is_loopback
from kg.serve.settings import ServiceSettings

PATHS = ("/", "/sparql", "/query", "/query.js", "/claims", "/nonsense", "/openapi.json", "/claim/c-1")


@pytest.mark.parametrize("path", PATHS)
def test_every_response_tells_browsers_to_be_careful(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_a_page_may_run_its_own_scripts_only(client: TestClient) -> None:
    for path in ("/", "/evidence.html", "/network.html"):
        assert "script-src 'sha256-" in unescape(client.get(path).text)
    policy = client.get("/query").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("header", "answered"),
    [
        ("127.0.0.1:8765", True),
        ("[::1]:8765", True),
        ("192.168.1.4", True),
        ("localhost:8765", True),
        ("LOCALHOST", True),
        ("newsroom", True),
        ("www.example", True),
        ("kg.localhost", True),
        ("graph.example.org", True),
        ("graph.example.org.", True),
        ("evil.com", False),
        ("127.0.0.1.evil.com", False),
        ("graph.example.org.evil.com", False),
        ("[", False),
    ],
)
def test_a_name_that_somebody_else_can_own_is_not_answered(header: str, answered: bool) -> None:
    assert is_answered(header, "graph.example.org") is answered


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("box", False),
    ],
)
def test_other_machines_reach_what_is_not_loopback(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_a_request_for_a_foreign_host_is_misdirected(client: TestClient) -> None:
    response = client.get("/claims", headers={"Host": "evil.com"})
    assert response.status_code == 421
    assert "--base" in response.text


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/query/../app.py",
    ],
)
def test_no_address_leads_out_of_the_service(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_of_other_sites_may_read_nothing_unless_somebody_says_so(
    client: TestClient, dam_store: Path
) -> None:
    foreign = {"Origin": "https://yasgui.example.org"}
    assert "access-control-allow-origin" not in client.get("/sparql?query=ASK%7B%7D", headers=foreign).headers
    app = make_app(ServiceSettings(dam_store, workers=1, origins=("https://yasgui.example.org",)))
    with TestClient(app, base_url="http://localhost") as shared:
        asked = shared.get("/sparql?query=ASK%7B%7D", headers=foreign)
        assert asked.headers["access-control-allow-origin"] == "https://yasgui.example.org"
        wish = {
            **foreign,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        }
        assert shared.options("/sparql", headers=wish).status_code == 200
        other = shared.get("/claims", headers={"Origin": "https://other.example.org"})
        assert "access-control-allow-origin" not in other.headers


def test_every_origin_may_read_where_that_was_said(dam_store: Path) -> None:
    app = make_app(ServiceSettings(dam_store, workers=1, origins=("*",)))
    with TestClient(app, base_url="http://localhost") as shared:
        response = shared.get("/sparql?query=ASK%7B%7D", headers={"Origin": "https://a.example"})
        assert response.headers["access-control-allow-origin"] == "*"
        assert "Claimgraph-Truncated" in response.headers["access-control-expose-headers"]
