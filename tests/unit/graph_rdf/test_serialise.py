from __future__ import annotations

import json
import random

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.graph.serialise import to_jsonld, to_nquads, to_trig
from tests.unit.graph_rdf.world import world_quads, world_store

WRITERS = (to_nquads, to_trig, to_jsonld)


def test_equal_quads_give_equal_bytes_in_any_order_and_from_a_store() -> None:
    shuffled = world_quads() * 2
    random.Random(1).shuffle(shuffled)
    for write in WRITERS:
        assert write(world_quads()) == write(shuffled) == write(world_store())


def test_nquads_are_sorted_lines() -> None:
    lines = to_nquads(world_quads()).split("\n")
    assert lines.pop() == ""
    assert lines == sorted(lines)
    assert len(lines) == len(set(world_quads()))


def test_a_line_separator_in_a_text_breaks_no_line() -> None:
    iri = NamedNode("https://example.org/a")
    quad = Quad(iri, iri, Literal("a\u2028b\x85c\n@prefix d"), iri)
    for write, form in zip(WRITERS, (RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD), strict=True):
        assert list(parse(write([quad]).encode(), format=form)) == [quad]


def test_trig_and_nquads_hold_what_was_written() -> None:
    for write, form in ((to_nquads, RdfFormat.N_QUADS), (to_trig, RdfFormat.TRIG)):
        assert set(parse(write(world_quads()).encode(), format=form)) == set(world_quads())


def test_trig_opens_with_its_prefixes_in_order() -> None:
    lines = to_trig(world_quads()).split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == lines[: len(prefixes)] == sorted(prefixes)


def test_jsonld_holds_what_was_written() -> None:
    assert set(parse(to_jsonld(world_quads()).encode(), format=RdfFormat.JSON_LD)) == set(world_quads())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
def test_jsonld_holds_what_was_written_as_rdflib_reads_it() -> None:
    dataset = rdflib.Dataset().parse(data=to_jsonld(world_quads()), format="json-ld")
    read = Store()  # which writes a number as it is: rdflib has 4.0E1 for 40
    read.load(dataset.serialize(format="nquads").encode(), format=RdfFormat.N_QUADS)
    assert to_nquads(read) == to_nquads(world_quads())


def test_jsonld_reads_as_json_with_short_names() -> None:
    written = json.loads(to_jsonld(world_quads()))
    claims = [
        node for graph in written["@graph"] for node in graph["graph"] if node.get("type") == "schema:Claim"
    ]
    assert {claim["kg:style"] for claim in claims} == {
        "kg:style-direct",
        "kg:style-indirect",
        "kg:style-own-voice",
    }
    assert all(claim["kg:conditional"] is False for claim in claims)
