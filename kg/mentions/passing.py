"""Noun phrases that the text speaks of in passing: things, and people whom it does not make actors.

Comes in: a parsed Doc and the names in it.  Goes out: `PassingPhrase`s in order of their heads.
They are discourse referents (Karttunen 1976): a pronoun may mean them, and then it means no actor.  No graph
lists them, unless one speaks.
Must not: decide what a phrase refers to (see `coreference`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.lexicon import words
from kg.lexicon.spelling import spelling_key
from kg.mentions.nouns import noun_of
from kg.mentions.spots import Spot, SpotIndex, crosses_lines
from kg.model import EntityKind

_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod", "predet"})
_PREDICATE = frozenset({"attr", "appos", "oprd", "acomp"})
_NAMES = frozenset({"EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "NORP", "LANGUAGE"})
_TIMES = frozenset({"DATE"})


@dataclass(frozen=True, slots=True)
class PassingPhrase:
    """A noun phrase at `start:end`.

    `noun` is the lemma of its head, `modifiers` the other words before it.  `kind` is that of the noun in the
    lexicon, None for a thing.  `owner` is the token of a possessor ("its robot"), None without.  `key` is set
    where equal words mean the same wherever they stand: names of things, dates.
    """

    start: int
    end: int
    head: int
    noun: str
    modifiers: frozenset[str]
    plural: bool
    definite: bool
    kind: EntityKind | None
    gender: str = "-"
    owner: int | None = None
    key: str = ""
    is_time: bool = False

    @property
    def sort(self) -> str:
        """Tell what the phrase stands for: an actor, a thing or a time."""
        if self.is_time:
            return "time"
        return "thing" if self.kind is None else "actor"


def detect_passing(doc: Doc, names: Collection[Spot]) -> Iterator[PassingPhrase]:
    """Yield the noun phrases of a text that are no names of actors and places."""
    index = SpotIndex(names)
    named = {}
    for phrase in _named_things(doc, index):
        named.update(dict.fromkeys(range(phrase.start, phrase.end)))
        yield phrase
    for token in doc:
        if token.i not in named and _heads_phrase(token) and not index.covers(token.i):
            yield _read(doc, token)


def _heads_phrase(token: Token) -> bool:
    if token.pos_ != "NOUN" or token.dep_ in _INSIDE or token.dep_ in _PREDICATE:
        return False
    return token.lower_ not in words("quantity_nouns") and token.lower_.isalpha()


def _named_things(doc: Doc, index: SpotIndex) -> Iterator[PassingPhrase]:
    """Names of things and dates: wherever the same words stand, they mean the same."""
    for ent in doc.ents:
        if ent.label_ not in _NAMES | _TIMES or crosses_lines(doc, ent.start, ent.end - 1):
            continue
        if any(index.covers(token.i) for token in ent) or not any(token.text[0].isupper() for token in ent):
            continue
        head = ent.root
        if head.pos_ not in ("NOUN", "PROPN", "NUM"):
            continue
        plural = head.tag_ in ("NNS", "NNPS")
        key = spelling_key(ent.text.removeprefix("the ").removeprefix("The "))
        yield PassingPhrase(
            ent.start,
            ent.end,
            head.i,
            head.lemma_.lower(),
            frozenset(),
            plural,
            True,
            None,
            key=key,
            is_time=ent.label_ in _TIMES,
        )


def _read(doc: Doc, token: Token) -> PassingPhrase:
    noun = noun_of(token)
    left = [child for child in token.lefts if child.dep_ in _MODIFIERS]
    owner = next((child for child in left if child.dep_ == "poss"), None)
    articles = {child.lower_ for child in token.lefts if child.dep_ in ("det", "predet")}
    start = token.left_edge.i
    while start < token.i and (doc[start].is_punct or crosses_lines(doc, start, token.i)):
        start += 1
    modifiers = {
        part.lower_ for child in left if child is not owner for part in child.subtree if part.i < token.i
    }
    return PassingPhrase(
        start,
        token.i + 1,
        token.i,
        noun.noun if noun else token.lemma_.lower(),
        frozenset(word for word in modifiers if word.isalnum()),
        token.tag_ == "NNS" or bool(noun and noun.plural),
        bool(articles & _DEFINITE) or owner is not None,
        noun.kind if noun else None,
        noun.gender if noun else "-",
        owner.i if owner is not None else None,
    )
