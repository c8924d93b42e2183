"""Pages that take long: whoever waits for one keeps nobody else from an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from kg.serve.app import CLIENT_GONE, make_app
from kg.serve.drawing import Turns
from kg.serve.limits import Limits
from kg.serve.settings import ServiceSettings
from kg.views.answers import Answers
from tests.unit.serve.conftest import BASE
from tests.unit.serve.test_record_pages import BROWSER
from tests.unit.store.world import build, small_reading

CROWD = 60
"""Clients that ask at once: more than the forty threads of the service."""

PATIENCE = 20.0
"""Seconds after which an answer counts as none."""

Asking = Callable[[httpx2.AsyncClient], Awaitable[None]]


def run_apart(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in a thread: the loop of the browser's tests may still run in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


class Pencil:
    """What draws pages; it stops before each one until `go` is set."""

    def __init__(self) -> None:
        self.drawn, self.began, self.go = 0, asyncio.Event(), Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def draw(self, _: Answers) -> str:
        self.drawn += 1
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self.began.set)
        assert self.go.wait(PATIENCE)
        return f"page {self.drawn}"

    def run(self, store: Path, asking: Asking, seconds: float = PATIENCE) -> None:
        """Ask a service that draws with this."""

        async def ask() -> None:
            self._loop = asyncio.get_running_loop()
            app = make_app(ServiceSettings(store, base=BASE, limits=Limits(seconds=seconds)))
            transport = httpx2.ASGITransport(app)
            try:
                async with httpx2.AsyncClient(transport=transport, base_url=BASE) as client:
                    await asyncio.wait_for(asking(client), PATIENCE)
            finally:
                self.go.set()

        run_apart(ask())


@pytest.fixture
def pencil(monkeypatch: pytest.MonkeyPatch) -> Pencil:
    made = Pencil()
    for name in ("render_evidence", "render_network"):
        monkeypatch.setattr(f"kg.serve.pages.{name}", made.draw)
    return made


def paths(number: int) -> list[str]:
    """So many parts, of evidence and network, each another one."""
    return [
        f"/{('evidence', 'network')[at % 2]}.html?document=early.txt&since={1900 + at}"
        for at in range(number)
    ]


def ask_all(client: httpx2.AsyncClient, asked: list[str]) -> list[asyncio.Task[httpx2.Response]]:
    return [asyncio.create_task(client.get(path, headers=BROWSER)) for path in asked]


def test_a_crowd_that_waits_for_parts_keeps_no_other_address_from_answering(
    compared_store: Path, pencil: Pencil
) -> None:
    async def asking(client: httpx2.AsyncClient) -> None:
        waiting = ask_all(client, paths(CROWD))
        await pencil.began.wait()
        for path in ("/claims", "/limits", "/search?q=dam", "/start"):
            assert (await client.get(path)).status_code == 200
        assert pencil.drawn == 1
        pencil.go.set()
        assert {one.status_code for one in await asyncio.gather(*waiting)} == {200}

    pencil.run(compared_store, asking)
    assert pencil.drawn == CROWD


def test_who_waits_longer_than_a_query_may_is_told_to_come_back(compared_store: Path, pencil: Pencil) -> None:
    async def asking(client: httpx2.AsyncClient) -> None:
        (first,) = ask_all(client, paths(1))
        await pencil.began.wait()
        for response in await asyncio.gather(*ask_all(client, paths(4)[1:])):
            assert response.status_code == 503
            assert response.headers["retry-after"] == "5"
            assert "other pages were being drawn for 0.3 seconds" in response.text
        pencil.go.set()
        assert (await first).text == "page 1"

    pencil.run(compared_store, asking, seconds=0.3)


@pytest.mark.parametrize("path", ["/evidence.html", "/evidence.html?document=early.txt&since=2001"])
def test_what_many_ask_for_is_drawn_once(compared_store: Path, pencil: Pencil, path: str) -> None:
    async def asking(client: httpx2.AsyncClient) -> None:
        waiting = ask_all(client, [path] * 5)
        await pencil.began.wait()
        pencil.go.set()
        assert {one.text for one in await asyncio.gather(*waiting)} == {"page 1"}
        assert (await client.get(path)).text == "page 1"

    pencil.run(compared_store, asking)


def test_parts_are_kept_until_others_or_another_snapshot_come(tmp_path: Path, pencil: Pencil) -> None:
    store = build(tmp_path / "s", small_reading("a.txt", "The bridge is closed."))

    async def asking(client: httpx2.AsyncClient) -> None:
        pencil.go.set()
        parts = [f"/evidence.html?since={year}" for year in range(2001, 2006)]
        for path in parts:
            await client.get(path)
        assert (await client.get(parts[-1])).text == "page 5"
        assert (await client.get(parts[0])).text == "page 6"
        build(store, small_reading("b.txt", "The bridge is open."))
        assert (await client.get(parts[0])).text == "page 7"

    pencil.run(store, asking)


def test_a_turn_is_not_for_who_has_left_and_comes_back_after_every_end() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def stays() -> Message:
        return {"type": "http.request", "body": b""}

    async def ask() -> None:
        turns, scope = Turns(1.0), {"type": "http"}
        with pytest.raises(ClientDisconnect):
            async with turns.take(Request(scope, receive)):
                pytest.fail("nobody waits for this")
        with pytest.raises(ZeroDivisionError):
            async with turns.take(Request(scope, stays)):
                raise ZeroDivisionError
        async with turns.take(Request(scope, stays)):
            pass

    run_apart(ask())


@pytest.mark.parametrize(("method", "path"), [("POST", "/query"), ("GET", "/evidence.html?since=2001")])
def test_a_client_that_leaves_is_no_error(compared_store: Path, method: str, path: str) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    path, _, query = path.partition("?")
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query.encode(),
        "headers": [(b"host", b"graph.example.org")],
    }  # fmt: skip
    run_apart(make_app(ServiceSettings(compared_store, base=BASE))(scope, receive, send))
    assert sent[0]["status"] == CLIENT_GONE
