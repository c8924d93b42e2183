"""Spots that name nobody after all: what takes an article is no person, "pro-Lisbon" names no place, and the
"Home" of a Home Secretary no organisation.

Comes in: spots with their kinds.  Goes out: those that stand.
Must not: change a kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.lexicon import words
from kg.mentions.spots import Spot, holds_body_noun, is_capitalised, title_words
from kg.model import EntityKind

_ARTICLES = frozenset({"the", "a", "an"})
_PORTFOLIO = frozenset({"Secretary", "Minister", "Undersecretary", "Ministers", "Secretaries"})
_PREFIXES = frozenset({"pro", "anti", "non", "post", "pre", "un", "trans"})


def without_refused(doc: Doc, spots: Sequence[Spot]) -> list[Spot]:
    """Return the spots that name somebody or something.

    A single word that the recogniser takes for a person is none if it stands with an article ("the Meridian")
    or ends a longer name ("Atlas Meridian"), anywhere in the text and nowhere in a full name.
    """
    covered = {index for spot in spots for index in range(spot.start, spot.end)}
    full = {word for spot in spots if _is_person(spot) for word in spot.name.split()[1:]}
    things = {
        spot.key
        for spot in spots
        if _is_person(spot)
        and " " not in spot.name
        and spot.name not in full
        and (_has_article(doc, spot) or _ends_longer(doc, spot, covered))
    }
    return [
        spot
        for spot in spots
        if not (_is_prefixed(doc, spot) or _is_portfolio(doc, spot) or _is_verb(doc, spot))
        and not (_is_person(spot) and spot.key in things)
    ]


def _is_person(spot: Spot) -> bool:
    return spot.kind is EntityKind.PERSON and spot.label != ""


def _has_article(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name itself takes an article: not in "the Ruiz plan", nor in "the young Ruiz"."""
    head = doc[spot.end - 1]
    children = list(head.lefts)
    return any(child.lower_ in _ARTICLES for child in children) and not any(
        child.dep_ in ("amod", "compound", "nmod") for child in children
    )


def _ends_longer(doc: Doc, spot: Spot, covered: set[int]) -> bool:
    """Tell whether a capitalised word before it, no title and no name by itself, belongs to the name."""
    if not spot.start or spot.start - 1 in covered:
        return False
    before = doc[spot.start - 1]
    if before.text in title_words() or before.lower_ in words("person_nouns") or before.is_sent_start:
        return False
    return before.pos_ == "PROPN" and is_capitalised(before) and before.dep_ == "compound"


def _is_prefixed(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name is part of an adjective ("pro-Lisbon")."""
    if spot.name.startswith(("-", "–")):
        return True
    return spot.start > 1 and doc[spot.start - 1].text in "-–" and doc[spot.start - 2].lower_ in _PREFIXES


def _is_verb(doc: Doc, spot: Spot) -> bool:
    """Tell whether a sentence opens with a verb that the recogniser takes for a person ("Ran a shop")."""
    token = doc[spot.start]
    is_word = spot.end - spot.start == 1 and _is_person(spot) and spot.label == "PERSON"
    return is_word and token.pos_ in ("VERB", "AUX") and token.is_sent_start is True


def _is_portfolio(doc: Doc, spot: Spot) -> bool:
    """Tell whether a name is what a minister is in charge of: "Home Secretary", "Minister of Education"."""
    if spot.kind is not EntityKind.ORGANIZATION or spot.label != "ORG" or spot.name.isupper():
        return False
    if holds_body_noun(doc, spot):
        return False
    if spot.end < len(doc) and doc[spot.end].text in _PORTFOLIO and doc[spot.end - 1].whitespace_:
        return True
    if spot.start < 2 or doc[spot.start - 1].lower_ not in ("of", "for"):
        return False
    return doc[spot.start - 2].text in _PORTFOLIO
