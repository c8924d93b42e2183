"""docs/GAZETTEER.md says what the reader of gazetteers does: examples are read, messages are given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mentions.entries import read_entries

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "GAZETTEER.md").read_text(encoding="utf-8")
MESSAGES = re.findall(r"^\| .+ \| `(names\.\w+.*)` \|$", PAGE, re.MULTILINE)

HEADER = "name\tkind\twikidata\tlat\tlon\n"
CODED = "name\tkind\tstrong\tweak\tcountry\twikidata\treference\n"
BAD = {
    "the header needs": ("names.tsv", "Otto Brandt\tperson\n"),
    "no row in the file": ("names.tsv", "name\tkind\n"),
    "affilation": ("names.tsv", "name\tkind\taffilation\nOtto Brandt\tperson\tSalt Commission\n"),
    "alias is": ("names.jsonl", '{"name": "Otto Brandt", "kind": "person", "alias": ["O. Brandt"]}\n'),
    "there twice": ("names.tsv", "name\tkind\tkind\nOtto Brandt\tperson\tplace\n"),
    "column 3": ("names.tsv", "name\tkind\t\tcountry\nOtto Brandt\tperson\t\tDE\n"),
    "3 cells": ("names.tsv", "name\tkind\nOtto Brandt\tperson\tDE\n"),
    "marks around it": ("names.tsv", 'name\tkind\n"Otto Brandt"\tperson\n'),
    "U+FFFD": ("names.tsv", "name\tkind\nJos\ufffd Brandt\tperson\n"),
    "the name is empty": ("names.tsv", f"{HEADER}\tperson\n"),
    "more than one name": ("names.tsv", "name\tkind\nOtto Brandt;O. Brandt\tperson\n"),
    "'the' is no name": ("names.tsv", f"{CODED}Salt Commission\torganization\tthe\n"),
    "under strong and under weak": ("names.tsv", f"{CODED}Otto Brandt\tperson\tBrandt\tBrandt\n"),
    "kind is 'Person'": ("names.tsv", f"{HEADER}Otto Brandt\tPerson\n"),
    "country is 'Germany'": ("names.tsv", f"{CODED}Otto Brandt\tperson\t\t\tGermany\n"),
    "wikidata is 'Q12a'": ("names.tsv", f"{CODED}Otto Brandt\tperson\t\t\t\tQ12a\twikidata=a list\n"),
    "has no reference": ("names.tsv", f"{HEADER}Otto Brandt\tperson\tQ12\n"),
    "names no source": ("names.tsv", f"{CODED}Otto Brandt\tperson\t\t\t\tQ12\twikidata\n"),
    "two sources": ("names.tsv", f"{CODED}Otto Brandt\tperson\t\t\t\tQ12\twikidata=one;wikidata=two\n"),
    "not a number": ("names.tsv", f"{HEADER}Arlen\tplace\t\t51,5\t7,1\n"),
    "outside": ("names.tsv", f"{HEADER}Arlen\tplace\t\t91\t7.1\n"),
    "both be given": ("names.tsv", f"{HEADER}Arlen\tplace\t\t51.5\t\n"),
    "person Otto Brandt stands": ("names.tsv", "name\tkind\nOtto Brandt\tperson\nOtto Brandt\tperson\n"),
    "wikidata Q12 stands": (
        "names.tsv",
        f"{CODED}Otto Brandt\tperson\t\t\t\tQ12\twikidata=list\nIda Holm\tperson\t\t\t\tQ12\twikidata=list\n",
    ),
    "a strong name of": ("names.tsv", f"{CODED}Otto Brandt\tperson\tBrandt\nIda Brandt\tperson\tBrandt\n"),
    "not JSON": ("names.jsonl", '{"name": "Otto Brandt", "kind": "person"\n'),
    "a JSON array": ("names.json", '[{"name": "Otto Brandt", "kind": "person"},\n'),
    "not a JSON object": ("names.jsonl", '["Otto Brandt", "person"]\n'),
    "name is 12": ("names.jsonl", '{"name": 12, "kind": "person"}\n'),
    "a JSON object in a table": ("names.tsv", '{"name": "Otto Brandt", "kind": "person"}\n'),
    "UTF-8": ("names.tsv", "name\tkind\nJosé\tperson\n"),
}
"""A part of each message on the page, and a file that earns it."""


def example(tmp_path: Path, language: str, name: str) -> Path:
    """Write the page's example in one of its languages."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    path = tmp_path / name
    path.write_text(found.group(1), encoding="utf-8")
    return path


def test_both_forms_of_the_example_hold_the_same(tmp_path: Path) -> None:
    table = read_entries([example(tmp_path, "tsv", "names.tsv")])
    assert [entry.name for entry in table] == ["Otto Brandt", "Salt Commission", "Kestrel Bridge", "Kyiv"]
    assert read_entries([example(tmp_path, "json", "names.jsonl")]) == table


@pytest.mark.parametrize("message", MESSAGES)
def test_a_bad_file_gets_the_message_of_the_page(tmp_path: Path, message: str) -> None:
    ((name, text),) = (bad for part, bad in BAD.items() if part in message)
    path = tmp_path / name
    path.write_text(text, encoding="latin-1" if "UTF-8" in message else "utf-8")
    with pytest.raises(InputError) as raised:
        read_entries([path])
    assert str(raised.value).startswith(message.removesuffix("...").removesuffix("(...)"))


def test_the_page_shows_every_message_that_is_tried() -> None:
    assert len(MESSAGES) == len(BAD)


def test_an_array_of_objects_on_one_line_gets_the_message_of_a_line_that_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    path.write_text('[{"name": "Otto Brandt", "kind": "person"}]\n', encoding="utf-8")
    (row,) = (line for line in PAGE.splitlines() if "an array of all objects on one line" in line)
    with pytest.raises(InputError) as raised:
        read_entries([path])
    assert str(raised.value).partition("line 1: ")[2].partition("; see ")[0] in row
