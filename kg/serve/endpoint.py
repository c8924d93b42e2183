"""/sparql: the SPARQL 1.1 Protocol over ASGI.

Comes in: a request.  Goes out: its answer, a refusal, or the service description.
Must not: run a query in this process.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve.answering import Answer, Question, acceptable
from kg.serve.description import describe_service
from kg.serve.limits import HELP, limit_headers
from kg.serve.protocol import ALLOW, QueryRequest, read_request
from kg.serve.refusals import Refusal, RefusedRequest
from kg.serve.replies import reply_words
from kg.serve.settings import ServiceSettings
from kg.serve.triples import TRIPLES, write_triples
from kg.serve.workers import Workers

PATH = "/sparql"


class SparqlEndpoint:
    """The endpoint as an ASGI application; all methods come here."""

    def __init__(self, settings: ServiceSettings, workers: Workers) -> None:
        """Keep what answers."""
        self._settings, self._workers = settings, workers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a client that goes away ends its query."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except RefusedRequest as refused:
            response = reply_words(refused.refusal)
        except ClientDisconnect:
            return
        response.headers.add_vary_header("Accept")
        await response(scope, receive, send)

    async def ask(self, request: Request, asked: QueryRequest, accept: str | None) -> Answer | Refusal:
        """Return the answer to a query; ClientDisconnect when nobody waits for it any more."""
        settings, limits = self._settings, self._settings.limits
        question = Question(asked, accept, limits, settings.address(HELP), settings.names)
        answering = asyncio.ensure_future(self._workers.ask(question))
        leaving = asyncio.ensure_future(until_disconnected(request))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not answering.done():
                raise ClientDisconnect
            return answering.result()
        finally:
            answering.cancel()
            leaving.cancel()

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=dict(ALLOW))
        body = await read_body(request, self._settings.limits.request_bytes)
        header = request.headers.get("content-type")
        asked = read_request(request.method, request.scope["query_string"], header, body)
        accept = accept_header(request)
        if asked is None:
            return self._describe(accept)
        return reply(await self.ask(request, asked, accept))

    def _describe(self, accept: str | None) -> Response:
        limits = self._settings.limits
        media = acceptable(accept, TRIPLES)
        body, _ = write_triples(media, describe_service(self._settings.address(PATH), limits), limits)
        return reply(Answer(media, body, limit_headers(limits)))


def reply(answered: Answer | Refusal) -> Response:
    """Return what a worker answered as a response."""
    if isinstance(answered, Refusal):
        return reply_words(answered)
    media = f"{answered.media}; charset=utf-8" if answered.media.startswith("text/") else answered.media
    return Response(answered.body, headers={"Content-Type": media, **dict(answered.headers)})


def accept_header(request: Request) -> str | None:
    """Return what the client accepts; several headers of the name are one list."""
    return ",".join(request.headers.getlist("accept")) or None


async def read_body(request: Request, most: int) -> bytes:
    """Return the body; RefusedRequest when it has more bytes than a request may have."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise RefusedRequest(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request has more than {most:,} bytes"
            )
    return body


async def until_disconnected(request: Request) -> None:
    """Return when the client has gone; its body has been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
