"""Attribution on sentences of our own, with the model, by the rules and by the shipped weights.

Comes in: attribution.txt (both get them right) and attribution_apart.txt (one of them does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.claims.attribution import find_relations
from kg.claims.relations import spans_of
from kg.claims.weights import RULES, SHIPPED, find_weights
from kg.parse import parse_text

pytestmark = pytest.mark.model

BREAK = " ¶ "
MARKS = re.compile(r"[\[\]<>{}]")
TITLE = re.compile(r"## (rules|shipped): \S")
WORD = re.compile(r"\w+")
WORD_OR_MARK = re.compile(r"\w+|[:—–]")
"""Cues may be marks."""


def lines_of(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()


def sentences(name: str) -> list[str]:
    return [line for line in lines_of(name) if line.strip() and not line.startswith("#")]


def sentences_apart() -> Iterator[tuple[str, str]]:
    choice = ""
    for line in lines_of("attribution_apart.txt"):
        if line.startswith("## "):
            title = TITLE.match(line)
            assert title, f"{line!r} does not say who gets the sentences right, and why"
            choice = title.group(1)
        elif choice and line.strip():
            yield choice, line


CASES = [(choice, line) for choice in (RULES, SHIPPED) for line in sentences("attribution.txt")]
CASES += sentences_apart()


def marked(line: str, opening: str, closing: str, words: re.Pattern[str] = WORD) -> list[str]:
    return words.findall(" ".join(re.findall(f"{re.escape(opening)}(.*?){re.escape(closing)}", line)))


def found_in(text: str, choice: str) -> list[tuple[list[str], list[str], list[str]]]:
    doc = parse_text(text)
    return [
        (
            words_of(text, spans_of(doc, relation.source)),
            # spans leave marks out, and a mark may be a cue
            WORD_OR_MARK.findall(" ".join(doc[index].text for index in sorted(relation.cue))),
            words_of(text, spans_of(doc, relation.content)),
        )
        for relation in find_relations(doc, find_weights(choice))
    ]


def words_of(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return WORD.findall(" ".join(text[start:end] for start, end in spans))


@pytest.mark.parametrize(("choice", "line"), [case for case in CASES if MARKS.search(case[1])])
def test_source_cue_and_content_are_the_marked_words(choice: str, line: str) -> None:
    expected = (marked(line, "[", "]"), marked(line, "<", ">", WORD_OR_MARK), marked(line, "{", "}"))
    assert expected in found_in(MARKS.sub("", line).replace(BREAK, "\n\n"), choice)


@pytest.mark.parametrize(("choice", "line"), [case for case in CASES if not MARKS.search(case[1])])
def test_a_sentence_without_crediting_yields_no_attribution(choice: str, line: str) -> None:
    assert found_in(line.replace(BREAK, "\n\n"), choice) == []
