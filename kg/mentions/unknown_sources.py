"""Sources whose head no list of nouns has.

Comes in: the head of a source, its tokens, the names in the text.  Goes out: a description, if it is
somebody.  A study, a plan, "everyone" is nobody: such a source keeps its words, and no entity stands for it.
Must not: describe what a list knows (see `descriptions`).
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.mentions.gazetteer import Gazetteer
from kg.mentions.phrases import is_fresh, read_phrase
from kg.mentions.spots import Description, SpotIndex
from kg.model import EntityKind

_PEOPLE = frozenset({"JJ", "JJR", "JJS", "VBN"})
"""Tags of an adjective or participle that "the" makes people of: "the wounded"."""

_THINGS = ("document_nouns", "reporting_nouns", "viewpoint_nouns")


def describe_unknown(
    doc: Doc, token: Token, extent: tuple[int, int], names: SpotIndex, gazetteer: Gazetteer
) -> Description:
    """Describe a source whose head is in no list, in its own words."""
    phrase = read_phrase(doc, token, names, gazetteer)
    plural = token.tag_ in ("NNS", "NNPS")
    label = phrase.label(token.text if token.pos_ == "PROPN" else token.lower_)
    if token.pos_ == "PRON":
        label = " ".join(doc[extent[0] : extent[1]].text.split())
    return Description(
        start=extent[0],
        end=extent[1],
        head=token.i,
        kind=EntityKind.PERSON if token.lower_ in words("person_nouns") else EntityKind.GROUP,
        noun=token.lemma_.lower(),
        label=label or doc[extent[0] : extent[1]].text,
        plural=plural,
        definite=phrase.definite,
        fresh=phrase.fresh,
        country=phrase.country,
        sort="unknown",
        bare=not phrase.words and not phrase.complement,
        owner=phrase.owner,
    )


def is_somebody(token: Token) -> bool:
    """Tell whether the unknown head of a source is people: a name, a noun for those who do something
    ("beekeepers"), "the wounded", "those who stayed"; not a thing, nor a pronoun for anybody."""
    if token.pos_ == "PRON" or is_fresh(token):
        return any(child.dep_ in ("relcl", "acl") for child in token.children)
    if token.tag_ in _PEOPLE:
        return any(child.lower_ == "the" for child in token.lefts)
    if token.pos_ == "PROPN":
        return True
    return token.pos_ == "NOUN" and not _is_thing(token) and bool(_agents().fullmatch(token.lower_))


def _is_thing(token: Token) -> bool:
    forms = (token.lower_, token.lemma_.lower())
    return any(form in words(name, "noun") for name in _THINGS for form in forms)


@cache
def _agents() -> re.Pattern[str]:
    """The nouns that are made from what somebody does or believes in, or where somebody comes from."""
    return re.compile("|".join(sorted(words("agent_endings", "pattern"))))
