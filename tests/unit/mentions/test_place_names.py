"""Names of places that the recogniser cut or took for something else, and things that it took for places."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.place_names import mend_places
from kg.mentions.spots import Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()
VOCAB = spacy.blank("en").vocab
SMALL = {"of": "ADP", "in": "ADP", "and": "CCONJ", ",": "PUNCT"}
KINDS = {"person": EntityKind.PERSON, "organization": EntityKind.ORGANIZATION, "place": EntityKind.PLACE}


def parsed(text: str, **tags: str) -> Doc:
    """Parse by hand: words with a capital are names, others nouns, but for those in `tags`; a name modifies a
    noun right after it."""
    words = text.split(" ")
    names = [word[0].isupper() for word in words]
    modifies = [
        name and not after and words[at + 1] in ("district", "region", "virus")
        for at, (name, after) in enumerate(zip(names, [*names[1:], True], strict=True))
    ]
    return Doc(
        VOCAB,
        words=words,
        spaces=[True] * len(words),
        pos=["PROPN" if name else SMALL.get(word, "NOUN") for word, name in zip(words, names, strict=True)],
        tags=[tags.get(word, "NNP" if name else "NN") for word, name in zip(words, names, strict=True)],
        lemmas=[tags.get(f"{word}_lemma", word) for word in words],
        heads=[at + 1 if modifies[at] else 0 for at in range(len(words))],
        deps=["ROOT", *["compound" if modifies[at] else "dep" for at in range(1, len(words))]],
        sent_starts=[at == 0 for at in range(len(words))],
    )


def mended(doc: Doc, *found: tuple[str, str]) -> dict[str, str]:
    """Return the kinds of names after mending, from those before it."""
    words = [token.text for token in doc]
    spots = []
    for name, kind in found:
        parts = name.split(" ")
        start = next(at for at in range(len(words)) if words[at : at + len(parts)] == parts)
        spots.append(Spot(start, start + len(parts), KINDS[kind], name=name, label="X"))
    return {spot.name: spot.kind.value for spot in mend_places(doc, spots, GAZETTEER)}


def test_what_a_noun_calls_a_town_is_a_place() -> None:
    doc = parsed("in the town of Ovelia", of="IN")
    assert mended(doc, ("Ovelia", "person")) == {"Ovelia": "place"}


def test_all_names_of_a_list_of_villages_are_places() -> None:
    doc = parsed("in the villages of Ovelia , Marn and Tesk", villages="NNS", villages_lemma="village")
    names = ("Ovelia", "person"), ("Marn", "organization"), ("Tesk", "person")
    assert mended(doc, *names) == {"Ovelia": "place", "Marn": "place", "Tesk": "place"}


def test_a_name_before_the_noun_for_a_division_is_a_place() -> None:
    doc = parsed("cases in Ovelia district")
    assert mended(doc, ("Ovelia", "organization")) == {"Ovelia": "place"}


def test_a_name_behind_from_and_before_its_country_is_a_place() -> None:
    doc = parsed("a trader from Ovelia , Portugal , who", **{",": ","})
    assert mended(doc, ("Ovelia", "person")) == {"Ovelia": "place"}


@pytest.mark.parametrize("text", ["a call by Ovelia , Portugal , who", "a call from Mr. Ovelia , Portugal ,"])
def test_a_speaker_before_a_country_stays_a_person(text: str) -> None:
    assert mended(parsed(text, **{",": ","}), ("Ovelia", "person")) == {"Ovelia": "person"}


def test_a_name_is_as_long_as_the_place_list_has_it() -> None:
    doc = parsed("ships of Trinidad and Tobago sailed")
    assert mended(doc, ("Trinidad", "place")) == {"Trinidad and Tobago": "place"}


def test_two_places_of_a_list_stay_two() -> None:
    doc = parsed("flights to Lisbon and Oslo resumed")
    assert mended(doc, ("Lisbon", "place"), ("Oslo", "place")) == {"Lisbon": "place", "Oslo": "place"}


def test_a_disease_named_after_a_place_is_no_place_anywhere_in_the_text() -> None:
    doc = parsed("the Marburg virus and symptoms of Marburg")
    assert mended(doc, ("Marburg", "place")) == {}


def test_a_town_that_gave_a_disease_its_name_stays_a_place_where_things_happen_in_it() -> None:
    doc = parsed("the Marburg virus came to light in Marburg")
    spots = [Spot(at, at + 1, EntityKind.PLACE, name="Marburg", label="GPE") for at in (1, 7)]
    assert [spot.start for spot in mend_places(doc, spots, GAZETTEER)] == [7]


def test_an_acronym_that_no_place_has_is_an_organisation() -> None:
    doc = parsed("nurses of the NQXU said")
    assert mended(doc, ("NQXU", "place")) == {"NQXU": "organization"}


def test_a_town_in_capitals_that_opens_a_line_is_a_place() -> None:
    assert mended(parsed("ALBUQUERQUE ( AP ) prices rose")) == {"ALBUQUERQUE": "place"}
