"""Pages that take seconds and much memory: one is drawn at a time, and those drawn last are kept.

Comes in: what a page follows from, and what writes it.  Goes out: its bytes.
Must not: hold a thread while a page waits for its turn; all look-ups of the service share forty.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from kg.serve.refusals import RETRY, RefusedRequest


class Turns:
    """One page at a time; who waits longer than so many seconds is refused."""

    def __init__(self, seconds: float) -> None:
        """Keep how long a page may wait."""
        self._seconds = seconds
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def take(self, request: Request) -> AsyncIterator[None]:
        """Wait for the turn of a request, and hold it: RefusedRequest (503) when others take too long,
        ClientDisconnect when nobody waits for the page any more."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._turn.acquire()
        except TimeoutError:
            words = f"other pages were being drawn for {self._seconds:g} seconds: ask again later"
            raise RefusedRequest(HTTPStatus.SERVICE_UNAVAILABLE, words, RETRY) from None
        try:
            if await request.is_disconnected():
                raise ClientDisconnect
            yield
        finally:
            self._turn.release()


class DrawnPages:
    """Pages of one kind, at most so many, by what they follow from."""

    def __init__(self, turns: Turns, most: int) -> None:
        """Keep the turns, which may be shared with other kinds."""
        self._turns, self._most = turns, most
        self._drawn: dict[Hashable, bytes] = {}

    async def get(self, request: Request, key: Hashable, write: Callable[[], str]) -> bytes:
        """Return the page that follows from `key`; raises what `Turns.take` does, and what `write` does.

        A page that is being drawn when its client leaves is drawn to its end, and kept.
        """
        if key not in self._drawn:
            async with self._turns.take(request):
                if key not in self._drawn:
                    self._keep(key, await run_in_threadpool(lambda: write().encode("utf-8")))
        return self._drawn[key]

    def _keep(self, key: Hashable, page: bytes) -> None:
        self._drawn[key] = page
        while len(self._drawn) > self._most:
            del self._drawn[next(iter(self._drawn))]
