from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document, Rejection
from kg.read import read_paths
from tests.unit.read.harbour import ARTICLE, PAGE, paths_of


def write(path: Path, text: str = ARTICLE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write(tmp_path / "news/b.txt", ARTICLE + "Second.\n")
    write(tmp_path / "news/a/c.txt", ARTICLE + "Third.\n")
    write(tmp_path / "news/page.HTML", PAGE)
    write(tmp_path / "news/README.md", "# About\n\nNot an article, but words enough to be one.\n")
    write(tmp_path / "news/table.tsv", "path\tpublisher\n")
    write(tmp_path / "news/.hidden.txt")
    write(tmp_path / "news/.git/d.txt")
    return tmp_path / "news"


def test_a_folder_is_read_with_its_subfolders_but_not_its_hidden_or_other_files(news: Path) -> None:
    assert paths_of(list(read_paths([str(news)]))) == ["a/c.txt", "b.txt", "page.HTML"]


def test_the_order_of_arguments_changes_nothing(news: Path) -> None:
    named = [str(news / "b.txt"), str(news / "a/c.txt"), str(news / "page.HTML")]
    assert list(read_paths(named)) == list(read_paths(named[::-1]))


def test_a_folder_and_a_file_in_it_give_each_article_once_under_its_longer_path(news: Path) -> None:
    both = [str(news / "a/c.txt"), str(news)]
    assert paths_of(list(read_paths(both))) == ["a/c.txt", "b.txt", "page.HTML"]


def test_a_quoted_glob_is_expanded(news: Path) -> None:
    assert paths_of(list(read_paths([str(news / "*.txt")]))) == ["b.txt"]
    assert paths_of(list(read_paths([str(news / "**/*.txt")]))) == ["b.txt", "c.txt"]


def test_a_file_name_with_brackets_is_a_file_name(tmp_path: Path) -> None:
    write(tmp_path / "report [1].txt")
    assert paths_of(list(read_paths([str(tmp_path / "report [1].txt")]))) == ["report [1].txt"]


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    first = write(tmp_path / "monday/x.txt", ARTICLE + "Monday.\n")
    second = write(tmp_path / "tuesday/x.txt", ARTICLE + "Tuesday.\n")
    assert paths_of(list(read_paths([str(second), str(first)]))) == ["monday/x.txt", "tuesday/x.txt"]


def test_a_file_that_is_named_itself_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert paths_of(list(read_paths([str(write(tmp_path / "article.text"))]))) == ["article.text"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere.txt", "does not exist"),
        ("*.txt", "matches no file"),
        ("empty", r"\.txt, \.html, \.htm, \.jsonl"),
    ],
)
def test_a_path_that_names_no_article_is_an_error_at_once(tmp_path: Path, path: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=words):
        read_paths([str(tmp_path / path)])


def test_no_path_is_an_error() -> None:
    with pytest.raises(InputError, match="nothing to read"):
        read_paths([])


def test_a_path_that_no_system_could_hold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_paths([str(tmp_path / ("x" * 5000))])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_rejection(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0)
    (rejection,) = read_paths([str(path)])
    assert isinstance(rejection, Rejection)
    assert "cannot be opened" in rejection.reason


def test_a_link_that_leads_nowhere_is_a_rejection_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path / "b.txt")
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    rejection, document = read_paths([str(tmp_path)])
    assert isinstance(rejection, Rejection)
    assert "cannot be opened" in rejection.reason
    assert paths_of([document]) == ["b.txt"]


def test_the_same_document_is_yielded_once(tmp_path: Path) -> None:
    first = "---\nurl: https://example.org/a\n---\n" + ARTICLE
    write(tmp_path / "a.txt", first)
    write(tmp_path / "b.txt", first)
    assert paths_of(list(read_paths([str(tmp_path)]))) == ["a.txt"]


def test_a_file_keeps_its_source_key_when_its_text_changes_and_shares_it_with_no_other(
    tmp_path: Path,
) -> None:
    for folder in ("a", "b"):
        write(tmp_path / folder / "x.txt")
    keys = [source_key(tmp_path / "a"), source_key(tmp_path / "a/x.txt"), source_key(tmp_path / "b/x.txt")]
    write(tmp_path / "a/x.txt", ARTICLE + "More.\n")
    assert keys[0] == keys[1] == source_key(tmp_path / "a") != keys[2]
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert source_key(tmp_path / "link/x.txt") == keys[0]


def source_key(path: Path) -> str:
    (document,) = read_paths([str(path)])
    assert isinstance(document, Document)
    assert document.source_key.startswith("f-")
    return document.source_key


def test_articles_from_standard_input_share_no_source_key() -> None:
    first, again, second = (
        document.source_key
        for text in (ARTICLE, ARTICLE, ARTICLE + "More.\n")
        for document in read_paths(["-"], stdin=BytesIO(text.encode()))
        if isinstance(document, Document)
    )
    assert first == again != second


def test_the_folder_in_which_the_files_lie_is_no_part_of_any_id(tmp_path: Path) -> None:
    write(tmp_path / "here/x.txt")
    write(tmp_path / "there/x.txt")
    first, second = (
        document
        for folder in ("here", "there")
        for document in read_paths([str(tmp_path / folder)])
        if isinstance(document, Document)
    )
    assert (first.id, first.publisher) == (second.id, second.publisher)
    assert first.source_key != second.source_key


def test_two_texts_of_unknown_publishers_under_one_path_have_different_publishers(tmp_path: Path) -> None:
    publishers = set()
    for text in (ARTICLE, ARTICLE + "Other.\n"):
        (document,) = read_paths([str(write(tmp_path / "x.txt", text))])
        assert isinstance(document, Document)
        publishers.add(document.publisher.id)
    assert len(publishers) == 2


def test_a_file_name_that_is_no_utf_8_is_written_in_a_form_that_can_be_stored(tmp_path: Path) -> None:
    write(tmp_path / os.fsdecode(b"caf\xe9.txt"))
    assert paths_of(list(read_paths([str(tmp_path)]))) == ["caf\\xe9.txt"]


def test_the_same_words_from_two_unknown_publishers_are_two_documents(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    first, second = read_paths([str(tmp_path)])
    assert not isinstance(first, Rejection)
    assert not isinstance(second, Rejection)
    assert first.publisher.name is second.publisher.name is None
    assert first.publisher != second.publisher


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (ARTICLE, "stdin"),
        (PAGE, "stdin"),
        ('{"id": "x", "text": "The gate failed on Friday, officials said."}\n', "stdin#x"),
    ],
)
def test_standard_input_is_text_page_or_json_lines(content: str, path: str) -> None:
    assert paths_of(list(read_paths(["-"], stdin=BytesIO(content.encode())))) == [path]
