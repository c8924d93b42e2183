"""Records over HTTP: JSON, RDF, or a page.

Comes in: requests.  Goes out: responses.  Must not: change the store.

An IRI of the graph leads from `/id/ID` to `/claim/ID` and its like (303): what it names is no document.
There an Accept header, or `?as=`, chooses: JSON, the triples about it, or its page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError
from kg.ids import BASE_IRI, GRAPH_BASE
from kg.query.near import NearLookups
from kg.serve.answering import Answer
from kg.serve.endpoint import SparqlEndpoint, accept_header, reply
from kg.serve.listings import refuse_others
from kg.serve.negotiation import choose_media
from kg.serve.protocol import QueryRequest
from kg.serve.record_pages import FORMS, PAGES, RecordPages
from kg.serve.refusals import Refusal, RefusedRequest
from kg.serve.replies import HTML, JSON, redirect, reply_json, reply_problem
from kg.serve.resources import Kind, kind_of, open_lookups
from kg.serve.settings import ServiceSettings
from kg.serve.triples import TRIPLES, TURTLE

OFFERED = {
    JSON: JSON,
    HTML: HTML,
    "application/xhtml+xml": HTML,
    **{media: sent for media, sent in TRIPLES.items() if media not in (JSON, "text/plain")},
}
"""What a record can be had as, the favourite first."""

SHOWN_TRIPLES = {**TRIPLES, HTML: TURTLE}
"""The same of what has no record; a browser shows Turtle."""

Found = TypeVar("Found")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
"""What stands behind the base of an IRI of ours."""


class Records:
    """The addresses of records."""

    def __init__(self, settings: ServiceSettings, endpoint: SparqlEndpoint) -> None:
        """Keep the store, and the endpoint that knows the triples."""
        self._settings, self._endpoint = settings, endpoint
        self._pages = RecordPages(settings)

    async def show(self, kind: Kind, request: Request) -> Response:
        """Answer `/claim/ID` and its like."""
        asked, media = request.path_params["identifier"], asked_form(request)
        identifier = await run_in_threadpool(self._look_up, kind, asked, kind.present_id)
        if identifier != asked:
            return redirect(self._settings.root + kind.path(identifier), HTTPStatus.PERMANENT_REDIRECT)
        if media == HTML:
            return await run_in_threadpool(self._pages.show, kind, identifier, request)
        if media == JSON:
            record = await run_in_threadpool(self._look_up, kind, identifier, kind.find)
            return reply_json(request, record, {"Vary": "Accept", "Link": self._link(identifier)})
        return self._reply_triples(await self._describe(request, identifier, media))

    async def follow(self, request: Request) -> Response:
        """Answer `/id/NAME`: the way to the record, or the triples about what has no record."""
        name = request.path_params["name"]
        kind = kind_of(name)
        if kind:
            return redirect(self._settings.root + kind.path(name), HTTPStatus.SEE_OTHER)
        media, iri = choose_media(accept_header(request), SHOWN_TRIPLES), f"<{BASE_IRI}{name}>"
        known = f"{{ {iri} ?p ?o }} UNION {{ ?s ?p {iri} }}"
        if not _NAME.fullmatch(name) or not await self._is_so(request, known):
            raise RefusedRequest(HTTPStatus.NOT_FOUND, f"nothing in the store is called {iri}")
        return self._reply_triples(await self._describe(request, name, media or TURTLE))

    async def show_graph(self, request: Request) -> Response:
        """Answer `/graph/NAME`: the triples of one named graph."""
        media = choose_media(accept_header(request), SHOWN_TRIPLES)
        name = request.path_params["name"]
        pattern = f"GRAPH <{GRAPH_BASE}{name}> {{ ?s ?p ?o }}"
        if not _NAME.fullmatch(name) or not await self._is_so(request, pattern):
            raise RefusedRequest(HTTPStatus.NOT_FOUND, f"the store has no graph {name!r}")
        asked = QueryRequest(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
        return self._reply_triples(await self._endpoint.ask(request, asked, media or TURTLE))

    def _look_up(self, kind: Kind, asked: str, find: Callable[[NearLookups, str], Found]) -> Found:
        """Return what is asked of a record; RefusedRequest when there is none."""
        if kind_of(asked) is not kind:
            raise RefusedRequest(
                HTTPStatus.NOT_FOUND, f"{asked!r} is no id of a {kind.name}: {kind.prefix}- and 16 digits are"
            )
        with open_lookups(self._settings.store) as lookups:
            try:
                return find(lookups, asked)
            except NotFoundError as error:
                raise RefusedRequest(HTTPStatus.NOT_FOUND, str(error), nearest=error.nearest) from error

    async def _describe(self, request: Request, name: str, media: str) -> Answer | Refusal:
        return await self._endpoint.ask(request, QueryRequest(f"DESCRIBE <{BASE_IRI}{name}>"), media)

    async def _is_so(self, request: Request, pattern: str) -> bool:
        asked = QueryRequest(f"ASK {{ {pattern} }}")
        answered = await self._endpoint.ask(request, asked, "text/csv")
        if isinstance(answered, Refusal):
            raise RefusedRequest(answered.status, answered.words, answered.headers)
        return answered.body.startswith(b"true")

    def _reply_triples(self, answered: Answer | Refusal) -> Response:
        response = reply_problem(answered) if isinstance(answered, Refusal) else reply(answered)
        response.headers.add_vary_header("Accept")
        return response

    def _link(self, identifier: str) -> str:
        return f'<{self._settings.names.write(BASE_IRI + identifier)}>; rel="describes"'


def asked_form(request: Request) -> str:
    """Return the media type in which a record is asked for: by `as`, else by the Accept header."""
    given = request.query_params
    refuse_others(given, {"as", *PAGES})
    if "as" in given:
        if given["as"] not in FORMS:
            raise RefusedRequest(
                HTTPStatus.BAD_REQUEST, f"as is one of {', '.join(FORMS)}, not {given['as']!r}"
            )
        return FORMS[given["as"]]
    media = choose_media(accept_header(request), OFFERED)
    if media is None:
        kinds = ", ".join(dict.fromkeys(OFFERED.values()))
        raise RefusedRequest(HTTPStatus.NOT_ACCEPTABLE, f"a record can be had as {kinds}")
    return media
