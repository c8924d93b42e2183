"""Every frame of a verb, noun or adjective is listed, in or out of the lexicon."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from kg.claims.frames import adjective_frames, noun_frames, verb_frames
from kg.claims.relations import NO_TOKENS
from tests.unit.claims.parses import parsed, said

CLAUSE = parsed(
    "He|PRON.PRP|nsubj|1 gribbled|VERB.VBD|ROOT|1 that|SCONJ.IN|mark|4 pumps|NOUN.NNS|nsubj|4"
    " failed|VERB.VBD|ccomp|1 .|PUNCT..|punct|1"
)
ACCUSED = parsed(
    "Critics|NOUN.NNS|nsubj|1 accused|VERB.VBD|ROOT|1 the|DET.DT|det|3 firm|NOUN.NN|dobj|1"
    " of|ADP.IN|prep|1 fraud|NOUN.NN|pobj|4 .|PUNCT..|punct|1"
)
WAS_ACCUSED = parsed(
    "The|DET.DT|det|1 firm|NOUN.NN|nsubjpass|3 was|AUX.VBD|auxpass|3 accused|VERB.VBN|ROOT|3"
    " of|ADP.IN|prep|3 fraud|NOUN.NN|pobj|4 .|PUNCT..|punct|3"
)
CALLED = parsed(
    "Critics|NOUN.NNS|nsubj|1 called|VERB.VBD|ROOT|1 it|PRON.PRP|dobj|1 a|DET.DT|det|4"
    " mistake|NOUN.NN|oprd|1 .|PUNCT..|punct|1"
)
URGED = parsed(
    "Critics|NOUN.NNS|nsubj|1 urged|VERB.VBD|ROOT|1 drivers|NOUN.NNS|dobj|1 to|PART.TO|aux|4"
    " stay|VERB.VB|xcomp|1 .|PUNCT..|punct|1"
)
CALLED_ON = parsed(
    "Critics|NOUN.NNS|nsubj|1 called|VERB.VBD|ROOT|1 on|ADP.IN|prep|1 drivers|NOUN.NNS|pobj|2"
    " to|PART.TO|aux|5 stay|VERB.VB|xcomp|1 .|PUNCT..|punct|1"
)
INSERTED = parsed(
    "Pumps|NOUN.NNS|nsubj|5 ,|PUNCT.,|punct|3 she|PRON.PRP|nsubj|3 said|VERB.VBD|parataxis|5"
    " ,|PUNCT.,|punct|3 failed|VERB.VBD|ROOT|5 .|PUNCT..|punct|5"
)
AT_RISKS = (
    "Lind|PROPN.NNP|nsubj|1 {verb}|VERB.VBZ|ROOT|1 at|ADP.IN|prep|1 risks|NOUN.NNS|pobj|2 .|PUNCT..|punct|1"
)
SLEPT = parsed("The|DET.DT|det|1 crew|NOUN.NN|nsubj|2 slept|VERB.VBD|ROOT|2 .|PUNCT..|punct|2")


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def frames_of(doc: Doc, text: str, source: int = 0) -> set[tuple[str, str]]:
    found = verb_frames(word(doc, text), frozenset({source}), NO_TOKENS)
    return {(frame, said(doc, content)) for content, frame in found}


@pytest.mark.parametrize(
    ("doc", "verb", "frame", "content"),
    [
        (CLAUSE, "gribbled", "that-clause", "that pumps failed"),
        (ACCUSED, "accused", "object", "the firm"),
        (ACCUSED, "accused", "preposition", "fraud"),
        (ACCUSED, "accused", "object-preposition", "the firm of fraud"),
        (WAS_ACCUSED, "accused", "passive-subject", "The firm"),
        (CALLED, "called", "object-as", "it a mistake"),
        (URGED, "urged", "infinitive", "to stay"),
        (URGED, "urged", "object-infinitive", "drivers to stay"),
        (CALLED_ON, "called", "preposition-infinitive", "drivers to stay"),
    ],
)
def test_a_verb_lists_each_of_its_frames(doc: Doc, verb: str, frame: str, content: str) -> None:
    assert (frame, content) in frames_of(doc, verb)


def test_a_verb_between_commas_has_the_sentence_around_it() -> None:
    assert ("parenthetical", "Pumps failed .") in frames_of(INSERTED, "said", source=2)


def test_a_place_is_no_content_unless_the_lexicon_has_its_preposition_with_the_verb() -> None:
    for verb, expected in (("hints", {("preposition", "risks")}), ("laughs", set())):
        assert frames_of(parsed(AT_RISKS.format(verb=verb)), verb) == expected


def test_a_verb_without_complement_has_no_frame() -> None:
    assert frames_of(SLEPT, "slept") == set()


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (
            "that|SCONJ.IN|mark|3 prices|NOUN.NNS|nsubj|3 fall|VERB.VBP|acl|0",
            {("clause", "that prices fall")},
        ),
        ("to|PART.TO|aux|2 win|VERB.VB|acl|0", {("infinitive", "to win")}),
        ("of|ADP.IN|prep|0 floods|NOUN.NNS|pobj|1", {("preposition", "floods")}),
        ("at|ADP.IN|prep|0 sea|NOUN.NN|pobj|1", set()),
        ("made|VERB.VBN|acl|0 here|ADV.RB|advmod|1", set()),
    ],
)
def test_a_noun_lists_its_complements(rest: str, expected: set[tuple[str, str]]) -> None:
    doc = parsed(f"hope|NOUN.NN|ROOT|0 {rest}")
    assert {(frame, said(doc, content)) for content, frame in noun_frames(doc[0])} == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("that|SCONJ.IN|mark|3 it|PRON.PRP|nsubj|3 ends|VERB.VBZ|ccomp|0", {("clause", "that it ends")}),
        ("to|PART.TO|aux|2 win|VERB.VB|xcomp|0", {("infinitive", "to win")}),
        ("of|ADP.IN|prep|0 victory|NOUN.NN|pobj|1", {("preposition", "victory")}),
        ("today|NOUN.NN|npadvmod|0", set()),
    ],
)
def test_an_adjective_lists_its_complements(rest: str, expected: set[tuple[str, str]]) -> None:
    doc = parsed(f"sure|ADJ.JJ|ROOT|0 {rest}")
    assert {(frame, said(doc, content)) for content, frame in adjective_frames(doc[0])} == expected


def test_what_stands_before_a_noun_or_adjective_is_no_complement() -> None:
    noun = parsed("to|PART.TO|aux|1 win|VERB.VB|acl|2 hopes|NOUN.NNS|ROOT|2")
    adjective = parsed("to|PART.TO|aux|1 win|VERB.VB|xcomp|2 sure|ADJ.JJ|ROOT|2")
    assert [*noun_frames(noun[2]), *adjective_frames(adjective[2])] == []
