"""From an outlet's name to what it is part of: its report, its reporter, its programme, an interview with it.

Comes in: the head token of a name in a parsed Doc.  Goes out: the nouns that the name leads up to, with what
each is.  Must not: look at the clause around them (`kg.claims.crediting` does).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from kg.lexicon import table

_STEPS = 6
"""Nouns between a name and the head of its phrase ("in an interview with a host on the network X")."""

_BESIDE = frozenset({"compound", "poss", "nmod", "amod", "appos", "nummod"})
_OF_SOMEBODY = frozenset({"of", "for", "from", "at", "with"})
_IN_SOMETHING = frozenset({"in", "on", "by", "from", "of", "at", "with", "to", "for"})


@cache
def credit_words() -> Mapping[str, frozenset[str]]:
    """Return the words of `credit_words.tsv` by what they are used for."""
    uses: dict[str, set[str]] = {}
    for row in table("credit_words"):
        uses.setdefault(row["use"], set()).add(row["word"])
    return MappingProxyType({use: frozenset(found) for use, found in uses.items()})


def is_for(noun: Token, use: str) -> bool:
    """Tell whether a noun is of one of the uses in `credit_words.tsv`."""
    return noun.lower_ in credit_words()[use] or noun.lemma_.lower() in credit_words()[use]


def phrases_of(name: Token) -> Iterator[tuple[Token, str]]:
    """Yield the name and the nouns it belongs to, inside out, each with what it is: the outlet itself, its
    product, journalist, programme, or an occasion that it had a part in."""
    token, part = _described(name), "outlet"
    for _ in range(_STEPS):
        if part != "modifier":
            yield token, part
        above = _above(token, part)
        if above is None:
            return
        token, part = above


def _above(token: Token, part: str) -> tuple[Token, str] | None:
    head = token.head
    if head.i == token.i:
        return None
    if token.dep_ == "conj" and head.pos_ in ("PROPN", "NOUN"):
        return head, part
    if token.dep_ == "poss" or (token.dep_ in _BESIDE and head.pos_ in ("PROPN", "NOUN", "X", "NUM")):
        kind = _kind_beside(token, head, part)
        return (head, kind) if kind else None
    if token.dep_ == "pobj" and head.dep_ in ("prep", "agent") and head.head.pos_ in ("NOUN", "PROPN"):
        kind = _kind_above(head.lower_, head.head, part)
        return (head.head, kind) if kind else None
    return None


def _kind_beside(token: Token, noun: Token, part: str) -> str | None:
    """Tell what a noun is that an outlet's name stands before, owns or is in apposition to."""
    if is_for(noun, "figures"):
        return "product"
    for use in ("product", "occasion", "journalist", "outlet"):
        if is_for(noun, use):
            return part if use == "outlet" else use
    if token.dep_ == "poss" and _is_titled(token):
        return "programme" if part == "outlet" else part
    if noun.ent_type_ == "PERSON":
        return "journalist" if token.dep_ == "poss" or part == "journalist" else None
    if token.dep_ in ("compound", "nmod") and noun.dep_ in ("compound", "nmod"):
        return "modifier"
    if token.dep_ in ("appos", "poss") or noun.pos_ == "PROPN":
        return "programme" if part in ("outlet", "modifier") else part
    return None


def _is_titled(owner: Token) -> bool:
    """Tell whether what somebody owns is a title in quotation marks ("X's “Morning Call”")."""
    case = next((child for child in owner.children if child.dep_ == "case"), None)
    return case is not None and case.i + 1 < len(case.doc) and case.nbor().is_quote


def _kind_above(preposition: str, noun: Token, part: str) -> str | None:
    """Tell what a noun is that an outlet stands behind: a report by X, a reporter for X, an interview with
    X."""
    if (is_for(noun, "product") or is_for(noun, "figures")) and preposition in _IN_SOMETHING:
        return "product"
    if is_for(noun, "occasion") and preposition in _IN_SOMETHING:
        return "occasion"
    if preposition in _OF_SOMEBODY and (is_for(noun, "journalist") or noun.ent_type_ == "PERSON"):
        return "journalist"
    if preposition == "of" and is_for(noun, "outlet"):
        return part
    return None


def _described(name: Token) -> Token:
    """Return the noun that says what a name is, right before it, where the parser tore the two apart ("with
    the network X")."""
    first = name.left_edge if name.left_edge.ent_type_ == name.ent_type_ else name
    before = name.doc[first.i - 1] if first.i else name
    return before if is_for(before, "outlet") and name.dep_ in ("punct", "dep", "npadvmod") else name
