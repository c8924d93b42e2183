"""Quotations find their speakers: a colon above, any verb beside, speech that goes on below."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.claims.quotations import Quotation, find_quotations
from kg.claims.quoting import (
    attach_quotations,
    by_token,
    extend_to_quotations,
    is_speech,
    is_spoken,
    join_continued,
)
from kg.claims.relations import Relation
from tests.unit.claims.parses import parsed, relation_of, said, shown

GRIBBLED = (
    "“|PUNCT.``|punct|1 Open|VERB.VB|ROOT|1 the|DET.DT|det|3 gates|NOUN.NNS|dobj|1 now|ADV.RB|advmod|1"
    " {mark} ”|PUNCT.''|punct|1 the|DET.DT|det|8 crowd|NOUN.NN|nsubj|9 gribbled|VERB.{tag}|ROOT|9"
    " .|PUNCT..|punct|9"
)
QUESTION = parsed(
    "Lind|PROPN.NNP|nsubj|1|B-PERSON had|VERB.VBD|ROOT|1 a|DET.DT|det|3 question|NOUN.NN|dobj|1"
    " :|PUNCT.:|punct|3 “|PUNCT.``|punct|3 Who|PRON.WP|nsubj|7 pays|VERB.VBZ|acl|3 ?|PUNCT..|punct|1"
    " ”|PUNCT.''|punct|1"
)
WENT_ON = parsed(
    "Lind|PROPN.NNP|nsubj|1|B-PERSON said|VERB.VBD|ROOT|1 this|PRON.DT|dobj|1 :|PUNCT.:|punct|1"
    " ¶|SPACE._SP|dep|3 “|PUNCT.``|punct|8 It|PRON.PRP|nsubj|8 will|AUX.MD|aux|8 take|VERB.VB|ROOT|8"
    " two|NUM.CD|nummod|10 years|NOUN.NNS|dobj|8 .|PUNCT..|punct|8 ”|PUNCT.''|punct|8"
)
TITLE = parsed(
    "“|PUNCT.``|punct|3 The|DET.DT|det|3 Long|PROPN.NNP|compound|3 River|PROPN.NNP|nsubj|5 ”|PUNCT.''|punct|3"
    " opened|VERB.VBD|ROOT|5 today|NOUN.NN|npadvmod|5 .|PUNCT..|punct|5"
)
STAY = (
    "“|PUNCT.``|punct|7 We|PRON.PRP|nsubj|3 will|AUX.MD|aux|3 stay|VERB.VB|ccomp|7 ,|PUNCT.,|punct|7"
    " ”|PUNCT.''|punct|7 Lind|PROPN.NNP|nsubj|7|B-PERSON said|VERB.VBD|ROOT|7 .|PUNCT..|punct|7"
    " ¶|SPACE._SP|dep|8"
)
NOBODY_PAYS = (
    "“|PUNCT.``|punct|13 Nobody|PRON.NN|nsubj|13 will|AUX.MD|aux|13 pay|VERB.VB|ROOT|13 .|PUNCT..|punct|13"
    " ”|PUNCT.''|punct|13"
)


def attached(doc: Doc, *relations: Relation) -> list[tuple[str, str, str]]:
    return [shown(doc, found) for found in attach_quotations(doc, relations, find_quotations(doc))]


def only_quotation(doc: Doc) -> Quotation:
    (quotation,) = find_quotations(doc)
    return quotation


@pytest.mark.parametrize("mark", ["!|PUNCT..|punct|1", ",|PUNCT.,|punct|1", "?|PUNCT..|punct|1"])
def test_any_verb_tags_a_quotation_that_its_subject_stands_behind(mark: str) -> None:
    (found,) = attached(parsed(GRIBBLED.format(mark=mark, tag="VBD")))
    assert found[:2] == ("the crowd", "gribbled")


@pytest.mark.parametrize(
    ("mark", "tag"), [(".|PUNCT..|punct|1", "VBD"), (",|PUNCT.,|punct|1", "VBG")], ids=["full stop", "-ing"]
)
def test_a_verb_that_does_not_speak_needs_a_tagging_mark_and_a_finite_form(mark: str, tag: str) -> None:
    assert attached(parsed(GRIBBLED.format(mark=mark, tag=tag))) == []


def test_a_title_is_nobodys_words() -> None:
    assert not is_speech(TITLE, only_quotation(TITLE))
    assert not is_spoken(TITLE, only_quotation(TITLE))
    assert attached(TITLE) == []


def test_a_short_quotation_behind_a_colon_is_spoken() -> None:
    assert not is_speech(QUESTION, only_quotation(QUESTION))
    assert is_spoken(QUESTION, only_quotation(QUESTION))


def test_the_main_verb_of_a_sentence_that_ends_in_a_colon_introduces_a_quotation() -> None:
    assert attached(QUESTION) == [("Lind", "had", "Who pays ?")]


def test_a_colon_introduces_the_quotation_that_opens_the_next_paragraph() -> None:
    assert attached(WENT_ON) == [("Lind", "said", "It will take two years .")]


def test_a_quotation_that_somebody_holds_gets_no_second_speaker() -> None:
    doc = parsed(GRIBBLED.format(mark="!|PUNCT..|punct|1", tag="VBD"))
    held = relation_of(doc, "crowd", "gribbled", "Open the gates now")
    assert len(attached(doc, held)) == 1


def test_a_content_that_enters_a_quotation_takes_all_of_it() -> None:
    doc = parsed(STAY)
    part = relation_of(doc, "Lind", "said", "will stay")
    whole = extend_to_quotations(part, by_token(find_quotations(doc)))
    assert said(doc, whole.content) == "We will stay ,"


def test_a_source_inside_a_quotation_does_not_take_it() -> None:
    doc = parsed(STAY)
    inside = relation_of(doc, "We", "said", "will stay")
    assert extend_to_quotations(inside, by_token(find_quotations(doc))) == inside


def joined(doc: Doc) -> list[str]:
    holder = relation_of(doc, "Lind", "said", "We will stay")
    return [said(doc, found.content) for found in join_continued(doc, [holder], find_quotations(doc))]


def test_speech_goes_on_in_a_paragraph_that_is_nothing_but_a_quotation() -> None:
    assert joined(parsed(f"{STAY} {NOBODY_PAYS}")) == ["We will stay Nobody will pay ."]


def test_a_paragraph_with_words_of_its_own_does_not_go_on() -> None:
    own = " It|PRON.PRP|nsubj|17 rained|VERB.VBD|ROOT|17 .|PUNCT..|punct|17"
    assert joined(parsed(f"{STAY} {NOBODY_PAYS} {own}")) == ["We will stay"]


def test_speech_does_not_go_on_over_a_paragraph_without_quotation() -> None:
    between = "It|PRON.PRP|nsubj|11 rained|VERB.VBD|ROOT|11 .|PUNCT..|punct|11 ¶|SPACE._SP|dep|12"
    after = (
        "“|PUNCT.``|punct|17 Nobody|PRON.NN|nsubj|17 will|AUX.MD|aux|17 pay|VERB.VB|ROOT|17"
        " .|PUNCT..|punct|17 ”|PUNCT.''|punct|17"
    )
    assert joined(parsed(f"{STAY} {between} {after}")) == ["We will stay"]


def test_a_quotation_that_somebody_holds_is_not_joined() -> None:
    doc = parsed(f"{STAY} {NOBODY_PAYS}")
    quotations = find_quotations(doc)
    holders = [
        relation_of(doc, "Lind", "said", "We will stay"),
        relation_of(doc, "", "said", "Nobody will pay"),
    ]
    assert join_continued(doc, holders, quotations) == holders
