"""IRIs of nodes and named graphs.

Comes in: minted ids and offsets.  Goes out: `NamedNode`s.  No blank nodes anywhere: a part of a thing is
the thing's IRI with a fragment, a stretch of text the document's IRI with an RFC 5147 fragment.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg import ids
from kg.ids import GRAPH_BASE
from kg.model import Span

ENTITIES_GRAPH = NamedNode(GRAPH_BASE + "entities")
COMPARISONS_GRAPH = NamedNode(GRAPH_BASE + "comparisons")
DECISIONS_GRAPH = NamedNode(GRAPH_BASE + "decisions")
RUNS_GRAPH = NamedNode(GRAPH_BASE + "runs")


def graph_of(document_id: str) -> NamedNode:
    """Return the named graph that holds all that was read in one document version."""
    return NamedNode(GRAPH_BASE + document_id)


def node(identifier: str) -> NamedNode:
    """Return the node of a minted id."""
    return NamedNode(ids.iri(identifier))


def part_node(identifier: str, part: str, number: int) -> NamedNode:
    """Return the node of a numbered part ("quantity", 1) of something that has an id."""
    return NamedNode(f"{ids.iri(identifier)}#{part}-{number}")


def words_node(document_id: str, span: Span) -> NamedNode:
    """Return the node of a stretch of a document.

    Notes: RFC 5147 (`#char=start,end`) counts positions between characters, as half-open offsets do.
    """
    return NamedNode(f"{ids.iri(document_id)}#char={span[0]},{span[1]}")
