from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document, Rejection
from kg.read import Metadata, MetadataTable, read_metadata, read_paths
from kg.read.metadata import metadata_from
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


def make_table(folder: Path, *rows: str) -> MetadataTable:
    (folder / "articles.tsv").write_text("\n".join(("path\tpublisher\tpublished\turl", *rows)) + "\n")
    return read_metadata(folder / "articles.tsv")


def read_with(
    table: MetadataTable, *paths: Path, notes: list[str] | None = None
) -> list[Document | Rejection]:
    note = (lambda note: None) if notes is None else notes.append
    return list(read_paths([str(path) for path in paths], table, note=note))


@pytest.fixture
def two_folders(tmp_path: Path) -> Path:
    for folder in ("a", "b"):
        (tmp_path / "news" / folder).mkdir(parents=True)
        (tmp_path / "news" / folder / "x.txt").write_text(f"{ARTICLE}Folder {folder}.\n")
    return tmp_path / "news"


@pytest.mark.parametrize("row", ["a/x.txt", "news/a/x.txt", "elsewhere/news/a/x.txt", "./a/x.txt"])
def test_a_row_of_one_folder_is_not_for_a_file_of_the_same_name_in_another(
    tmp_path: Path, two_folders: Path, row: str
) -> None:
    table = make_table(tmp_path, f"{row}\tExample Daily\t\t")
    for paths in ([two_folders], [two_folders / "a", two_folders / "b"]):
        names = {d.text[-3]: d.publisher.name for d in read_with(table, *paths) if isinstance(d, Document)}
        assert names == {"a": "Example Daily", "b": None}
    for folder, name in (("a", "Example Daily"), ("b", None)):
        (document,) = read_with(table, two_folders / folder / "x.txt")
        assert isinstance(document, Document)
        assert document.publisher.name == name


def test_a_row_without_a_folder_is_for_every_file_of_its_name(tmp_path: Path, two_folders: Path) -> None:
    table = make_table(tmp_path, "x.txt\tExample Daily\t\t", "b/x.txt\tOther Paper\t\t")
    names = [d.publisher.name for d in read_with(table, two_folders) if isinstance(d, Document)]
    assert names == ["Example Daily", "Other Paper"]


def test_two_rows_that_fit_equally_well_say_nothing() -> None:
    rows = {"m/a/x.txt": Metadata("M"), "n/a/x.txt": Metadata("N")}
    table = MetadataTable(rows, {"x.txt": tuple(rows)})
    assert table.find("a/x.txt", "/srv/a/x.txt") is None
    assert table.find("a/x.txt", "/srv/n/a/x.txt") is None
    assert table.find("n/a/x.txt") == Metadata("N")


def test_a_name_in_decomposed_letters_is_the_same_name(tmp_path: Path) -> None:
    composed, taken_apart = "caf\u00e9.txt", "cafe\u0301.txt"
    (tmp_path / taken_apart).write_text(ARTICLE)
    table = make_table(tmp_path, f"{composed}\tExample Daily\t\t")
    (document,) = read_with(table, tmp_path / taken_apart)
    assert isinstance(document, Document)
    assert document.publisher.name == "Example Daily"


def test_the_id_of_a_line_is_no_file_name(tmp_path: Path) -> None:
    line = {"id": "https://example.org/b.txt", "text": ARTICLE}
    (tmp_path / "feed.jsonl").write_text(json.dumps(line))
    for row, name in (("b.txt", None), (f"feed.jsonl#{line['id']}", "Example Daily")):
        (document,) = read_with(make_table(tmp_path, f"{row}\tExample Daily\t\t"), tmp_path / "feed.jsonl")
        assert isinstance(document, Document)
        assert document.publisher.name == name


def test_what_a_row_says_and_cannot_be_used_is_noted(tmp_path: Path) -> None:
    table = make_table(tmp_path, "a.txt\t\t2025-04-03\t", "b.txt\t\t03/04/2025\tjavascript:x")
    assert table.notes == (
        "articles.tsv line 3: cannot read the date '03/04/2025'; write year-month-day, as in 2025-04-03",
        "articles.tsv line 3: left out the address 'javascript:x'; "
        "write a whole one (https://...), spaces and signs percent-encoded",
    )
    found = table.find("b.txt")
    assert found is not None
    assert (found.published, found.url) == (None, None)


def test_rows_that_fit_no_article_are_noted(tmp_path: Path, two_folders: Path) -> None:
    table = make_table(tmp_path, "a/x.txt\tA\t\t", "c/x.txt\tC\t\t", "y.txt\tY\t\t")
    notes: list[str] = []
    read_with(table, two_folders, notes=notes)
    assert notes == [
        "articles.tsv: 2 rows fit no article that was read, first 'c/x.txt'; "
        "write the path as it stands below the folder that is named"
    ]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org/ä", True),
        ("ftp://example.org/a", False),
        ("www.example.org/a", False),
        ("https:///a", False),
        ("https://[x/a", False),
        ("https://example.org/a b", False),
        ("data:text/html,x", False),
    ],
)
def test_only_addresses_of_the_web_are_kept(address: str, kept: bool) -> None:
    assert metadata_from({"url": address}).url == (address if kept else None)


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
        ("a.jsonl", '{"path": "a", "publisher": "x\\ud800"}\n', "line 1.*surrogate.*publisher"),
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
