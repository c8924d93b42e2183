"""Whether a content holds only under a condition that it states.

Comes in: the tokens of a content and its main predicate.  Goes out: yes or no.  Must not: count complements
("asked if"), concessives ("even if") or comparisons ("as if").  A preposition before the subject states a
condition where the main verb has a modal and the phrase is not definite: "With more rain, the river could
rise", but not "With its old pump, ..." or "With rain falling, ..." (Quirk et al. 1985, 9.55 and 15.33).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.claims.predicates import Level
from kg.claims.verbgroup import modal_of
from kg.lexicon import table


def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("conditions") if row["kind"] == kind)


_MARKS, _PSEUDO, _FRONTED, _PREDICATES = (
    _words("mark"),
    _words("pseudo"),
    _words("fronted"),
    _words("predicate"),
)
_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(_words('phrase'), key=len, reverse=True))})\b", re.IGNORECASE)
_ANAPHOR = re.compile(rf"\b(?:{'|'.join(sorted(_words('anaphor'), key=len, reverse=True))})\b", re.IGNORECASE)
_PHRASE_LENGTH = 6
"""Tokens in which a condition phrase stands whole."""
_INVERTED = frozenset({"should", "had", "were"})
_FREE = frozenset({"without", "barring", "absent"})


def is_conditional(content: Sequence[Token], chain: Sequence[Level]) -> bool:
    """Whether a condition has scope over the main predicate; one before it counts even outside the
    content."""
    fronted = [t for c in chain[0].verb.lefts if c.dep_ in ("advcl", "prep") for t in c.subtree]
    content = [*content, *(token for token in fronted if token not in content)]
    scope = {level.verb.i for level in chain} | {level.word.i for level in chain if level.word is not None}
    inside = {token.i for token in content}
    return (
        any(_opens_condition(token, scope, inside) for token in content)
        or any(_is_inverted(token, scope) for token in content)
        or (_has_phrase(content) and any(_is_condition_phrase(token, scope) for token in content))
        or any(_is_fronted(token, chain) for token in content)
        or _depends(chain)
    )


def _opens_condition(mark: Token, scope: set[int], inside: set[int]) -> bool:
    """Whether "if" or "unless" opens an adverbial clause of the main predicate."""
    if mark.lower_ not in _MARKS or mark.dep_ not in ("mark", "prep", "advcl", "advmod"):
        return False
    if mark.i and mark.nbor(-1).lower_ in _PSEUDO:
        return False
    clause = mark if mark.dep_ in ("prep", "advcl") else mark.head
    if clause.dep_ in ("ccomp", "pcomp", "acl") and clause.i > clause.head.i and clause.head.i in inside:
        return False
    return clause.i not in scope and (_reaches(clause, scope) or clause.head.i not in inside)


def _reaches(clause: Token, scope: set[int]) -> bool:
    """Whether the clause hangs on the main predicate, or on one coordinated with it."""
    head = clause.head
    while head.dep_ == "conj" and head.i not in scope:
        head = head.head
    return head.i in scope


def _is_inverted(verb: Token, scope: set[int]) -> bool:
    """Whether a clause is a condition by inversion: "should the storm return", "had it been repaired"."""
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ not in ("advcl", "ccomp", "conj") or verb.i in scope:
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    first = next((c for c in verb.children if c.lower_ in _INVERTED and c.dep_ in ("aux", "auxpass")), None)
    if subject is None or first is None or first.i > subject.i:
        return False
    question = any(child.tag_ in ("WP", "WRB", "WDT") and child.i < first.i for child in verb.children)
    return not question and verb.head.i in scope and verb.i < verb.head.i


def _has_phrase(content: Sequence[Token]) -> bool:
    """Whether the words of a condition phrase stand anywhere in the text around a content."""
    first, last = min(token.i for token in content), max(token.i for token in content)
    text = content[0].doc[first : last + _PHRASE_LENGTH].text
    return bool(_PHRASE.search(text) or _ANAPHOR.search(text))


def _is_condition_phrase(token: Token, scope: set[int]) -> bool:
    """Whether a phrase of several words opens a condition here, or points back to one."""
    text = token.doc[token.i : token.i + _PHRASE_LENGTH].text
    if _ANAPHOR.match(text):
        return token.head.i in scope or any(a.i in scope for a in token.ancestors)
    if not _PHRASE.match(text):
        return False
    return any(a.i in scope for a in (token, *_near_ancestors(token)))


def _near_ancestors(token: Token) -> list[Token]:
    """Return the ancestors up to the first clause that is not the phrase's own."""
    return list(token.ancestors)[:3]


def _is_fronted(token: Token, chain: Sequence[Level]) -> bool:
    """Whether a fronted prepositional phrase states a condition for a modal main verb."""
    main = chain[0].verb
    if token.lower_ not in _FRONTED or token.dep_ not in ("prep", "advcl", "mark") or token.i > main.i:
        return False
    if token.head.i != main.i or modal_of(main) is None or _after_subject(token, main):
        return False
    objects = [c for c in token.children if c.dep_ in ("pobj", "pcomp", "dobj")]
    return token.lower_ in _FREE or (bool(objects) and all(_is_indefinite(o) for o in objects))


def _after_subject(token: Token, verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < token.i for c in verb.children)


def _is_indefinite(noun: Token) -> bool:
    """Whether a noun phrase is new: no "the", possessive or name, no small clause ("rain falling")."""
    if noun.pos_ not in ("NOUN", "PRON") or noun.dep_ == "pcomp":
        return False
    return not any(
        c.lower_ in ("the", "this", "that", "these", "those")
        or c.dep_ == "poss"
        or (c.dep_ == "acl" and c.tag_ == "VBG")
        for c in noun.children
    )


def _depends(chain: Sequence[Level]) -> bool:
    """Whether the predicate itself says that something depends on something."""
    verb = chain[-1].verb
    return verb.lemma_ in _PREDICATES or any(
        c.dep_ == "acomp" and c.lemma_ in _PREDICATES for c in verb.children
    )
