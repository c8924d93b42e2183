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
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from kg.errors import InputError
from kg.query.from_clauses import read_prologue, resolve
from kg.query.sparql_text import Token, tokens

_COUNTING = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})

_NO_LIMIT = re.compile(r"\bLIMIT\s+[1-9]\d{9,}(?=\s*(?:\}|$))", re.IGNORECASE)

_SEPARATOR = '"\\u001e"'
"""A character made to stand between pieces of text, as SPARQL writes it."""

_JOINED = re.compile(
    r"""\bGROUP_CONCAT\s*\(([^()"']*);\s*SEPARATOR\s*=\s*("[^"\\]*[^\x00-\x7f"\\][^"\\]*")\s*\)""",
    re.IGNORECASE,
)


def reworded(query: str) -> str:
    """Return a query that Virtuoso understands as SPARQL 1.1 has it.

    >>> reworded('FILTER(CONTAINS(?a, ?b))')
    'FILTER((STRLEN(?b) = 0 || CONTAINS(?a, ?b)))'
    """
    query = _at_words(_JOINED, _with_separator, _grouped(_at_words(_NO_LIMIT, lambda _: "", query)))
    read = list(tokens(query))
    for index in reversed(range(len(read) - 1)):
        if read[index].text.upper() == "CONTAINS" and read[index + 1].text == "(":
            query = _with_empty(query, read, index)
            read = list(tokens(query))
    return query


def dataset_of(query: str, base: str, hidden: Collection[str]) -> str:
    """Return what stands before a query over the union of all graphs but the hidden ones.

    Raises InputError for a query that names a hidden graph, or some graphs and any in other places.

    >>> dataset_of('ASK { GRAPH <b:c> { ?s ?p ?o } }', 'b:', ['x:y'])
    'define input:default-graph-exclude <x:y> define input:named-graph-uri <b:c> '
    """
    read = list(tokens(query))
    base, prefixes = read_prologue(read, base)
    graphs = [after for word, after in pairwise(read) if word.kind == "word" and word.text.upper() == "GRAPH"]
    named = {resolve(graph, base, prefixes) for graph in graphs if graph.kind in ("iri", "name")}
    if named and any(graph.kind == "variable" for graph in graphs):
        raise InputError(
            "Virtuoso finds GRAPH <iri> and GRAPH ?any in one query only where no graph is left out: "
            f"write GRAPH ?one {{ … }} FILTER(?one = <{min(named)}>)"
        )
    if named.intersection(hidden):
        raise InputError(f"<{min(named.intersection(hidden))}> is no graph of the store: leave it out")
    kinds = ("default",) if named else ("default", "named")
    left_out = [f"define input:{kind}-graph-exclude <{graph}> " for graph in hidden for kind in kinds]
    return "".join([*left_out, *(f"define input:named-graph-uri <{graph}> " for graph in sorted(named))])


def _at_words(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], query: str) -> str:
    """Return the query with what fits a pattern changed where it begins with a word of the query's own."""
    words = {token.start for token in tokens(query) if token.kind == "word"}
    return pattern.sub(lambda found: change(found) if found.start() in words else found[0], query)


def _with_separator(joined: re.Match[str]) -> str:
    """Return a GROUP_CONCAT whose separator is put in afterwards: "?" comes of it where it is not ASCII."""
    between = joined[2].replace("$", "\\\\$")
    return f"REPLACE(GROUP_CONCAT({joined[1]}; SEPARATOR={_SEPARATOR}), {_SEPARATOR}, {between})"


def _grouped(query: str) -> str:
    """Return a SELECT DISTINCT around a sub-select that counts with its rows grouped, which changes nothing.

    Without that the server takes the largest value of what was counted, over all rows or in no order.
    """
    read = list(tokens(query))
    top, counts = _top_words(read), _counts_within(read)
    if not counts or "SELECT" not in top or "GROUP" in top:
        return query
    start, end = (
        top["SELECT"],
        min(top.get("FROM", len(read)), top.get("WHERE", len(read)), _first_brace(read)),
    )
    shown = read[start + 2 : end]
    if any(token.text.upper() in _COUNTING for token in shown):
        return query
    if read[start + 1].text.upper() != "DISTINCT" or any(token.kind != "variable" for token in shown):
        raise InputError(
            "Virtuoso mixes up what a sub-select counts: write SELECT DISTINCT and the names of variables "
            "around it, with BIND for what is computed"
        )
    tail = [top[word] for word in ("ORDER", "LIMIT", "OFFSET") if word in top]
    sorted_by = read[min(tail) :] if tail else []
    names = dict.fromkeys(token.text for token in (*shown, *sorted_by) if token.kind == "variable")
    at = read[min(tail)].start if tail else len(query)
    return f"{query[:at]} GROUP BY {' '.join(names)} {query[at:]}"


def _top_words(read: Sequence[Token]) -> dict[str, int]:
    """Return where words stand that are in no bracket: the first of each, in capitals."""
    found: dict[str, int] = {}
    depth = 0
    for index, token in enumerate(read):
        depth += {"{": 1, "(": 1, "}": -1, ")": -1}.get(token.text, 0)
        if depth == 0 and token.kind == "word":
            found.setdefault(token.text.upper(), index)
    return found


def _first_brace(read: Sequence[Token]) -> int:
    return next((index for index, token in enumerate(read) if token.text == "{"), len(read))


def _counts_within(read: Sequence[Token]) -> bool:
    """Tell whether an aggregate stands between the braces of a query."""
    inner = read[_first_brace(read) :]
    return any(
        word.text.upper() in _COUNTING and bracket.text == "("
        for word, bracket in pairwise(inner)
        if word.kind == "word"
    )


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
