"""Where nodes stand: arranged by what ties them, then pushed apart."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.answers import AskedOnce
from kg.views.forces import arrange_part, find_hanging, grow_tree
from kg.views.layout import place_nodes
from kg.views.spacing import push_apart, touching_pairs
from tests.unit.views.newsroom import Newsroom

Point = tuple[float, float]
POINT = st.tuples(st.floats(0, 900), st.floats(0, 900))
BOX = st.tuples(st.floats(5, 200), st.floats(5, 200))


def every_pair_that_overlaps(points: list[Point], boxes: list[Point]) -> set[tuple[int, int]]:
    return {
        (one, other)
        for one, other in combinations(range(len(points)), 2)
        if all(
            (boxes[one][axis] + boxes[other][axis]) / 2 > abs(points[one][axis] - points[other][axis])
            for axis in (0, 1)
        )
    }


@given(st.lists(st.tuples(POINT, BOX), min_size=1, max_size=40))
def test_the_grid_finds_every_pair_that_overlaps_once(drawn: list[tuple[Point, Point]]) -> None:
    points, boxes = [point for point, _ in drawn], [box for _, box in drawn]
    first, second = touching_pairs(np.array(points), np.array(boxes))
    found = [tuple(sorted(pair)) for pair in zip(first.tolist(), second.tolist(), strict=True)]
    assert len(found) == len(set(found))
    assert set(found) == every_pair_that_overlaps(points, boxes)


@given(st.lists(st.tuples(POINT, BOX), min_size=1, max_size=60))
def test_boxes_that_were_pushed_apart_do_not_overlap(drawn: list[tuple[Point, Point]]) -> None:
    boxes = np.array([box for _, box in drawn])
    apart = push_apart(np.array([point for point, _ in drawn]), boxes)
    assert len(touching_pairs(apart, boxes - 0.01)[0]) == 0


def crowd(nodes: int) -> list[tuple[str, str]]:
    """A few hubs that know each other, each with nodes of its own, some of which know another hub."""
    hubs = [f"h{number}" for number in range(12)]
    own = [(hubs[number % 12], f"n{number}") for number in range(nodes)]
    shared = [(hubs[number % 7], f"n{number}") for number in range(0, nodes, 3)]
    return [*combinations(hubs, 2), *own, *shared]


def test_no_two_nodes_of_a_large_network_overlap() -> None:
    sizes = {node: (60.0, 60.0) for pair in crowd(900) for node in pair}
    placed = place_nodes(sizes, crowd(900))
    points = np.array([placed[node] for node in sizes], dtype=float)
    assert len(touching_pairs(points, np.full((len(points), 2), 59.0))[0]) == 0


def test_the_order_of_nodes_and_lines_makes_no_difference() -> None:
    pairs = crowd(60)
    turned = [(there, here) for here, there in reversed(pairs)]
    assert arrange_part(nx.Graph(pairs)) == arrange_part(nx.Graph(turned))


def test_neighbours_stand_closer_than_strangers() -> None:
    graph = nx.Graph(crowd(300))
    placed = arrange_part(graph)
    lines = [math.dist(placed[here], placed[there]) for here, there in graph.edges]
    pairs = [math.dist(placed[here], placed[there]) for here, there in combinations(sorted(placed), 2)]
    assert np.mean(lines) < 0.6 * np.mean(pairs)


def test_a_node_with_one_line_hangs_on_the_other_end() -> None:
    assert find_hanging(nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])) == {"d": "c"}
    assert find_hanging(nx.Graph([("a", "b")])) == {}


def test_a_tree_has_a_ring_for_every_step_and_no_two_nodes_on_one_spot() -> None:
    tree = nx.balanced_tree(3, 3)
    graph = nx.relabel_nodes(tree, {node: f"n{node:02}" for node in tree})
    placed = grow_tree(graph, "n00")
    steps = nx.single_source_shortest_path_length(graph, "n00")
    assert all(math.hypot(*placed[node]) == pytest.approx(step, abs=1e-5) for node, step in steps.items())
    assert len(set(placed.values())) == len(placed)


def test_two_nodes_and_one_have_a_place() -> None:
    assert len(arrange_part(nx.Graph([("a", "b")]))) == 2
    assert place_nodes({"a": (10.0, 10.0)}, []) == {"a": (5, 5)}


def test_answers_are_fetched_once_for_both_pages() -> None:
    once = AskedOnce(Newsroom())
    assert once.claims(act="all") is once.claims(act="all")
    assert once.documents() is once.documents()
    assert once.claims() == Newsroom().claims()
