from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.quads import COMPARISONS_GRAPH, RUNS_GRAPH, graph_of
from kg.graph.rdf.iris import ENTITIES_GRAPH, node, words_node
from kg.graph.validation import validate
from kg.terms import KG, OA, SCHEMA
from tests.records import span
from tests.unit.graph_rdf.world import DAM, world_quads, world_store

GRAPH = graph_of(DAM.document.id)
CLAIM = node(DAM.claims[0].id)


def messages(quads: list[Quad]) -> list[str]:
    return [violation.message for violation in validate(quads)]


def without(subject: NamedNode, predicate: NamedNode) -> list[Quad]:
    return [quad for quad in world_quads() if (quad.subject, quad.predicate) != (subject, predicate)]


def test_nothing_is_wrong_with_what_the_program_writes() -> None:
    assert validate(world_quads()) == ()


def test_a_store_can_be_checked_as_it_is() -> None:
    assert validate(world_store()) == ()
    assert validate(Store()) == ()


def test_a_claim_without_text_is_found_in_its_graph() -> None:
    (violation,) = validate(without(CLAIM, SCHEMA.text))
    assert violation.graph == GRAPH.value
    assert violation.focus == CLAIM.value
    assert violation.path == SCHEMA.text.value
    assert violation.message == "a claim has exactly one text"


def test_a_sort_key_that_is_none_is_found() -> None:
    wrong = Quad(CLAIM, KG.sortKey, Literal("2025-04-1112340"), ENTITIES_GRAPH)
    told = "a sort key is one string: eight digits of a day, then seven digits or lower-case letters"
    assert messages([*without(CLAIM, KG.sortKey), wrong]) == [told]
    second = Quad(CLAIM, KG.sortKey, Literal("202504110000000"), ENTITIES_GRAPH)
    assert messages([*world_quads(), second]) == [told]


def test_words_that_do_not_stand_at_their_offsets_are_found() -> None:
    words = words_node(DAM.document.id, span(DAM.document, "Friday"))
    wrong = [*without(words, OA.exact), Quad(words, OA.exact, Literal("Sunday"), GRAPH)]
    assert messages(wrong) == ["shows 'Sunday', but the text has 'Friday'"]


def test_offsets_that_differ_from_their_iri_are_found() -> None:
    words = words_node(DAM.document.id, span(DAM.document, "Friday"))
    wrong = [*without(words, OA.start), Quad(words, OA.start, Literal(0), GRAPH)]
    assert any("the IRI says otherwise" in message for message in messages(wrong))


def test_words_of_a_document_that_is_not_there_are_found() -> None:
    assert "the words belong to no document of the graph" in messages(
        without(node(DAM.document.id), SCHEMA.articleBody)
    )


def test_a_link_that_leads_nowhere_is_found() -> None:
    lost = Quad(CLAIM, KG.saidBy, node("e-0000000000000000"), GRAPH)
    assert [message for message in messages([*world_quads(), lost]) if message.endswith("leads nowhere")]


def test_a_build_may_have_read_what_is_no_more() -> None:
    gone = {node(DAM.document.id)}
    runs = [quad for quad in world_quads() if quad.graph_name == RUNS_GRAPH]
    assert gone <= {quad.object for quad in runs}
    assert messages(runs) == []


def test_words_of_another_graph_are_compared_with_the_text_there() -> None:
    words = words_node(DAM.document.id, span(DAM.document, "Friday"))
    shown = [
        Quad(words, predicate, value, COMPARISONS_GRAPH)
        for predicate, value in (
            (OA.exact, Literal("Sunday")),
            (OA.start, Literal(span(DAM.document, "Friday")[0])),
            (OA.end, Literal(span(DAM.document, "Friday")[1])),
        )
    ]
    assert "shows 'Sunday', but the text has 'Friday'" in messages([*world_quads(), *shown])


def test_each_graph_of_a_store_is_checked_by_itself() -> None:
    """What two graphs say of one node adds up to no violation, and each is told with its own graph."""
    both = [quad for quad in world_quads() if (quad.subject, quad.predicate) != (CLAIM, SCHEMA.text)]
    elsewhere = Quad(CLAIM, SCHEMA.text, Literal("words"), graph_of("d-0000000000000001"))
    found = validate([*both, elsewhere])
    assert GRAPH.value in {violation.graph for violation in found}
