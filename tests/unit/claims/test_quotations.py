"""Quotation marks: pairing by direction, slips, speech over paragraphs, whole marks around contents."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.claims.quotations import find_quotations, with_whole_marks

VOCAB = Vocab()


def doc_of(text: str) -> Doc:
    """A Doc of one token a character: pairing looks at characters alone."""
    return Doc(VOCAB, words=list(text), spaces=[False] * len(text))


def quoted(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in find_quotations(doc_of(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “we will go” and left.", ["we will go"]),
        ('He said "we will go" and left.', ["we will go"]),
        ("He said ''we will go'' and left.", ["we will go"]),
        ("He said «we will go» and left.", ["we will go"]),
        ("The ‘victory plan’ was not ours.", ["victory plan"]),
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ("with “more effort“ in May", ["more effort"]),
        ("the officials’ plan isn’t new", []),
        ("“We ‘may’ go,” he said.", ["We ‘may’ go,"]),
    ],
)
def test_words_between_marks_of_any_shape_are_quoted(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_mark_without_partner_in_mid_paragraph_quotes_nothing() -> None:
    assert quoted('We will "rebuild, the mayor said. The river rose.') == []


def test_a_mark_without_partner_that_opens_its_paragraph_quotes_all_of_it() -> None:
    assert quoted('It rained.\n"We will rebuild. We will stay.') == ["We will rebuild. We will stay."]


def test_a_mark_without_partner_that_goes_on_a_quotation_quotes_the_rest() -> None:
    assert quoted("“One,” she said. “Two. Three.") == ["One,", "Two. Three."]


@pytest.mark.parametrize(
    ("text", "opens", "fills", "closed"),
    [
        ("“We will rebuild.”", True, True, True),
        ("“We will rebuild,” she said.", True, False, True),
        ("She said “we will rebuild”.", False, False, True),
        ("“We will rebuild.", True, True, False),
    ],
)
def test_a_quotation_tells_how_it_stands_in_its_paragraph(
    text: str, opens: bool, fills: bool, closed: bool
) -> None:
    (found,) = find_quotations(doc_of(text))
    assert (found.opens, found.fills, found.closed) == (opens, fills, closed)


def test_an_open_quotation_reaches_its_end_when_the_next_paragraph_opens_with_a_mark() -> None:
    assert quoted("“We will rebuild.\n“We will stay.”") == ["We will rebuild.", "We will stay."]


@given(st.text(alphabet='ab .,\n“”"‘’«»', max_size=60))
@settings(derandomize=True)
def test_quotations_never_overlap_and_never_leave_their_paragraph(text: str) -> None:
    spans = [(q.start, q.end) for q in find_quotations(doc_of(text))] if text else []
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert not any("\n" in text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("it is “not over,” he said", (0, 15), "it is “not over,”"),
        ("he saw “massed” attacks", (8, 23), "“massed” attacks"),
        ("“We will go,” he said", (1, 11), "We will go"),
        ('a "bad" idea', (0, 12), 'a "bad" idea'),
    ],
)
def test_a_content_holds_both_marks_or_none(text: str, span: tuple[int, int], expected: str) -> None:
    ((start, end),) = with_whole_marks(text, (span,))
    assert text[start:end] == expected
