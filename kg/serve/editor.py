"""The editor of queries: its page, and the files that the page asks for.

Comes in: requests.  Goes out: HTML, scripts, styles.
Must not: run a query, or read a file whose name came from outside (all names stand here).
"""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError
from kg.ids import BASE_IRI
from kg.query.sparql import NamedQuery, named_queries, named_query
from kg.serve.pages import FRAMED
from kg.serve.refusals import RefusedRequest
from kg.serve.replies import HTML, reply_tagged
from kg.serve.settings import ServiceSettings
from kg.serve.vocabulary import describe_vocabulary
from kg.views.served_pages import EditorPage, Site, render_editor

FILES = {
    "query.js": "text/javascript",
    "query.css": "text/css",
    "yasqe.min.js": "text/javascript",
    "yasqe.min.css": "text/css",
}
"""Files of the editor, with their media types."""

EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    f"base-uri 'none'; form-action 'self'; {FRAMED}"
)
EDITOR_HEADERS = {"Content-Security-Policy": EDITOR_POLICY}


class Editor:
    """/query."""

    def __init__(self, settings: ServiceSettings) -> None:
        """Keep the settings."""
        self._settings, self._site = settings, Site(settings.root)

    def show(self, request: Request) -> Response:
        """Answer with the page; `named` chooses a named query."""
        chosen = find_query(request.query_params.get("named", ""))
        page = EditorPage(
            queries=tuple((query.name, query.title) for query in named_queries()),
            name=chosen.name if chosen else "",
            description=chosen.description if chosen else "",
            text=chosen.text if chosen else "",
            iris=self._settings.names.write(BASE_IRI),
            vocabulary=describe_vocabulary(),
        )
        return reply_tagged(request, render_editor(page, self._site).encode("utf-8"), HTML, EDITOR_HEADERS)


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
