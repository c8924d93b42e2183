"""Who gets a password: the host that it is for, when it asks, and nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx2 import MockTransport, Request, Response

from kg.errors import InputError, StoreError
from kg.query.service.connection import Connection
from kg.query.service.place import PLACE_FILE, name_place, read_place

OURS = "https://graphs.example/update"
BASIC, DIGEST = 'Basic realm="r"', 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'

Handler = Callable[[Request], Response]


def connection(handler: Handler, query: str, update: str = OURS) -> Connection:
    """A connection whose other end is a function."""
    made = Connection(name_place(query, update, update))
    made._client._transport = MockTransport(handler)
    return made


def asking(seen: list[str], way: str = BASIC) -> Handler:
    """A service that wants to know who asks, and notes what it is told."""

    def handle(request: Request) -> Response:
        told = request.headers.get("authorization", "")
        seen.append(told)
        return Response(200, content=b"{}") if told else Response(401, headers={"WWW-Authenticate": way})

    return handle


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KG_GRAPH_USER", "KG_GRAPH_PASSWORD", "KG_GRAPH_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture
def netrc(tmp_path: Path) -> Path:
    file = tmp_path / "netrc"
    file.write_text("machine graphs.example login ada password right\n", encoding="ascii")
    return file


def test_another_host_does_not_get_what_is_known_for_one(netrc: Path) -> None:
    seen: list[str] = []
    with pytest.raises(StoreError, match="refuses"):
        connection(asking(seen), "https://evil.example/sparql").query("ASK {}", "*/*")
    assert seen == [""]


def test_the_default_of_netrc_is_for_no_service(netrc: Path) -> None:
    netrc.write_text("default login ada password right\n", encoding="ascii")
    seen: list[str] = []
    with pytest.raises(StoreError, match="refuses"):
        connection(asking(seen), "https://evil.example/sparql").query("ASK {}", "*/*")
    assert seen == [""]


def test_each_host_gets_its_own(netrc: Path) -> None:
    netrc.write_text(
        "machine graphs.example login ada password right\nmachine other.example login bob password other\n",
        encoding="ascii",
    )
    seen: list[str] = []
    made = connection(asking(seen), "https://other.example/sparql")
    made.query("ASK {}", "*/*")
    made.update("CLEAR ALL")
    assert [one.partition(" ")[0] for one in seen] == ["", "Basic", "", "Basic"]
    assert seen[1] != seen[3]


@pytest.mark.parametrize("query", ["https://evil.example/sparql", "http://127.0.0.2.evil.example/sparql"])
def test_the_environment_is_for_this_machine_where_it_names_no_other(
    monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setenv("KG_GRAPH_USER", "ada")
    seen: list[str] = []
    with pytest.raises(StoreError, match="KG_GRAPH_HOST"):
        connection(asking(seen), query, query).query("ASK {}", "*/*")
    assert seen == [""]
    connection(asking(seen), "http://localhost/sparql").query("ASK {}", "*/*")
    monkeypatch.setenv("KG_GRAPH_HOST", "graphs.example")
    connection(asking(seen), "https://evil.example/sparql").update("CLEAR ALL")
    with pytest.raises(StoreError, match="refuses"):
        connection(asking(seen), query).query("ASK {}", "*/*")
    assert [bool(one) for one in seen] == [False, False, True, False, True, False]


def test_no_password_is_sent_unencrypted_to_another_machine(netrc: Path) -> None:
    seen: list[str] = []
    address = "http://graphs.example/sparql"
    with pytest.raises(StoreError, match="unencrypted: name it by an https address"):
        connection(asking(seen), address).query("ASK {}", "*/*")
    assert seen == [""]
    assert connection(asking(seen, DIGEST), address).query("ASK {}", "*/*") == b"{}"
    assert seen[-1].startswith("Digest ")


def test_a_digest_is_taken_where_both_ways_are_offered(netrc: Path) -> None:
    def handle(request: Request) -> Response:
        told = request.headers.get("authorization", "")
        assert not told.startswith("Basic")
        both = [("WWW-Authenticate", BASIC), ("WWW-Authenticate", DIGEST)]
        return Response(200, content=b"{}") if told else Response(401, headers=both)

    assert connection(handle, "http://graphs.example/sparql").query("ASK {}", "*/*") == b"{}"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://ada:secret@graphs.example/query", "http:///"]
)
@pytest.mark.parametrize("which", ["query", "update", "crud"])
def test_a_file_that_somebody_wrote_names_addresses_as_a_person_may(
    tmp_path: Path, which: str, address: str
) -> None:
    named = dict.fromkeys(("query", "update", "crud"), OURS)
    (tmp_path / PLACE_FILE).write_text(json.dumps({**named, which: address}), encoding="utf-8")
    with pytest.raises(StoreError, match=r"service cannot be read .*run kg build again"):
        read_place(tmp_path)


def test_only_the_server_s_own_word_of_a_deadlock_makes_it_try_again() -> None:
    tried: list[str] = []

    def handle(request: Request) -> Response:
        tried.append(request.url.path)
        words = "Virtuoso 37000 Error SP030: syntax\n\nSPARQL query:\nASK { 'Virtuoso 40001' 40001 }"
        return Response(500, content=words.encode() if len(tried) > 1 else b"Virtuoso 40001 Error: deadlock")

    with pytest.raises(InputError, match="SP030"):
        connection(handle, "http://localhost/sparql").query("ASK { 'Virtuoso 40001' 40001 }", "*/*")
    assert len(tried) == 2
