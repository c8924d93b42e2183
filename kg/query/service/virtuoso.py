"""What a query must say to Virtuoso 7.2.5 so that it means what it says.

Comes in: SPARQL 1.1.  Goes out: the same with what that server reads otherwise put in other words.
Must not: change what a query means to any other server.

CONTAINS(text, "") is false there; the standard has it true.  LIMIT with a number that no answer reaches,
which
tells other engines to sort a sub-select, is an error.  Where graphs are left out of the union, GRAPH <iri>
finds nothing unless it is listed, and where some are listed GRAPH ?any finds no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.errors import InputError
from kg.query.from_clauses import read_prologue, resolve
from kg.query.sparql_text import Token, tokens

_COUNTING = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})

_NO_QUAD = "<urn:x-nothing:a> <urn:x-nothing:a>"
"""Subject and predicate of no quad."""

_NO_LIMIT = re.compile(r"\bLIMIT\s+[1-9]\d{9,}(?=\s*(?:\}|$))", re.IGNORECASE)


def reworded(query: str) -> str:
    """Return a query that Virtuoso understands as SPARQL 1.1 has it.

    >>> reworded('FILTER(CONTAINS(?a, ?b))')
    'FILTER((STRLEN(?b) = 0 || CONTAINS(?a, ?b)))'
    """
    query = _with_branches(_NO_LIMIT.sub("", query))
    read = list(tokens(query))
    for index in reversed(range(len(read) - 1)):
        if read[index].text.upper() == "CONTAINS" and read[index + 1].text == "(":
            query = _with_empty(query, read, index)
            read = list(tokens(query))
    return query


def dataset_of(query: str, base: str, hidden: Iterable[str]) -> str:
    """Return what stands before a query over the union of all graphs but the hidden ones.

    Raises InputError for a query that names some graphs and asks for any in other places.

    >>> dataset_of('ASK { GRAPH <b:c> { ?s ?p ?o } }', 'b:', ['x:y'])
    'define input:default-graph-exclude <x:y> define input:named-graph-uri <b:c> '
    """
    read = list(tokens(query))
    base, prefixes = read_prologue(read, base)
    graphs = [after for word, after in pairwise(read) if word.kind == "word" and word.text.upper() == "GRAPH"]
    named = sorted({resolve(graph, base, prefixes) for graph in graphs if graph.kind != "variable"})
    if named and any(graph.kind == "variable" for graph in graphs):
        raise InputError(
            "Virtuoso finds GRAPH <iri> and GRAPH ?any in one query only where no graph is left out: "
            f"write GRAPH ?one {{ … }} FILTER(?one = <{named[0]}>)"
        )
    kinds = ("default",) if named else ("default", "named")
    left_out = [f"define input:{kind}-graph-exclude <{graph}> " for graph in hidden for kind in kinds]
    return "".join([*left_out, *(f"define input:named-graph-uri <{graph}> " for graph in named)])


def _with_branches(query: str) -> str:
    """Return the query with each sub-select that counts in a union with nothing."""
    read = list(tokens(query))
    for index in reversed(range(len(read) - 1)):
        if read[index].text == "{" and read[index + 1].text.upper() == "SELECT":
            names = _counted(read, index + 2)
            if names:
                start, end = read[index].start, _closing(read, index).end
                nothing = " . ".join(f"{_NO_QUAD} {name}" for name in names)
                query = f"{query[:start]}{{ {query[start:end]} UNION {{ {nothing} }} }}{query[end:]}"
                read = list(tokens(query))
    return query


def _counted(read: Sequence[Token], index: int) -> list[str]:
    """Return the variables that hold aggregates in the SELECT clause whose first token is at the index."""
    depth, counts, names = 0, False, []
    for token, following in pairwise(read[index:]):
        if token.text == "{" or token.text.upper() == "WHERE":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        counts = (counts or token.text.upper() in _COUNTING) and depth > 0
        if counts and depth == 1 and token.text.upper() == "AS":
            names.append(following.text)
    return names


def _closing(read: Sequence[Token], index: int) -> Token:
    """Return the bracket that closes the one at the index, of a query that the engine has read."""
    depth = 0
    for token in read[index:]:
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            return token
    return read[-1]


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
