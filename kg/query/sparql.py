"""SPARQL over a store, and the named queries that come with the program.

Comes in: a store and a query.  Goes out: a `Table`.  The default graph is the union of all named graphs, and
the prefixes of the vocabulary are known.
Must not: change the store or reach another machine; SERVICE, LOAD and updates are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import shorten

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import InputError, NotFoundError
from kg.query.published import ReadableGraph, open_published
from kg.query.snapshot import current_snapshot
from kg.query.sparql_text import bind_parameters, default_value, has_word, refuse_forbidden
from kg.terms import PREFIXES, XSD

Cell = str | int | float | bool | None

HINT = "kg query --list shows queries that work, kg query by-speaker --show prints one"

ENGINE_MESSAGE_WIDTH = 160
"""Characters: line and column come first, then a list of all that could have stood there."""

_HEAD = re.compile(r"#: (\w+)(?: (\w+))?: (.*)")


@dataclass(frozen=True, slots=True)
class Table:
    """What a query answers: IRIs, dates and text as strings, numbers and truth values as such, None unbound.

    ASK gives one row with the column `answer`; CONSTRUCT and DESCRIBE give subject, predicate and object.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; `default` is what it is when nothing is bound to it."""

    name: str
    description: str
    default: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query in `kg/query/named/`, as its first lines describe it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str


# --------------------------------------------------------------------------------------------- running


def run_query(store: ReadableGraph | Path, query: str, bindings: Mapping[str, str] | None = None) -> Table:
    """Return the answer to a query.

    `store` is an open graph or the folder of a store.  Each binding replaces the values in the query's
    `VALUES ?name { … }` by one string.  Rows come in the order of ORDER BY, sorted where there is none.
    Raises InputError for a query that cannot be run, StoreError for a folder that is no store.
    """
    refuse_forbidden(query)
    bound = bind_parameters(query, bindings or {})
    opened = open_published(current_snapshot(store)) if isinstance(store, Path) else store
    try:
        answer = opened.query(bound, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        return read_answer(answer, ordered=has_word(bound, "ORDER"))
    except SyntaxError as error:
        told = shorten(str(error), ENGINE_MESSAGE_WIDTH, placeholder=" …")
        raise InputError(f"the query cannot be read: {told}; {HINT}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"the query cannot be run: {error}") from error


def read_answer(answer: QueryBoolean | QuerySolutions | QueryTriples, ordered: bool) -> Table:
    """Return what the engine gives as a table."""
    if isinstance(answer, QueryBoolean):
        return Table(("answer",), ((bool(answer),),))
    if isinstance(answer, QueryTriples):
        triples = ((triple.subject, triple.predicate, triple.object) for triple in answer)
        return Table(("subject", "predicate", "object"), sort_rows(map(read_row, triples)))
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(read_row(solution) for solution in answer)
    return Table(columns, rows if ordered else sort_rows(rows))


def read_row(terms: Iterable[object]) -> tuple[Cell, ...]:
    """Return the terms of one row as plain values."""
    return tuple(read_cell(term) for term in terms)


def read_cell(term: object) -> Cell:
    """Return a term as a plain value; what it cannot be turned into stays its own text."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    return read_literal(term) if isinstance(term, Literal) else str(term)


def read_literal(literal: Literal) -> Cell:
    """Return a literal as number or truth value where its datatype says so, else as text."""
    kind = NUMBERS.get(literal.datatype)
    if literal.datatype == XSD.boolean:
        return literal.value in ("true", "1")
    try:
        return kind(literal.value) if kind else literal.value
    except ValueError:
        return literal.value


NUMBERS: Mapping[NamedNode, type[int] | type[float]] = {
    XSD.integer: int,
    XSD.decimal: float,
    XSD.double: float,
    XSD.float: float,
}


def sort_rows(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows in a stable order: unbound first, then by text."""
    return tuple(sorted(rows, key=lambda row: [(cell is not None, str(cell)) for cell in row]))


# -------------------------------------------------------------------------------------- named queries


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return the queries that come with the program, by name."""
    found = (file for file in files("kg.query").joinpath("named").iterdir() if file.name.endswith(".rq"))
    return tuple(
        read_named_query(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def named_query(name: str) -> NamedQuery:
    """Return one named query; NotFoundError with the nearest names if there is none of that name."""
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        nearest = tuple(get_close_matches(name, queries, n=5))
        raise NotFoundError(f"no query and no file is called {name!r}; kg query --list shows them", nearest)
    return queries[name]


def read_named_query(name: str, text: str) -> NamedQuery:
    """Return a query with what its `#:` lines say; each parameter has its default in the query itself."""
    heads = [match.groups() for match in map(_HEAD.fullmatch, text.splitlines()) if match]
    once = {key: value for key, parameter, value in heads if not parameter}
    parameters = tuple(
        Parameter(parameter, value, default_value(text, parameter))
        for _, parameter, value in heads
        if parameter
    )
    return NamedQuery(name, once["title"], once["description"], parameters, once["example"], text)
