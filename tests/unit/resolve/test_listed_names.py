"""What the word lists tell of a name: acronyms, and nouns that speak of the same."""

from __future__ import annotations

import pytest

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key
from kg.resolve.listed_names import alike_key, full_name_key, other_forms


def test_an_acronym_has_the_key_of_its_full_name() -> None:
    assert full_name_key("nato") == full_name_key("north atlantic treaty organization")
    assert full_name_key("dune survey") == "dune survey"


def test_an_acronym_and_its_full_name_are_aliases_of_each_other() -> None:
    assert list(other_forms(["Nato"])) == ["North Atlantic Treaty Organization"]
    assert list(other_forms(["Institute for the Study of War"])) == ["ISW"]
    assert list(other_forms(["Dune Survey"])) == []


def test_no_two_acronyms_have_one_name_and_no_acronym_two() -> None:
    rows = [(spelling_key(row["word"]), spelling_key(row["name"])) for row in table("acronyms")]
    assert len({word for word, _ in rows}) == len({name for _, name in rows}) == len(rows)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("danish troops", "danish soldiers"),
        ("north korean units", "north korean forces"),
        ("danish army", "danish armed forces"),
    ],
)
def test_nouns_that_speak_of_the_same_have_one_key(left: str, right: str) -> None:
    country = "KP" if "korean" in left else "DK"
    assert alike_key(left, country) == alike_key(right, country) is not None


@pytest.mark.parametrize(
    ("key", "country"),
    [
        ("danish special forces", "DK"),
        ("elite danish troops", "DK"),
        ("danish navy", "DK"),
        ("danish troops", None),
        ("danish troops", "NO"),
        ("troops", "DK"),
    ],
)
def test_more_than_one_country_before_the_noun_tells_others(key: str, country: str | None) -> None:
    assert alike_key(key, country) is None


def test_an_army_is_no_group_of_soldiers() -> None:
    assert alike_key("danish army", "DK") != alike_key("danish soldiers", "DK")
