"""Pages that are written here and pages that a script draws have the same words and shapes."""

from __future__ import annotations

import re

import pytest

from kg.views import wordings
from kg.views.served_pages import page_style
from kg.views.shell import read_static

BASE, RECORDS = read_static("base.js"), read_static("evidence/records.js")
DIFFERENCES, CARD = read_static("evidence/differences.js"), read_static("evidence/claim_card.js")


def strings_of(script: str, name: str) -> list[str]:
    """Return all strings between `const NAME =` and the line that ends it."""
    found = re.search(rf"const {name} = (.*?);\n", script, re.DOTALL)
    assert found, name
    return re.findall(r'"((?:[^"\\]|\\.)*)"', found[1])


def flat(table: dict[str, tuple[str, ...]]) -> list[str]:
    return [word for row in table.values() for word in row]


def test_kinds_have_one_word_and_one_shape() -> None:
    told = [word for kind, row in wordings.KINDS.items() for word in (kind, *row)]
    assert strings_of(BASE, "KINDS") == told
    assert strings_of(CARD, "DIFFERS_PATH") == [wordings.DIFFERS_SHAPE]


@pytest.mark.parametrize(
    ("script", "name", "words"),
    [
        (BASE, "ACTS", flat(wordings.ACTS)),
        (BASE, "ACT_PHRASES", list(wordings.ACT_PHRASES.values())),
        (RECORDS, "CERTAINTIES", list(wordings.CERTAINTIES.values())),
        (DIFFERENCES, "NO_VERDICT", [wordings.NO_VERDICT]),
    ],
)
def test_words_are_those_of_the_scripts(script: str, name: str, words: list[str]) -> None:
    assert strings_of(script, name) == words


def test_styles_and_differences_are_those_of_the_scripts() -> None:
    assert [one for one in strings_of(RECORDS, "STYLES") if one != "own-voice"] == flat(wordings.STYLES)
    names = strings_of(BASE, "DIFFERENCES")
    assert dict(zip(names[::2], names[1::2], strict=True)) == {
        kind: row[0] for kind, row in wordings.DIFFERENCES.items()
    }
    signs = strings_of(DIFFERENCES, "DIFFERENCE_SIGNS")
    assert dict(zip(signs[::3], signs[1::3], strict=True)) == {
        kind: row[1] for kind, row in wordings.DIFFERENCES.items()
    }


def test_badges_have_the_words_of_a_card() -> None:
    card = CARD[CARD.index("function renderBadges") : CARD.index("/** In which other claim")]
    for words in (
        "denies",
        "negated",
        "conditional",
        "in the article’s words",
        "How sure the text says it is",
    ):
        assert f'"{words}"' in card
        assert words in read_source()


def read_source() -> str:
    from importlib.resources import files

    return files("kg.views").joinpath("wordings.py").read_text("utf-8")


@pytest.mark.parametrize(
    ("scheme", "value", "page"),
    [
        ("wikidata", "Q159", "https://www.wikidata.org/wiki/Q159"),
        ("wikidata", "Q1/../evil", ""),
        ("wikidata", "159", ""),
        ("geonames", "695594", "https://www.geonames.org/695594"),
        ("geonames", "٣", ""),
        ("iso3166", "UA", ""),
        ("unknown", "1", ""),
    ],
)
def test_only_identifiers_of_a_known_form_lead_elsewhere(scheme: str, value: str, page: str) -> None:
    assert wordings.identifier_page(scheme, value) == page


def test_the_style_sheet_is_dark_where_the_system_is() -> None:
    style = page_style()
    assert "prefers-color-scheme: dark" in style
    assert "data-theme" not in style
