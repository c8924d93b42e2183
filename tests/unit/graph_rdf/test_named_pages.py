"""Pages of each named query, put together, are its whole answer, row for row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from kg.graph.store import open_for_reading
from kg.query.named_queries import named_queries, named_query
from kg.query.paging import Page
from kg.query.published import ReadableGraph
from kg.query.sparql import run_query
from tests.records import copy_reading, dam_reading, plan_reading
from tests.unit.graph_rdf.twins import retracted_store, twin_store
from tests.unit.graph_rdf.world import DAM, world_store
from tests.unit.store.harbour import harbour_readings
from tests.unit.store.world import build

NAMES = pytest.mark.parametrize("name", [query.name for query in named_queries()])
EMPTY = {"decisions", "retracted", "nested-claims", "corroborated"}
"""Queries to which the small world has no answer."""

STORES = {"small": cache(world_store), "twins": cache(twin_store), "retracted": cache(retracted_store)}


@pytest.fixture(scope="module")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadableGraph]:
    """A store with every act, and roles over time."""
    readings = (dam_reading(), copy_reading(), plan_reading(), *harbour_readings())
    with open_for_reading(build(tmp_path_factory.mktemp("acts") / "store", *readings)) as reader:
        yield reader.graph


def check_pages(store: ReadableGraph, name: str) -> int:
    """Compare every page of one, two and three rows with the whole answer; return how many rows that has."""
    text = named_query(name).text
    bound = {"act": "all"} if "VALUES ?act" in text else {}
    bound |= {"claim": DAM.claims[0].id} if name == "provenance" else {}
    whole = run_query(store, text, bound).rows
    for limit in (1, 2, 3, len(whole) or 1):
        for offset in range(len(whole) + 1):
            page = run_query(store, text, bound, Page(limit, offset))
            assert page.rows == whole[offset : offset + limit], (limit, offset)
            assert page.more == (offset + limit < len(whole)), (limit, offset)
    assert run_query(store, text, bound, Page(None, 1)).rows == whole[1:]
    return len(whole)


@NAMES
def test_pages_put_together_are_the_whole_answer(name: str) -> None:
    assert bool(check_pages(STORES["small"](), name)) == (name not in EMPTY)


@NAMES
@pytest.mark.parametrize("world", ["twins", "retracted"])
def test_so_they_are_where_rows_differ_in_nothing_that_is_shown(world: str, name: str) -> None:
    check_pages(STORES[world](), name)


@NAMES
def test_so_they_are_with_every_act(acts: ReadableGraph, name: str) -> None:
    check_pages(acts, name)
