"""Marks in a text: exact offsets, every word once, whatever the marks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.views.contexts import ArticleContext
from kg.views.marking import Mark, cut_pieces, read_paragraphs, words_at

ARTICLE = ArticleContext(
    "d-1", "Post", True, None, "Title", "", "", None, "a.txt", "current", "", matter=0, retraction=""
)


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from("abc")), max_size=6),
)
def test_pieces_are_the_text_again_and_each_has_the_marks_over_it(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    marks = [Mark((min(a, b), max(a, b)), role) for a, b, role in spans if min(a, b) < max(a, b) <= len(text)]
    at = 0
    for piece in cut_pieces(text, 0, marks):
        for offset in range(at, at + len(piece.words)):
            over = {mark for mark in marks if mark.span[0] <= offset < mark.span[1]}
            assert over == set(piece.marks)
        at += len(piece.words)
    assert "".join(piece.words for piece in cut_pieces(text, 0, marks)) == text


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.integers(0, 80))
def test_paragraphs_hold_every_line_that_is_not_blank(text: str, matter: int) -> None:
    article = replace(ARTICLE, text=text, matter=min(matter, len(text)))
    found = ["".join(piece.words for piece in one.pieces) for one in read_paragraphs(article, [])]
    assert found == [line for line in text[article.matter :].split("\n") if line.strip()]


def test_a_mark_over_two_lines_marks_both_and_code_points_count() -> None:
    article = replace(ARTICLE, text="Title\n🌊 one\ntwo 🌊", title="Title")
    first, second, third = read_paragraphs(article, [Mark((8, 15), "content")])
    assert first.is_title
    assert not first.is_marked
    assert [piece.words for piece in second.pieces if piece.marks] == ["one"]
    assert [piece.words for piece in third.pieces if piece.marks] == ["two"]
    assert words_at(article, [(6, 7), (12, 15)]) == "🌊 … two"
