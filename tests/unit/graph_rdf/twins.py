"""A world in which things have twins: nodes of their own, of which everything else is told in the same words.

Two credits of one outlet, two places of one name in a claim, the same number twice, a role told twice: rows
about them differ in nothing that a query shows.
"""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Store

from kg import ids
from kg.decisions.records import Verb
from kg.graph.quads import decision_quads, discrepancy_quads, group_quads, lineage_quads, retraction_quads
from kg.terms import KG, PROV, RDF, SCHEMA
from tests.unit.graph_rdf.world import (
    COPY,
    DAM,
    DIFFERENCE,
    GROUP,
    LINEAGE,
    RETRACTING,
    RULINGS,
    STATES,
    decide,
    world_quads,
)

TWINNED = (
    KG.Credit,
    KG.Carrier,
    KG.Role,
    SCHEMA.QuantitativeValue,
    SCHEMA.NewsMediaOrganization,
    SCHEMA.Place,
    SCHEMA.NewsArticle,
)
"""Classes of which everything gets a twin."""

SINGLE = {KG.saidBy, KG.reportedBy, KG.source, PROV.wasDerivedFrom}
"""What a claim has one of."""


def twin_of(quads: list[Quad], first: object) -> list[Quad]:
    """Return what is told of a node, told of its twin."""
    assert isinstance(first, NamedNode)
    second = NamedNode(f"{first.value}-twin")
    return [
        Quad(
            second if one.subject == first else one.subject,
            one.predicate,
            second if one.object == first else one.object,
            one.graph_name,
        )
        for one in quads
        if first == one.subject or (first == one.object and one.predicate not in SINGLE)
    ]


def twin_store() -> Store:
    """The small world with twins, a second group and a claim whose time is told in two ways."""
    quads = [
        *world_quads(),
        *lineage_quads((replace(LINEAGE, document=DAM.document.id),)),
        *group_quads((replace(GROUP, id="g-0000000000000000", origins=2),)),
        *discrepancy_quads((replace(DIFFERENCE, id=ids.mint("x", "dam", "twin")),)),
    ]
    for kind in TWINNED:
        for one in [quad.subject for quad in quads if (quad.predicate, quad.object) == (RDF.type, kind)]:
            quads += twin_of(quads, one)
    store = Store()
    store.extend(quads)
    return store


def retracted_store() -> Store:
    """The small world with one article taken back, and one claim of the other."""
    whole = decide(Verb.RETRACT, DAM.document.id, why="the agency took it back")
    retracted = {DAM.document.id: whole, COPY.claims[0].id: RETRACTING}
    rulings = replace(RULINGS, retracted=retracted, decisions=(*RULINGS.decisions, whole))
    states = STATES | {whole.id: "in force"}
    store = Store()
    store.extend(world_quads())
    store.extend((*decision_quads(rulings, states, ()), *retraction_quads(rulings, (DAM, COPY))))
    return store
