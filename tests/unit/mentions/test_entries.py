"""Gazetteer files that the user gives."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.mentions.entries import Entry, read_entries
from kg.model import EntityKind

HEADER = "name\tkind\tstrong\tweak\tcountry\twikidata\tgeonames\tlat\tlon\treference\n"


def written(folder: Path, text: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


def entries(folder: Path, text: str, name: str = "own.tsv") -> tuple[Entry, ...]:
    return read_entries([written(folder, text, name)])


def test_the_name_is_a_strong_name_unless_it_is_called_weak(tmp_path: Path) -> None:
    rows = "Ilse Brandt\tperson\t\tBrandt\nMill\tplace\tMill Town\tthe mill\n"
    first, second = entries(tmp_path, HEADER + rows)
    assert first.strong == ("Ilse Brandt",)
    assert first.weak == ("Brandt",)
    assert second.strong == ("Mill Town",)


def test_json_lines_give_the_same_entries_as_a_table(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        HEADER + "Ilse Brandt\tperson\tI. Brandt;Ilse B.\tBrandt\tDK\t\t42\t55.5\t9\tgeonames=a list\n",
    )
    line = (
        '{"name": "Ilse Brandt", "kind": "person", "strong": ["I. Brandt", " Ilse  B."], "weak": "Brandt", '
        '"country": "DK", "wikidata": null, "geonames": 42, "lat": 55.5, "lon": 9, '
        '"reference": "geonames=a list"}'
    )
    assert read_entries([table]) == entries(tmp_path, line, "own.jsonl")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Ilse Brandt\thuman", "kind is 'human'"),
        ("\tperson", "name is empty"),
        ("Mill\tplace\t\t\t\t\t\tnorth\t9", "lat is 'north'"),
        ("Mill\tplace\t\t\t\t\t\tnan\t9", "lat is 'nan'"),
        ("Mill\tplace\t\t\t\t\t\t5_5\t9", "lat is '5_5'"),
        ("Mill\tplace\t\t\t\t\t\t95\t9", "outside"),
        ("Mill\tplace\t\t\t\t\t\t55\t9e400", "outside"),
        ("Mill\tplace\t\t\t\t\t\t55\t", "both"),
        ("Mill\tplace\t\t\t\tQ1\t\t\t\t", "no reference"),
        ("Mill\tplace\t\t\t\t12\t\t\t\twikidata=a list", "wikidata is '12'"),
        ("Mill\tplace\t\t\t\tQ1,Q2\t\t\t\twikidata=a list", "wikidata is 'Q1,Q2'"),
        ("Mill\tplace\t\t\t\t\tabc\t\t\tgeonames=a list", "geonames is 'abc'"),
        ("Mill\tplace\t\t\t\t\t٤٢\t\t\tgeonames=a list", "geonames is '٤٢'"),
        ("Mill\tplace\t\t\t\t\t1000000000000\t\t\tgeonames=a list", "at most 12"),
        ("Mill\tplace\t\t\tUK", "country is 'UK'"),
        ("Mill\tplace\t\t\tdk", "country is 'dk'"),
        ("Mill\tplace\t\t\t\t\t42\t\t\tgeonames", "names no source"),
        ("Mill\tplace\t\t\t\t\t42\t\t\tgeonames=", "names no source"),
        ("Mill\tplace\t\t\t\t\t42\t\t\tgeonames=one;lat,geonames=two", "two sources for geonames"),
        ("Mill\tplace" + "\t" * 12 + "x", "14 cells"),
        (";\tplace", "more than one name"),
        ("The\tplace", "'The' is no name"),
        ("Mill\tplace\tMill;…", "'…' is no name"),
        ("Mill\tplace\t\tan", "'an' is no name"),
        ("Mill\tplace\tthe Mill House\tMill House", "under strong and under weak"),
        ('"Mill"\tplace', "without quotation marks"),
        ('"Mill\tplace', "without quotation marks"),
        ('Mill\tplace\t"Mill ""Town"""', "without quotation marks"),
        ('Mill\tplace\t"Mill House";"Mill Town"', "without quotation marks"),
        ("Mi\x00ll\tplace", r"U\+0000"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    path = written(tmp_path, "# a comment\n" + HEADER + row + "\n")
    with pytest.raises(InputError, match=rf"own\.tsv line 3: .*{problem}.*; see docs/GAZETTEER\.md"):
        read_entries([path])


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("name,kind", "separated by tabs"),
        ("Name\tKind", "in small letters"),
        ('"name"\t"kind"', "without quotation marks"),
        ("name\tkind\tkind", "kind is there twice"),
        ("name\tkind\t\tstrong", "column 3 has no name"),
        ("name\tkind\taffilation", "did you mean affiliation"),
        ("name\tkind\tStrong", "did you mean strong"),
        ("name\tkind\tgeonames_id", "did you mean geonames"),
        ("name\tkind\tlongitude", "did you mean lon"),
    ],
)
def test_a_header_that_would_lose_cells_is_refused(tmp_path: Path, header: str, problem: str) -> None:
    with pytest.raises(InputError, match=rf"own\.tsv line 2: .*{problem}"):
        entries(tmp_path, f"\n{header}\nMill\tplace\t\t\n")


