"""Names of many traditions, two by two: one, two, or doubtful (see name_pairs.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.model import EntityKind
from kg.resolve import resolve
from tests.unit.resolve.makers import of_kind, reading


def read_pairs() -> list[Mapping[str, str]]:
    lines = Path(__file__).with_name("name_pairs.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows]


PAIRS = read_pairs()


def described(pair: Mapping[str, str], side: str) -> tuple[EntityKind, str, dict[str, object]]:
    role, country = pair[f"{side}_role"], pair[f"{side}_country"]
    affiliation = role.partition(" of the ")[2]
    return (
        EntityKind(pair["kind"]),
        pair[side],
        {
            "role": role or None,
            "affiliation": affiliation or None,
            "country": country or None,
        },
    )


def outcome(pair: Mapping[str, str], *, turned: bool = False) -> str:
    sides = ("right", "left") if turned else ("left", "right")
    articles = [reading(f"{side}.txt", described(pair, side)) for side in sides]
    resolution = resolve(articles)
    if len(of_kind(resolution.entities, EntityKind(pair["kind"]))) == 1:
        return "same"
    return "doubtful" if resolution.suggestions else "different"


def named(pair: Mapping[str, str]) -> str:
    return f"{pair['left']}~{pair['right']}: {pair['tradition']}"


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_names_of_many_traditions_are_told(pair: Mapping[str, str]) -> None:
    assert outcome(pair) == pair["expected"]


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_which_name_comes_first_makes_no_difference(pair: Mapping[str, str]) -> None:
    assert outcome(pair) == outcome(pair, turned=True)


def test_the_table_is_as_long_as_it_claims() -> None:
    assert len(PAIRS) >= 60
