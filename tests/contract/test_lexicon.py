"""Every row of every word list brings an example in which its word occurs, and a reference."""

from __future__ import annotations

import re

import pytest

from kg.lexicon import Row, table
from tests.contract.source import PACKAGE

TABLES = sorted(path.stem for path in (PACKAGE / "lexicon" / "en").glob("*.tsv"))
STEM = 4
"""Letters at most that inflection leaves alone: all four of "claim", three of "deny" ("denied")."""


def entry_of(row: Row) -> str:
    """The first column: what the row is about."""
    return next(iter(row.values()))


def irregular_forms(row: Row) -> list[str]:
    """What the column `forms` lists: "said" for "say"."""
    return [form for form in row.get("forms", "").split(",") if form]


def stands_in(entry: str, example: str) -> bool:
    """Tell whether every word of an entry, or an inflection of it, stands in the example."""
    words = re.findall(r"\w+", entry.casefold())
    if not words:
        return entry in example
    return all(re.search(rf"(?<!\w){stem_of(word)}", example.casefold()) for word in words)


def stem_of(word: str) -> str:
    return word if len(word) <= 3 else word[: max(3, min(STEM, len(word) - 1))]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_an_example_and_a_reference(name: str) -> None:
    lacking = [entry_of(row) for row in table(name) if not row["example"] or not row["reference"]]
    assert not lacking


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_what_it_is(name: str) -> None:
    text = (PACKAGE / "lexicon" / "en" / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.startswith("# ")


@pytest.mark.parametrize("name", TABLES)
def test_the_words_of_a_row_occur_in_its_example(name: str) -> None:
    missing = [
        entry_of(row)
        for row in table(name)
        if not any(stands_in(form, row["example"]) for form in (entry_of(row), *irregular_forms(row)))
    ]
    assert not missing


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    rows = [
        tuple(row[column] for column in row if column not in ("example", "reference")) for row in table(name)
    ]
    assert len(rows) == len(set(rows))
