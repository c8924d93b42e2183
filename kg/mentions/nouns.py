"""What the lexicon says about nouns that can head a description.

Comes in: a token.  Goes out: the kind, sort and singular of its noun, or None.  Must not: read the sentence
beyond the word before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from kg.lexicon import table, words
from kg.model import EntityKind


@dataclass(frozen=True, slots=True)
class Noun:
    """`noun` is the singular; `sort` is person, group, body, organization or document.  A generic noun tells
    too little by itself.  Nouns that are `alike` speak of the same people or body of a country: its troops
    and its soldiers."""

    noun: str
    sort: str
    kind: EntityKind
    plural: bool
    generic: bool = False
    gender: str = "-"
    proper: bool = False
    state: bool = False
    alike: str = ""

    def form(self, token: Token) -> str:
        """Return the form for a label: as written for "Republicans", else in lower case."""
        return token.text if self.proper else token.lower_


_NOT_HEADS = frozenset({"compound", "amod", "nmod", "npadvmod"})


def noun_of(token: Token) -> Noun | None:
    """Return what is known about a noun, or None for one that describes no actor."""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in _NOT_HEADS:
        return None
    pair = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
    return _knowledge().get(pair) or _knowledge().get(token.lower_)


@cache
def _knowledge() -> Mapping[str, Noun]:
    """Index all nouns by the forms in which they stand in a text; the first list that has a form wins."""
    found: dict[str, Noun] = {}
    for row in table("group_nouns"):
        word, generic = row["word"], row["generic"] == "yes"
        of_state = row["state"] == "yes"
        is_proper, alike = word[0].isupper(), row["alike"].strip("-")
        noun = Noun(
            word, "group", EntityKind.GROUP, True, generic, proper=is_proper, state=of_state, alike=alike
        )
        found.setdefault(word.casefold(), noun)
    for row in table("person_nouns"):
        word, generic, gender = row["word"], row["generic"] == "yes", row["gender"]
        found.setdefault(word, Noun(word, "person", EntityKind.PERSON, False, generic, gender))
        for plural in plurals(word):
            found.setdefault(plural, Noun(word, "person", EntityKind.GROUP, True, generic, gender))
    for row in table("organization_nouns"):
        word, sort = row["word"], "body" if row["class"] == "body" else "organization"
        is_plural, alike = word.endswith("forces"), row["alike"].strip("-")
        found.setdefault(word, Noun(word, sort, EntityKind.ORGANIZATION, is_plural, alike=alike))
        for plural in plurals(word):
            found.setdefault(plural, Noun(word, "organization", EntityKind.GROUP, True))
    for word in words("document_nouns", "noun"):
        found.setdefault(word, Noun(word, "document", EntityKind.GROUP, word.endswith("s")))
    return MappingProxyType(found)


def is_of_state(token: Token) -> bool:
    """Tell whether a noun is a thing that states have: troops, a parliament."""
    noun = _knowledge().get(token.lower_)
    return noun is not None and (noun.sort == "body" or noun.state)


def plurals(word: str) -> tuple[str, ...]:
    """Return the plural forms of a regular noun, and of one in -man, -woman or -person."""
    for ending, plural in (("man", "men"), ("person", "people"), ("child", "children"), ("wife", "wives")):
        if word.endswith(ending):
            return (word.removesuffix(ending) + plural, f"{word}s")
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ies",)
    if word.endswith(("s", "x", "ch", "sh")):
        return (f"{word}es",)
    return (f"{word}s",)
