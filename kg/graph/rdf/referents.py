"""Referents -> quads of their document's named graph: what they are, their mentions and their roles.

Comes in: a referent and its document.  Goes out: quads through a writer.  Must not: know entities.
"""

from __future__ import annotations

from kg.graph.rdf.iris import node, part_node, words_node
from kg.graph.rdf.writer import QuadWriter, Rows, first_date
from kg.model import Document, Referent, Role
from kg.terms import FORM, KG, KIND, PROV, RDF, RDFS, SKOS


def referent_rows(referent: Referent, document: Document) -> Rows:
    """Field -> predicate, for a referent."""
    return (
        (RDF.type, KG.Referent),
        (RDFS.label, referent.label),
        (KG.kind, KIND[referent.kind]),
        (KG.named, referent.named),
        (PROV.wasDerivedFrom, node(document.id)),
        (KG.country, referent.country),
        (KG.pickedFrom, node(referent.member_of) if referent.member_of else None),
        (KG.belongsToReferent, node(referent.belongs_to) if referent.belongs_to else None),
        (KG.linkKey, referent.link.key if referent.link else None),
        (KG.score, referent.link.score if referent.link else None),
        *((KG.reason, reason) for reason in (referent.link.reasons if referent.link else ())),
        *((SKOS.altLabel, name) for name in referent.names if name != referent.label),
        *((KG.affiliation, role.affiliation) for role in referent.roles),
    )


def role_rows(role: Role, document: Document) -> Rows:
    """Field -> predicate, for a role."""
    body = role.affiliation_referent
    return (
        (RDF.type, KG.Role),
        (RDFS.label, role.text),
        (KG.affiliation, role.affiliation),
        (KG.affiliationReferent, node(body) if body else None),
        (KG.asOf, first_date(document.published)),
        (PROV.wasDerivedFrom, node(document.id)),
    )


def write_referent(writer: QuadWriter, referent: Referent, document: Document) -> None:
    """Write a referent with its mentions and roles."""
    subject = node(referent.id)
    writer.add_all(subject, referent_rows(referent, document))
    for mention in referent.mentions:
        span = (mention.start, mention.end)
        writer.add_words(subject, KG.mention, document.id, (span,), mention.text)
        writer.add(words_node(document.id, span), KG.form, FORM[mention.form])
    for number, role in enumerate(referent.roles, 1):
        write_role(writer, referent, role, number, document)


def write_role(writer: QuadWriter, referent: Referent, role: Role, number: int, document: Document) -> None:
    """Write one role with its words, whom it is held for, and the day as of which the document says so."""
    held = part_node(referent.id, "role", number)
    span = (role.start, role.end)
    writer.add_words(node(referent.id), KG.roleWords, document.id, (span,), role.text)
    writer.add(node(referent.id), KG.holds, held)
    writer.add_all(held, role_rows(role, document))
    writer.add_words(held, KG.words, document.id, (span,), role.text)