def test_columns_that_are_not_of_the_form_are_ignored(tmp_path: Path) -> None:
    plain = entries(tmp_path, "name\tkind\nMill\tplace\n")
    assert entries(tmp_path, "name\tkind\tnote\tnotes\tsurname\tcolour\nMill\tplace\ta\tb\tc\td\n") == plain
    assert entries(tmp_path, "name\tkind\t\t\nMill\tplace\t\t\n") == plain
    assert entries(tmp_path, '{"name": "Mill", "kind": "place", "colour": [{}]}', "own.JSONL") == plain


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"name": "Mill", "kind": "place"', "not JSON"),
        ("[" * 100_000, "array"),
        ('{"name": ' * 100_000, "not JSON"),
        ('[{"name": "Mill", "kind": "place"},', "no array around"),
        ('[{"name": "Mill", "kind": "place"}]', "no array around"),
        ("{", "one object a line"),
        ("7", "not a JSON object"),
        ('{"name": 12, "kind": "place"}', "name is 12"),
        ('{"name": ["Mill"], "kind": "place"}', "name is"),
        ('{"name": "Mill", "kind": "place", "strong": ["Mill", 7]}', "strong is 7"),
        ('{"name": "Mill", "kind": "place", "strong": ["Mill", null]}', "strong is null"),
        ('{"name": "Mill", "kind": "place", "weak": {"x": 1}}', "weak is"),
        ('{"name": "Mill", "kind": "place", "wikidata": ["Q1", "Q2"]}', "wikidata is"),
        ('{"name": "Mill", "kind": "place", "lat": true, "lon": false}', "lat is true"),
        ('{"name": "Mill", "kind": "place", "lat": NaN, "lon": 1}', "lat is 'nan'"),
        ('{"name": "Mill", "kind": "place", "kind": "person"}', "kind is there twice"),
        ('{"name": "Mill", "kind": "place", "aliases": []}', "did you mean strong"),
        (r'{"name": "Mill \ud800", "kind": "place"}', r"U\+D800"),
        ('{"name": "Mill"}', "kind is ''"),
    ],
)
def test_a_malformed_object_is_refused_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(InputError, match=rf"own\.jsonl line 2: .*{problem}"):
        entries(tmp_path, f'{{"name": "Arlen", "kind": "place"}}\n{line}\n', "own.jsonl")


def test_a_name_of_a_json_list_is_whole(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path, '{"name": "Mill", "kind": "place", "strong": ["Mill; Town"]}', "own.jsonl")
    assert entry.strong == ("Mill", "Mill; Town")


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n", "name\tkind\n", "name\tkind\n\t\n"])
def test_a_file_without_a_row_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"own\.tsv: no row"):
        entries(tmp_path, text)


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x85", "\u2028", "\u00a0", "  "])
def test_only_a_line_end_ends_a_row(tmp_path: Path, separator: str) -> None:
    (entry,) = entries(tmp_path, f"name\tkind\nMill{separator}Town\tplace\n")
    assert entry.name == "Mill Town"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_and_a_byte_order_mark_are_read(tmp_path: Path, end: str) -> None:
    (entry,) = entries(tmp_path, f"\ufeffname\tkind{end}Mill\tplace{end}")
    assert (entry.name, entry.kind) == ("Mill", EntityKind.PLACE)
    with pytest.raises(InputError, match="line 3: kind is 'mill'"):
        entries(tmp_path, f"name\tkind{end}{end}Mill\tmill{end}")


