"""The service as an ASGI application: every address, in one table.

Comes in: settings.  Goes out: the application.
Must not: bind to an address (`kg.serve.running` does).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import ClaimgraphError, InputError, NotFoundError
from kg.serve.editor import FILES, Editor, show_file
from kg.serve.endpoint import PATH, SparqlEndpoint, accept_header
from kg.serve.finding import OFFERED, SearchPage
from kg.serve.guard import Guard
from kg.serve.limits import CUT_HEADER, HEADER, HELP, describe_limits
from kg.serve.listings import list_claims
from kg.serve.named import bound_query, list_queries
from kg.serve.negotiation import choose_media
from kg.serve.openapi import describe_api
from kg.serve.pages import PAGE_HEADERS, OverviewPage, drawn_pages
from kg.serve.protocol import DIRECT
from kg.serve.records import Records
from kg.serve.refusals import Refusal, RefusedRequest
from kg.serve.replies import HTML, reply_json, reply_problem, reply_tagged
from kg.serve.resources import KINDS
from kg.serve.settings import ServiceSettings
from kg.serve.workers import Workers
from kg.views.served_pages import ProblemPage, Site, page_style, render_problem

CLIENT_GONE = 499
"""The status that nginx logs where a client closed its connection; RFC 9110 has none."""


def make_app(settings: ServiceSettings) -> Starlette:
    """Return the service; its workers start and end with its lifespan."""
    workers = Workers(settings.store, settings.workers, settings.limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        workers.start()
        try:
            yield
        finally:
            workers.end()

    app = Starlette(
        routes=list_routes(settings, SparqlEndpoint(settings, workers)),
        lifespan=lifespan,
        middleware=list_middleware(settings),
    )
    for error in (RefusedRequest, HTTPException, ClaimgraphError):
        app.add_exception_handler(error, partial(refuse, Site(settings.root)))
    app.add_exception_handler(ClientDisconnect, end_quietly)
    return app


def list_routes(settings: ServiceSettings, endpoint: SparqlEndpoint) -> list[Route]:
    """Return every address."""
    records, store = Records(settings, endpoint), settings.store
    (evidence, network), editor = drawn_pages(settings), Editor(settings, endpoint)
    return [
        Route("/", evidence.show),
        Route("/evidence.html", evidence.show),
        Route("/network.html", network.show),
        Route("/start", OverviewPage(settings).show),
        Route("/pages.css", show_style),
        Route(PATH, endpoint),
        *(Route(kind.path("{identifier}"), partial(records.show, kind)) for kind in KINDS),
        Route("/id/{name}", records.follow),
        Route("/graph/{name}", records.show_graph),
        Route("/claims", lambda request: reply_json(request, list_claims(store, request.query_params))),
        Route("/search", SearchPage(settings).show),
        Route("/queries", lambda request: reply_json(request, list_queries())),
        Route("/queries/{name}", show_query),
        Route("/query", editor.show),
        Route("/query", editor.run, methods=["POST"]),
        *(Route(f"/{name}", partial(show_file, name)) for name in FILES),
        Route(HELP, lambda request: reply_json(request, describe_limits(settings.limits))),
        Route("/openapi.json", lambda request: reply_json(request, describe_api(settings))),
    ]


def list_middleware(settings: ServiceSettings) -> list[Middleware]:
    """Return what stands around every address, the outermost first."""
    shared = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins,
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["Accept", "Content-Type"],
        expose_headers=[HEADER, CUT_HEADER, "Link"],
    )
    return [Middleware(Guard, host=settings.host), *([shared] if settings.origins else [])]


def show_style(request: Request) -> Response:
    """Return the style sheet of the pages."""
    return reply_tagged(request, page_style().encode("utf-8"), "text/css")


def show_query(request: Request) -> Response:
    """Return the text of a named query, with the values that the address gives."""
    text = bound_query(request.path_params["name"], request.query_params)
    return reply_tagged(request, text.encode("utf-8"), DIRECT)


def refuse(site: Site, request: Request, error: Exception) -> Response:
    """Return an error that somebody raised on purpose as a response: a page to a browser."""
    refusal = explain(error)
    if choose_media(accept_header(request), OFFERED) == HTML:
        page = ProblemPage(refusal.status.phrase, refusal.words, refusal.nearest)
        headers = {**PAGE_HEADERS, **dict(refusal.headers)}
        return Response(render_problem(page, site), refusal.status, headers, HTML)
    return reply_problem(refusal)


def end_quietly(_: Request, __: Exception) -> Response:
    """Return what nobody reads, since the client has gone; the log of requests has the number."""
    return Response(status_code=CLIENT_GONE)


def explain(error: Exception) -> Refusal:
    """Return the refusal that an error is."""
    if isinstance(error, RefusedRequest):
        return error.refusal
    if isinstance(error, HTTPException):
        headers = tuple((error.headers or {}).items())
        return Refusal(HTTPStatus(error.status_code), error.detail, headers)
    if isinstance(error, NotFoundError):
        return Refusal(HTTPStatus.NOT_FOUND, str(error), nearest=error.nearest)
    status = HTTPStatus.BAD_REQUEST if isinstance(error, InputError) else HTTPStatus.SERVICE_UNAVAILABLE
    return Refusal(status, str(error))
