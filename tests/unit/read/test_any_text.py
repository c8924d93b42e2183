"""Properties that hold for any text and any bytes."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Passage, Rejection
from kg.read import read_paths
from kg.read.dates import parse_date
from kg.read.passages import find_passages

REPEATABLE = settings(deadline=None, derandomize=True, database=None)
"""No clock decides: a page takes 30 ms, the first one ten times as long."""

WORDS = st.sampled_from(
    [
        "Gate",
        "fails",
        "He said:",
        "Read more: x",
        "312",
        "By Jane Marlow",
        "\n",
        "\r\n",
        "\n\n",
        "\r",
        ".",
        "“",
        "”",
        "---",
        "title: x",
        "you agree to our",
        "Share this",
        "Photo: y",
        "The gate of the harbour failed, he said.",
        " ",
        "\u2028",
        "\u00a0",
        "May 3, 2031",
        "{",
        '{"text": "x"}',
        "<html>",
        "<p>",
        "</p>",
        "\ufeff",
        "\x0c",
        "\t",
    ]
)
LISTS = st.lists(WORDS, max_size=40)
TEXTS = st.one_of(st.text(max_size=200), LISTS.map("".join), LISTS.map("\n".join))


def check_order(text: str, passages: tuple[Passage, ...]) -> None:
    for passage in passages:
        assert 0 <= passage.start < passage.end <= len(text)
    for before, after in pairwise(passages):
        assert before.end <= after.start


@settings(REPEATABLE)
@given(TEXTS, st.none() | st.text(max_size=20))
def test_passages_are_in_order_inside_the_text_trimmed_and_hold_all_its_words(
    text: str, title: str | None
) -> None:
    passages = find_passages(text, title=title)
    check_order(text, passages)
    held = "".join(text[p.start : p.end] for p in passages)
    assert "".join(held.split()) == "".join(text.split())
    assert all(text[p.start : p.end] == text[p.start : p.end].strip() for p in passages)


@settings(REPEATABLE)
@given(TEXTS)
def test_the_text_of_a_document_is_what_was_handed_in(text: str) -> None:
    for article in read_paths(["-"], stdin=BytesIO(text.encode())):
        if isinstance(article, Document) and article.path == "stdin" and not is_page(text):
            assert article.text == text.removeprefix("\ufeff")
            check_order(article.text, article.passages)


def is_page(text: str) -> bool:
    return "<" in text[:20]


@settings(REPEATABLE, max_examples=300)
@given(
    st.one_of(st.binary(max_size=300), TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("utf-16")))
)
def test_any_bytes_give_documents_or_rejections(content: bytes) -> None:
    for article in read_paths(["-"], stdin=BytesIO(content)):
        assert isinstance(article, (Document, Rejection))


@settings(REPEATABLE, max_examples=60)
@given(st.one_of(st.binary(max_size=300), TEXTS.map(str.encode)))
def test_any_page_gives_documents_or_rejections(content: bytes) -> None:
    for article in read_paths(["-"], stdin=BytesIO(b"<html><body><article>" + content)):
        assert isinstance(article, (Document, Rejection))


@settings(REPEATABLE)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = (list(read_paths(["-"], stdin=BytesIO(text.encode()))) for _ in range(2))
    assert first == second


@settings(REPEATABLE)
@given(st.text(max_size=90))
def test_any_words_give_a_date_or_none(words: str) -> None:
    found = parse_date(words)
    assert found is None or (found.value is not None and len(found.value) in (4, 7, 10))
