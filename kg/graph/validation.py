"""Checks of the whole graph: SHACL, offsets, and links that lead nowhere.

Comes in: a store or quads.  Goes out: violations, sorted; none if all is well.  Must not: repair.
SHACL runs one named graph at a time, so that memory and time grow with the largest article, not the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyshacl
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    serialize,
)
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from kg import ids
from kg.graph.rdf.iris import RUNS_GRAPH
from kg.graph.rdf.ontology import read_ontology
from kg.terms import DCTERMS, OA, PROV, SCHEMA

_WORDS_IRI = re.compile(r"(?P<document>.+)#char=(?P<start>\d+),(?P<end>\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something that must hold and does not: in which graph, of which node, on which path."""

    graph: str
    focus: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What a graph says of one stretch of text."""

    graph: str
    node: str
    start: int
    end: int
    exact: str


def validate(source: Store | Iterable[Quad]) -> tuple[Violation, ...]:
    """Return every violation of the shapes, of the offsets and of the links, sorted."""
    quads = list(source)
    graphs = split_by_graph(quads)
    found = {violation for name, members in graphs.items() for violation in check_shapes(name, members)}
    found.update(check_offsets(quads))
    found.update(check_links(quads))
    return tuple(sorted(found))


def split_by_graph(quads: Iterable[Quad]) -> Mapping[str, list[Quad]]:
    """Return the quads of each named graph; those of the default graph stand under ""."""
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(value_of(quad.graph_name), []).append(quad)
    return graphs


# -------------------------------------------------------------------------------------------- shapes


@cache
def shapes() -> Graph:
    """Return the shapes of `ontology/shapes.ttl`."""
    return Graph().parse(data=read_ontology("shapes.ttl"), format="turtle")


def check_shapes(name: str, quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield what pySHACL finds wrong in one named graph."""
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", inplace=True)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield read_result(name, report, result)


def read_result(name: str, report: Graph, result: Node) -> Violation:
    """Return one result of a SHACL report as a violation."""
    message = report.value(result, SH.resultMessage)
    return Violation(
        name,
        str(report.value(result, SH.focusNode)),
        str(report.value(result, SH.resultPath) or ""),
        str(message),
    )


# ------------------------------------------------------------------------------------------- offsets


def check_offsets(quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield every stretch whose words are not those that stand at its offsets in its document."""
    quads = tuple(quads)
    bodies = (quad for quad in quads if quad.predicate == SCHEMA.articleBody)
    texts = {value_of(quad.subject): value_of(quad.object) for quad in bodies}
    for words in collect_words(quads):
        wrong = wrong_words(words, texts)
        if wrong:
            yield Violation(words.graph, words.node, OA.exact.value, wrong)


def collect_words(quads: Iterable[Quad]) -> Iterator[_Words]:
    """Yield the stretches that have start, end and words; SHACL reports the others."""
    found: dict[tuple[str, str], dict[NamedNode, str]] = {}
    for quad in quads:
        if quad.predicate in (OA.start, OA.end, OA.exact):
            place = (value_of(quad.graph_name), value_of(quad.subject))
            found.setdefault(place, {})[quad.predicate] = value_of(quad.object)
    for (graph, subject), values in found.items():
        if len(values) == 3 and values[OA.start].isdecimal() and values[OA.end].isdecimal():
            yield _Words(graph, subject, int(values[OA.start]), int(values[OA.end]), values[OA.exact])


def wrong_words(words: _Words, texts: Mapping[str, str]) -> str | None:
    """Return what is wrong with one stretch, None if nothing is."""
    iri = _WORDS_IRI.fullmatch(words.node)
    if iri is None or iri["document"] not in texts:
        return "the words belong to no document of the graph"
    if (int(iri["start"]), int(iri["end"])) != (words.start, words.end):
        return f"start and end are {words.start} and {words.end}, the IRI says otherwise"
    stands = texts[iri["document"]][words.start : words.end]
    return None if stands == words.exact else f"shows {words.exact!r}, but the text has {stands!r}"


# --------------------------------------------------------------------------------------------- links


def check_links(quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield every link to a minted IRI of which no graph says anything, but for links to what was once."""
    quads = tuple(quads)
    described = {quad.subject for quad in quads}
    for quad in quads:
        if quad.object in described or quad.predicate in TO_WHAT_WAS or quad.graph_name == RUNS_GRAPH:
            continue
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(ids.BASE_IRI):
            message = f"{quad.object.value} leads nowhere"
            yield Violation(value_of(quad.graph_name), value_of(quad.subject), quad.predicate.value, message)


TO_WHAT_WAS = (DCTERMS.replaces, PROV.wasRevisionOf)
"""Links to ids that need no longer exist.  So are those of builds to the documents that they read."""


def value_of(term: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
    """Return the IRI, label or text of a term; "" for the default graph."""
    if isinstance(term, DefaultGraph):
        return ""
    return str(term) if isinstance(term, Triple) else term.value
