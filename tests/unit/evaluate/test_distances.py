"""Distances are on the sphere; what is unresolved is wrong and has no distance."""

from __future__ import annotations

import pytest

from kg.evaluate.distances import distance_km, score_distances

POLE, EQUATOR = (90.0, 0.0), (0.0, 0.0)


def test_a_quarter_of_the_way_round_the_earth() -> None:
    assert distance_km(POLE, EQUATOR) == pytest.approx(10007.56, abs=0.01)
    assert distance_km(EQUATOR, (0.0, 180.0)) == pytest.approx(2 * 10007.56, abs=0.02)
    assert distance_km(EQUATOR, EQUATOR) == 0.0


def test_one_degree_is_near_and_two_are_not() -> None:
    score = score_distances([(EQUATOR, (1.0, 0.0)), (EQUATOR, (2.0, 0.0))])
    assert (score.near, score.near_resolved, score.unresolved) == (50.0, 50.0, 0.0)
    assert (score.mean_km, score.median_km) == (166.8, 222.4)


def test_an_unresolved_place_is_wrong_and_has_no_distance() -> None:
    score = score_distances([(EQUATOR, EQUATOR), (EQUATOR, None), (EQUATOR, EQUATOR)])
    assert (score.places, score.near, score.near_resolved, score.unresolved) == (3, 66.7, 100.0, 33.3)
    assert (score.mean_km, score.auc) == (0.0, 0.0)


def test_the_antipodes_fill_the_whole_area() -> None:
    score = score_distances([(EQUATOR, (0.0, 180.0))] * 3)
    assert score.auc == pytest.approx(1.0, abs=0.001)


def test_nothing_resolved_has_no_mean() -> None:
    score = score_distances([(EQUATOR, None)])
    assert (score.near, score.mean_km, score.median_km, score.auc) == (0.0, None, None, None)
