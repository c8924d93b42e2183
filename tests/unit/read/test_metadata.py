from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import Metadata, read_metadata
from tests.unit.read.harbour import ARTICLE, read_one

HEADER = "path,publisher,title,published,url,note"
ROWS = (
    "a.txt,Example Daily,,2031-05-03,,first hand",
    'sub/b.txt,,"Gate fails, boats lost",2031-05,https://example.org/b,',
    "other/b.txt,Other Paper,,,,",
)


def write_table(folder: Path, suffix: str) -> Path:
    path = folder / f"table{suffix}"
    if suffix == ".jsonl":
        fields = [
            {"path": "a.txt", "publisher": "Example Daily", "published": "2031-05-03", "note": "first hand"},
            {
                "path": "sub/b.txt",
                "title": "Gate fails, boats lost",
                "published": "2031-05",
                "url": "https://example.org/b",
            },
            {"path": "other/b.txt", "publisher": "Other Paper", "title": None},
        ]
        path.write_text("\n".join(map(json.dumps, fields)) + "\n")
    elif suffix == ".csv":
        path.write_text("\n".join((HEADER, *ROWS)) + "\n")
    else:
        comma = "Gate fails, boats lost"
        rows = (
            row.replace(f'"{comma}"', "@").replace(",", "\t").replace("@", comma) for row in (HEADER, *ROWS)
        )
        path.write_text("\ufeff" + "\r\n".join(rows) + "\r\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".jsonl"])
def test_the_three_forms_say_the_same(tmp_path: Path, suffix: str) -> None:
    table = read_metadata(write_table(tmp_path, suffix))
    first = table.find("a.txt")
    assert first is not None
    assert (first.publisher, first.title, first.url) == ("Example Daily", None, None)
    assert first.published is not None
    assert first.published.value == "2031-05-03"
    second = table.find("sub/b.txt")
    assert second is not None
    assert (second.publisher, second.title, second.url) == (
        None,
        "Gate fails, boats lost",
        "https://example.org/b",
    )


def test_a_path_is_looked_up_whole_then_by_its_file_name(tmp_path: Path) -> None:
    table = read_metadata(write_table(tmp_path, ".tsv"))
    assert table.find("deep/down/a.txt") == table.find("a.txt") is not None
    assert table.find("sub/b.txt") != table.find("other/b.txt")
    assert table.find("b.txt") is None  # stands for two paths
    assert table.find("nothing.txt") is None


def test_the_table_wins_over_the_article_value_by_value(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"---\npublisher: Old Name\ntitle: Old title\ndate: 2030-01-01\n---\n{ARTICLE}"
    )
    document = read_one(tmp_path / "a.txt", table=read_metadata(write_table(tmp_path, ".csv")))
    assert (document.publisher.name, document.title) == ("Example Daily", "Old title")
    assert document.published is not None
    assert document.published.value == "2031-05-03"


def test_what_one_does_not_say_the_other_may() -> None:
    assert Metadata(title="A").or_else(Metadata("B", "C")) == Metadata("B", "A")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.tsv", "publisher\ttitle\nExample Daily\tGate\n", "no path"),
        ("a.tsv", "path\ttitle\na.txt\tx\na.txt\ty\n", "line 3.*twice"),
        ("a.jsonl", '{"path": "a"}\n{bad\n', "line 2.*not JSON"),
        ("a.jsonl", "[1]\n", "not a JSON object"),
        ("a.csv", "path,title\na.txt," + "x" * 200_000, "not a table"),
    ],
)
def test_a_broken_table_says_where(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=words):
        read_metadata(tmp_path / name)


def test_a_table_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the metadata table"):
        read_metadata(tmp_path / "none.tsv")
    (tmp_path / "x.tsv").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match="PNG"):
        read_metadata(tmp_path / "x.tsv")
