"""Quads -> text: sorted, so that equal graphs give equal bytes.

Comes in: a store or quads.  Goes out: the whole text, encode it as UTF-8.  Must not: open files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.graph.rdf.ontology import read_ontology
from kg.terms import PREFIXES, RDF, XSD

Term = NamedNode | BlankNode | Literal | Triple


def to_nquads(source: Store | Iterable[Quad]) -> str:
    """Return N-Quads, lines sorted by code point."""
    return "".join(sorted({line + "\n" for line in written(source, RdfFormat.N_QUADS).split("\n") if line}))


def to_trig(source: Store | Iterable[Quad]) -> str:
    """Return TriG: the prefixes in order, then one block per named graph."""
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(PREFIXES))
    lines = written(sort_quads(source), RdfFormat.TRIG).split("\n")
    return prefixes + "\n".join(line for line in lines if not line.startswith("@prefix "))


def to_jsonld(source: Store | Iterable[Quad]) -> str:
    """Return JSON-LD with the context of `ontology/context.jsonld`: one object per named graph."""
    graphs = groupby(sort_quads(source), key=graph_key)
    written_graphs = ",\n".join(graph_text(graph, quads) for graph, quads in graphs)
    return f'{{"@context": {json.dumps(context(), ensure_ascii=False)},\n"@graph": [\n{written_graphs}]}}\n'


def written(quads: Store | Iterable[Quad], form: RdfFormat) -> str:
    """Return what the engine writes: the order of the quads is kept, that of the prefixes is not."""
    text: bytes = serialize(quads, format=form, prefixes=dict(PREFIXES))  # type: ignore[assignment]
    return text.decode("utf-8")


def sort_quads(source: Store | Iterable[Quad]) -> list[Quad]:
    """Return the quads, each once, by graph, subject, predicate and object."""
    return sorted(
        set(source),
        key=lambda quad: (graph_key(quad), str(quad.subject), str(quad.predicate), str(quad.object)),
    )


def graph_key(quad: Quad) -> str:
    """Return the IRI of a quad's graph, "" for the default graph."""
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


# ------------------------------------------------------------------------------------------ JSON-LD


@cache
def context() -> dict[str, Any]:
    """Return the context by which names are shortened and values typed."""
    found: dict[str, Any] = json.loads(read_ontology("context.jsonld"))["@context"]
    return found


def graph_text(graph: str, quads: Iterable[Quad]) -> str:
    """Return one named graph, a line for each node; the default graph has no id."""
    nodes = (node_object(list(about)) for _, about in groupby(quads, key=lambda quad: str(quad.subject)))
    lines = ",\n".join(json.dumps(written_node, ensure_ascii=False) for written_node in nodes)
    name = f'"id": {json.dumps(graph)}, ' if graph else ""
    return f'{{{name}"graph": [\n{lines}]}}'


def node_object(quads: list[Quad]) -> dict[str, Any]:
    """Return one node with all that its graph says of it."""
    written: dict[str, Any] = {"id": shorten(quads[0].subject)}
    for _, members in groupby(quads, key=lambda quad: quad.predicate.value):
        same = list(members)
        name = "type" if same[0].predicate == RDF.type else shorten(same[0].predicate)
        values = [json_value(name, quad.object) for quad in same]
        written[name] = values[0] if len(values) == 1 else values
    return written


def json_value(name: str, term: Term) -> Any:
    """Return an object as JSON-LD: plain where the context knows its type, else in full."""
    coercion = context().get(name)
    expected = coercion.get("@type") if isinstance(coercion, dict) else None
    if not isinstance(term, Literal):
        short = shorten(term)
        return short if name == "type" or expected == "@id" else {"id": short}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = shorten(term.datatype)
    if datatype == expected or (expected is None and term.datatype == XSD.string):
        return plain_value(term)
    return {"@value": term.value, "@type": datatype}


def plain_value(term: Literal) -> str | int | bool:
    """Return truth values and whole numbers as JSON has them, all else as the string it is."""
    if term.datatype == XSD.boolean:
        return term.value == "true"
    return int(term.value) if term.datatype == XSD.integer else term.value


def shorten(term: Term) -> str:
    """Return the prefixed name of an IRI if it has one of our prefixes, else the IRI."""
    if not isinstance(term, NamedNode):
        return str(term)
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value
