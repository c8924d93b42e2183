"""The editor without scripts, and what is vendored for the one with scripts."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from kg.query.named_queries import named_queries
from tests.unit.serve.conftest import BASE

STATIC = files("kg.serve").joinpath("static")
BROWSER = {"Accept": "text/html,*/*;q=0.8"}


def ask(client: TestClient, query: str) -> tuple[int, str]:
    response = client.post("/query", data={"query": query}, headers=BROWSER)
    return response.status_code, response.text


def test_every_named_query_is_at_hand(client: TestClient) -> None:
    for query in named_queries():
        page = client.get(f"/query?named={query.name}", headers=BROWSER).text
        assert f'<option value="{query.name}" selected>' in page
    assert client.get("/query?named=nonsense", headers=BROWSER).status_code == 404


def test_a_form_is_answered_with_rows_that_lead_to_records(published: TestClient) -> None:
    status, page = ask(published, "SELECT ?c ('<i>' AS ?x) { ?c a schema:Claim } ORDER BY ?c")
    assert status == 200
    links = re.findall(r'<td><a href="(/kg/id/c-[0-9a-f]{16})">', page)
    assert len(links) == 6
    assert "6 rows." in page
    assert "&lt;i&gt;" in page
    assert BASE not in page[page.index("<table>") :]
    assert "SELECT ?c (&#39;&lt;i&gt;&#39; AS ?x)" in page  # what was asked stands there still


def test_other_forms_of_queries_are_answered_too(client: TestClient) -> None:
    assert "<pre>true</pre>" in ask(client, "ASK {}")[1]
    assert "schema:Claim" in ask(client, "CONSTRUCT WHERE { ?c a schema:Claim }")[1]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT nonsense", 400, "cannot be read"),
        ("SELECT * { SERVICE <http://a/> {} }", 403, "SERVICE is refused"),
        ("DROP ALL", 403, "DROP is refused"),
    ],
)
def test_what_is_refused_says_why(client: TestClient, query: str, status: int, words: str) -> None:
    found, page = ask(client, query)
    assert found == status
    assert re.search(rf'<p id="said" role="status" class="wrong">[^<]*{words}', page)
    assert f">{query}</textarea>" in page.replace("&lt;", "<").replace("&gt;", ">")
    told = client.post("/query", data={"query": query}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["status"]) == (status, status)


def test_the_vendored_files_are_those_of_the_notice() -> None:
    notice = STATIC.joinpath("NOTICE.md").read_text("utf-8")
    for name in ("yasqe.min.js", "yasqe.min.css"):
        digest = hashlib.sha256(STATIC.joinpath(name).read_bytes()).hexdigest()
        assert f"| `{name}` | `{digest}` |" in notice


def test_a_file_of_the_editor_is_had_by_its_name_alone(client: TestClient) -> None:
    assert client.get("/yasqe.min.js").headers["content-type"].startswith("text/javascript")
    for path in ("/NOTICE.md", "/static/yasqe.min.js", "/..%2fapp.py", "/query.html"):
        assert client.get(path).status_code == 404
