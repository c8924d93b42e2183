"""Which sources are somebody, of those whose noun no list has; on Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.unknown_sources import is_somebody

VOCAB = spacy.blank("en").vocab


def is_one(words: str, *, pos: str = "NOUN", tag: str = "NN", clause: bool = False) -> bool:
    """Judge the last of some words, or the last but one if a clause hangs on it."""
    tokens = words.split()
    head = len(tokens) - (2 if clause else 1)
    deps = ["det"] * head + ["nsubj", "relcl"][: len(tokens) - head]
    tags = ["DT"] * head + [tag, "VBD"][: len(tokens) - head]
    poses = ["DET"] * head + [pos, "VERB"][: len(tokens) - head]
    lemmas = [token.casefold().removesuffix("s") for token in tokens]
    doc = Doc(VOCAB, tokens, heads=[head] * len(tokens), deps=deps, tags=tags, pos=poses, lemmas=lemmas)
    return is_somebody(doc[head])


@pytest.mark.parametrize("word", ["beekeepers", "glaciologist", "ferrymen", "evacuees"])
def test_a_noun_for_those_who_do_something_is_somebody(word: str) -> None:
    assert is_one(f"the {word}")


@pytest.mark.parametrize("word", ["raid", "point", "study", "letter", "offer", "figures"])
def test_a_thing_or_text_is_nobody(word: str) -> None:
    assert not is_one(f"the {word}")


def test_the_wounded_are_somebody() -> None:
    assert is_one("the wounded", pos="ADJ", tag="VBN")
    assert not is_one("wounded", pos="ADJ", tag="VBN")


def test_a_name_is_somebody() -> None:
    assert is_one("Keidas", pos="PROPN", tag="NNP")


@pytest.mark.parametrize("word", ["everyone", "another", "others", "one"])
def test_a_word_for_anybody_is_somebody_only_with_a_clause(word: str) -> None:
    pos = "NOUN" if word == "others" else "PRON"
    assert not is_one(word, pos=pos)
    assert is_one(f"{word} stayed", pos=pos, clause=True)
