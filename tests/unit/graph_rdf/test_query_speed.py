"""Named queries stay quick when a store holds more than a handful of claims."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.quads import discrepancy_quads, group_quads, lineage_quads
from kg.graph.rdf.iris import ENTITIES_GRAPH, node, part_node
from kg.model import (
    ClaimGroup,
    Discrepancy,
    DiscrepancyKind,
    DiscrepancySide,
    LineageKind,
    LineageLink,
    Reference,
)
from kg.query.named_queries import named_query
from kg.query.sparql import run_query
from kg.terms import ACT, COMPARATOR, KG, OA, PROV, RDFS, SCHEMA

CLAIMS = 2000


def claim_triples(number: int) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield a claim with one quantity and one carrier; two claims each count the same thing."""
    claim, article = node(f"c-{number}"), node("d-1")
    carrier, quantity = part_node(f"c-{number}", "carrier", 1), part_node(f"c-{number}", "quantity", 1)
    yield claim, KG.act, ACT["speech"]
    yield claim, SCHEMA.text, Literal(f"claim {number}")
    yield claim, KG.sortKey, Literal(f"{number:015}")
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


def article_triples(number: int) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield an article with one claim; a hundred articles are of one publisher."""
    article, claim, outlet = node(f"d-{number}"), node(f"c-{number}"), node(f"p-{number // 100}")
    entity = node(f"e-{number // 100}")
    yield article, KG.path, Literal(f"{number}.txt")
    yield article, SCHEMA.publisher, outlet
    yield outlet, RDFS.label, Literal("Kilmar Courier")
    yield outlet, KG.refersTo, entity
    yield entity, RDFS.label, Literal("Kilmar Courier")
    yield claim, KG.act, ACT["speech"]
    yield claim, SCHEMA.text, Literal(f"claim {number}")
    yield claim, KG.sortKey, Literal(f"{number:015}")
    yield claim, PROV.wasDerivedFrom, article
    yield claim, KG.saidBy, entity


def side(number: int) -> DiscrepancySide:
    words = Reference("word", ((0, 4),), None)
    return DiscrepancySide(f"d-{number}", f"c-{number}", f"claim {number}", ((0, 9),), words)


@pytest.fixture(scope="module")
def compared() -> Store:
    """Each article rests on the one before it, but for every fifth; each claim differs from the next."""
    words = (side(0).words,)
    differences = (
        Discrepancy(f"x-{n}", DiscrepancyKind.HEDGE_DROPPED, side(n), side(n + 1), "because", 0.5)
        for n in range(CLAIMS)
    )
    links = (
        LineageLink(f"d-{n}", f"d-{n - 1}", "it", LineageKind.COPIED, 0.9, (), words, words)
        for n in range(1, CLAIMS)
        if n % 5
    )
    groups = (
        ClaimGroup(f"g-{n}", f"claim {n}", (f"c-{n}", f"c-{n + 1}"), 2, 1, 1 + n // 2 % 2)
        for n in range(0, CLAIMS, 2)
    )
    store = Store()
    store.extend(Quad(*one, ENTITIES_GRAPH) for n in range(CLAIMS + 1) for one in article_triples(n))
    store.extend([*discrepancy_quads(differences), *lineage_quads(links), *group_quads(groups)])
    return store


@pytest.mark.parametrize(
    ("name", "bound", "found"),
    [
        ("differences", {}, CLAIMS),
        ("differences", {"about": "courier"}, CLAIMS),
        ("differences", {"about": "claim 17"}, 114),  # 17, 170 to 179, 1700 to 1799, on either side
        ("single-origin", {}, CLAIMS // 2),
        ("corroborated", {}, CLAIMS // 2),
        ("lineage", {}, CLAIMS * 4 // 5),
        ("lineage-chains", {}, CLAIMS * 4 // 5),
        ("who-repeats-whom", {}, CLAIMS // 100),
    ],
    ids=str,
)
def test_queries_over_comparisons_take_a_second_or_two_over_thousands(
    compared: Store, name: str, bound: dict[str, str], found: int
) -> None:
    """Ten times what each takes; pairs held against pairs take minutes."""
    began = time.process_time()
    table = run_query(compared, named_query(name).text, bound)
    assert time.process_time() - began < 2.5
    assert len(table.rows) == found
