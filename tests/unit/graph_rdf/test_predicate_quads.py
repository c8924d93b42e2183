"""Predicates in RDF: those that a referent has a part in, once for all claims that hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.quads import reading_quads
from kg.graph.rdf.iris import node, part_node
from kg.graph.validation import validate
from kg.model import Certainty, Polarity, Predicate, Reference, Tense
from kg.terms import KG, POLARITY, RDF
from tests.records import reference, span
from tests.unit.graph_rdf.world import DAM

COULD_LOSE, REPAIR, HOLDS = DAM.claims
BONDAR = next(referent for referent in DAM.referents if referent.label == "Olha Bondar")


def predicate(agent: Reference | None, patient: Reference | None = None) -> Predicate:
    words = span(DAM.document, "will repair")
    polarity, certainty = Polarity.POSITIVE, Certainty.CERTAIN
    return Predicate("repair", "will repair", (words,), Tense.FUTURE, polarity, certainty, agent, patient)


BY_BONDAR = predicate(reference(DAM.document, "We", BONDAR), reference(DAM.document, "the gate"))
VERB = part_node(DAM.document.id, "predicate", BY_BONDAR.spans[0][0])


def quads_with(*claims: Any) -> list[Quad]:
    return reading_quads(replace(DAM, claims=claims))


def told_of(subject: NamedNode, quads: list[Quad]) -> dict[NamedNode, Any]:
    return {quad.predicate: quad.object for quad in quads if quad.subject == subject}


def test_a_predicate_has_lemma_polarity_and_the_referents_that_have_a_part_in_it() -> None:
    quads = quads_with(replace(REPAIR, predicates=(BY_BONDAR,)))
    assert told_of(VERB, quads) == {
        RDF.type: KG.Predicate,
        KG.lemma: Literal("repair"),
        KG.polarity: POLARITY["positive"],
        KG.agent: node(BONDAR.id),
    }
    assert validate(quads) == ()


def test_claims_that_hold_the_same_words_share_the_predicate() -> None:
    inner = replace(COULD_LOSE, predicates=(replace(BY_BONDAR, main=True),))
    quads = quads_with(replace(REPAIR, predicates=(BY_BONDAR,)), inner)
    holding = {quad.subject for quad in quads if quad.object == VERB}
    assert holding == {node(REPAIR.id), node(COULD_LOSE.id)}
    assert len([quad for quad in quads if quad.predicate == KG.lemma]) == 1


def test_a_predicate_without_referents_stays_in_the_records() -> None:
    quads = quads_with(replace(REPAIR, predicates=(predicate(reference(DAM.document, "We")),)))
    assert not [quad for quad in quads if quad.predicate == KG.predicate]
