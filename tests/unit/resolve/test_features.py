"""The table of features: what it holds, and that the page that explains it shows the same."""

from __future__ import annotations

import math
from itertools import product
from pathlib import Path

import pytest

from kg.model import EntityKind
from kg.resolve.features import BIAS, FEATURES
from kg.resolve.keys import read_parts
from kg.resolve.observations import Pair
from kg.resolve.profiles import Company, Profile, make_profile
from kg.resolve.relations import CLOSENESS
from kg.resolve.score import JOIN, SUGGEST, judge
from tests.unit.resolve.makers import reading

PAGE = Path(__file__).resolve().parents[3] / "docs" / "RESOLUTION.md"
PERSON, ORGANIZATION = EntityKind.PERSON, EntityKind.ORGANIZATION


def profiles(*described: tuple[EntityKind, str, dict[str, object]]) -> tuple[list[Profile], Company]:
    parts = [
        part
        for number, one in enumerate(described)
        for part in read_parts([reading(f"{number}.txt", one)])
        if part.named
    ]
    company = Company.read(parts)
    return [make_profile([part], company) for part in parts], company


def table() -> str:
    rows = [f"| {one.name} | {one.weight:+.1f} | {one.reads} |" for one in FEATURES]
    return "\n".join(("| feature | weight | looks at |", "|---|---|---|", *rows))


def test_the_page_shows_the_table_as_it_is() -> None:
    assert table() in PAGE.read_text(encoding="utf-8")


def test_every_feature_has_its_own_name_and_a_weight() -> None:
    assert len({one.name for one in FEATURES}) == len(FEATURES)
    assert all(one.weight for one in FEATURES)


def test_every_relation_of_names_has_one_feature() -> None:
    """Each is told by exactly one row: no sort is forgotten, none counts twice."""

    class Told:
        def __init__(self, sort: str) -> None:
            self.sort, self.value, self.words = sort, 1.0, sort

    class Named:
        def __init__(self, sort: str) -> None:
            self.relation = Told(sort)

    by_name = [one for one in FEATURES if "named.<locals>" in one.observe.__qualname__]
    for sort in CLOSENESS:
        assert sum(one.observe(Named(sort)) is not None for one in by_name) == 1  # type: ignore[arg-type]


def test_the_score_is_the_logistic_function_of_the_sum() -> None:
    (left, right), company = profiles((PERSON, "Ilse Brandt", {}), (PERSON, "Ilse Brandt", {}))
    weight = next(one.weight for one in FEATURES if one.name == "same full name")
    assert judge(Pair(left, right, company)).score == round(1 / (1 + math.exp(-BIAS - weight)), 4)


@pytest.mark.parametrize("name", ["Otto Brandt", "Brandt", "O. Brandt", "Otto K. Brandt", "Brandt Otto"])
def test_the_score_does_not_depend_on_which_comes_first(name: str) -> None:
    others = ["Otto Brandt Jr.", "Otto B. Brandt", "Ottó Brandt", "Brandt"]
    found, company = profiles(*((PERSON, one, dict[str, object](role="judge")) for one in (name, *others)))
    for left, right in product(found, found):
        assert judge(Pair(left, right, company)) == judge(Pair(right, left, company))


def test_reasons_speak_for_it_and_against_it() -> None:
    (left, right), company = profiles(
        (PERSON, "Ilse Brandt", {"role": "Danish judge", "country": "DK"}),
        (PERSON, "Ilse Brandt", {"role": "Austrian goalkeeper", "country": "AT"}),
    )
    verdict = judge(Pair(left, right, company))
    assert verdict.score < SUGGEST < JOIN
    assert verdict.reasons == ("both are called Ilse Brandt",)
    assert "other countries (AT and DK) and other roles" in verdict.against
    assert "other fields of life: law and sport" in verdict.against


def test_names_that_have_nothing_in_common_come_to_nothing() -> None:
    (left, right), company = profiles((PERSON, "Ilse Brandt", {}), (PERSON, "Otto Marlin", {}))
    assert judge(Pair(left, right, company)).score == 0.0
