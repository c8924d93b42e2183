"""Gold that weights were learned from is known by its texts and marks, whatever their order."""

from __future__ import annotations

from dataclasses import replace

from kg.evaluate.learned import gold_digest, learned_corpora
from kg.evaluate.relations import AnnotatedText, GoldRelation

ONE = AnnotatedText("a", "Lind said no.", (GoldRelation(((0, 4),), ((5, 9),), ((10, 12),)),))
OTHER = AnnotatedText("b", "It rained.", ())
CARD = {"corpus gates": f"2 texts; sha256 {gold_digest([ONE, OTHER])}", "method": "logistic regression"}


def test_the_same_texts_in_another_order_are_the_same_gold() -> None:
    assert learned_corpora([OTHER, ONE], CARD) == ("gates",)


def test_a_part_or_another_mark_is_other_gold() -> None:
    assert learned_corpora([ONE], CARD) == ()
    assert learned_corpora([replace(ONE, relations=()), OTHER], CARD) == ()
