"""Every row of every word list brings an example in which its word occurs, and a reference."""

from __future__ import annotations

import re

import pytest

from kg.lexicon import Row, table
from tests.contract.source import PACKAGE

TABLES = sorted(path.stem for path in (PACKAGE / "lexicon" / "en").glob("*.tsv"))
STEM = 4
"""Letters at most that inflection leaves alone: all four of "claim", three of "deny" ("denied")."""


ENTRY_COLUMNS = ("word", "phrase", "verb", "noun", "adjective", "adverb", "form", "participle", "pattern")
"""What a row is about stands in one of these."""


PAST_FORMS = {"draw": "drew", "give": "gave", "make": "made", "take": "took"}
"""Of light verbs, which the table of irregular verbs has no need of."""


def entry_of(row: Row) -> str:
    return next(row[column] for column in ENTRY_COLUMNS if column in row)


def shows_its_entry(row: Row) -> bool:
    """Tell whether the example holds the entry, an inflected form of it, or what its pattern fits."""
    if "pattern" in row:
        return re.search(row["pattern"], row["example"], re.IGNORECASE) is not None
    return any(stands_in(form, row["example"]) for form in (entry_of(row), *irregular_forms(row)))


def irregular_forms(row: Row) -> list[str]:
    """What the column `forms` lists ("said" for "say"), here or in the table of irregular verbs."""
    known = {**PAST_FORMS, **{verb["verb"]: verb["forms"] for verb in table("irregular_verbs")}}
    forms = row.get("forms") or known.get(entry_of(row), "")
    return [form for form in forms.split(",") if form]


def stands_in(entry: str, example: str) -> bool:
    """Tell whether an entry stands in the example: as it is, or every word of it with other endings."""
    entry, example = entry.casefold(), example.casefold()
    words = re.findall(r"\w+", entry)
    if not words or entry.startswith(("'", "’", "n'", "n’")):
        return entry in example
    return all(re.search(rf"(?<![^\W\d]){stem_of(word)}", example) for word in words)


def stem_of(word: str) -> str:
    if word.endswith("y"):
        return word[:-1][:STEM]
    return word if len(word) <= 3 else word[: max(3, min(STEM, len(word) - 1))]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_an_example_and_a_reference(name: str) -> None:
    lacking = {"", "-"}
    assert [entry_of(row) for row in table(name) if {row["example"], row["reference"]} & lacking] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_table_says_what_it_is(name: str) -> None:
    text = (PACKAGE / "lexicon" / "en" / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.startswith("# ")


@pytest.mark.parametrize("name", TABLES)
def test_the_words_of_a_row_occur_in_its_example(name: str) -> None:
    assert [entry_of(row) for row in table(name) if not shows_its_entry(row)] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    rows = [
        tuple(row[column] for column in row if column not in ("example", "reference")) for row in table(name)
    ]
    assert len(rows) == len(set(rows))
