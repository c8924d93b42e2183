"""A request of the SPARQL 1.1 Protocol, section 2.1 -> the query operation that it asks for.

Comes in: method, query string, content type, body.  Goes out: `QueryRequest`, or None for a request for the
service description.
Must not: run anything, or know the web framework.

What is no query operation is refused with the status that HTTP has for it: 405 for a method that the protocol
does not know, 415 for a body that it does not know, 403 for an update, 400 for all that contradicts itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from urllib.parse import parse_qsl

from kg.serve.refusals import RefusedRequest

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

ALLOW = (("Allow", ", ".join(METHODS)),)
ACCEPT_POST = (("Accept-Post", f"{DIRECT}, {FORM}"),)

READ_ONLY = "updates are refused: this service is read-only; kg build changes the store"

MOST_FIELDS = 200
"""Fields of a form or query string; a dataset of more graphs is no dataset that a person asks for."""

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query and the dataset that the protocol gives it; both lists empty when it gives none."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def read_request(
    method: str, query_string: bytes, content_type: str | None, body: bytes
) -> QueryRequest | None:
    """Return what a request asks for; None when it asks for the service description.

    Raises RefusedRequest for everything else.
    """
    given = read_fields(query_string)
    if method in ("GET", "HEAD"):
        return read_get(given)
    if method == "POST":
        return read_post(given, content_type, body)
    raise RefusedRequest(
        HTTPStatus.METHOD_NOT_ALLOWED, f"{method} is no method of SPARQL queries: use GET or POST", ALLOW
    )


def read_get(given: Fields) -> QueryRequest | None:
    """Return the query of a GET request; None if it has no parameters at all."""
    return read_operation(given) if given else None


def read_post(given: Fields, content_type: str | None, body: bytes) -> QueryRequest:
    """Return the query of a POST request: from its form, or its body as it stands."""
    media, charset = read_content_type(content_type)
    if media not in (FORM, DIRECT, UPDATE):
        raise RefusedRequest(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"a body of type {media or 'unknown'} is no SPARQL query: send {DIRECT}, or {FORM} with query=",
            ACCEPT_POST,
        )
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedRequest(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a query is sent in UTF-8, not {charset}", ACCEPT_POST
        )
    if media == UPDATE:
        raise RefusedRequest(HTTPStatus.FORBIDDEN, READ_ONLY)
    if media == FORM:
        return read_operation((*given, *read_fields(body)))
    if any(name == "query" for name, _ in given):
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, "the query stands in the address and in the body: send one"
        )
    return read_operation((*given, ("query", decode(body))))


def read_content_type(header: str | None) -> tuple[str, str]:
    """Return media type and charset, both lower case; without a charset it is UTF-8."""
    message = Message()
    message["content-type"] = header or "application/octet-stream"
    return message.get_content_type(), str(message.get_param("charset") or "utf-8").lower()


def read_fields(encoded: bytes) -> list[tuple[str, str]]:
    """Return the fields of a query string or form, in its order."""
    try:
        return parse_qsl(decode(encoded), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except UnicodeDecodeError:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, "what is percent-encoded is not UTF-8") from None
    except ValueError as error:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, f"the parameters cannot be read: {error}") from None


def decode(sent: bytes) -> str:
    """Return text that was sent as UTF-8."""
    try:
        return sent.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, "the request is not UTF-8") from None


def read_operation(fields: Fields) -> QueryRequest:
    """Return the query that the parameters hold; there must be exactly one, and no update."""
    queries, updates = values_of("query", fields), values_of("update", fields)
    if queries and updates:
        raise RefusedRequest(HTTPStatus.BAD_REQUEST, "a request holds a query or an update, not both")
    if updates:
        raise RefusedRequest(HTTPStatus.FORBIDDEN, READ_ONLY)
    if len(queries) != 1:
        many = f"{len(queries)} parameters" if queries else "no parameter"
        raise RefusedRequest(
            HTTPStatus.BAD_REQUEST, f"there is {many} query in the request: send exactly one"
        )
    return QueryRequest(
        queries[0], values_of("default-graph-uri", fields), values_of("named-graph-uri", fields)
    )


def values_of(name: str, fields: Fields) -> tuple[str, ...]:
    """Return all values of a parameter, in the order of the request."""
    return tuple(value for key, value in fields if key == name)
