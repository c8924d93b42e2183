"""The bracket markup is read exactly, and what is broken is named with file, line and remedy."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.evaluate.markup import parse_markup
from kg.model import Act


def words(marked: str) -> list[tuple[list[str], list[str], list[str]]]:
    """Sources, cues and contents of each relation."""
    read = parse_markup(marked, "gate.txt")
    return [
        tuple([read.text[start:end] for start, end in part] for part in (one.source, one.cue, one.content))  # type: ignore[misc]
        for one in read.relations
    ]


def test_brackets_leave_the_text_and_become_relations() -> None:
    marked = "[1:The lock office] <1:said> {1:the gate would close}; [2:its head] <2t:fears> {2:a flood}.\n"
    assert parse_markup(marked, "gate.txt").text == (
        "The lock office said the gate would close; its head fears a flood.\n"
    )
    assert words(marked) == [
        (["The lock office"], ["said"], ["the gate would close"]),
        (["its head"], ["fears"], ["a flood"]),
    ]


@pytest.mark.parametrize(
    ("letter", "act"), [("", Act.SPEECH), ("t", Act.THOUGHT), ("i", Act.INTENTION), ("d", Act.DEED)]
)
def test_the_letter_at_the_cue_is_the_act(letter: str, act: Act) -> None:
    (relation,) = parse_markup(f"[1:She] <1{letter}:backs> {{1:the plan}}.", "gate.txt").relations
    assert relation.act is act


def test_pieces_with_one_number_are_one_part_in_the_order_of_the_text() -> None:
    assert words("{1:“Stay calm,”} [1:Orsk] <1:said>. {1:“The dam holds.”}") == [
        (["Orsk"], ["said"], ["“Stay calm,”", "“The dam holds.”"])
    ]


def test_one_piece_may_serve_several_relations() -> None:
    assert words("[1,2:She] <1:praised> {1:the crew} and <2:urged> {2:them to rest}.") == [
        (["She"], ["praised"], ["the crew"]),
        (["She"], ["urged"], ["them to rest"]),
    ]


def test_pieces_nest() -> None:
    assert words("[1:She] <1:said> {1:[2:the board] <2i:wants> {2:to sell}}.") == [
        (["She"], ["said"], ["the board wants to sell"]),
        (["the board"], ["wants"], ["to sell"]),
    ]


def test_a_cue_may_be_a_colon() -> None:
    assert words("[1:Mayor]<1::> {1:Bridge to reopen}") == [(["Mayor"], [":"], ["Bridge to reopen"])]


def test_lines_with_a_hash_at_the_beginning_are_no_text() -> None:
    assert parse_markup("# genre: local\n# shows: x\n\nGate shut\n\nBody.", "g").text == "Gate shut\n\nBody."


def test_a_text_without_markup_is_a_text_without_attributions() -> None:
    assert parse_markup("The gate is shut at 12:30 #today.", "g").relations == ()


def test_a_bare_quotation_needs_no_cue_and_nobody_needs_a_source() -> None:
    assert words("{1:“Never again.”}\n\nIt is <2:unclear> {2:who paid}.") == [
        ([], [], ["“Never again.”"]),
        ([], ["unclear"], ["who paid"]),
    ]


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("Gate\n\n[1:She <1:said> {1:no}.", r"g\.txt line 3: \[ is never closed; add \]"),
        ("She <1:said> {1:no}}.", r"line 1: \} closes nothing"),
        ("<1:said {1:no> later}.", r"> stands where \{ of line 1 is open; close that first"),
        ("# a\n\n[She] <1:said> {1:no}.", r"line 3: a bracket without a number; write \[1:\.\.\.\]"),
        ("[1:She] <1:said> {2:“no”}.", r"relation 1 has no content; add \{1:\.\.\.\}"),
        ("[1:She] said {1:no more}.", r"relation 1 has no cue; add <1:\.\.\.>"),
        ("[1t:She] <1:said> {1:no}.", r"the letter t belongs to the cue: <1t:\.\.\.>"),
        ("[1:She] <1x:said> {1:no}.", r"no act is called x; use t \(thought\)"),
        ("<1t:hopes> {1:so} and <1i:wants> it", r"relation 1 has the acts t and i; keep one letter"),
        ("[1: ] <1:said> {1:no}.", r"a piece without words"),
    ],
)
def test_broken_markup_is_named_with_its_remedy(marked: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_markup(marked, "g.txt")
