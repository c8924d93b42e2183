"""Spans are paired one to one, and their scores are counted by kind."""

from __future__ import annotations

import pytest

from kg.evaluate.spans import match_spans, score_spans

PERSON, PLACE = "person", "place"


@pytest.mark.parametrize(
    ("overlap", "typed", "pairs"),
    [(False, True, ((0, 0),)), (True, True, ((0, 0), (1, 1))), (True, False, ((0, 0), (1, 1), (2, 2)))],
)
def test_a_pair_needs_the_same_borders_or_common_characters_and_if_wanted_the_same_kind(
    overlap: bool, typed: bool, pairs: tuple[tuple[int, int], ...]
) -> None:
    gold = [(0, 5, PERSON), (10, 20, PERSON), (30, 35, PLACE)]
    system = [(0, 5, PERSON), (12, 25, PERSON), (30, 35, PERSON)]
    assert match_spans(gold, system, overlap=overlap, typed=typed).pairs == pairs


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert match_spans([(0, 5, PLACE)], [(5, 9, PLACE)], overlap=True).pairs == ()


def test_the_same_borders_go_before_a_larger_overlap() -> None:
    gold = [(0, 20, PLACE), (0, 5, PLACE)]
    assert match_spans(gold, [(0, 5, PLACE)], overlap=True).pairs == ((1, 0),)


def test_a_gold_span_is_taken_once_and_doubles_count_once() -> None:
    matching = match_spans([(0, 9, PLACE)], [(0, 4, PLACE), (5, 9, PLACE), (0, 4, PLACE)], overlap=True)
    assert matching.pairs == ((0, 0),)
    assert len(matching.system) == 2


def test_scores_are_of_all_texts_together_in_percent() -> None:
    first = match_spans([(0, 5, PLACE), (6, 9, PERSON)], [(0, 5, PLACE)])
    second = match_spans([(0, 5, PLACE)], [(1, 5, PLACE), (6, 7, PERSON)])
    score = score_spans([first, second])
    assert (score.p, score.r, score.f1, score.system, score.gold) == (33.3, 33.3, 33.3, 3, 3)
    places = score_spans([first, second], PLACE)
    assert (places.p, places.r, places.system, places.gold) == (50.0, 50.0, 2, 2)


def test_nothing_in_the_gold_and_nothing_found_scores_nothing() -> None:
    score = score_spans([match_spans([], [])])
    assert (score.p, score.r, score.f1) == (0.0, 0.0, 0.0)
