"""What counts as one spelling of a name."""

from __future__ import annotations

import pytest

from kg.lexicon.spelling import spelling_key, without_possessive


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Łódź", "Lodz"),
        ("U.S.", "US"),
        ("The Brandt Institute", "brandt institute"),
        ("Port-au-Prince", "Port au Prince"),
        ("Sana’a", "Sanaa"),
    ],
)
def test_case_accents_marks_and_article_do_not_count(left: str, right: str) -> None:
    assert spelling_key(left) == spelling_key(right)


def test_an_article_alone_is_still_a_key() -> None:
    assert spelling_key("The") == "the"


def test_a_possessive_mark_is_cut_and_a_plain_s_is_not() -> None:
    assert without_possessive("Denmark’s") == "Denmark"
    assert without_possessive("Reuters") == "Reuters"
