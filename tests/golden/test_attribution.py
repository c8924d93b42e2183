"""Attribution on sentences of our own, with the model (tests/golden/attribution.txt)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.claims.attribution import find_relations
from kg.claims.relations import spans_of
from kg.parse import parse_text

pytestmark = pytest.mark.model

LINES = [
    line
    for line in (Path(__file__).with_name("attribution.txt")).read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
MARKS = re.compile(r"[\[\]<>{}]")
WORD = re.compile(r"\w+")


def marked(line: str, opening: str, closing: str) -> list[str]:
    return WORD.findall(" ".join(re.findall(f"{re.escape(opening)}(.*?){re.escape(closing)}", line)))


def found_in(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    doc = parse_text(text)
    return [
        tuple(
            WORD.findall(" ".join(text[s:e] for s, e in spans_of(doc, part)))
            for part in (r.source, r.cue, r.content)
        )
        for r in find_relations(doc)
    ]


@pytest.mark.parametrize("line", [line for line in LINES if MARKS.search(line)])
def test_source_cue_and_content_are_the_marked_words(line: str) -> None:
    expected = (marked(line, "[", "]"), marked(line, "<", ">"), marked(line, "{", "}"))
    assert expected in found_in(MARKS.sub("", line))


@pytest.mark.parametrize("line", [line for line in LINES if not MARKS.search(line)])
def test_a_sentence_without_crediting_yields_no_attribution(line: str) -> None:
    assert found_in(line) == []
