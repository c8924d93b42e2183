"""Calls in a query that only the server would understand.

Comes in: query text that the engine can read.  Goes out: nothing, or a ForbiddenError.
Must not: run a query.

Servers run code of their own behind the names of functions (Virtuoso: bif: and sql:).  Over the graph in a
store's folder such a name means nothing; over a service it is refused before it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.errors import ForbiddenError
from kg.ids import BASE_IRI
from kg.query.from_clauses import read_prologue, resolve
from kg.query.sparql_text import Token, decode_escapes, tokens
from kg.terms import PREFIXES

_CASTS = PREFIXES["xsd"]


def refuse_calls(query: str) -> None:
    """Raise ForbiddenError where an IRI stands before a bracket that is no cast of XML Schema.

    A collection as an object looks the same, and is refused too: there is none in a store.  The text is read
    as it stands and with its escapes decoded, since servers do the one or the other.
    """
    _refuse_in(list(tokens(query)))
    _refuse_in(list(tokens(decode_escapes(query), lenient=True)))


def _refuse_in(read: Sequence[Token]) -> None:
    base, prefixes = read_prologue(read, BASE_IRI)
    for token, following in pairwise(read):
        called = token.kind in ("iri", "name") and following.text == "("
        if called and not resolve(token, base, prefixes).startswith(_CASTS):
            raise ForbiddenError(
                f"{token.text}(...) is refused: functions of the server are not called; use those of "
                f"SPARQL 1.1"
            )
