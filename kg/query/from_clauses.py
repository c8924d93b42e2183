"""The dataset that a query names itself: the graphs behind FROM and FROM NAMED.

Comes in: the text of a query that `refuse_forbidden` has let through.  Goes out: IRIs.
Must not: run a query, or fetch a graph.

Only what stands behind the keyword is read, with the PREFIX and BASE declarations before it, as SPARQL 1.1,
sections 4.1 and 13.2, have it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from kg.errors import InputError
from kg.query.sparql_text import Token, decode_escapes, tokens
from kg.terms import PREFIXES

_LOCAL_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")

_NO_IRI = re.compile(r"""[\x00-\x20<>"{}|^`\\]""")


def graphs_named(query: str, base: str) -> tuple[str, ...]:
    """Return the IRIs of the graphs behind FROM and FROM NAMED, in their order; InputError for a prefix that
    is not declared."""
    read = list(tokens(query))
    base, prefixes = read_prologue(read, base)
    return tuple(
        resolve(graph_token(read, index + 1), base, prefixes)
        for index, token in enumerate(read)
        if ends_in_from(token)
    )


def ends_in_from(token: Token) -> bool:
    """Tell whether a token is FROM; the engine needs no space before it (`ASKFROM <g>`)."""
    return token.kind == "word" and token.text.upper().endswith("FROM")


def graph_token(read: Sequence[Token], index: int) -> Token:
    """Return the token of the graph, behind NAMED if that stands there."""
    at = index + 1 if index < len(read) and read[index].text.upper() == "NAMED" else index
    if at >= len(read) or read[at].kind not in ("iri", "name"):
        raise InputError("the query cannot be read: FROM is followed by no graph")
    return read[at]


def read_prologue(read: Sequence[Token], base: str) -> tuple[str, Mapping[str, str]]:
    """Return base and prefixes as a query declares them."""
    prefixes = dict(PREFIXES)
    for index, token in enumerate(read[:-1]):
        keyword, following = token.text.upper(), read[index + 1]
        if keyword == "BASE" and following.kind == "iri":
            base = urljoin(base, iri_text(following))
        if keyword == "PREFIX" and following.kind == "name" and index + 2 < len(read):
            prefixes[following.text.rstrip(":")] = urljoin(base, iri_text(read[index + 2]))
    return base, prefixes


def resolve(token: Token, base: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that a token stands for."""
    if token.kind == "iri":
        return urljoin(base, iri_text(token))
    prefix, _, local = token.text.partition(":")
    if prefix not in prefixes:
        raise InputError(f"the query cannot be read: the prefix {prefix}: is not declared")
    return prefixes[prefix] + _LOCAL_ESCAPE.sub(r"\1", local)


def iri_text(token: Token) -> str:
    """Return what stands between the angle brackets, escapes decoded.

    Raises InputError where they hide a character that no IRI has: put between brackets again, it would be the
    end of the IRI and the rest would be query.
    """
    iri = decode_escapes(token.text[1:-1])
    if _NO_IRI.search(iri):
        raise InputError(f"the query cannot be read: {token.text[:60]} is no IRI")
    return iri
