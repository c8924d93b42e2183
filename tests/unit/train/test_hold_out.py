"""Held-out texts are read with weights that never saw them."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("sklearn", reason="training needs claimgraph[train]")

from kg.train.attribution import FOLDS, HeldOut, hold_out, train_attribution
from kg.train.corpora import CLAUSES
from tests.unit.train.gold import SENTENCES, corpus, silent, texts

pytestmark = pytest.mark.model

ODD = "[1:Lind] <1:drumbled> that {1:the lock leaked}. [2:Orsk] <2:drumbled> that {2:the pump failed}."
"""A verb that stands in no other text, and twice here, so that it is not left out as rare."""


@pytest.fixture(scope="module")
def held() -> tuple[HeldOut, ...]:
    return hold_out([replace(corpus(), texts=texts(*SENTENCES, ODD))], silent)


def test_every_text_is_held_out_once(held: tuple[HeldOut, ...]) -> None:
    assert sorted(one.gold.id for one in held) == [f"t{number:02}" for number in range(len(SENTENCES) + 1)]
    assert all(one.doc.text == one.gold.text for one in held)


def test_the_weights_of_a_text_were_learned_without_it(held: tuple[HeldOut, ...]) -> None:
    knowing = {one.gold.id for one in held if "cue=drumble" in one.weights.features}
    of_odd = len(SENTENCES)
    same_fold = {f"t{number:02}" for number in range(of_odd + 1) if number % FOLDS == of_odd % FOLDS}
    assert f"t{of_odd:02}" in same_fold
    assert knowing == {one.gold.id for one in held} - same_fold


def test_all_are_at_the_threshold_that_training_chooses(held: tuple[HeldOut, ...]) -> None:
    learned = train_attribution("odd", [replace(corpus(), texts=texts(*SENTENCES, ODD))], silent)
    assert {one.weights.threshold for one in held} == {learned.threshold}


def test_gold_of_clauses_is_held_out_but_not_scored() -> None:
    clauses = replace(corpus("eRST", frames=CLAUSES), texts=texts(*SENTENCES[:3]))
    held = hold_out([corpus(), clauses], silent)
    assert sorted(one.scored for one in held) == [False] * 3 + [True] * len(SENTENCES)
