from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.config import Settings
from kg.model import Document, PassageKind, Rejection
from kg.read import read_paths
from tests.unit.read.harbour import ARTICLE, DEFAULTS, HEADLINE, LEAD, passages_of


def read_lines(folder: Path, *lines: str, settings: Settings = DEFAULTS) -> list[Document | Rejection]:
    (folder / "feed.jsonl").write_bytes("\n".join(lines).encode())
    return list(read_paths([str(folder / "feed.jsonl")], None, settings))


def documents(articles: list[Document | Rejection]) -> list[Document]:
    return [article for article in articles if isinstance(article, Document)]


@pytest.mark.parametrize("key", ["published", "date", "date_created"])
def test_the_fields_of_a_line_are_its_metadata(tmp_path: Path, key: str) -> None:
    line = {
        "id": 7,
        "publisher": "Example Daily",
        "title": HEADLINE,
        key: "2031-05-03T10:00:00Z",
        "text": ARTICLE,
    }
    (document,) = documents(read_lines(tmp_path, json.dumps(line)))
    assert document.path == "feed.jsonl#7"
    assert document.publisher.name == "Example Daily"
    assert document.published is not None
    assert document.published.value == "2031-05-03"
    assert document.text == ARTICLE
    assert passages_of(document, PassageKind.HEADLINE) == [HEADLINE]


def test_a_title_that_ends_in_a_full_stop_is_the_headline_when_it_is_the_first_line(tmp_path: Path) -> None:
    title = "The gate of the harbour failed."
    (document,) = documents(read_lines(tmp_path, json.dumps({"title": title, "text": f"{title}\n\n{LEAD}"})))
    assert passages_of(document, PassageKind.HEADLINE) == [title]


def test_a_bad_line_is_a_rejection_with_its_number_and_the_others_go_on(tmp_path: Path) -> None:
    good = json.dumps({"doc_id": "b", "text": LEAD})
    lines = [
        "{bad",
        "",
        good,
        "[1]",
        '{"id": 5}',
        '{"text": 5}',
        '{"text": "half \\ud800 of a pair"}',
        '{"text": " "}',
    ]
    articles = read_lines(tmp_path, *lines)
    assert [document.path for document in documents(articles)] == ["feed.jsonl#b"]
    rejections = [article for article in articles if isinstance(article, Rejection)]
    assert [rejection.input for rejection in rejections] == [f"feed.jsonl#{n}" for n in (1, 4, 5, 6, 7, 8)]
    assert all(rejection.reason.startswith("line ") for rejection in rejections)


def test_a_line_without_an_id_is_called_by_its_number(tmp_path: Path) -> None:
    (document,) = documents(read_lines(tmp_path, "", json.dumps({"text": LEAD})))
    assert document.path == "feed.jsonl#2"


def test_a_line_over_the_limit_is_a_rejection_and_the_next_is_read(tmp_path: Path) -> None:
    limit = Settings(max_chars=100)
    long = json.dumps({"text": "word " * 500})
    for size in (limit.max_bytes, limit.max_bytes - 1, 400):
        short = json.dumps({"text": LEAD[:90], "more": ""})
        short = short.replace('"more": "', '"more": "' + "x" * (size - len(short)))
        rejection, document = read_lines(tmp_path, long, short, settings=limit)
        assert isinstance(rejection, Rejection)
        assert rejection.input == "feed.jsonl#1"
        assert isinstance(document, Document)
        assert document.path == "feed.jsonl#2"


def test_an_id_that_stands_on_two_lines_with_different_texts_is_a_rejection(tmp_path: Path) -> None:
    lines = [json.dumps({"id": 1, "text": text}) for text in (LEAD, LEAD, ARTICLE)]
    document, rejection = read_lines(tmp_path, *lines)
    assert isinstance(document, Document)
    assert document.text == LEAD
    assert isinstance(rejection, Rejection)
    assert rejection.input == "feed.jsonl#3"
    assert rejection.reason == "line 3: id '1' stands on line 1 too; give each line its own id"


def test_lines_without_ids_are_known_by_their_texts_wherever_they_stand(tmp_path: Path) -> None:
    lines = [json.dumps({"text": text}) for text in (LEAD, ARTICLE)]
    first, second = documents(read_lines(tmp_path, *lines))
    moved = documents(read_lines(tmp_path, lines[1], "", lines[0], lines[0]))
    assert first.source_key != second.source_key
    assert [document.source_key for document in moved] == [second.source_key, first.source_key]
    assert [document.path for document in moved] == ["feed.jsonl#1", "feed.jsonl#3"]


def test_a_line_with_an_id_keeps_its_source_key_when_its_text_changes(tmp_path: Path) -> None:
    keys = set()
    for text in (LEAD, ARTICLE):
        (document,) = documents(read_lines(tmp_path, json.dumps({"id": "x", "text": text})))
        keys.add(document.source_key)
    assert len(keys) == 1


@pytest.mark.parametrize("key", ["id", "publisher", "title", "url", "date"])
@pytest.mark.parametrize("value", ["x\ud800y", "https://example.org/\udfff", "a\x00b"])
def test_half_of_a_surrogate_pair_or_nul_in_a_value_is_left_out_or_a_rejection(
    tmp_path: Path, key: str, value: str
) -> None:
    (article,) = read_lines(tmp_path, json.dumps({"text": LEAD, key: value}))
    if isinstance(article, Rejection):
        article.reason.encode()
        assert article.reason.startswith("line 1: ")
    else:
        assert key in ("url", "date")
        assert (article.url, article.published) == (None, None)


def test_an_empty_file_is_a_rejection(tmp_path: Path) -> None:
    (rejection,) = read_lines(tmp_path, "")
    assert isinstance(rejection, Rejection)
    assert "empty" in rejection.reason


def test_json_that_is_not_in_lines_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": LEAD}], indent=1))
    (rejection,) = read_paths([str(tmp_path / "a.json")])
    assert isinstance(rejection, Rejection)
    assert "one object a line" in rejection.reason
