"""Pronouns that stand for a referent.

Comes in: a parsed Doc and the tokens that head a source.  Goes out: pronoun tokens with gender and number.
An "it" that stands for nothing ("it is likely that ...") is left out.
Must not: choose the antecedent (see `coreference`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from kg.lexicon import table


@dataclass(frozen=True, slots=True)
class Pronoun:
    """`gender` is m, f, n or -; `number` sg, pl or -; `person` 1, 3 or rel."""

    token: int
    gender: str
    number: str
    person: str
    is_source: bool


def detect_pronouns(doc: Doc, sources: Mapping[int, tuple[int, int]]) -> Iterator[Pronoun]:
    """Yield the pronouns of a text that may stand for an actor."""
    for token in doc:
        row = _pronouns().get(token.lower_)
        if row is None or (token.pos_ not in ("PRON", "DET") and token.i not in sources):
            continue
        gender, number, person = row
        is_source = token.i in sources
        if is_source or person == "1" or (person == "3" and not is_empty(token)):
            yield Pronoun(token.i, gender, number, person, is_source)


def is_empty(token: Token) -> bool:
    """Tell whether "it" stands for nothing: "it is likely that ...", "it seems ...", "it rains"."""
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    clauses = [
        child
        for child in verb.children
        if child.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and child.i > verb.i
    ]
    if token.dep_ == "expl" or verb.lemma_ in ("seem", "appear", "rain", "snow"):
        return True
    if verb.lemma_ == "be":
        adjectives = [child for child in verb.children if child.dep_ == "acomp"]
        inner = [
            c for adjective in adjectives for c in adjective.children if c.dep_ in ("ccomp", "xcomp", "advcl")
        ]
        return bool(adjectives and (inner or clauses))
    return token.dep_ == "nsubjpass" and any(child.dep_ == "ccomp" for child in clauses)


def relative_antecedent(token: Token) -> Token | None:
    """Return the noun that a relative pronoun belongs to: of a list, the one right before it."""
    for ancestor in token.ancestors:
        if ancestor.dep_ in ("relcl", "acl"):
            before = [joined for joined in ancestor.head.conjuncts if ancestor.head.i < joined.i < token.i]
            return before[-1] if before and ancestor.head.tag_ in ("NNP", "NN") else ancestor.head
    return None


@cache
def _pronouns() -> Mapping[str, tuple[str, str, str]]:
    return MappingProxyType(
        {row["word"]: (row["gender"], row["number"], row["person"]) for row in table("pronouns")}
    )
