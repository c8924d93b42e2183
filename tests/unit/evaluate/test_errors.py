"""Every difference has one cause, and the worst of each cause are shown first."""

from __future__ import annotations

import pytest

from kg.evaluate.errors import Cause, EvaluationError, count_causes, count_cues, find_errors, worst_errors
from kg.evaluate.scoring import match_relations
from tests.unit.evaluate.marked import found_of, gold_of

PLAIN = "Orsk said the gate would close, and she asked him in."
SAID = "[1:Orsk] <1:said> {1:the gate would close}, and she asked him in."
NOBODY_SAID = "Orsk <1:said> {1:the gate would close}, and she asked him in."


def errors_of(gold: str, system: str) -> list[EvaluationError]:
    text = gold_of(gold)
    return find_errors(text, match_relations(text.text, text.relations, found_of(system)))


@pytest.mark.parametrize(
    ("gold", "system", "cause", "words"),
    [
        (SAID, PLAIN, "missed cue", 4),
        (PLAIN, SAID, "spurious cue", 4),
        (
            SAID,
            "[1:Orsk] <1:said> {1:the gate would close, and she asked him in}.",
            "content too long",
            5,
        ),
        (
            SAID,
            "[1:Orsk] <1:said> the gate would {1:close}, and she asked him in.",
            "content too short",
            3,
        ),
        (
            SAID,
            "[1:Orsk] <1:said> the gate {1:would close, and she asked} him to come.",
            "content elsewhere",
            5,
        ),
        (
            SAID,
            "[1:Orsk] <1:said> the gate would close, and {1:she asked} him to come.",
            "content elsewhere",
            6,
        ),
        (SAID, NOBODY_SAID, "missed source", 4),
        (NOBODY_SAID, SAID, "spurious source", 4),
        (SAID, "Orsk <1:said> {1:the gate would close}, and [1:she] asked him to come.", "wrong source", 4),
    ],
)
def test_each_kind_of_difference_has_its_cause(gold: str, system: str, cause: str, words: int) -> None:
    assert [(error.cause, error.words) for error in errors_of(gold, system)] == [(cause, words)]


def test_one_cue_with_more_contents_on_one_side_is_joined_or_split() -> None:
    one = "[1:Orsk] <1:said> {1:the gate would close at nine}, the lock at ten."
    two = "[1,2:Orsk] <1,2:said> {1:the gate would close at nine}, {2:the lock at ten}."
    assert [error.cause for error in errors_of(two, one)] == [Cause.JOINED]
    assert [error.cause for error in errors_of(one, two)] == [Cause.SPLIT]


def test_what_is_right_is_no_error() -> None:
    assert errors_of(SAID, SAID) == []


def test_contents_that_share_words_by_chance_are_two_errors() -> None:
    gold = "[1:Orsk] <1t:hopes> {1:the mayor asks the old board to pay for all repairs}."
    system = "Orsk hopes [1:the mayor] <1:asks> {1:the old board} to pay for all repairs."
    assert [error.cause for error in errors_of(gold, system)] == [Cause.MISSED_CUE, Cause.SPURIOUS_CUE]


def test_an_error_shows_both_sides_and_the_words_around() -> None:
    (error,) = errors_of(SAID, NOBODY_SAID)
    assert error.document == "gate"
    assert error.gold is not None
    assert (error.gold.source, error.gold.cue, error.gold.content) == ("Orsk", "said", "the gate would close")
    assert error.system is not None
    assert (error.system.source, error.system.rule) == ("", "verb.that-clause")
    assert error.context == PLAIN


def test_the_context_is_one_line_of_whole_words() -> None:
    before, after = "one gate after another was " * 9, " and then the next one was open" * 9
    (error,) = errors_of(f"{before}\n<1:said> to {{1:be shut}}{after}", f"{before}\nsaid to be shut{after}")
    assert error.context == (
        "… was one gate after another was one gate after another was said to be shut and then the next one"
        " was open and then the …"
    )


def test_the_worst_are_dealt_out_by_cause_and_shown_by_cause() -> None:
    marked = "[1:A] <1:said> {1:no one ever came}. [2:B] <2:said> {2:some did}. D {3:no one came} <3:said>."
    found = "A said no one ever came. B said some did. [3:D] {3:no one came} <3:said>."
    errors = errors_of(marked, found)
    assert count_causes(errors) == {Cause.MISSED_CUE: 2, Cause.SPURIOUS_SOURCE: 1}
    assert count_cues(errors, Cause.MISSED_CUE) == {"said": 2}
    assert [(error.cause, error.words) for error in worst_errors(errors, 2)] == [
        (Cause.MISSED_CUE, 4),
        (Cause.SPURIOUS_SOURCE, 3),
    ]
    assert worst_errors(errors, 0) == []
    assert [error.words for error in worst_errors(errors, 99)] == [4, 2, 3]
