"""Gazetteer files that the user gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mentions.entries import read_entries
from kg.model import EntityKind

HEADER = "name\tkind\tstrong\tweak\tcountry\twikidata\tgeonames\tlat\tlon\treference\n"


def written(folder: Path, text: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_name_is_a_strong_name_unless_it_is_called_weak(tmp_path: Path) -> None:
    rows = "Ilse Brandt\tperson\t\tBrandt\nMill\tplace\tMill Town\tMill\n"
    first, second = read_entries([written(tmp_path, HEADER + rows)])
    assert first.strong == ("Ilse Brandt",)
    assert first.weak == ("Brandt",)
    assert second.strong == ("Mill Town",)


def test_json_lines_give_the_same_entries_as_a_table(tmp_path: Path) -> None:
    table = written(tmp_path, HEADER + "Ilse Brandt\tperson\tI. Brandt;Ilse B.\tBrandt\tDK\n")
    line = (
        '{"name": "Ilse Brandt", "kind": "person", "strong": ["I. Brandt", "Ilse B."], '
        '"weak": "Brandt", "country": "DK"}'
    )
    assert read_entries([table]) == read_entries([written(tmp_path, line, "own.jsonl")])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Ilse Brandt\thuman", "kind is 'human'"),
        ("\tperson", "name is empty"),
        ("Mill\tplace\t\t\t\t\t\tnorth\t9", "lat is 'north'"),
        ("Mill\tplace\t\t\t\t\t\t95\t9", "outside"),
        ("Mill\tplace\t\t\t\t\t\t55\t", "both"),
        ("Mill\tplace\t\t\t\tQ1\t\t\t\t", "no reference"),
        ("Mill\tplace" + "\t" * 12, "cells"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    path = written(tmp_path, "# a comment\n" + HEADER + row + "\n")
    with pytest.raises(InputError, match=rf"own\.tsv line 3: .*{problem}"):
        read_entries([path])


def test_an_identifier_keeps_the_reference_that_the_file_gives(tmp_path: Path) -> None:
    row = "Mill\tplace\t\t\tDK\t\t42\t\t\tgeonames=some package 1;country=pycountry 26\n"
    (entry,) = read_entries([written(tmp_path, HEADER + row)])
    assert entry.kind is EntityKind.PLACE
    assert entry.key == "geonames:42"
    assert entry.identifiers[0].reference == "some package 1"


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.tsv"):
        read_entries([tmp_path / "none.tsv"])
