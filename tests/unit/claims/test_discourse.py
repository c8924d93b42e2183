"""Transcripts, signatures and headlines: speakers that no verb credits."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.claims.discourse import colon_relations, signed_relations, transcript_relations
from kg.claims.quotations import find_quotations
from kg.model import Act
from tests.unit.claims.parses import parsed, shown

LABEL = "{0}|NOUN.NN|ROOT|{1} :|PUNCT.:|punct|{1}"
NAME = "Mara|PROPN.NNP|compound|{1}|B-PERSON Lind|PROPN.NNP|ROOT|{1}|I-PERSON :|PUNCT.:|punct|{1}"


def turn(label: str, at: int) -> str:
    """A turn of five tokens and the empty line after it."""
    said = f"We|PRON.PRP|nsubj|{at + 3} left|VERB.VBD|ROOT|{at + 3} .|PUNCT..|punct|{at + 3}"
    return f"{LABEL.format(label, at)} {said} ¶|SPACE._SP|dep|{at + 4}"


def turns(*labels: str) -> Doc:
    return parsed(" ".join(turn(label, 6 * number) for number, label in enumerate(labels)))


def transcript(doc: Doc) -> list[tuple[str, str, str]]:
    return [shown(doc, relation) for relation in transcript_relations(doc)]


def test_labels_in_capitals_that_recur_are_speakers() -> None:
    doc = turns("VELDT", "VELDT")
    assert transcript(doc) == [("VELDT", ":", "We left .")] * 2
    assert {(found.act, found.rule) for found in transcript_relations(doc)} == {
        (Act.SPEECH, "colon.transcript")
    }


@pytest.mark.parametrize(
    "labels", [("VELDT",), ("NOTE", "VELDT"), ("Note", "Note"), ("Q", "Q"), ("A", "Q", "A", "Q")]
)
def test_a_label_that_names_nobody_and_does_not_recur_in_capitals_is_none(labels: tuple[str, ...]) -> None:
    assert transcript(turns(*labels)) == []


def test_a_name_speaks_although_its_label_stands_once() -> None:
    name = NAME.format("", 1)
    first = f"{name} Go|VERB.VB|ROOT|3 now|ADV.RB|advmod|3 .|PUNCT..|punct|3 ¶|SPACE._SP|dep|5"
    doc = parsed(f"{first} Where|ADV.WRB|ROOT|7 :|PUNCT.:|punct|7 here|ADV.RB|ROOT|9 .|PUNCT..|punct|9")
    assert transcript(doc) == [("Mara Lind", ":", "Go now .")]


def test_a_colon_in_mid_paragraph_opens_no_turn() -> None:
    line = (
        "We|PRON.PRP|nsubj|{1} saw|VERB.VBD|ROOT|{1} the|DET.DT|det|{3} lock|NOUN.NN|dobj|{1}"
        " on|ADP.IN|prep|{1} dry|ADJ.JJ|amod|{6} land|NOUN.NN|pobj|{4} :|PUNCT.:|punct|{1}"
        " no|DET.DT|det|{9} LOCK|NOUN.NN|appos|{3} .|PUNCT..|punct|{1}"
    )
    doc = parsed(
        f"{line.format(*range(11))} ¶|SPACE._SP|dep|10 {line.format(*range(12, 23))} ¶|SPACE._SP|dep|22"
    )
    assert transcript(doc) == []


WATER = (
    "“|PUNCT.``|punct|2 Water|NOUN.NN|nsubj|2 is|AUX.VBZ|ROOT|2 life|NOUN.NN|attr|2 .|PUNCT..|punct|2"
    " ”|PUNCT.''|punct|2"
)
LIND = "Mara|PROPN.NNP|compound|{0}|B-PERSON Lind|PROPN.NNP|ROOT|{0}|I-PERSON"


def signed(rest: str) -> list[tuple[str, str, str]]:
    doc = parsed(f"{WATER} {rest}")
    return [shown(doc, relation) for relation in signed_relations(doc, find_quotations(doc))]


@pytest.mark.parametrize("dash", ["—", "–", "--", "-"])
def test_a_name_behind_a_dash_signs_the_quotation(dash: str) -> None:
    found = signed(f"{dash}|PUNCT.:|punct|8 {LIND.format(8)}")
    assert found == [("Mara Lind", dash, "Water is life .")]


def test_a_name_under_the_quotation_signs_it_without_what_follows_a_comma() -> None:
    farmer = ",|PUNCT.,|punct|9 farmer|NOUN.NN|appos|9"
    found = signed(f"¶|SPACE._SP|dep|5 —|PUNCT.:|punct|9 {LIND.format(9)} {farmer}")
    assert found == [("Mara Lind", "—", "Water is life .")]


@pytest.mark.parametrize(
    "rest",
    [
        "—|PUNCT.:|punct|8 a|DET.DT|det|8 slogan|NOUN.NN|ROOT|8",
        f",|PUNCT.,|punct|2 {LIND.format(8)}",
        "—|PUNCT.:|punct|8 Lind|PROPN.NNP|nsubj|8|B-PERSON wept|VERB.VBD|ROOT|8",
    ],
    ids=["no name", "no dash", "a clause"],
)
def test_no_name_or_no_dash_signs_nothing(rest: str) -> None:
    assert signed(rest) == []


def test_a_quotation_in_mid_paragraph_has_no_signature() -> None:
    doc = parsed(
        "Of|ADP.IN|ROOT|0 “|PUNCT.``|punct|2 it|PRON.PRP|pobj|0 ”|PUNCT.''|punct|2 —|PUNCT.:|punct|5"
        " Lind|PROPN.NNP|ROOT|5|B-PERSON"
    )
    assert list(signed_relations(doc, find_quotations(doc))) == []


HEADLINE = "{0} :|PUNCT.:|punct|1 Bridge|NOUN.NN|nsubj|4 reopens|VERB.VBZ|ROOT|4 today|NOUN.NN|npadvmod|4"
OWN_NAME = "Mara|PROPN.NNP|compound|1|B-PERSON Lind|PROPN.NNP|dep|4|I-PERSON"
NO_NAME = "City|NOUN.NN|compound|1 news|NOUN.NN|dep|4"


@pytest.mark.parametrize(
    ("opening", "found"), [(OWN_NAME, [("Mara Lind", ":", "Bridge reopens today")]), (NO_NAME, [])]
)
def test_a_headline_credits_a_name_before_its_colon(opening: str, found: list[tuple[str, str, str]]) -> None:
    doc = parsed(HEADLINE.format(opening))
    assert [shown(doc, relation) for relation in colon_relations(doc)] == found
