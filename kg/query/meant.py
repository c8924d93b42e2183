"""What the targets of a decision are in the published state: what they are called, and their referents.

Comes in: a store open for reading, ids.  Goes out: labels, (document, referent) pairs.
Must not: choose among them.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg import ids
from kg.errors import InputError, NotFoundError
from kg.query.lookups import Lookups
from kg.query.published import ReadableGraph
from kg.query.results import EntityView
from kg.terms import KG, RDF


def referents_of(graph: ReadableGraph, entity: str) -> list[tuple[str, str]]:
    """Return the (document, referent) pairs of an entity; a publisher stands for itself in each article."""
    pairs = []
    for found in graph.quads_for_pattern(None, KG.refersTo, NamedNode(ids.iri(entity)), None):
        for told in graph.quads_for_pattern(found.subject, RDF.type, None, None):
            document = _local(told.graph_name)
            if document.startswith("d-"):
                pairs.append((document, _local(found.subject)))
    return sorted(set(pairs))


def _local(node: object) -> str:
    return node.value.rpartition("/")[2] if isinstance(node, NamedNode) else ""


def find_entity(lookups: Lookups, identifier: str) -> EntityView | None:
    """Return the entity that an id leads to; None if no entity has it."""
    if not identifier.startswith("e-"):
        return None
    try:
        return lookups.entity(identifier)
    except NotFoundError:
        return None


def called(lookups: Lookups, identifier: str) -> str:
    """Return what an entity is called, where an article lies, what a claim says; empty if nothing has the
    id."""
    try:
        if identifier.startswith("e-"):
            return lookups.entity(identifier).label
        if identifier.startswith("d-"):
            return lookups.document(identifier).path
        return lookups.claim(identifier).text if identifier.startswith("c-") else ""
    except (NotFoundError, InputError):
        return ""
