"""The SPARQL 1.1 Service Description of the endpoint.

Comes in: its address.  Goes out: triples.  Must not: know what is in the store.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.serve.limits import Limits, describe_limits
from kg.serve.solutions import CSV, JSON, TSV, XML
from kg.serve.triples import TRIPLES
from kg.terms import PREFIXES, RDF

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"

RESULT_FORMATS = {
    JSON: "SPARQL_Results_JSON",
    XML: "SPARQL_Results_XML",
    CSV: "SPARQL_Results_CSV",
    TSV: "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}
"""Names that the W3C gives to the formats (https://www.w3.org/ns/formats/), by media type."""


def describe_service(endpoint: str, limits: Limits) -> Iterator[Triple]:
    """Yield the description of a service at an absolute address; GET there without a query returns it."""
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
    yield Triple(service, RDF.type, sd("Service"))
    yield Triple(service, sd("endpoint"), NamedNode(endpoint))
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for media in sorted({JSON, XML, CSV, TSV, *TRIPLES.values()}):
        yield Triple(service, sd("resultFormat"), NamedNode(_FORMATS + RESULT_FORMATS[media]))
    yield Triple(
        service,
        NamedNode(PREFIXES["rdfs"] + "comment"),
        Literal(str(describe_limits(limits)["words"]), language="en"),
    )
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), graph)
    yield Triple(graph, RDF.type, sd("Graph"))


def sd(name: str) -> NamedNode:
    """Return a term of the service description vocabulary."""
    return NamedNode(_SD + name)
