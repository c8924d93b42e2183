"""What a term is called on its way to a service and back, so that what comes back is what was sent.

Comes in: quads, terms.  Goes out: N-Triples and SPARQL that a service keeps; terms as this program writes
them.
Must not: speak HTTP.

A service may write a value in another of its forms ("1" for true, "1.0" for 1): both are brought to the
form that
this program writes.  What Virtuoso 7.2.5 does beyond that was measured (docs/STORE.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.terms import GEO, XSD

Term = NamedNode | BlankNode | Literal | Triple


_GEOMETRY = NamedNode("http://www.openlinksw.com/schemas/virtrdf#Geometry")
"""What Virtuoso makes of geo:wktLiteral."""

_POINT, _POINT_SENT = "POINT(", "POINT ("
"""Virtuoso cuts coordinates to 24 bits where no space stands before the bracket; well-known text allows
both."""

_WKT_POINT = re.compile(r"POINT ?\((-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\)")

_BLOCK = 2000
"""Triples in one block of an update; Virtuoso's parser gives up at 4,990."""


def as_sent(term: Term) -> Term:
    """Return a term as it is sent."""
    if isinstance(term, Literal) and term.datatype == GEO.wktLiteral:
        return Literal(term.value.replace(_POINT, _POINT_SENT, 1), datatype=GEO.wktLiteral)
    return term


def as_written(term: Term, *, stored: bool = False) -> Term:
    """Return a term that came back as this program writes it; IRIs and text stay as they are.

    `stored` says that it stands in a graph: no quad of ours is a decimal, and Turtle from Virtuoso writes
    doubles
    as if they were.
    """
    if not isinstance(term, Literal):
        return term
    kind = term.datatype
    if kind == XSD.boolean:
        return Literal(term.value in ("true", "1"))
    if kind == XSD.double or (stored and kind == XSD.decimal):
        return _double(term)
    return _point(term) if kind in (_GEOMETRY, GEO.wktLiteral) else term


def triples_text(quads: Iterable[Quad]) -> bytes:
    """Return the triples of quads as N-Triples, as they are sent."""
    triples = (Triple(quad.subject, quad.predicate, as_sent(quad.object)) for quad in quads)
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def exchange_text(gone: Iterable[Quad], come: Iterable[Quad]) -> str:
    """Return one update that removes some quads and adds others."""
    steps = [("DELETE", _blocks(gone)), ("INSERT", _blocks(come))]
    return " ;\n".join(f"{verb} DATA {{ {blocks} }}" for verb, blocks in steps if blocks)


def _blocks(quads: Iterable[Quad]) -> str:
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[str(quad.graph_name)].append(quad)
    return "\n".join(
        f"GRAPH {graph} {{ {triples_text(part).decode()} }}"
        for graph, found in by_graph.items()
        for part in batches(found, _BLOCK)
    )


def batches(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    """Yield quads in lists of a size; the last one may be shorter."""
    left = iter(quads)
    while part := list(islice(left, size)):
        yield part


def _point(literal: Literal) -> Literal:
    """Return a point with its coordinates written as Python writes numbers."""
    found = _WKT_POINT.fullmatch(literal.value)
    text = f"{_POINT}{float(found[1])} {float(found[2])})" if found else literal.value
    return Literal(text, datatype=GEO.wktLiteral)


def _double(literal: Literal) -> Literal:
    try:
        return Literal(float(literal.value))
    except ValueError:
        return literal
