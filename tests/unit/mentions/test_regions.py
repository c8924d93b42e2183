"""What the words around a place name say of it; on Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.regions import describe_places
from kg.mentions.spots import Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()
VOCAB = spacy.blank("en").vocab


def level_of(name: str, text: str) -> str:
    words = text.split()
    doc = Doc(VOCAB, words, heads=[0] * len(words), deps=["ROOT", *["dep"] * (len(words) - 1)])
    place = words.index(name)
    (spot,) = describe_places(doc, [Spot(place, place + 1, EntityKind.PLACE, name=name)], GAZETTEER)
    return spot.level


@pytest.mark.parametrize("text", ["the harbour of Kilmar", "a bridge of Kilmar", "the canal of Kilmar"])
def test_what_lies_in_a_town_does_not_tell_what_the_town_is(text: str) -> None:
    assert level_of("Kilmar", text) == ""


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("the town of Kilmar", "city"),
        ("the region of Kilmar", "region"),
        ("the island of Kilmar", "land"),
        ("the Gulf of Kilmar", "water"),
        ("along Kilmar , a river", "water"),
    ],
)
def test_a_noun_that_names_the_sort_of_a_place_does(text: str, level: str) -> None:
    assert level_of("Kilmar", text) == level
