from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import UnreadableError
from kg.read.decode import decode, decode_html
from tests.unit.read.harbour import ARTICLE, read_one, refuse_one

CAFE = "The café in Łódź – “closed” – will open in May, the owner said.\r\nIt is small.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_it_stands_without_its_mark(encoding: str) -> None:
    assert decode(CAFE.encode(encoding)) == CAFE


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + CAFE.encode("utf-16-be")) == CAFE


def test_western_legacy_bytes_are_read_as_windows_1252() -> None:
    western = "José’s café – “closed” since May, he said."
    assert decode(western.encode("cp1252")) == western


def test_other_legacy_bytes_are_left_to_the_detector() -> None:
    words = "Вода прорвала ворота гавани в пятницу вечером, сообщили два чиновника. " * 5
    assert decode(words.encode("cp1251")) == words


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    assert decode_html(page.encode("iso-8859-2")) == page


def test_a_page_that_declares_nonsense_is_read_all_the_same() -> None:
    assert decode_html(b'<meta charset="no-such-thing">caf\xe9') == '<meta charset="no-such-thing">café'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"abc\x00\x01\x02\xff", "NUL bytes"),
        (b"abc\x00def", "control characters"),
        (bytes(range(1, 32)) * 10, "control characters"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_is_not_text_says_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        decode(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b" \n\t\n", "empty"), (b"312\n\nLoading reviews...\n", "no article text found")],
)
def test_a_file_without_words_of_an_article_is_a_rejection(
    tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert words in refuse_one(tmp_path / "a.txt").reason


def test_limits_are_named_with_the_way_to_raise_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 50)
    assert "--max-chars 250" in refuse_one(tmp_path / "a.txt", Settings(max_chars=100)).reason
    reason = refuse_one(tmp_path / "a.txt", Settings(max_chars=10)).reason
    assert "200 bytes" in reason
    assert "raise --max-chars" in reason


def test_a_limit_of_characters_lets_through_as_many_in_any_script(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("𐍈" * 100, encoding="utf-8")
    assert len(read_one(tmp_path / "a.txt", Settings(max_chars=100)).text) == 100


@pytest.mark.parametrize(
    "content",
    [
        "The gate \U0001f30a failed, said Zoe\u0308 Field \U0001f469\U0001f3fd\u200d⚖️.\r\n"
        "\r\n“It is\tbroken,” she said.\r\n",
        "\tThe gate failed on Friday, the board said.\t\n\tIt will be repaired.\t\n",
    ],
)
def test_emoji_combining_marks_tabs_and_line_ends_stay_where_they_are(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_bytes(content.encode())
    document = read_one(tmp_path / "a.txt")
    assert document.text == content
    assert all(content[p.start : p.end].strip() for p in document.passages)


def test_the_text_is_the_content_of_the_file(tmp_path: Path) -> None:
    content = (
        ARTICLE.replace("\n", "\r\n") + "\x0cA form feed,\u2028a line separator and\rold line ends.  \n\n"
    )
    (tmp_path / "a.txt").write_bytes(content.encode())
    assert read_one(tmp_path / "a.txt").text == content
