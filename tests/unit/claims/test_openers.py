"""Patterns tried where they can open find what they find when they run over the whole text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import date_expressions, numbers
from kg.claims.openers import FIGURES, OpenedPatterns, opened

WORDS = """
 a an the one two twenty-one ten hundred million dozen half thirds quarter 3 1,000 .5 3.5 2½ 1/3 in
out of every several many few couple dozens thousands May march Jan. 5th 2016 1990s 21st century mid
late very end last next this past coming week weeks year days ago tonight Monday Fri. summer fall –
, . and 5m ſix thouſand 3:30 12/5/2016 2016-05-03 2004-2009 first second within recent current
"""

texts = st.lists(
    st.tuples(st.sampled_from(WORDS.split()), st.sampled_from([" ", " ", "-", "", "\n"])), max_size=25
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@given(texts)
@pytest.mark.parametrize(
    "patterns", [date_expressions._PATTERNS, numbers._PATTERNS], ids=["dates", "numbers"]
)
def test_openers_leave_out_no_match(patterns: OpenedPatterns, text: str) -> None:
    everywhere = [(row.name, match.span()) for row in patterns._rows for match in row.pattern.finditer(text)]
    assert sorted((name, match.span()) for name, match in patterns.find(text)) == sorted(everywhere)


def test_matches_of_one_pattern_do_not_overlap() -> None:
    pairs = OpenedPatterns([opened("pair", ["two"], re.compile(r"two \w+"))])
    assert [match.group() for _, match in pairs.find("two two two two")] == ["two two", "two two"]


def test_figures_open_at_digits_and_at_the_point_before_one() -> None:
    figures = OpenedPatterns([opened("figure", FIGURES, re.compile(r"[.\d]+"))])
    assert [match.group() for _, match in figures.find("from .5 to 12")] == [".5", "12"]
