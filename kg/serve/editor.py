"""The editor of queries: its page, and the files that the page asks for.

Comes in: requests.  Goes out: HTML, scripts, styles.
Must not: run a query in this process, or read a file whose name came from outside (all names stand here).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from http import HTTPStatus
from importlib.resources import files

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError
from kg.ids import BASE_IRI
from kg.query.named_queries import NamedQuery, named_queries, named_query
from kg.serve.answering import Answer
from kg.serve.endpoint import SparqlEndpoint, accept_header, read_body
from kg.serve.finding import OFFERED
from kg.serve.limits import CUT_HEADER
from kg.serve.negotiation import choose_media
from kg.serve.pages import FRAMED
from kg.serve.protocol import read_fields, read_post
from kg.serve.refusals import Refusal, RefusedRequest
from kg.serve.replies import HTML, reply_tagged
from kg.serve.settings import ServiceSettings
from kg.serve.solutions import JSON as JSON_RESULTS
from kg.serve.vocabulary import describe_vocabulary
from kg.views.served_pages import AnswerTable, EditorPage, Site, render_editor

FILES = {
    "query.js": "text/javascript",
    "query.css": "text/css",
    "yasqe.min.js": "text/javascript",
    "yasqe.min.css": "text/css",
}
"""Files of the editor, with their media types."""

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    f"base-uri 'none'; form-action 'self'; {FRAMED}"
)
SHOWN = f"{JSON_RESULTS}, text/turtle;q=0.9"
"""What the page can show."""

ROWS = 1000
"""Rows that it shows; files have all."""

EDITOR_HEADERS = {"Content-Security-Policy": EDITOR_POLICY}


class Editor:
    """/query."""

    def __init__(self, settings: ServiceSettings, endpoint: SparqlEndpoint) -> None:
        """Keep the settings, and what answers where scripts may not run."""
        self._settings, self._site, self._endpoint = settings, Site(settings.root), endpoint

    async def show(self, request: Request) -> Response:
        """Answer with the page; `named` chooses a named query."""
        chosen = find_query(request.query_params.get("named", ""))
        return self._reply(request, self._page(chosen.text if chosen else "", chosen))

    async def run(self, request: Request) -> Response:
        """Answer a form with the page and the answer to its query in it: what is asked without scripts."""
        body = await read_body(request, self._settings.limits.request_bytes)
        asked = read_post(
            read_fields(request.scope["query_string"]), request.headers.get("content-type"), body
        )
        answered = await self._endpoint.ask(request, asked, SHOWN)
        if isinstance(answered, Refusal):
            return self._refuse(request, asked.query, answered)
        answer = read_answer(answered, self._settings.names.write(BASE_IRI))
        return self._reply(request, self._page(asked.query, None, answer))

    def _refuse(self, request: Request, text: str, refusal: Refusal) -> Response:
        """Answer a browser with its query, which it may have nowhere else, and why it has no answer."""
        if choose_media(accept_header(request), OFFERED) != HTML:
            raise RefusedRequest(refusal.status, refusal.words, refusal.headers)
        page = replace(self._page(text, None), refused=refusal.words)
        headers = {**EDITOR_HEADERS, **dict(refusal.headers)}
        return Response(render_editor(page, self._site), refusal.status, headers, HTML)

    def _page(self, text: str, chosen: NamedQuery | None, answer: AnswerTable | None = None) -> EditorPage:
        return EditorPage(
            queries=tuple((query.name, query.title) for query in named_queries()),
            name=chosen.name if chosen else "",
            description=chosen.description if chosen else "",
            text=text,
            iris=self._settings.names.write(BASE_IRI),
            vocabulary=describe_vocabulary(),
            answer=answer,
        )

    def _reply(self, request: Request, page: EditorPage) -> Response:
        return reply_tagged(request, render_editor(page, self._site).encode("utf-8"), HTML, EDITOR_HEADERS)


def read_answer(answered: Answer, iris: str) -> AnswerTable:
    """Return an answer as a page shows it; IRIs that begin with `iris` lead to their records."""
    cut = dict(answered.headers).get(CUT_HEADER, "")
    if answered.media != JSON_RESULTS:
        return AnswerTable(text=answered.body.decode("utf-8"), cut=cut)
    found = msgspec.json.decode(answered.body)
    if "boolean" in found:
        return AnswerTable(text=str(found["boolean"]).lower(), cut=cut)
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    shown = [[read_cell(row.get(column), iris) for column in columns] for row in rows[:ROWS]]
    return AnswerTable(tuple(columns), tuple(map(tuple, shown)), len(rows), cut=cut)


def read_cell(term: dict[str, object] | None, iris: str) -> tuple[str, str]:
    """Return the words of a term, and the name of the thing it leads to (empty: nowhere)."""
    if term is None:
        return "", ""
    value = str(term["value"])
    is_ours = term["type"] == "uri" and value.startswith(iris)
    return (value.removeprefix(iris),) * 2 if is_ours else (value, "")


def find_query(name: str) -> NamedQuery | None:
    """Return the named query that is asked for; None when none is."""
    try:
        return named_query(name) if name else None
    except NotFoundError as error:
        raise RefusedRequest(
            HTTPStatus.NOT_FOUND, f"no query is called {name!r}: /queries lists them", nearest=error.nearest
        ) from error


def show_file(name: str, request: Request) -> Response:
    """Answer with a file of the editor."""
    return reply_tagged(request, read_file(name), FILES[name], EDITOR_HEADERS)


@cache
def read_file(name: str) -> bytes:
    """Return a file of `static/`."""
    return files(__package__).joinpath("static", name).read_bytes()
