"""Names are put together from capitalised words around a noun for a body or something built."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.datelines import dateline_places
from kg.mentions.runs import capital_runs
from kg.mentions.spots import Spot
from kg.model import EntityKind

VOCAB = spacy.blank("en").vocab


def parsed(sentence: str, **entities: list[str]) -> Doc:
    words = sentence.split(" ")
    tags = ["PROPN" if word[0].isupper() else "VERB" if word == "said" else "NOUN" for word in words]
    return Doc(VOCAB, words=words, pos=tags, lemmas=words, **entities)


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("at the Arlen Water Agency today", "Arlen Water Agency", EntityKind.ORGANIZATION),
        ("the Lind Foundation for the Dune Arts met", "Lind Foundation for the Dune Arts", None),
        ("the Union of Sailors and Fishers met", "Union of Sailors and Fishers", None),
        ("the Bank of Arlen and BDS met", "Bank of Arlen", None),
        ("at Arlen Hall Station today", "Arlen Hall Station", EntityKind.FACILITY),
        ("the Arlen Convention Centre opened", "Arlen Convention Centre", EntityKind.FACILITY),
    ],
)
def test_a_run_of_capitals_around_a_noun_for_a_body_is_a_name(
    sentence: str, name: str, kind: EntityKind | None
) -> None:
    found = max(capital_runs(parsed(sentence)), key=lambda spot: spot.end - spot.start)
    assert (found.name, found.kind) == (name, kind or EntityKind.ORGANIZATION)


def test_somebody_named_after_a_body_is_no_part_of_it() -> None:
    words = "the Bank of Arlen President Otto Lind"
    doc = parsed(words, ents=["O", "B-ORG", "I-ORG", "I-ORG", "O", "B-PERSON", "I-PERSON"])
    assert [spot.name for spot in capital_runs(doc)] == ["Bank of Arlen"]


def test_a_surname_that_is_a_word_for_a_building_is_no_facility() -> None:
    doc = parsed("with Ilse Bridge today", ents=["O", "B-PERSON", "I-PERSON", "O"])
    assert list(capital_runs(doc)) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("ARLEN -- Brandt said so", True),
        ("ARLEN , June 4 ( Gazette ) — Brandt said so", True),
        ("ARLEN said that -- at last -- it would", False),
        ("ARLEN is large", False),
    ],
)
def test_a_place_before_a_dash_that_opens_a_line_is_a_dateline(sentence: str, found: bool) -> None:
    spot = Spot(0, 1, EntityKind.PLACE, name="ARLEN")
    assert dateline_places(parsed(sentence), [spot]) == ([spot] if found else [])
