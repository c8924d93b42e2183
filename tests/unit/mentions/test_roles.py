"""What stands beside a person's name becomes a role, with the organisation that lies inside it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.mentions.descriptions import without_absorbed
from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.roles import add_roles
from kg.mentions.spots import Description, Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()

SENTENCE = "Ilse Brandt , spokeswoman for the Danish Dune Survey , left Norway ."
WORDS = SENTENCE.split()
HEADS = [1, 10, 1, 1, 3, 8, 8, 8, 4, 1, 10, 10, 10]
DEPS = ["compound", "nsubj", "punct", "appos", "prep", "det", "amod", "compound", "pobj", "punct", "ROOT",
        "dobj", "punct"]  # fmt: skip
POS = ["PROPN", "PROPN", "PUNCT", "NOUN", "ADP", "DET", "ADJ", "PROPN", "PROPN", "PUNCT", "VERB", "PROPN",
       "PUNCT"]  # fmt: skip


def sentence() -> Doc:
    return Doc(Vocab(), words=WORDS, heads=HEADS, deps=DEPS, pos=POS, lemmas=[word.lower() for word in WORDS])


def roles_of(*names: tuple[int, int, EntityKind]) -> Draft:
    """Read the roles of the first name, the others being names of the same text."""
    doc = sentence()
    spots = [Spot(start, end, kind, name=doc[start:end].text) for start, end, kind in names]
    drafts = {spot: Draft(spot.kind, True, spot.name) for spot in spots}
    add_roles(doc, drafts, GAZETTEER)
    return drafts[spots[0]]


PERSON = (0, 2, EntityKind.PERSON)


def test_an_apposition_is_a_role_with_the_organisation_inside_it() -> None:
    draft = roles_of(PERSON, (7, 9, EntityKind.ORGANIZATION), (11, 12, EntityKind.PLACE))
    (role,) = draft.roles
    assert role.text == "spokeswoman for the Danish Dune Survey"
    assert sentence().text[role.start : role.end] == role.text
    assert role.affiliation == "Dune Survey"
    assert draft.country == "DK"


def test_a_country_inside_a_longer_name_is_not_where_somebody_comes_from() -> None:
    draft = roles_of(PERSON, (6, 9, EntityKind.ORGANIZATION))
    assert draft.roles[0].affiliation == "Danish Dune Survey"
    assert draft.country is None


def test_a_name_that_reaches_out_of_the_role_does_not_own_it() -> None:
    assert roles_of(PERSON, (8, 12, EntityKind.ORGANIZATION)).roles[0].affiliation is None


def described(start: int, head: int) -> Description:
    return Description(start, head + 1, head, EntityKind.GROUP, "official", "officials", plural=True)


@pytest.mark.parametrize(
    ("name", "start", "possessive", "kept"),
    [
        ("Norway", 2, False, False),  # "the Norway officials"
        ("Norway", 2, True, True),  # "Norway's officials"
        ("Norway", 5, False, True),  # after the head
        ("Norway", 11, False, False),  # in the later one of two
        ("Ilse", 2, False, True),  # no country
    ],
)
def test_a_country_before_the_head_of_a_description_is_no_place_of_its_own(
    name: str, start: int, possessive: bool, kept: bool
) -> None:
    spot = Spot(start, start + 1, EntityKind.PLACE, name=name, possessive=possessive)
    descriptions = [described(10, 13), described(1, 4)]
    assert without_absorbed([spot], descriptions, GAZETTEER) == ([spot] if kept else [])


def test_without_descriptions_every_name_stays() -> None:
    spot = Spot(0, 1, EntityKind.PLACE, name="Norway")
    assert without_absorbed([spot], [], GAZETTEER) == [spot]
