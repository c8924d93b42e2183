"""The named queries over HTTP.

Comes in: a name, values of parameters.  Goes out: what the query is, or its text with the values in it.
Must not: run a query.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import QueryParams

from kg.errors import InputError, NotFoundError
from kg.export.records import Record
from kg.query.named_queries import NamedQuery, named_queries, named_query
from kg.query.paging import Page, write_page
from kg.query.sparql_text import bind_parameters
from kg.serve.listings import read_number, read_offset
from kg.serve.refusals import RefusedRequest


def list_queries() -> list[Record]:
    """Return all named queries, by name."""
    return [query_record(query) for query in named_queries()]


def query_record(query: NamedQuery) -> Record:
    """Return a named query as JSON has it."""
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "parameters": [
            {"name": one.name, "description": one.description, "default": one.default}
            for one in query.parameters
        ],
        "text": query.text,
    }


def bound_query(name: str, given: QueryParams) -> str:
    """Return the text of a named query with values in the place of its parameters."""
    values = {name: value for name, value in given.items() if name not in ("limit", "offset")}
    try:
        page = Page(read_number(given, "limit"), read_offset(given))
        bound = bind_parameters(named_query(name).text, values)
        return write_page(bound, page) or bound
    except NotFoundError as error:
        raise RefusedRequest(
            HTTPStatus.NOT_FOUND, f"no query is called {name!r}: /queries lists them", nearest=error.nearest
        ) from error
    except InputError as error:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, str(error)) from error
