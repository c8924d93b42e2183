"""An acronym in brackets stands for the name before it, and a name in brackets for the acronym before it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.acronyms import spells, with_acronyms
from kg.mentions.clusters import cluster_names
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.spots import Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()

VOCAB = spacy.blank("en").vocab


def parsed(sentence: str) -> Doc:
    words = sentence.split()
    tags = ["PROPN" if word[0].isupper() else "NOUN" for word in words]
    return Doc(VOCAB, words=words, pos=tags, lemmas=words)


def named(doc: Doc, *ranges: tuple[int, int]) -> list[Spot]:
    kind = EntityKind.ORGANIZATION
    return [Spot(start, end, kind, name=doc[start:end].text, label="ORG") for start, end in ranges]


def test_words_that_the_letters_spell_become_a_name() -> None:
    doc = parsed("members of the Bureau for Dune Surveys ( BDS ) met ; BDS left")
    found = with_acronyms(doc, [], GAZETTEER)
    assert [(spot.name, spot.stands_for) for spot in found] == [
        ("Bureau for Dune Surveys", ""),
        ("BDS", "bureau for dune surveys"),
    ]


def test_a_name_that_the_recogniser_cut_short_is_whole() -> None:
    doc = parsed("the Bureau for Dune Surveys ( BDS ) met")
    found = with_acronyms(doc, named(doc, (3, 5)), GAZETTEER)
    assert [spot.name for spot in found] == ["Bureau for Dune Surveys", "BDS"]


def test_a_name_in_brackets_is_what_the_acronym_before_it_stands_for() -> None:
    doc = parsed("the head of BDS ( Bureau for Dune Surveys ) met")
    found = with_acronyms(doc, named(doc, (5, 9)), GAZETTEER)
    assert [(spot.name, spot.stands_for) for spot in found] == [
        ("BDS", "bureau for dune surveys"),
        ("Bureau for Dune Surveys", ""),
    ]


def test_an_acronym_of_another_language_belongs_to_the_name_all_the_same() -> None:
    doc = parsed("the Union of Arlen Sailors ( UVA ) met ; UVA left")
    found = with_acronyms(doc, named(doc, (1, 5)), GAZETTEER)
    later = Spot(10, 11, EntityKind.ORGANIZATION, name="UVA", label="ORG")
    belongs = cluster_names([*found, later], GAZETTEER)
    assert {draft.label for draft in belongs.values()} == {"Union of Arlen Sailors"}


@pytest.mark.parametrize(
    "sentence",
    [
        "the Ministry of Defence ( UK ) met",  # a country
        "Ilse Brandt ( 31 ) met",  # a number
        "the old Bureau ( see below ) met",
    ],
)
def test_other_brackets_introduce_nothing(sentence: str) -> None:
    assert with_acronyms(parsed(sentence), [], GAZETTEER) == []


@pytest.mark.parametrize(
    ("short", "words", "fits"),
    [
        ("BDS", "Bureau for Dune Surveys", True),
        ("D5S", "Dunes 5 Stars", True),
        ("BDS", "Bureau for Lake Surveys", False),
        ("B", "Bureau", False),
    ],
)
def test_capitals_and_numbers_spell_an_acronym(short: str, words: str, fits: bool) -> None:
    assert spells(short, parsed(words)) is fits
