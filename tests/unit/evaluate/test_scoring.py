"""Relations are paired and measured by their words, as in the shared scorer."""

from __future__ import annotations

import pytest

from kg.evaluate.scoring import SPEECH_WORDS, Measure, match_relations, score
from kg.evaluate.words import Words, quoted_stretches
from kg.model import Style
from tests.unit.evaluate.marked import found_of, gold_of

GOLD = "[1:The lock keeper, Orsk,] <1:said> {1:that the gate would close on Monday}."


def f1(gold: str, system: str, measure: Measure) -> float:
    text = gold_of(gold)
    return score([match_relations(text.text, text.relations, found_of(system))], measure).f1


@pytest.mark.parametrize("measure", Measure)
def test_gold_against_itself_is_perfect(measure: Measure) -> None:
    assert f1(GOLD, GOLD, measure) == 100.0


def test_that_at_the_beginning_and_punctuation_never_count() -> None:
    other = "[1:The lock keeper, Orsk], <1:said> that {1:the gate would close on Monday.}"
    assert f1(GOLD, other, Measure.CONTENT_EXACT) == 100.0


def test_half_of_the_words_are_enough_and_less_are_not() -> None:
    enough = "The lock keeper, [1:Orsk], <1:said> that the gate {1:would close on Monday}."
    assert f1(GOLD, enough, Measure.CONTENT) == 100.0
    short = "The lock keeper, [1:Orsk], <1:said> that the gate would {1:close on Monday}."
    assert f1(GOLD, short, Measure.CONTENT) == 0.0


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("[1:The lock keeper], Orsk, <1:said>", True),  # heads agree
        ("The lock keeper, [1:Orsk], <1:said>", False),
        ("The lock keeper, Orsk, <1:said>", False),  # nobody credited
    ],
)
def test_a_source_is_right_if_most_words_or_the_heads_agree(source: str, right: bool) -> None:
    system = source + " {1:that the gate would close on Monday}."
    assert f1(GOLD, system, Measure.CONTENT_SOURCE) == (100.0 if right else 0.0)


def test_no_source_is_an_answer() -> None:
    unknown = "It is <1:unclear> {1:who paid for the gate}."
    assert f1(unknown, unknown, Measure.CONTENT_SOURCE) == 100.0


def test_each_relation_is_paired_once_with_the_one_most_alike() -> None:
    gold = gold_of("[1:Orsk] <1:said> {1:the gate would close on Monday and open on Friday}.")
    twice = found_of(
        "[1:Orsk] <1:said> {1:the gate would close on Monday {2:and open on Friday}}.".replace("<1:", "<1,2:")
    )
    counted = score([match_relations(gold.text, gold.relations, twice)], Measure.CONTENT)
    assert (counted.p, counted.r, counted.system, counted.gold) == (50.0, 100.0, 2, 1)


def test_the_style_is_read_from_the_quotation_marks_of_each_side() -> None:
    text = gold_of("{1:“Shut it,”} [1:he] <1:said>, <2:called> {2:the gate “rotten”} and <3:asked> {3:why}.")
    matching = match_relations(text.text, text.relations, ())
    assert [gold.style for gold in matching.gold] == [Style.DIRECT, Style.MIXED, Style.INDIRECT]


def test_scores_by_style_count_each_side_by_its_own() -> None:
    text = gold_of("[1:Orsk] <1:said> {1:“Shut the gate”}, he told us.")
    longer = found_of("[1:Orsk] <1:said> {1:“Shut the gate”, he} told us.")
    matchings = [match_relations(text.text, text.relations, longer)]
    direct, mixed = (score(matchings, Measure.CONTENT, style) for style in (Style.DIRECT, Style.MIXED))
    assert (direct.p, direct.r, direct.system, direct.gold) == (0.0, 100.0, 0, 1)
    assert (mixed.p, mixed.r, mixed.system, mixed.gold) == (100.0, 0.0, 1, 0)


def test_speech_keeps_relations_whose_cue_is_a_word_of_speech_on_both_sides() -> None:
    text = gold_of("[1:Orsk] <1:said> {1:the gate would close} and [2:she] <2t:hopes> {2:it holds}.")
    found = found_of("[1:Orsk] <1:said> {1:the gate would close} and [2:she] <2t:hopes> {2:it holds}.")
    matching = match_relations(text.text, text.relations, found, speech=True)
    assert [(gold.number, gold.relation) for gold in matching.gold] == [(0, text.relations[0])]
    assert len(matching.system) == 1


def test_a_relation_whose_content_has_no_word_does_not_count() -> None:
    text = gold_of("[1:Orsk] <1:said>: {1:“…”}")
    assert match_relations(text.text, text.relations, ()).gold == ()


def test_nothing_against_nothing_is_no_error() -> None:
    assert score([], Measure.CONTENT).f1 == 0.0


def test_the_words_of_speech_come_from_the_table() -> None:
    assert {"said", "according", "testimony"} <= SPEECH_WORDS
    assert "hopes" not in SPEECH_WORDS


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He “ran” off", ["“ran”"]),
        ('He "ran" off', ['"ran"']),
        ('“Mixed" marks', ['“Mixed"']),
        ("«Ran» off", ["«Ran»"]),
        ("It never “closes\nhere", ["“closes"]),
        ("He said ”go” twice", ["”go”"]),
        ("Wrong ” mark", []),
        ("Head ‘gate shut’ line", ["‘gate shut’"]),
        ("the keepers’ gate and ‘tis", []),
    ],
)
def test_quoted_stretches_end_with_their_mark_or_their_paragraph(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_stretches(text)] == quoted


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("the keeper of the lock", "keeper"),
        ("Ines Orsk, who runs it", "Orsk"),
        ("the lock", "lock"),
        ("Orsk ’s", "Orsk"),
        ("of the lock", "lock"),
        ("—", None),
    ],
)
def test_the_head_of_a_source_is_the_last_word_of_its_first_phrase(source: str, head: str | None) -> None:
    words = Words(source)
    found = words.head(((0, len(source)),))
    assert (found if found is None else words.word(found)) == head
    assert words.head(()) is None
