"""Lineage, groups and versions -> quads of the comparisons graph.

Comes in: what comparing across documents found.  Must not: compare.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg import ids
from kg.graph.rdf.iris import COMPARISONS_GRAPH, node
from kg.graph.rdf.writer import QuadWriter, Rows
from kg.model import ClaimGroup, Discrepancy, LineageLink
from kg.terms import KG, LINEAGE, PROV, RDF, RDFS, SCHEMA


def lineage_rows(link: LineageLink) -> Rows:
    """Field -> predicate, for a lineage link."""
    return (
        (RDF.type, KG.LineageLink),
        (RDFS.label, link.origin_label),
        (KG.descendant, node(link.document)),
        (KG.origin, node(link.origin)),
        (KG.lineageKind, LINEAGE[link.kind]),
        (KG.score, float(link.score)),
        *((KG.reason, reason) for reason in link.reasons),
    )


def group_rows(group: ClaimGroup) -> Rows:
    """Field -> predicate, for a group of claims."""
    return (
        (RDF.type, KG.ClaimGroup),
        (SCHEMA.text, group.text),
        (KG.articles, group.articles),
        (KG.publishers, group.publishers),
        (KG.origins, group.origins),
        *((KG.member, node(claim)) for claim in group.claims),
    )


def lineage_quads(links: Iterable[LineageLink]) -> list[Quad]:
    """Return what rests on what, each link with score, reasons and the words that show it."""
    writer = QuadWriter(COMPARISONS_GRAPH)
    for link in links:
        subject = node(ids.mint("l", link.document, link.origin, link.kind))
        writer.add(node(link.document), KG.restsOn, node(link.origin))
        writer.add_all(subject, lineage_rows(link))
        for evidence in link.evidence:
            writer.add_words(subject, KG.evidence, link.document, evidence.spans, evidence.text)
    return writer.quads


def group_quads(groups: Iterable[ClaimGroup]) -> list[Quad]:
    """Return the groups with their members and three counts.

    A group of one is left out: it is no group, and its counts are all 1.
    """
    writer = QuadWriter(COMPARISONS_GRAPH)
    for group in groups:
        if len(group.claims) > 1:
            writer.add_all(node(group.id), group_rows(group))
    return writer.quads


def discrepancy_quads(discrepancies: Iterable[Discrepancy]) -> list[Quad]:
    """Return how claims about one matter differ."""
    return []


def revision_quads(revisions: Iterable[tuple[str, str]]) -> list[Quad]:
    """Return which document is a new version of which: pairs of (newer id, older id)."""
    writer = QuadWriter(COMPARISONS_GRAPH)
    for newer, older in revisions:
        writer.add(node(newer), PROV.wasRevisionOf, node(older))
    return writer.quads
