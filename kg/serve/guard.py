"""What holds for every response: which hosts are answered, and the headers that browsers mind.

Comes in: ASGI messages.  Goes out: the same, with headers.  Must not: read a body.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.hosts import is_answered

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
}
"""Sent with every response that does not say otherwise."""


class Guard:
    """Middleware around the whole service."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        """Keep the service and the host of its base."""
        self._app, self._host = app, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse foreign hosts, and add the headers to what the service answers."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        host = Headers(scope=scope).get("host")
        if is_answered(host, self._host):
            return await self._app(scope, receive, send_guarded)
        words = f"the host {host!r} is not served here: kg serve --base tells under which name it is\n"
        return await PlainTextResponse(words, HTTPStatus.MISDIRECTED_REQUEST)(scope, receive, send_guarded)
