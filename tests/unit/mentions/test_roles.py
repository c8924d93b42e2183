"""What stands beside a person's name becomes a role, with the organisation that lies inside it."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.mentions.descriptions import without_absorbed
from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.role_ranges import split_roles
from kg.mentions.roles import add_roles
from kg.mentions.spots import Description, Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()
VOCAB = spacy.blank("en").vocab

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


def test_the_affiliation_of_a_role_is_a_draft_of_the_same_text() -> None:
    doc = sentence()
    person = Spot(0, 2, EntityKind.PERSON, name="Ilse Brandt")
    body = Spot(7, 9, EntityKind.ORGANIZATION, name="Dune Survey")
    drafts = {spot: Draft(spot.kind, True, spot.name) for spot in (person, body)}
    add_roles(doc, drafts, GAZETTEER)
    assert drafts[person].roles[0].owner is drafts[body]


def test_nobody_is_anything_of_an_event() -> None:
    assert roles_of(PERSON, (7, 9, EntityKind.EVENT)).roles[0].affiliation is None


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("founder and head of the Survey", ["founder", "head of the Survey"]),
        ("member of parliament and party leader", ["member of parliament", "party leader"]),
        ("professor of law and history", ["professor of law and history"]),
        ("head of a club of teachers and doctors", ["head of a club of teachers and doctors"]),
        ("candidate , mayor", ["candidate", "mayor"]),
    ],
)
def test_roles_joined_by_and_are_roles_of_their_own(sentence: str, parts: list[str]) -> None:
    words = sentence.split()
    tags = {"and": "CCONJ", "of": "ADP", "the": "DET", "a": "DET", ",": "PUNCT"}
    fine = ["NNS" if word in ("teachers", "doctors") else "NN" for word in words]
    lemmas = [word.removesuffix("s") if word in ("teachers", "doctors") else word for word in words]
    doc = Doc(VOCAB, words=words, pos=[tags.get(word, "NOUN") for word in words], tags=fine, lemmas=lemmas)
    assert [doc[start:end].text for start, end in split_roles(doc, 0, len(doc))] == parts


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
