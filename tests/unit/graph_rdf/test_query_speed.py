"""Named queries stay quick when a store holds more than a handful of claims."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.rdf.iris import ENTITIES_GRAPH, node, part_node
from kg.query.sparql import named_query, run_query
from kg.terms import ACT, COMPARATOR, KG, OA, PROV, RDFS, SCHEMA

CLAIMS = 2000


def claim_triples(number: int) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield a claim with one quantity and one carrier; two claims each count the same thing."""
    claim, article = node(f"c-{number}"), node("d-1")
    carrier, quantity = part_node(f"c-{number}", "carrier", 1), part_node(f"c-{number}", "quantity", 1)
    yield claim, KG.act, ACT["speech"]
    yield claim, SCHEMA.text, Literal(f"claim {number}")
    yield claim, PROV.wasDerivedFrom, article
    yield claim, KG.carrier, carrier
    yield carrier, KG.order, Literal(1)
    yield carrier, KG.sourceWords, node(f"words-{number}")
    yield node(f"words-{number}"), OA.exact, Literal("the wire")
    yield claim, KG.quantity, quantity
    yield quantity, KG.unit, Literal("crates")
    yield quantity, KG.of, Literal(f"Cargo {number // 2}")
    yield quantity, KG.comparator, COMPARATOR["="]
    yield quantity, SCHEMA.value, Literal(number)


@pytest.fixture(scope="module")
def crowded() -> Store:
    triples = [one for number in range(CLAIMS) for one in claim_triples(number)]
    article, outlet = node("d-1"), node("p-1")
    triples += [(article, KG.path, Literal("a.txt")), (article, SCHEMA.publisher, outlet)]
    triples += [(outlet, RDFS.label, Literal("Kilmar Courier"))]
    store = Store()
    store.extend(Quad(*one, ENTITIES_GRAPH) for one in triples)
    return store


@pytest.mark.parametrize(("name", "limit"), [("chains", 1.2), ("same-quantity", 6.0)])
def test_the_cost_does_not_grow_with_the_square_of_the_claims(
    crowded: Store, name: str, limit: float
) -> None:
    """The limits are in seconds, ten times what each takes; claims held against claims take far longer."""
    began = time.process_time()
    found = run_query(crowded, named_query(name).text)
    assert time.process_time() - began < limit
    assert len(found.rows) == CLAIMS
