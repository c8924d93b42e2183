"""Modality on sentences built by hand; how well it reads real ones is in tests/quality."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.claims.modality import read_modality
from kg.model import Certainty, Polarity, Tense
from tests.unit.claims.parses import parsed

ENGLISH = English().vocab


def ferry(
    *before_verb: tuple[str, str, str, str],
    verb: tuple[str, str] = ("sink", "VB"),
    cue: tuple[str, str] | None = None,
) -> Doc:
    """ "The ferry ... sink", with words (form, lemma, tag, dep) before the verb, and "it said" after it."""
    middle = [w[0] for w in before_verb]
    words = ["The", "ferry", *middle, verb[0]]
    at = len(words) - 1
    heads = [1, at, *([at] * len(middle)), at]
    deps = ["det", "nsubj", *(w[3] for w in before_verb), "ROOT"]
    tags = ["DT", "NN", *(w[2] for w in before_verb), verb[1]]
    lemmas = ["the", "ferry", *(w[1] for w in before_verb), "sink"]
    if cue:
        words, heads, deps = (
            [*words, "it", cue[0]],
            [*heads[:-1], at + 2, at + 2, at + 2],
            [*deps[:-1], "ccomp", "nsubj", "ROOT"],
        )
        tags, lemmas = [*tags, "PRP", "VBD"], [*lemmas, "it", cue[1]]
    kinds = {"DT": "DET", "NN": "NOUN", "RB": "ADV", "MD": "AUX", "PRP": "PRON"}
    pos = [kinds.get(tag, "VERB") for tag in tags]
    return Doc(ENGLISH, words=words, heads=heads, deps=deps, tags=tags, pos=pos, lemmas=lemmas)


MAY, WILL, NOT = ("may", "may", "MD", "aux"), ("will", "will", "MD", "aux"), ("not", "not", "RB", "neg")
PROBABLY = ("probably", "probably", "RB", "advmod")


def test_a_plain_assertion_is_certain_and_past() -> None:
    modality = read_modality(list(ferry(verb=("sank", "VBD"))), None)
    assert (modality.certainty, modality.polarity, modality.tense) == (
        Certainty.CERTAIN,
        Polarity.POSITIVE,
        Tense.PAST,
    )
    assert not modality.conditional


def test_may_is_possible_and_points_ahead() -> None:
    modality = read_modality(list(ferry(MAY)), None)
    assert (modality.certainty, modality.tense) == (Certainty.POSSIBLE, Tense.FUTURE)


def test_an_adverb_hedges_and_its_removal_never_lowers_certainty() -> None:
    assert read_modality(list(ferry(WILL, PROBABLY)), None).certainty is Certainty.PROBABLE
    assert read_modality(list(ferry(WILL)), None).certainty is Certainty.CERTAIN


def test_the_weaker_of_two_hedges_counts() -> None:
    assert read_modality(list(ferry(MAY, PROBABLY)), None).certainty is Certainty.POSSIBLE


def test_not_turns_polarity() -> None:
    assert read_modality(list(ferry(WILL, NOT)), None).polarity is Polarity.NEGATIVE


def test_a_cue_of_belief_is_probable_and_one_of_denial_turns_polarity() -> None:
    doc = ferry(WILL, cue=("believed", "believe"))
    assert read_modality(list(doc[:4]), doc[5]).certainty is Certainty.PROBABLE
    doc = ferry(WILL, cue=("denied", "deny"))
    assert read_modality(list(doc[:4]), doc[5]).polarity is Polarity.NEGATIVE


def test_words_after_the_content_can_mark_low_confidence() -> None:
    content = list(ferry(WILL))
    assert read_modality(content, None, "but it was low confidence").certainty is Certainty.POSSIBLE


def test_a_content_without_tokens_is_a_plain_statement() -> None:
    assert read_modality([], None).certainty is Certainty.CERTAIN


CAN, COULD = "can|AUX.MD|aux|3", "could|AUX.MD|aux|3"
STUCK = "that|SCONJ.IN|mark|8 a|DET.DT|det|7 gate|NOUN.NN|nsubj|8 stuck|VERB.VBD|ccomp|{} .|PUNCT..|punct|{}"
RULED = {"ruled": "rule", "stuck": "stick", "is": "be", "’s": "be"}


def of(tokens: str) -> tuple[Certainty, Polarity]:
    modality = read_modality(list(parsed(tokens, RULED)), None)
    return modality.certainty, modality.polarity


@pytest.mark.parametrize("modal", [CAN, COULD])
def test_what_cannot_be_ruled_out_is_possible_and_not_negated(modal: str) -> None:
    tokens = (
        f"We|PRON.PRP|nsubj|3 {modal} not|PART.RB|neg|3 rule|VERB.VB|ROOT|3 out|ADP.RP|prt|3 "
        + STUCK.format(3, 3)
    )
    assert of(tokens) == (Certainty.POSSIBLE, Polarity.POSITIVE)


def test_what_is_ruled_out_is_negated_and_certain() -> None:
    tokens = (
        "We|PRON.PRP|nsubj|3 have|AUX.VBP|aux|3 now|ADV.RB|advmod|3 ruled|VERB.VBN|ROOT|3 out|ADP.RP|prt|3 "
    )
    assert of(tokens + STUCK.format(3, 3)) == (Certainty.CERTAIN, Polarity.NEGATIVE)


def test_what_a_report_does_not_exclude_is_possible() -> None:
    tokens = (
        "The|DET.DT|det|1 report|NOUN.NN|nsubj|4 does|AUX.VBZ|aux|4 not|PART.RB|neg|4 exclude|VERB.VB|ROOT|4 "
    )
    assert of(tokens + STUCK.format(4, 4)) == (Certainty.POSSIBLE, Polarity.POSITIVE)


def test_not_impossible_is_possible_and_not_negated() -> None:
    tokens = (
        "So|ADV.RB|advmod|2 it|PRON.PRP|nsubj|2 is|AUX.VBZ|ROOT|2 "
        "not|PART.RB|neg|2 impossible|ADJ.JJ|acomp|2 "
    )
    assert of(tokens + STUCK.format(2, 2)) == (Certainty.POSSIBLE, Polarity.POSITIVE)


def test_the_possibility_that_is_not_excluded_is_left_open() -> None:
    tokens = (
        "They|PRON.PRP|nsubj|2 never|ADV.RB|neg|2 exclude|VERB.VB|ROOT|2 the|DET.DT|det|4 "
        "possibility|NOUN.NN|dobj|2 " + STUCK.format(4, 2)
    )
    assert of(tokens) == (Certainty.POSSIBLE, Polarity.POSITIVE)
