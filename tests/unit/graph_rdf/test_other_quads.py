"""Entities, shortcuts, lineage, groups and runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import RecordError
from kg.graph.quads import (
    COMPARISONS_GRAPH,
    ENTITIES_GRAPH,
    RUNS_GRAPH,
    discrepancy_quads,
    entity_quads,
    group_quads,
    lineage_quads,
    revision_quads,
    run_quads,
    summary_quads,
)
from kg.graph.rdf.iris import node, words_node
from kg.model import Identifier
from kg.terms import DCTERMS, DISCREPANCY, GEO, KG, OA, PROV, RDF, SCHEMA, SKOS, WGS, XSD
from tests.unit.graph_rdf.world import (
    COPIED,
    COPY,
    DAM,
    DIFFERENCE,
    ENTITIES,
    GROUP,
    LINEAGE,
    RUN,
    entity_named,
    world_quads,
)


def said_of(quads: list[Quad], subject: Any, predicate: NamedNode) -> set[Any]:
    return {quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate}


RIVNE = entity_named("Rivne")


def test_every_referent_and_every_publisher_refers_to_its_entity() -> None:
    quads = entity_quads(ENTITIES)
    for entity in ENTITIES:
        for _, referent in entity.referents:
            assert said_of(quads, node(referent), KG.refersTo) == {node(entity.id)}


def test_a_place_has_degrees_and_wkt_with_longitude_first() -> None:
    quads = entity_quads((RIVNE,))
    assert said_of(quads, node(RIVNE.id), WGS.lat) == {Literal(RIVNE.lat or 0.0)}
    (point,) = said_of(quads, node(RIVNE.id), GEO.hasGeometry)
    wkt = Literal(f"POINT({RIVNE.lon} {RIVNE.lat})", datatype=GEO.wktLiteral)
    assert said_of(quads, point, GEO.asWKT) == {wkt}


def test_only_well_known_identifiers_become_iris() -> None:
    assert RIVNE.identifiers
    known = replace(
        RIVNE,
        identifiers=(
            *RIVNE.identifiers,
            Identifier("iso3166", "XX-1", "test"),
            Identifier("wikidata", "Q1> <x", "test"),
        ),
    )
    quads = entity_quads((known,))
    assert said_of(quads, node(RIVNE.id), SKOS.exactMatch) == {
        NamedNode(f"https://sws.geonames.org/{RIVNE.identifiers[0].value}/")
    }
    assert Literal("iso3166:XX-1") in said_of(quads, node(RIVNE.id), SCHEMA.identifier)


def test_an_old_id_still_leads_to_its_entity() -> None:
    quads = entity_quads((replace(RIVNE, replaces=("e-0000000000000000",)),))
    assert said_of(quads, node(RIVNE.id), DCTERMS.replaces) == {node("e-0000000000000000")}


def test_shortcuts_lead_from_claims_to_entities() -> None:
    quads = summary_quads((DAM, COPY), ENTITIES)
    first, _, own_voice = (node(claim.id) for claim in DAM.claims)
    assert said_of(quads, first, KG.saidBy) == {node(entity_named("officials of the water ministry").id)}
    assert said_of(quads, first, KG.carriedBy) == {node(entity_named("Reuters").id)}
    assert said_of(quads, first, KG.aboutPlace) == {node(RIVNE.id)}
    assert said_of(quads, first, KG.reportedBy) == {node(entity_named("Example Daily").id)}
    assert said_of(quads, own_voice, KG.saidBy) == {node(entity_named("Example Daily").id)}


def test_a_referent_without_entity_gets_no_shortcut() -> None:
    assert {quad.predicate for quad in summary_quads((DAM,), ())} == {KG.sortKey}


def test_lineage_says_what_rests_on_what_and_shows_the_words() -> None:
    quads = lineage_quads((LINEAGE,))
    assert said_of(quads, node(COPY.document.id), KG.restsOn) == {node(LINEAGE.origin)}
    assert Literal("Reuters reported") in {quad.object for quad in quads}
    assert {quad.graph_name for quad in quads} == {COMPARISONS_GRAPH}


def words_of(quads: list[Quad], subject: Any, predicate: NamedNode) -> set[str]:
    words = said_of(quads, subject, predicate)
    return {exact.value for one in words for exact in said_of(quads, one, OA.exact)}


def test_a_copied_link_has_the_words_on_both_sides_each_beside_its_own() -> None:
    quads = lineage_quads((COPIED,))
    (link,) = {quad.subject for quad in quads if quad.predicate == KG.descendant}
    everything = {"dam in Rivne could lose", "of its water"}
    assert words_of(quads, link, KG.evidence) == words_of(quads, link, KG.originEvidence) == everything
    pairs = said_of(quads, link, KG.passagePair)
    assert len(pairs) == 2
    for pair in pairs:
        assert words_of(quads, pair, KG.evidence) == words_of(quads, pair, KG.originEvidence)
        (there,) = said_of(quads, pair, KG.originEvidence)
        assert there.value.startswith(node(DAM.document.id).value)


def test_a_link_names_the_claims_that_rest_on_it_and_what_cannot_be() -> None:
    quads = lineage_quads((COPIED, LINEAGE))
    (link,) = {quad.subject for quad in quads if quad.predicate == KG.problem}
    assert said_of(quads, link, KG.restingClaim) == {node(COPY.claims[0].id)}
    assert said_of(quads, link, KG.problem) == {Literal(COPIED.problem)}


def test_a_group_tells_why_its_claims_are_together() -> None:
    quads = group_quads((GROUP,))
    (link,) = said_of(quads, node(GROUP.id), KG.claimLink)
    assert said_of(quads, link, KG.leftClaim) == {node(DAM.claims[0].id)}
    assert said_of(quads, link, KG.rightClaim) == {node(COPY.claims[0].id)}
    assert said_of(quads, link, KG.score) == {Literal(0.9)}
    assert said_of(quads, link, KG.reason) == {Literal("the same place"), Literal("the same number")}


def test_a_difference_has_both_claims_and_the_words_that_differ() -> None:
    quads = discrepancy_quads((DIFFERENCE,))
    found = node(DIFFERENCE.id)
    assert said_of(quads, found, KG.discrepancyKind) == {DISCREPANCY["comparator-change"]}
    assert said_of(quads, found, KG.leftClaim) == {node(DAM.claims[0].id)}
    assert said_of(quads, found, KG.rightDocument) == {node(COPY.document.id)}
    assert words_of(quads, found, KG.leftWords) == {"about 40%"}
    start, end = DIFFERENCE.right.words.spans[0]
    assert said_of(quads, found, KG.rightWords) == {words_node(COPY.document.id, (start, end))}
    assert said_of(quads, found, KG.descends) == {Literal(True)}
    assert said_of(quads, found, KG.daysApart) == set()


def test_a_difference_says_nothing_of_what_the_claims_say() -> None:
    quads = discrepancy_quads((DIFFERENCE,))
    words = {quad.subject for quad in quads if quad.predicate == RDF.type} - {node(DIFFERENCE.id)}
    assert {quad.subject for quad in quads} == {node(DIFFERENCE.id), *words}
    assert {quad.graph_name for quad in quads} == {COMPARISONS_GRAPH}


def test_what_is_missing_on_one_side_has_no_words_there() -> None:
    nothing = replace(DIFFERENCE.right, words=replace(DIFFERENCE.right.words, text="", spans=()))
    quads = discrepancy_quads((replace(DIFFERENCE, right=nothing),))
    assert said_of(quads, node(DIFFERENCE.id), KG.rightWords) == set()


def test_a_group_has_its_claims_and_three_counts() -> None:
    quads = group_quads((GROUP,))
    group = node(GROUP.id)
    assert said_of(quads, group, KG.member) == {node(claim) for claim in GROUP.claims}
    counts = [said_of(quads, group, count) for count in (KG.articles, KG.publishers, KG.origins)]
    assert counts == [{Literal(2)}, {Literal(2)}, {Literal(1)}]


def test_a_new_version_points_to_the_old_one() -> None:
    (quad,) = revision_quads((("d-2", "d-1"),))
    assert (quad.subject, quad.predicate, quad.object) == (node("d-2"), PROV.wasRevisionOf, node("d-1"))


def test_clocks_stand_in_the_graph_of_runs_and_nowhere_else() -> None:
    clocks = [quad for quad in world_quads() if getattr(quad.object, "datatype", None) == XSD.dateTime]
    assert {quad.graph_name for quad in clocks} == {RUNS_GRAPH}
    assert {quad.object for quad in clocks} == {
        Literal(f"2025-04-12T08:00:0{second}Z", datatype=XSD.dateTime) for second in (0, 5)
    }


def test_a_run_that_began_at_no_time_is_refused() -> None:
    with pytest.raises(RecordError, match="ISO 8601"):
        run_quads(replace(RUN, started="yesterday"))


def test_entities_stand_in_the_graph_of_entities() -> None:
    assert {quad.graph_name for quad in entity_quads(ENTITIES)} == {ENTITIES_GRAPH}


def test_the_store_gives_back_every_quad_as_it_was_written() -> None:
    store = Store()
    store.extend(world_quads())
    assert {str(quad) for quad in store} == {str(quad) for quad in world_quads()}
