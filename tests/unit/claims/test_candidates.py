"""Candidates: everything that might be an attribution, its source and cue, and the kind of act."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.claims.candidates import act_of, candidate_relations, lexicon_frame
from kg.claims.lexemes import adjective_cues, noun_cues, verb_cues
from kg.claims.relations import NO_TOKENS
from kg.model import Act
from tests.unit.claims.parses import find, parsed, shown

GRIBBLED = parsed(
    "He|PRON.PRP|nsubj|1 gribbled|VERB.VBD|ROOT|1 that|SCONJ.IN|mark|4 pumps|NOUN.NNS|nsubj|4"
    " failed|VERB.VBD|ccomp|1 .|PUNCT..|punct|1"
)
MADE_THE_CLAIM = parsed(
    "Lind|PROPN.NNP|nsubj|1 made|VERB.VBD|ROOT|1 the|DET.DT|det|3 claim|NOUN.NN|dobj|1"
    " that|SCONJ.IN|mark|6 pumps|NOUN.NNS|nsubj|6 failed|VERB.VBD|acl|3 .|PUNCT..|punct|1"
)
HER_CLAIM = parsed(
    "Her|PRON.PRP$|poss|1 claim|NOUN.NN|nsubj|5 that|SCONJ.IN|mark|4 pumps|NOUN.NNS|nsubj|4"
    " failed|VERB.VBD|acl|1 spread|VERB.VBD|ROOT|5 .|PUNCT..|punct|5"
)
FEARS_GREW = "Fears|NOUN.NNS|nsubj|{grew} {rest} grew|VERB.VBD|ROOT|{grew} .|PUNCT..|punct|{grew}"
CONFIDENT = parsed(
    "Lind|PROPN.NNP|nsubj|1 is|AUX.VBZ|ROOT|1 confident|ADJ.JJ|acomp|1 that|SCONJ.IN|mark|5"
    " pumps|NOUN.NNS|nsubj|5 work|VERB.VBP|ccomp|2 .|PUNCT..|punct|1"
)


def candidates(doc: Doc, quoted: str = "") -> set[tuple[str, str, str, str]]:
    found = candidate_relations(doc, find(doc, quoted))
    return {(relation.rule, *shown(doc, relation)) for relation in found}


def test_a_verb_that_no_lexicon_has_is_a_candidate() -> None:
    assert "gribbled" not in verb_cues()
    assert candidates(GRIBBLED) == {("verb.that-clause", "He", "gribbled", "pumps failed")}


def test_nothing_inside_a_quotation_is_a_candidate() -> None:
    assert candidates(GRIBBLED, quoted="He gribbled that pumps failed") == set()


def test_a_noun_takes_its_owner_or_whoever_does_something_with_it() -> None:
    assert ("noun.clause-owner", "Her", "claim", "pumps failed") in candidates(HER_CLAIM)
    made = [found for found in candidates(MADE_THE_CLAIM) if found[0] == "noun.clause-light-verb"]
    assert [(source, content) for _, source, _, content in made] == [("Lind", "pumps failed")]


def test_a_noun_of_nobody_needs_a_clause_or_an_infinitive() -> None:
    clause = parsed(
        FEARS_GREW.format(rest="that|SCONJ.IN|mark|3 it|PRON.PRP|nsubj|3 fails|VERB.VBZ|acl|0", grew=4)
    )
    phrase = parsed(FEARS_GREW.format(rest="of|ADP.IN|prep|0 floods|NOUN.NNS|pobj|1", grew=3))
    assert candidates(clause) == {("noun.clause-bare", "", "Fears", "it fails")}
    assert candidates(phrase) == set()


def test_an_adjective_credits_the_subject_of_its_copula() -> None:
    assert ("adjective.clause", "Lind", "confident", "pumps work") in candidates(CONFIDENT)


def test_every_candidate_has_a_content_apart_from_cue_and_source() -> None:
    for doc in (GRIBBLED, MADE_THE_CLAIM, HER_CLAIM, CONFIDENT):
        for relation in candidate_relations(doc, NO_TOKENS):
            assert relation.content
            assert not relation.content & (relation.cue | relation.source)
            assert relation.cue_head in relation.cue


@pytest.mark.parametrize(
    ("rule", "frame"),
    [
        ("verb.that-clause", "clause"),
        ("verb.fronted", "clause"),
        ("verb.parenthetical", "clause"),
        ("verb.split-quotation", "clause"),
        ("verb.raised-infinitive", "clause"),
        ("verb.object-preposition", "preposition"),
        ("verb.infinitive", "infinitive"),
        ("noun.clause-owner", "clause"),
        ("noun.infinitive-light-verb", "infinitive"),
        ("noun.preposition-bare", "preposition"),
        ("adjective.clause", "clause"),
    ],
)
def test_a_rule_has_the_frame_that_the_lexicon_knows(rule: str, frame: str) -> None:
    assert lexicon_frame(rule) == frame


@pytest.mark.parametrize(
    ("rule", "act"),
    [
        ("verb.that-clause", Act.SPEECH),
        ("noun.clause-owner", Act.SPEECH),
        ("verb.infinitive", Act.INTENTION),
        ("verb.object", Act.DEED),
    ],
)
def test_a_word_that_the_lexicon_lacks_has_the_act_of_its_frame(rule: str, act: Act) -> None:
    assert act_of((), rule) is act


def test_a_word_of_the_lexicon_has_the_act_of_the_fitting_sense() -> None:
    speaks = noun_cues()["claim"]
    assert act_of(speaks, "noun.clause-owner") is Act.SPEECH
    assert act_of(speaks, "noun.object") is speaks[0].act
    assert act_of(adjective_cues()["confident"], "adjective.clause") is Act.THOUGHT
