"""Refusals and records -> HTTP responses.

Comes in: what a part of the service found.  Goes out: a response.  Must not: look anything up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.query.snapshot import hold_snapshot
from kg.serve.refusals import Refusal
from kg.serve.settings import ServiceSettings
from kg.views.served_pages import design_tag

HTML = "text/html"
JSON = "application/json"
PROBLEM = "application/problem+json"


def reply_words(refusal: Refusal) -> Response:
    """Return a refusal as a line of text, as a SPARQL client shows it."""
    return PlainTextResponse(f"{refusal.words}\n", refusal.status, dict(refusal.headers))


def reply_problem(refusal: Refusal) -> Response:
    """Return a refusal as RFC 9457 has it; `nearest` are names that come close to one that nobody has."""
    problem = {
        "title": refusal.status.phrase,
        "status": int(refusal.status),
        "detail": refusal.words,
        **({"nearest": refusal.nearest} if refusal.nearest else {}),
    }
    return Response(msgspec.json.encode(problem), refusal.status, dict(refusal.headers), PROBLEM)


def reply_json(request: Request, record: object, headers: dict[str, str] | None = None) -> Response:
    """Return a record as JSON."""
    return reply_tagged(request, msgspec.json.encode(record), JSON, headers)


def reply_tagged(
    request: Request, body: bytes, media: str, headers: dict[str, str] | None = None
) -> Response:
    """Return a body with its ETag; 304 to a client that has it already."""
    told = {**tag_headers(f'"{hashlib.sha256(body).hexdigest()[:32]}"'), **(headers or {})}
    return reply_known(request, told) or Response(body, media_type=media, headers=told)


def page_tag(settings: ServiceSettings) -> str:
    """Return the ETag of pages that follow from the published snapshot, settings and their address alone."""
    folder, hold = hold_snapshot(settings.store)
    try:
        written = folder.stat().st_mtime_ns
    finally:
        hold.release()
    told = msgspec.json.encode((settings.base, settings.published, settings.page_claims))
    return f'"{folder.name}-{written:x}-{design_tag()}-{hashlib.sha256(told).hexdigest()[:12]}"'


def reply_page(
    request: Request, settings: ServiceSettings, write: Callable[[], str], headers: dict[str, str]
) -> Response:
    """Return a page that `page_tag` tells apart; one that the client has already is not written again."""
    told = {**tag_headers(page_tag(settings)), **headers}
    return reply_known(request, told) or Response(write(), media_type=HTML, headers=told)


def tag_headers(tag: str) -> dict[str, str]:
    """Return the headers that let a client keep a body and ask whether it is still the same."""
    return {"ETag": tag, "Cache-Control": "no-cache"}


def reply_known(request: Request, headers: dict[str, str]) -> Response | None:
    """Return 304 where the client has the body with the ETag of these headers; None where it has not."""
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return None


def redirect(address: str, status: HTTPStatus) -> Response:
    """Return the way to another address of this service; which one depends on what the client accepts."""
    return RedirectResponse(address, status, {"Vary": "Accept"})
