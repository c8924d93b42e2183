from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import RecordError
from kg.graph.quads import graph_of, reading_quads
from kg.graph.rdf.iris import node, part_node, words_node
from kg.graph.rdf.reading import carriers_of
from kg.graph.rdf.writer import date_literal, split_quote
from kg.model import ELLIPSIS, Comparator, Quantity
from kg.terms import CERTAINTY, KG, OA, PROV, QUDT, RDF, SCHEMA, XSD
from tests.records import span
from tests.unit.graph_rdf.world import COPY, DAM

QUADS = reading_quads(DAM)
COULD_LOSE, REPAIR, HOLDS = DAM.claims


def objects(subject: Any, predicate: NamedNode, quads: list[Quad] = QUADS) -> set[Any]:
    return {quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate}


def test_equal_readings_give_equal_quads_in_equal_order() -> None:
    assert reading_quads(DAM) == QUADS


def test_no_quad_is_written_twice_and_none_has_a_blank_node() -> None:
    assert len(set(QUADS)) == len(QUADS)
    assert not [quad for quad in QUADS if BlankNode in (type(quad.subject), type(quad.object))]


def test_all_quads_of_a_reading_stand_in_its_documents_graph() -> None:
    assert {quad.graph_name for quad in QUADS} == {graph_of(DAM.document.id)}


def test_a_claim_points_to_referents_and_never_to_entities() -> None:
    officials = DAM.referents[0]
    assert objects(node(COULD_LOSE.id), KG.source) == {node(officials.id)}
    assert not [quad for quad in QUADS if "/e-" in str(quad)]


def test_the_publisher_is_the_source_of_what_is_said_in_own_voice() -> None:
    assert objects(node(HOLDS.id), KG.source) == {node(DAM.document.publisher.id)}
    assert not objects(node(HOLDS.id), KG.sourceWords)


def test_every_stretch_of_a_claim_shows_the_words_at_its_offsets() -> None:
    for quad in QUADS:
        if quad.predicate == OA.exact:
            (start,), (end,) = objects(quad.subject, OA.start), objects(quad.subject, OA.end)
            assert Literal(DAM.document.text[int(start.value) : int(end.value)]) == quad.object


def test_the_iri_of_a_stretch_is_the_documents_with_an_rfc_5147_fragment() -> None:
    start, end = span(DAM.document, "Friday")
    assert (
        words_node(DAM.document.id, (start, end)).value == f"{node(DAM.document.id).value}#char={start},{end}"
    )
    assert objects(node(COULD_LOSE.id), KG.statedWords) == {words_node(DAM.document.id, (start, end))}


def test_the_chain_is_written_without_its_last_link_which_is_the_source() -> None:
    step = part_node(COULD_LOSE.id, "carrier", 1)
    assert objects(node(COULD_LOSE.id), KG.carrier) == {step}
    assert objects(step, KG.order) == {Literal(1)}
    assert [carrier.text for carrier in carriers_of(COULD_LOSE)] == ["Reuters"]
    assert carriers_of(REPAIR) == ()


def test_a_chain_that_ends_in_no_source_keeps_all_its_carriers() -> None:
    nobody = replace(COULD_LOSE, attribution=replace(COULD_LOSE.attribution, source=None))
    assert len(carriers_of(nobody)) == 2


def test_a_date_is_as_precise_as_the_text() -> None:
    assert objects(node(COULD_LOSE.id), KG.statedAt) == {Literal("2025-04-11", datatype=XSD.date)}
    assert objects(node(COULD_LOSE.id), KG.eventUntil) == {Literal("2025-05", datatype=XSD.gYearMonth)}
    assert not objects(node(COULD_LOSE.id), KG.eventFrom)
    assert date_literal("2025").datatype == XSD.gYear


def test_a_date_in_another_form_is_refused() -> None:
    with pytest.raises(RecordError, match="no ISO 8601"):
        date_literal("May 2025")


def test_modality_is_written_as_concepts() -> None:
    assert objects(node(COULD_LOSE.id), KG.certainty) == {CERTAINTY["possible"]}