def test_a_name_may_hold_quotation_marks(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path, 'name\tkind\tstrong\nOtto "Salt" Brandt\tperson\t"Salt" Brandt\n')
    assert entry.strong == ('Otto "Salt" Brandt', '"Salt" Brandt')


SAME = [
    ("Ilse Brandt\tperson\n" * 2, "person Ilse Brandt stands on own.tsv line 2 already"),
    ("Brandt\tperson\tI. Brandt\tBrandt\nBrandt\tperson\tO. Brandt\tBrandt\n", "person Brandt stands"),
    ("Mill\tplace\t\t\t\t\t4\t\t\tgeonames=a\nDam\tplace\t\t\t\t\t4\t\t\tgeonames=a\n", "geonames 4 stands"),
    (
        "Mill\tplace\t\t\t\tQ4\t4\t\t\tgeonames,wikidata=a\nDam\tplace\t\t\t\tQ4\t\t\t\twikidata=a\n",
        "wikidata Q4 stands",
    ),
    ("Mill\tplace\tM. Town\nDam\tplace\tthe M Town\n", "the M Town is a strong name of own.tsv line 2 too"),
    ("Mill\tplace\nMill\toutlet\n", "Mill is a strong name of own.tsv line 2 too"),
]


@pytest.mark.parametrize(("rows", "problem"), SAME)
def test_what_identifies_two_rows_is_refused_with_both_lines(tmp_path: Path, rows: str, problem: str) -> None:
    with pytest.raises(InputError, match=rf"own\.tsv line 3: {problem}"):
        entries(tmp_path, HEADER + rows)


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    files = [written(tmp_path / folder, "name\tkind\nMill\tplace\n") for folder in ("one", "two")]
    with pytest.raises(InputError, match=r"two/own\.tsv line 2: .*one/own\.tsv line 2 already"):
        read_entries(files)


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "name\tkind\nMill\tplace\n")
    assert len(read_entries([path, path])) == 1


def test_two_rows_may_share_a_weak_name(tmp_path: Path) -> None:
    rows = "Ilse Brandt\tperson\t\tBrandt\nOtto Brandt\tperson\t\tBrandt\n"
    assert [entry.weak for entry in entries(tmp_path, HEADER + rows)] == [("Brandt",), ("Brandt",)]


def test_an_identifier_keeps_the_reference_that_the_file_gives(tmp_path: Path) -> None:
    row = "Mill\tplace\t\t\tDK\t\t42\t\t\tgeonames=some package=1;country=pycountry 26\n"
    (entry,) = entries(tmp_path, HEADER + row)
    assert entry.kind is EntityKind.PLACE
    assert entry.key == "geonames:42"
    assert entry.identifiers[0].reference == "some package=1"


@pytest.mark.parametrize(
    ("code", "is_good"), [("DE", 1), ("DE-BY", 1), ("XK", 1), ("de", 0), ("QQ-1", 0), ("DE-", 0)]
)
def test_an_iso_code_is_of_a_country_or_of_a_part_of_one(tmp_path: Path, code: str, is_good: int) -> None:
    text = f"name\tkind\tiso3166\treference\nMill\tplace\t{code}\tiso3166=a list\n"
    if is_good:
        assert entries(tmp_path, text)[0].identifiers[0].value == code
    else:
        with pytest.raises(InputError, match="must be ISO 3166-1 alpha-2 or ISO 3166-2"):
            entries(tmp_path, text)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv: cannot be read"):
        read_entries([tmp_path / "none.tsv"])


def test_text_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes("name\tkind\r\nMill\tplace\r\nBröck\tplace\r\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"own\.tsv line 3: not UTF-8"):
        read_entries([path])


@given(st.binary(max_size=200), st.sampled_from(["own.tsv", "own.jsonl"]))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str
) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes((b"name\tkind\nMill\tplace\n" if name == "own.tsv" else b"{") + raw)
    with suppress(InputError):
        assert all(entry.name for entry in read_entries([path]))
