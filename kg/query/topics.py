"""What a comparison is asked about -> which claims speak of it.

Comes in: what a person typed: a name, an id, words.  Goes out: a `Topic` that tells how well a claim fits it.
Must not: read the store but through look-ups.

A topic is a name and words at once: "North Korean troops" finds claims of whoever is called so, and claims
whose sentence, or whose actors' and places' names, have those words, or most of them, in any form and order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from snowballstemmer import stemmer

from kg.errors import NotFoundError
from kg.lexicon import table
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, EntityView
from kg.query.search_words import EMPTY_WORDS

_CLAIM_ID = re.compile(r"c-[0-9a-f]+")
_WORD = re.compile(r"[^\W_]+")
_OF_A_COUNTRY = re.compile(r"(?<=\w{4})(?:ian|an|n|ese?|ish)$")
"""Ending by which a word for a people or language differs from its country: Korean, Russian, Turkish.  Other
words keep theirs: "train" is no form of "trail"."""

_INITIALS = 2
"""Letters up to which a word is no beginning of others, but stands with or without dots: "US", "U.S."."""

_ENOUGH = 0.6
"""Share of the words that a claim must have: both of two, two of three, since "troops" may be "soldiers"."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about: `entities` that have the name, and the beginnings of `words` (case and accents
    folded); or one claim, by its id."""

    typed: str
    entities: tuple[EntityView, ...] = ()
    words: tuple[re.Pattern[str], ...] = ()
    claim: str = ""

    def fit(self, claim: ClaimView) -> float:
        """Return how well a claim fits: 1 if one of the entities says it, passes it on or is spoken of, else
        the share of the words that it has; 0 if those are too few."""
        if self.claim:
            return float(claim.id == self.claim)
        wanted = {entity.id for entity in self.entities}
        if wanted.intersection(entity for entity, _ in named_in(claim)):
            return 1.0
        labels = " ".join(label for _, label in named_in(claim))
        return self.share(f"{claim.sentence_text} {labels}")

    def share(self, text: str) -> float:
        """Return the share of the words that a text has, in any form; 0 if those are too few."""
        plain = folded(text)
        found = sum(bool(word.search(plain)) for word in self.words)
        return found / len(self.words) if self.words and found >= _ENOUGH * len(self.words) else 0.0


def find_topic(lookups: Lookups, typed: str) -> Topic:
    """Return what a topic means.

    NotFoundError, with the nearest names, where nobody is called so and no article has the words.
    """
    if _CLAIM_ID.fullmatch(typed):
        return Topic(typed, claim=lookups.claim(typed).id)
    topic = Topic(typed, lookups.candidates(typed), tuple(beginnings(typed)))
    if topic.entities or any(topic.share(one.text) for one in lookups.documents()):
        return topic
    try:
        lookups.claims(about=typed, limit=1)  # raises the error that tells the nearest names
    except NotFoundError as error:
        message = f"nobody is called {typed!r}, and no article has the words"
        raise NotFoundError(message, error.nearest) from error
    return topic


def named_in(claim: ClaimView) -> Iterator[tuple[str | None, str]]:
    """Yield id, if any, and label of whom a claim is said by, passed on by, about, and of its places."""
    yield claim.source.entity, claim.source.label
    yield from ((one.entity, one.label) for one in claim.chain)
    yield from ((one.entity, one.label) for one in claim.about)
    yield from ((one.entity, one.label) for one in claim.places)


def beginnings(typed: str) -> Iterator[re.Pattern[str]]:
    """Yield for each word that tells something how its forms begin: "Koreans" and "Korea" begin alike.

    >>> [one.pattern for one in beginnings("The ferries of the Koreans")]
    ['\\\\bferr[iy]', '\\\\bkore']
    """
    for word in _WORD.findall(folded(typed)):
        if word not in EMPTY_WORDS:
            yield re.compile(_beginning(word))


def _beginning(word: str) -> str:
    if len(word) <= _INITIALS:
        dotted = r"\.?".join(word)
        return rf"\b{dotted}\b"
    stem = stemmer("english").stemWord(word)
    if stem in _peoples():
        stem = _OF_A_COUNTRY.sub("", stem)
    if stem.endswith("i") and not word.endswith("i"):  # ferries, ferry
        return rf"\b{stem[:-1]}[iy]"
    return rf"\b{stem}"


@cache
def _peoples() -> frozenset[str]:
    """Return the stems of the words for a people or what comes from its country."""
    listed = (word for row in table("demonyms") for word in _WORD.findall(folded(row["word"])))
    return frozenset(stemmer("english").stemWord(word) for word in listed)


def folded(text: str) -> str:
    """Return the text without case and accents.

    >>> folded("Málaga’s")
    'malaga’s'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
