"""Checks of the whole graph: SHACL, offsets, and links that lead nowhere.

Comes in: a store or quads.  Goes out: violations, sorted; none if all is well.  Must not: repair.
One named graph is looked at after another; what it says of others is looked up.  Of a store on disk no more
than one named graph is ever in memory: an article, or the largest, that of the entities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TypeGuard

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
from kg.terms import DCTERMS, KG, OA, PROV, SCHEMA

Term = NamedNode | BlankNode | Literal | Triple

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
    """Return every violation of the shapes, of the offsets and of the links, sorted.

    Quads that are in no store are put into one in memory first.
    """
    store = source if isinstance(source, Store) else store_of(source)
    found: set[Violation] = set()
    for graph in (DefaultGraph(), *store.named_graphs()):
        quads = tuple(store.quads_for_pattern(None, None, None, graph))
        if quads:
            found.update(check_shapes(value_of(graph), quads))
            found.update(check_offsets(quads, store))
            found.update(check_links(quads, store))
    return tuple(sorted(found))


def store_of(quads: Iterable[Quad]) -> Store:
    """Return a store in memory that holds the quads."""
    store = Store()
    store.extend(quads)
    return store


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


def check_offsets(quads: Iterable[Quad], store: Store) -> Iterator[Violation]:
    """Yield every stretch whose words are not those that stand at its offsets in its document.

    The text is looked up in the store, once for stretches of one document that follow one another.
    """
    text_of = lru_cache(maxsize=8)(partial(article_body, store))
    for words in sorted(collect_words(quads), key=lambda words: words.node):
        wrong = wrong_words(words, text_of)
        if wrong:
            yield Violation(words.graph, words.node, OA.exact.value, wrong)


def article_body(store: Store, document: str) -> str | None:
    """Return the text of the document with this IRI; None when the store has none."""
    found = store.quads_for_pattern(NamedNode(document), SCHEMA.articleBody, None, None)
    return next((value_of(quad.object) for quad in found), None)


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


def wrong_words(words: _Words, text_of: Callable[[str], str | None]) -> str | None:
    """Return what is wrong with one stretch, None if nothing is."""
    iri = _WORDS_IRI.fullmatch(words.node)
    text = text_of(iri["document"]) if iri else None
    if iri is None or text is None:
        return "the words belong to no document of the graph"
    if (int(iri["start"]), int(iri["end"])) != (words.start, words.end):
        return f"start and end are {words.start} and {words.end}, the IRI says otherwise"
    stands = text[words.start : words.end]
    return None if stands == words.exact else f"shows {words.exact!r}, but the text has {stands!r}"


# --------------------------------------------------------------------------------------------- links


def check_links(quads: Sequence[Quad], store: Store) -> Iterator[Violation]:
    """Yield every link to a minted IRI of which no graph says anything, but for links to what was once."""
    described = {quad.subject for quad in quads}
    for quad in quads:
        if quad.object in described or quad.predicate in TO_WHAT_WAS or quad.graph_name == RUNS_GRAPH:
            continue
        if is_minted(quad.object) and not is_described(quad.object, store):
            message = f"{value_of(quad.object)} leads nowhere"
            yield Violation(value_of(quad.graph_name), value_of(quad.subject), quad.predicate.value, message)


def is_minted(term: Term) -> TypeGuard[NamedNode]:
    """Tell whether a term is an IRI that this program mints."""
    return isinstance(term, NamedNode) and term.value.startswith(ids.BASE_IRI)


def is_described(subject: NamedNode, store: Store) -> bool:
    """Tell whether any graph says something of the node."""
    return next(store.quads_for_pattern(subject, None, None, None), None) is not None


TO_WHAT_WAS = (DCTERMS.replaces, PROV.wasRevisionOf, KG.target, KG.takesDocument)
"""Links to ids that need no longer exist.  So are those of builds to the documents that they read."""


def value_of(term: Term | DefaultGraph) -> str:
    """Return the IRI, label or text of a term; "" for the default graph."""
    if isinstance(term, DefaultGraph):
        return ""
    return str(term) if isinstance(term, Triple) else term.value
