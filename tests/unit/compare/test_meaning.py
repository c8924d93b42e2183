"""Words: what they weigh, what their stems are, which are near one another."""

from __future__ import annotations

import pytest
from spacy.strings import hash_string

from kg.compare.meaning import split_words, stem_of, stems_in, weight_of
from kg.compare.near_words import are_opposite, are_synonyms
from kg.compare.vectors import cosines, hash_word, vector_row


def likeness(one: str, other: str) -> float:
    return float(cosines([vector_row(one)], [vector_row(other)])[0, 0])


def test_words_carry_their_offsets() -> None:
    text = "Arland’s 1,376 boats"
    assert [(word.text, text[word.start : word.end]) for word in split_words(text)] == [
        (word, word) for word in ("Arland", "s", "1,376", "boats")
    ]


def test_forms_of_a_word_have_one_stem() -> None:
    assert stem_of("Retreating") == stem_of("retreats")


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    assert weight_of("reservoir") > weight_of("water") > weight_of("the") == 0


@pytest.mark.parametrize("word", ["may", "about", "not", "probably", "said", "he", "of", "which", "been"])
def test_what_says_how_sure_how_many_or_who_weighs_nothing(word: str) -> None:
    assert weight_of(word) == 0


@pytest.mark.parametrize("word", ["region", "back", "well", "close", "losses"])
def test_a_word_of_substance_weighs_something_though_it_also_joins(word: str) -> None:
    assert weight_of(word) > 0


def test_the_stems_of_a_text_leave_out_what_says_nothing() -> None:
    assert stems_in("the boats of the harbour") == {stem_of("boats"), stem_of("harbour")}


@pytest.mark.parametrize("word", ["dam", "reservoir", "abcdefgh", "a" * 17, "übermäßig", "ḥ"])
def test_a_word_has_the_hash_that_the_model_keys_it_by(word: str) -> None:
    assert hash_word(word) == hash_string(word)


def test_words_that_stand_among_the_same_words_are_near() -> None:
    assert likeness("soldiers", "troops") > 0.7 > 0.3 > likeness("soldiers", "reservoir")


def test_a_word_that_nobody_knows_has_no_vector() -> None:
    assert vector_row("qwrtzpsd") == -1


def test_synonyms_and_what_is_derived_from_them_are_near_words() -> None:
    assert are_synonyms(stem_of("retreat"), stem_of("withdraw"))
    assert are_synonyms(stem_of("decide"), stem_of("decision"))


def test_antonyms_are_opposite_and_no_synonyms() -> None:
    assert are_opposite(stem_of("rise"), stem_of("fall"))
    assert not are_synonyms(stem_of("rise"), stem_of("fall"))
