"""What a query must say to Virtuoso 7.2.5 so that it means what it says.

Comes in: SPARQL 1.1.  Goes out: the same with what that server reads otherwise put in other words.
Must not: change what a query means to any other server.

CONTAINS(text, "") is false there; the standard has it true.  LIMIT with a number that no answer reaches,
which
tells other engines to sort a sub-select, is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.query.sparql_text import Token, tokens

_NO_LIMIT = re.compile(r"\bLIMIT\s+[1-9]\d{9,}(?=\s*(?:\}|$))", re.IGNORECASE)


def reworded(query: str) -> str:
    """Return a query that Virtuoso understands as SPARQL 1.1 has it.

    >>> reworded('FILTER(CONTAINS(?a, ?b))')
    'FILTER((STRLEN(?b) = 0 || CONTAINS(?a, ?b)))'
    """
    query = _NO_LIMIT.sub("", query)
    read = list(tokens(query))
    for index in reversed(range(len(read) - 1)):
        if read[index].text.upper() == "CONTAINS" and read[index + 1].text == "(":
            query = _with_empty(query, read, index)
            read = list(tokens(query))
    return query


def _with_empty(query: str, read: Sequence[Token], index: int) -> str:
    """Return the query with one CONTAINS true for the empty string; the tokens are those of the query."""
    depth, comma = 0, None
    for token in read[index + 1 :]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth == 1 and token.text == "," and comma is None:
            comma = token
        if depth == 0 and comma is not None:
            call = query[read[index].start : token.end]
            sought = query[comma.end : token.start].strip()
            return f"{query[: read[index].start]}(STRLEN({sought}) = 0 || {call}){query[token.end :]}"
    return query
