"""Titles, honorifics and nouns that say what somebody is: what single words tell.

Comes in: words, names with their drafts.  Goes out: genders, the nouns that titles stand for.
Must not: read a role of several words (see `role_ranges`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from kg.lexicon import Row, table, words
from kg.mentions.drafts import Draft
from kg.mentions.nouns import plurals
from kg.mentions.spots import Spot
from kg.model import EntityKind


def role_noun(token: Token) -> str | None:
    """Return the singular of a word that says what somebody is: "spokesman", "Gov.", "a Republican"."""
    word = token.text.casefold()
    if word in words("person_nouns"):
        return word
    if noun := title_noun(token.text):
        return noun
    lemma = token.lemma_.casefold()
    if lemma in words("person_nouns"):
        return lemma
    return word if token.text[0].isupper() and f"{token.text}s" in words("group_nouns") else None


def is_plural_noun(token: Token) -> bool:
    """Tell whether a role noun stands for several ("senators Brandt and Lind")."""
    return token.tag_ in ("NNS", "NNPS") and token.lower_ in plurals(token.lemma_.lower())


@cache
def _genders() -> Mapping[str, str]:
    rows = [row for name in ("person_nouns", "titles") for row in table(name)]
    return {row["word"].casefold(): row["gender"] for row in reversed(rows)}


def gender_of(word: str) -> str:
    """Return the gender that a title or noun tells ("Mrs.", "spokesman"), or "-"."""
    return _genders().get(word.casefold(), "-")


@cache
def _given_names() -> Mapping[str, str]:
    return {row["word"]: row["gender"] for row in table("given_names")}


def given_gender(name: str) -> str:
    """Return the gender that the first word of a name tells, or "-"."""
    return _given_names().get(name.split()[0], "-")


@cache
def _titles() -> Mapping[str, Row]:
    return {row["word"]: row for row in table("titles")}


def title_noun(word: str) -> str | None:
    """Return what the bearer of a title is called later ("Gov." -> "governor"), None for any other word."""
    row = _titles().get(word)
    return row["noun"] if row and row["noun"] != "-" else None


def is_honorific(text: str) -> bool:
    """Tell whether a role would say nothing but "Mr."."""
    row = _titles().get(text)
    return row is not None and row["class"] == "honorific"


def with_honorifics(doc: Doc, spots: Iterable[Spot]) -> list[Spot]:
    """Return the spots; persons have the gender that the honorific before the name tells."""
    return [
        replace(spot, gender=gender_of(doc[spot.start - 1].text))
        if spot.kind is EntityKind.PERSON and spot.start and is_honorific(doc[spot.start - 1].text)
        else spot
        for spot in spots
    ]


def add_title_genders(doc: Doc, belongs: Mapping[Spot, Draft]) -> None:
    """Set the gender of persons from the honorific before a name ("Mrs."), else from the given name."""
    persons = [(spot, draft) for spot, draft in belongs.items() if spot.kind is EntityKind.PERSON]
    for spot, draft in persons:
        if draft.gender == "-" and spot.start:
            draft.gender = gender_of(doc[spot.start - 1].text)
    for spot, draft in persons:
        if draft.gender == "-":
            draft.gender = given_gender(spot.name)
