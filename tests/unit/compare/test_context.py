"""What ties two articles together lifts what they say in other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.compare.context import in_context
from kg.compare.records import ClaimProfile, CreditedOutlet
from kg.compare.scores import SAME
from tests.unit.compare.made import make_alignment, make_profile

LIKE = 0.6


def crediting(profile: ClaimProfile, outlet: str) -> ClaimProfile:
    return replace(profile, card=replace(profile.card, credits=(CreditedOutlet(outlet, outlet, ()),)))


def said(document: str, published: str | None = "2025-03-04") -> ClaimProfile:
    return make_profile("the pier may close", document=document, published=published)


def score(left: ClaimProfile, right: ClaimProfile, like: float = LIKE) -> float:
    (found,) = in_context([make_alignment(left, right, score=like)])
    return found.score


@pytest.mark.parametrize("outlets", [("e-d-b", "e-other"), ("e-wire", "e-wire")])
def test_best_counterparts_along_a_credit_say_the_same(outlets: tuple[str, str]) -> None:
    assert score(*map(crediting, (said("d-a"), said("d-b")), outlets)) >= SAME


def test_without_a_credit_one_pair_shows_nothing() -> None:
    assert score(crediting(said("d-a"), "e-wire"), crediting(said("d-b"), "e-other")) == LIKE


@pytest.mark.parametrize("day", [None, "2025-03-20"])
def test_a_credit_ties_nothing_together_weeks_later_or_without_a_date(day: str | None) -> None:
    assert score(said("d-a"), crediting(said("d-b", day), "e-d-a")) == LIKE


def test_a_credit_does_not_lift_what_is_too_unlike() -> None:
    assert score(said("d-a"), crediting(said("d-b"), "e-d-a"), 0.5) == 0.5
