"""Negation with scope over a predicate.

Comes in: the levels of a predicate.  Goes out: for each level, whether it is negated.  Must not: look into
subordinate clauses.  Words and their kinds follow ConText (Harkema et al. 2009): "not only", "no doubt" and
the like are pseudo-negations; implicative verbs (Karttunen 1971) negate their infinitive.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.claims.predicates import Level
from kg.claims.verbgroup import auxiliaries
from kg.lexicon import table


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("negation") if row["kind"] == kind)


_PARTICLES, _DETERMINERS, _PRONOUNS = _words("particle"), _words("determiner"), _words("pronoun")
_VERBS, _AFTER = _words("verb"), _words("after")
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "expl", "obj", "pobj"})


def is_negated(verb: Token, word: Token | None = None) -> bool:
    """Whether this predicate is negated, an even number of negations counting as none.

    `word` is the adjective or noun that carries the predicate ("not likely", "no chance").
    """
    group = [verb, *auxiliaries(verb)] + ([word] if word is not None and word.i != verb.i else [])
    children = {child.i: child for token in group for child in token.children}
    count = sum(_is_negation(child) for child in children.values())
    count += sum(_negates_argument(child) for child in verb.children)
    return count % 2 == 1


def negates_complement(level: Level) -> bool:
    """Whether the governor itself negates what it governs: fail to, unlikely, unable."""
    if level.word is None:
        return False
    return level.word.lemma_.lower() in _VERBS or (level.hedge is not None and level.hedge["flips"] == "yes")


def _is_negation(token: Token) -> bool:
    """Whether a particle negates its head: not "not only"; "no longer" does."""
    if token.lower_ == "longer":
        return any(child.lower_ == "no" for child in token.children)
    if token.dep_ not in ("neg", "advmod", "preconj", "cc") or token.lower_ not in _PARTICLES:
        return False
    if token.dep_ == "cc" and token.i > token.head.i:
        return False  # the "nor" of a later conjunct
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return following not in _AFTER and not any(c.lower_ in _AFTER for c in token.children)


def _negates_argument(token: Token) -> bool:
    """Whether subject or object carries the negation: "no ship", "none of them", "nothing"."""
    if token.dep_ not in _ARGUMENTS:
        return False
    if token.lower_ in _PRONOUNS:
        return True
    if token.lemma_.lower() in _AFTER:
        return False
    return any(
        child.lower_ in _DETERMINERS and child.dep_ in ("det", "preconj", "cc", "neg") and child.i < token.i
        for child in token.children
    )
