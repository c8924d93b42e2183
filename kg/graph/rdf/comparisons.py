"""Lineage, groups, differences and versions -> quads of the comparisons graph.

Comes in: what comparing across documents found.  Goes out: quads about claims, documents and their words; the
parts of a thing have its IRI with a fragment, numbered in the order of the record.
Must not: compare, or state what a claim says.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg import ids
from kg.graph.rdf.iris import COMPARISONS_GRAPH, node, part_node
from kg.graph.rdf.writer import QuadWriter, Rows
from kg.model import ClaimGroup, ClaimLink, Discrepancy, LineageLink
from kg.terms import DISCREPANCY, KG, LINEAGE, PROV, RDF, RDFS, SCHEMA


def lineage_rows(link: LineageLink) -> Rows:
    """Field -> predicate, for a lineage link."""
    return (
        (RDF.type, KG.LineageLink),
        (RDFS.label, link.origin_label),
        (KG.descendant, node(link.document)),
        (KG.origin, node(link.origin)),
        (KG.lineageKind, LINEAGE[link.kind]),
        (KG.score, float(link.score)),
        (KG.problem, link.problem or None),
        *((KG.reason, reason) for reason in link.reasons),
        *((KG.restingClaim, node(claim)) for claim in link.claims),
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


def claim_link_rows(link: ClaimLink) -> Rows:
    """Field -> predicate, for what holds two claims of a group together."""
    return (
        (RDF.type, KG.ClaimLink),
        (KG.leftClaim, node(link.left)),
        (KG.rightClaim, node(link.right)),
        (KG.score, float(link.score)),
        *((KG.reason, reason) for reason in link.reasons),
    )


def discrepancy_rows(found: Discrepancy) -> Rows:
    """Field -> predicate, for how two claims differ."""
    return (
        (RDF.type, KG.Discrepancy),
        (KG.discrepancyKind, DISCREPANCY[found.kind]),
        (KG.leftClaim, node(found.left.claim)),
        (KG.leftDocument, node(found.left.document)),
        (KG.rightClaim, node(found.right.claim)),
        (KG.rightDocument, node(found.right.document)),
        (KG.reason, found.reason),
        (KG.score, float(found.score)),
        (KG.daysApart, found.days),
        (KG.descends, found.descends),
    )


def lineage_quads(links: Iterable[LineageLink]) -> list[Quad]:
    """Return what rests on what, each link with score, reasons and the words that show it."""
    writer = QuadWriter(COMPARISONS_GRAPH)
    for link in links:
        subject = ids.mint("l", link.document, link.origin, link.kind)
        writer.add(node(link.document), KG.restsOn, node(link.origin))
        writer.add_all(node(subject), lineage_rows(link))
        write_evidence(writer, subject, link)
    return writer.quads


def write_evidence(writer: QuadWriter, subject: str, link: LineageLink) -> None:
    """Write the words of the descendant, those of the origin, and which of them stand against one another."""
    for evidence in link.evidence:
        writer.add_words(node(subject), KG.evidence, link.document, evidence.spans, evidence.text)
    for evidence in link.origin_evidence:
        writer.add_words(node(subject), KG.originEvidence, link.origin, evidence.spans, evidence.text)
    for number, (here, there) in enumerate(zip(link.evidence, link.origin_evidence, strict=False), 1):
        pair = part_node(subject, "pair", number)
        writer.add(node(subject), KG.passagePair, pair)
        writer.add(pair, RDF.type, KG.PassagePair)
        writer.add_words(pair, KG.evidence, link.document, here.spans, here.text)
        writer.add_words(pair, KG.originEvidence, link.origin, there.spans, there.text)


def group_quads(groups: Iterable[ClaimGroup]) -> list[Quad]:
    """Return the groups with their members, three counts, and the links that hold them together.

    A group of one is left out: it is no group, and its counts are all 1.
    """
    writer = QuadWriter(COMPARISONS_GRAPH)
    for group in groups:
        if len(group.claims) > 1:
            writer.add_all(node(group.id), group_rows(group))
            for number, link in enumerate(group.links, 1):
                part = part_node(group.id, "link", number)
                writer.add(node(group.id), KG.claimLink, part)
                writer.add_all(part, claim_link_rows(link))
    return writer.quads


def discrepancy_quads(discrepancies: Iterable[Discrepancy]) -> list[Quad]:
    """Return how claims about one matter differ, with the words on both sides that do."""
    writer = QuadWriter(COMPARISONS_GRAPH)
    for found in discrepancies:
        subject = node(found.id)
        writer.add_all(subject, discrepancy_rows(found))
        for predicate, side in ((KG.leftWords, found.left), (KG.rightWords, found.right)):
            writer.add_words(subject, predicate, side.document, side.words.spans, side.words.text)
    return writer.quads


def revision_quads(revisions: Iterable[tuple[str, str]]) -> list[Quad]:
    """Return which document is a new version of which: pairs of (newer id, older id)."""
    writer = QuadWriter(COMPARISONS_GRAPH)
    for newer, older in revisions:
        writer.add(node(newer), PROV.wasRevisionOf, node(older))
    return writer.quads
