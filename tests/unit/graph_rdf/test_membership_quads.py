"""Roles and groups in the graph: what a document says, and the shortcuts that follow from it."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Quad

from kg.graph.quads import ENTITIES_GRAPH, entity_quads, graph_of, membership_quads, reading_quads
from kg.graph.rdf.iris import node, part_node, words_node
from kg.graph.validation import validate
from kg.terms import KG, PROV, RDF, RDFS, XSD
from tests.unit.graph_rdf.world import make_entities
from tests.unit.store.harbour import BOARD, harbour_reading

READING = harbour_reading("late.txt", "2025-04-11")
VASK, BOARD_REFERENT, UKRAINE, OFFICIALS, SAILORS = READING.referents
ENTITIES = make_entities((READING,))
QUADS = [*reading_quads(READING), *entity_quads(ENTITIES), *membership_quads((READING,), ENTITIES)]
ROLE = part_node(VASK.id, "role", 1)


def said_of(subject, predicate) -> set[object]:  # type: ignore[no-untyped-def]
    return {quad.object for quad in QUADS if (quad.subject, quad.predicate) == (subject, predicate)}


def entity_node(label: str):  # type: ignore[no-untyped-def]
    return node(next(entity.id for entity in ENTITIES if entity.label == label))


def test_a_role_has_words_affiliation_document_and_date() -> None:
    role = VASK.roles[0]
    assert said_of(ROLE, RDF.type) == {KG.Role}
    assert said_of(ROLE, RDFS.label) == {Literal(role.text)}
    assert said_of(ROLE, KG.words) == {words_node(READING.document.id, (role.start, role.end))}
    assert said_of(ROLE, KG.affiliation) == {Literal(BOARD)}
    assert said_of(ROLE, KG.affiliationReferent) == {node(BOARD_REFERENT.id)}
    assert said_of(ROLE, PROV.wasDerivedFrom) == {node(READING.document.id)}
    assert said_of(ROLE, KG.asOf) == {Literal("2025-04-11", datatype=XSD.date)}


def test_each_place_of_a_role_is_a_role_of_its_own() -> None:
    assert said_of(node(VASK.id), KG.holds) == {ROLE, part_node(VASK.id, "role", 2)}
    assert said_of(part_node(VASK.id, "role", 2), KG.affiliationReferent) == set()


def test_roles_of_a_document_without_date_have_none() -> None:
    undated = reading_quads(harbour_reading("undated.txt", None))
    assert KG.asOf not in {quad.predicate for quad in undated}


def test_shortcuts_stand_in_the_graph_of_entities() -> None:
    assert said_of(entity_node("Ona Vask"), KG.affiliationEntity) == {entity_node(BOARD)}
    assert said_of(entity_node("board officials"), KG.belongsTo) == {entity_node(BOARD)}
    assert said_of(entity_node("sailors"), KG.belongsTo) == {entity_node("Ukraine")}
    graphs = {quad.graph_name for quad in QUADS if quad.predicate in (KG.affiliationEntity, KG.belongsTo)}
    assert graphs == {ENTITIES_GRAPH}


def test_nothing_is_wrong_with_them() -> None:
    assert validate(QUADS) == ()


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (RDFS.label, "a role is said in words, once"),
        (KG.words, "a role stands at one place of the text"),
        (PROV.wasDerivedFrom, "a role is of exactly one document"),
    ],
)
def test_a_role_that_lacks_what_it_must_have_is_found(predicate, message: str) -> None:  # type: ignore[no-untyped-def]
    lacking = [quad for quad in QUADS if (quad.subject, quad.predicate) != (ROLE, predicate)]
    assert message in {violation.message for violation in validate(lacking)}


def test_a_role_that_nobody_holds_is_found() -> None:
    lacking = [quad for quad in QUADS if quad.object != ROLE]
    assert "a role is held by exactly one referent" in {one.message for one in validate(lacking)}


def test_a_group_that_belongs_to_what_is_no_entity_is_found() -> None:
    wrong = Quad(entity_node("sailors"), KG.belongsTo, node(VASK.id), ENTITIES_GRAPH)
    assert "a group belongs to an entity" in {one.message for one in validate([*QUADS, wrong])}


def test_the_graph_of_a_document_knows_no_entity() -> None:
    inside = [quad for quad in QUADS if quad.graph_name == graph_of(READING.document.id)]
    assert not {entity_node(entity.label) for entity in ENTITIES} & {quad.object for quad in inside}
    assert said_of(node(OFFICIALS.id), KG.belongsToReferent) == {node(BOARD_REFERENT.id)}
