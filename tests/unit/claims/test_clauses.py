"""Relative pronouns are sources; their antecedents tell whom they mean.  Insertions stand between commas."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.claims.attribution import antecedents
from kg.claims.clause_frames import inserted_content
from kg.claims.clauses import antecedent_of, relative_subject
from kg.claims.relations import NO_TOKENS
from kg.claims.verbs import source_of, verb_relations
from tests.unit.claims.parses import find, parsed, relation_of, said, shown

LIND_WHO = parsed(
    "Mara|PROPN.NNP|compound|1|B-PERSON Lind|PROPN.NNP|nsubj|10|I-PERSON ,|PUNCT.,|punct|1"
    " who|PRON.WP|nsubj|4 said|VERB.VBD|relcl|1 the|DET.DT|det|6 wall|NOUN.NN|nsubj|8 was|AUX.VBD|aux|8"
    " leaking|VERB.VBG|ccomp|4 ,|PUNCT.,|punct|1 left|VERB.VBD|ROOT|10 .|PUNCT..|punct|10"
)
"""Mara Lind, who said the wall was leaking, left."""

WHO_SAID_AND_ADDED = parsed(
    "Workers|NOUN.NNS|nsubj|9 who|PRON.WP|nsubj|2 said|VERB.VBD|relcl|0 little|ADJ.JJ|dobj|2"
    " and|CCONJ.CC|cc|2 added|VERB.VBD|conj|2 pumps|NOUN.NNS|nsubj|8 had|AUX.VBD|aux|8"
    " failed|VERB.VBN|ccomp|5 left|VERB.VBD|ROOT|9 .|PUNCT..|punct|9"
)
"""Workers who said little and added pumps had failed left."""

WHO_WAS_TOLD = parsed(
    "The|DET.DT|det|1 clerk|NOUN.NN|nsubj|9 who|PRON.WP|nsubjpass|4 was|AUX.VBD|auxpass|4"
    " told|VERB.VBN|relcl|1 pumps|NOUN.NNS|nsubj|7 had|AUX.VBD|aux|7 failed|VERB.VBN|ccomp|4"
    " yesterday|NOUN.NN|npadvmod|7 left|VERB.VBD|ROOT|9 .|PUNCT..|punct|9"
)
"""The clerk who was told pumps had failed yesterday left."""

QUESTION = parsed(
    "Who|PRON.WP|nsubj|1 said|VERB.VBD|ROOT|1 pumps|NOUN.NNS|nsubj|3 failed|VERB.VBD|ccomp|1"
    " ?|PUNCT..|punct|1"
)


def test_a_relative_pronoun_is_the_source() -> None:
    (relation,) = verb_relations(LIND_WHO, NO_TOKENS)
    assert shown(LIND_WHO, relation) == ("who", "said", "the wall was leaking")


def test_the_antecedent_of_a_relative_pronoun_is_its_noun_phrase_without_the_clause() -> None:
    assert said(LIND_WHO, antecedent_of(LIND_WHO[3])) == "Mara Lind"


def test_a_relation_yields_the_antecedent_of_its_source_and_nothing_for_a_name() -> None:
    pronoun = relation_of(LIND_WHO, "who", "said", "the wall was leaking")
    name = relation_of(LIND_WHO, "Mara Lind", "said", "the wall was leaking")
    assert [said(LIND_WHO, found) for found in antecedents(LIND_WHO, pronoun)] == ["Mara Lind"]
    assert list(antecedents(LIND_WHO, name)) == []


def test_a_verb_coordinated_with_that_of_a_relative_clause_shares_its_pronoun() -> None:
    assert relative_subject(WHO_SAID_AND_ADDED[5]) == WHO_SAID_AND_ADDED[1]
    assert said(WHO_SAID_AND_ADDED, source_of(WHO_SAID_AND_ADDED[5])) == "who"


def test_who_is_told_something_is_not_its_source() -> None:
    assert source_of(WHO_WAS_TOLD[4]) == NO_TOKENS


def test_a_question_word_takes_up_nobody() -> None:
    assert relative_subject(QUESTION[1]) is None
    assert antecedent_of(QUESTION[0]) == NO_TOKENS


INSERTED = (
    "Pumps|NOUN.NNS|nsubj|6 {0} former|ADJ.JJ|amod|3 workers|NOUN.NNS|nsubj|4 said|VERB.VBD|parataxis|6"
    " {1} failed|VERB.VBD|ROOT|6 .|PUNCT..|punct|6"
)
COMMA, DASH, AND = ",|PUNCT.,|punct|6", "—|PUNCT.:|punct|6", "and|CCONJ.CC|cc|6"


def inserted(doc: Doc) -> str:
    return said(doc, inserted_content(doc[4], find(doc, "former workers")))


@pytest.mark.parametrize("mark", [COMMA, DASH])
def test_the_content_of_an_insertion_is_the_sentence_around_it(mark: str) -> None:
    doc = parsed(INSERTED.format(mark, mark))
    assert inserted(doc).replace(",", "").replace("—", "").split() == ["Pumps", "failed", "."]


@pytest.mark.parametrize(("before", "after"), [(AND, COMMA), (COMMA, AND)])
def test_an_insertion_stands_between_marks(before: str, after: str) -> None:
    assert inserted(parsed(INSERTED.format(before, after))) == ""


def test_an_insertion_has_a_source() -> None:
    doc = parsed(INSERTED.format(COMMA, COMMA))
    assert inserted_content(doc[4], NO_TOKENS) == NO_TOKENS


def test_a_sentence_with_quotation_marks_has_no_insertion() -> None:
    doc = parsed(INSERTED.format("”|PUNCT.''|punct|6", COMMA))
    assert inserted(doc) == ""


def test_what_opens_its_sentence_is_no_insertion() -> None:
    doc = parsed(
        "Workers|NOUN.NNS|nsubj|1 said|VERB.VBD|ROOT|1 ,|PUNCT.,|punct|1 pumps|NOUN.NNS|nsubj|4"
        " failed|VERB.VBD|ccomp|1 .|PUNCT..|punct|1"
    )
    assert inserted_content(doc[1], find(doc, "Workers")) == NO_TOKENS


def test_other_words_between_source_and_cue_make_it_a_clause_of_its_own() -> None:
    doc = parsed(
        "Pumps|NOUN.NNS|nsubj|8 ,|PUNCT.,|punct|8 workers|NOUN.NNS|nsubj|6 in|ADP.IN|prep|2"
        " the|DET.DT|det|5 yard|NOUN.NN|pobj|3 said|VERB.VBD|parataxis|8 ,|PUNCT.,|punct|8"
        " failed|VERB.VBD|ROOT|8 .|PUNCT..|punct|8"
    )
    assert inserted_content(doc[6], find(doc, "workers")) == NO_TOKENS
    assert inserted_content(doc[6], find(doc, "workers in the yard")) != NO_TOKENS