def test_a_quantity_keeps_unit_words_and_has_a_qudt_unit_where_there_is_one() -> None:
    percent = part_node(COULD_LOSE.id, "quantity", 1)
    assert objects(percent, SCHEMA.value) == {Literal(40.0)}
    assert objects(percent, KG.of) == {Literal("its water")}
    assert objects(percent, QUDT.hasUnit) == {NamedNode("http://qudt.org/vocab/unit/PERCENT")}


def test_a_counted_thing_has_no_qudt_unit() -> None:
    words = span(DAM.document, "Two")
    counted = Quantity("Two", (words,), Comparator.EQUAL, 2.0, unit="officials")
    quads = reading_quads(replace(DAM, claims=(replace(HOLDS, quantities=(counted,)),)))
    measured = part_node(HOLDS.id, "quantity", 1)
    assert objects(measured, KG.unit, quads) == {Literal("officials")}
    assert not objects(measured, QUDT.hasUnit, quads)


def test_a_range_has_a_lowest_and_a_highest_value() -> None:
    words = span(DAM.document, "12 million")
    ranged = Quantity("12 million", (words,), Comparator.RANGE, low=8.0, high=12.0)
    quads = reading_quads(replace(DAM, claims=(replace(HOLDS, quantities=(ranged,)),)))
    measured = part_node(HOLDS.id, "quantity", 1)
    assert objects(measured, SCHEMA.minValue, quads) == {Literal(8.0)}
    assert objects(measured, SCHEMA.maxValue, quads) == {Literal(12.0)}


def test_the_graph_says_which_version_of_the_program_made_it_and_no_time() -> None:
    (extraction,) = objects(graph_of(DAM.document.id), PROV.wasGeneratedBy)
    assert objects(extraction, SCHEMA.softwareVersion) == {Literal("test")}
    assert not [quad for quad in QUADS if quad.predicate == PROV.startedAtTime]


def test_a_credit_has_outlet_and_evidence() -> None:
    quads = reading_quads(COPY)
    (credit,) = objects(node(COPY.document.id), KG.credit, quads)
    (words,) = objects(credit, KG.evidence, quads)
    assert objects(words, OA.exact, quads) == {Literal("Reuters reported")}
    assert objects(credit, KG.referent, quads) == {node(COPY.referents[0].id)}


def test_an_unknown_publisher_is_a_publisher_without_a_name() -> None:
    publisher = node(COPY.document.publisher.id)
    quads = reading_quads(COPY)
    assert objects(publisher, RDF.type, quads) == {KG.Publisher}
    assert objects(publisher, KG.named, quads) == {Literal(False)}


def test_content_in_two_stretches_gives_two_stretches_with_their_own_words() -> None:
    first, second = span(DAM.document, "We will"), span(DAM.document, "the gate")
    split = replace(REPAIR, spans=(first, second), text=f"We will{ELLIPSIS}the gate")
    quads = reading_quads(replace(DAM, claims=(split,)))
    shown = {
        words
        for part in objects(node(split.id), KG.content, quads)
        for words in objects(part, OA.exact, quads)
    }
    assert shown == {Literal("We will"), Literal("the gate")}


def test_pieces_of_a_quote_are_cut_by_length_even_when_they_hold_the_ellipsis() -> None:
    assert split_quote(((0, 5), (9, 10)), f"a{ELLIPSIS}b{ELLIPSIS}c") == [f"a{ELLIPSIS}b", "c"]


def test_an_unknown_role_of_what_a_claim_is_about_is_refused() -> None:
    wrong = replace(COULD_LOSE.about[0], role="theme")
    with pytest.raises(RecordError, match="theme"):
        reading_quads(replace(DAM, claims=(replace(COULD_LOSE, about=(wrong,)),)))


def test_an_article_with_hostile_strings_can_be_written() -> None:
    title = 'a "quoted" \\ <script>\u2028\n\x01'
    quads = reading_quads(replace(DAM, document=replace(DAM.document, title=title, url="not an <iri>")))
    assert objects(node(DAM.document.id), SCHEMA.headline, quads) == {Literal(title)}
