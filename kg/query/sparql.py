"""SPARQL over a store.

Comes in: a store and a query.  Goes out: a `Table`.  The default graph is the union of all named graphs, and
the prefixes of the vocabulary are known.
Must not: change the store or reach another machine; SERVICE, LOAD and updates are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import shorten

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import InputError
from kg.query.paging import WHOLE, Page, write_page
from kg.query.published import ReadableGraph, open_published
from kg.query.snapshot import current_snapshot
from kg.query.sparql_text import bind_parameters, has_word, refuse_forbidden
from kg.terms import PREFIXES, XSD

Cell = str | int | float | bool | None

HINT = "kg query --list shows queries that work, kg query by-speaker --show prints one"

ENGINE_MESSAGE_WIDTH = 160
"""Characters: line and column come first, then a list of all that could have stood there."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a query answers: IRIs, dates and text as strings, numbers and truth values as such, None unbound.

    `more` tells that rows follow after the page that was asked for.
    ASK gives one row with the column `answer`; CONSTRUCT and DESCRIBE give subject, predicate and object.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool = False


# --------------------------------------------------------------------------------------------- running


def run_query(
    store: ReadableGraph | Path, query: str, bindings: Mapping[str, str] | None = None, page: Page = WHOLE
) -> Table:
    """Return the answer to a query, or a page of it.

    `store` is an open graph or the folder of a store.  Each binding replaces the values in the query's
    `VALUES ?name { … }` by one string.  Rows come in the order of ORDER BY, sorted where there is none.
    Raises InputError for a query that cannot be run, StoreError for a folder that is no store.
    """
    refuse_forbidden(query)
    bound = bind_parameters(query, bindings or {})
    asked = write_page(bound, page, beyond=1)
    if asked is None:
        return cut_table(run_query(store, bound), page)
    opened = open_published(current_snapshot(store)) if isinstance(store, Path) else store
    try:
        answer = opened.query(asked, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        table = read_answer(answer, ordered=has_word(bound, "ORDER"))
        return cut_table(table, replace(page, offset=0))
    except SyntaxError as error:
        told = shorten(str(error), ENGINE_MESSAGE_WIDTH, placeholder=" …")
        raise InputError(f"the query cannot be read: {told}; {HINT}") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"the query cannot be run: {error}") from error


def cut_table(table: Table, page: Page) -> Table:
    """Return the page of a table."""
    last = None if page.limit is None else page.offset + page.limit
    more = last is not None and len(table.rows) > last
    return replace(table, rows=table.rows[page.offset : last], more=more)


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
