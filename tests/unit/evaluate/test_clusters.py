"""Coreference scores agree with examples counted by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.assignment import best_pairs
from kg.evaluate.clusters import Cluster, score_clusters


def cluster(*numbers: int) -> Cluster:
    return frozenset((number, number + 1) for number in numbers)


def test_equal_clusters_score_all() -> None:
    scores = score_clusters([((cluster(1, 2, 3), cluster(5, 6)), (cluster(5, 6), cluster(1, 2, 3)))])
    for rates in (scores.muc, scores.b3, scores.ceafe, scores.lea, scores.mention):
        assert (rates.p, rates.r, rates.f1) == (100.0, 100.0, 100.0)
    assert scores.conll == 100.0


def test_a_split_cluster_loses_one_link_and_keeps_its_precision() -> None:
    scores = score_clusters([((cluster(1, 2, 3, 4),), (cluster(1, 2), cluster(3, 4)))])
    assert (scores.muc.p, scores.muc.r) == (100.0, 66.7)
    assert (scores.b3.p, scores.b3.r) == (100.0, 50.0)
    assert (scores.ceafe.p, scores.ceafe.r) == (33.3, 66.7)
    assert (scores.lea.p, scores.lea.r) == (100.0, 33.3)


def test_joined_clusters_lose_precision() -> None:
    scores = score_clusters([((cluster(1, 2), cluster(3, 4)), (cluster(1, 2, 3, 4),))])
    assert (scores.muc.p, scores.muc.r) == (66.7, 100.0)
    assert (scores.b3.p, scores.b3.r) == (50.0, 100.0)


def test_mentions_that_are_no_gold_mentions_cost_precision() -> None:
    scores = score_clusters([((cluster(1, 2),), (cluster(1, 2, 7),))])
    assert (scores.mention.p, scores.mention.r) == (66.7, 100.0)
    assert (scores.muc.p, scores.muc.r) == (50.0, 100.0)


def test_nothing_found_scores_nothing() -> None:
    scores = score_clusters([((cluster(1, 2),), ())])
    assert (scores.conll, scores.lea.f1, scores.mention.f1) == (0.0, 0.0, 0.0)


def test_texts_are_counted_together() -> None:
    right, missed = ((cluster(1, 2),), (cluster(1, 2),)), ((cluster(1, 2, 3),), ())
    assert score_clusters([right, missed]).muc.r == 33.3


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.floats(0, 1), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_no_other_pairing_has_a_larger_sum(alike: list[list[float]]) -> None:
    pairs = best_pairs(alike)
    rows, columns = len(alike), len(alike[0])
    assert len(pairs) == min(rows, columns) == len({r for r, _ in pairs}) == len({c for _, c in pairs})
    wide = alike if rows <= columns else [list(column) for column in zip(*alike, strict=True)]
    largest = max(
        sum(wide[row][column] for row, column in enumerate(chosen))
        for chosen in permutations(range(len(wide[0])), len(wide))
    )
    assert sum(alike[row][column] for row, column in pairs) == pytest.approx(largest)


def test_one_empty_side_has_no_pairs() -> None:
    assert best_pairs([]) == best_pairs([[], []]) == []
