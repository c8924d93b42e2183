"""Answers of a service -> the types of the engine, so that whoever reads them need not know where they are
from.

Comes in: bodies in SPARQL's JSON, or Turtle.  Goes out: what `pyoxigraph.Store.query` would give.
Must not: speak HTTP.

Virtuoso's JSON gives six digits of a number, its Turtle all: of that server answers are asked for in Turtle
(the vocabulary of http://www.w3.org/2001/sw/DataAccess/tests/result-set).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from kg.errors import InputError, StoreError
from kg.query.service.dialect import Term, as_written
from kg.terms import XSD

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"

_BROKEN = re.compile(rb"^Virtuoso \w{5} Error [^\r\n]{0,160}", re.MULTILINE)
"""What Virtuoso writes into an answer that it has begun with status 200."""

Row = Mapping[str, Term]

_RESULT_SET = "http://www.w3.org/2005/sparql-results#"
_SOLUTION, _BINDING, _VARIABLE, _VALUE = (
    NamedNode(_RESULT_SET + name) for name in ("solution", "binding", "variable", "value")
)

_VIRTUOSO_TRUTH = "__ASK_RETVAL"
"""The column in which Virtuoso answers ASK."""


def read_truth(body: bytes) -> QueryBoolean:
    """Return what a service answers to ASK, in JSON."""
    found = _parsed(body)
    if isinstance(found, QueryBoolean):
        return found
    rows = [solution[_VIRTUOSO_TRUTH].value not in ("0", "false") for solution in found]
    return _as_boolean(rows == [True])


def read_solutions(columns: Sequence[str], rows: Iterable[Row]) -> QuerySolutions:
    """Return rows as the engine gives them."""
    bindings = [{name: _json(as_written(term)) for name, term in row.items()} for row in rows]
    written = {"head": {"vars": columns}, "results": {"bindings": bindings}}
    return _parsed(msgspec.json.encode(written))  # type: ignore[return-value] # a head with vars


def read_triples(body: bytes) -> QueryTriples:
    """Return a graph as the engine gives it, each triple once."""
    store = Store()
    for triple in turtle(body):
        store.add(Quad(triple.subject, triple.predicate, as_written(triple.object, stored=True)))
    return store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")  # type: ignore[return-value]


def json_rows(body: bytes) -> list[Row]:
    """Return the rows of an answer in JSON."""
    found = _parsed(body)
    if not isinstance(found, QuerySolutions):
        raise StoreError("the service answered a SELECT with a truth value: it is no SPARQL 1.1 service")
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in found
    ]


def turtle_rows(body: bytes) -> list[Row]:
    """Return the rows of an answer in Turtle, in the order in which they stand there."""
    order: list[object] = []
    members: dict[object, list[object]] = defaultdict(list)
    names: dict[object, str] = {}
    values: dict[object, Term] = {}
    for triple in turtle(body):
        if triple.predicate == _SOLUTION:
            order.append(triple.object)
        elif triple.predicate == _BINDING:
            members[triple.subject].append(triple.object)
        elif triple.predicate == _VARIABLE:
            names[triple.subject] = triple.object.value  # type: ignore[union-attr] # a string
        elif triple.predicate == _VALUE:
            values[triple.subject] = as_written(triple.object, stored=True)
    return [{names[one]: values[one] for one in members[solution]} for solution in order]


def turtle(body: bytes) -> list[Triple]:
    """Return the triples of a Turtle text; StoreError when it is none, InputError when the service broke
    off."""
    try:
        return [quad.triple for quad in parse(body, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        broken = _BROKEN.search(body)
        if broken:
            told = broken[0].decode(errors="replace")
            raise InputError(f"the service cannot run the query: {told}") from error
        raise StoreError(f"the service answered what is no Turtle ({error})") from error


def _parsed(body: bytes) -> QuerySolutions | QueryBoolean:
    try:
        return parse_query_results(body, format=QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the service answered what is no SPARQL result ({error})") from error


def _as_boolean(truth: bool) -> QueryBoolean:
    return _parsed(b'{"head":{},"boolean":true}' if truth else b'{"head":{},"boolean":false}')  # type: ignore[return-value]


def _json(term: Term) -> dict[str, str]:
    """Return a term as SPARQL's JSON has it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        raise StoreError("the service answered with a triple term, which RDF 1.1 does not have")
    written = {"type": "literal", "value": term.value}
    if term.language:
        return {**written, "xml:lang": term.language}
    return written if term.datatype == XSD.string else {**written, "datatype": term.datatype.value}
