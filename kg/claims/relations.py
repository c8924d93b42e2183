"""What attribution detection works with: relations as sets of tokens, and the way back to offsets.

Comes in: tokens of a spaCy Doc.  Goes out: `Relation` (a source, a cue and a content as token indices, with
the rule that found them) and spans in code points.  Must not: know entities or documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from spacy.tokens import Doc, Token

from kg.model import Act, Span

Tokens = frozenset[int]
"""Indices into one Doc."""

NO_TOKENS: Tokens = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution before it becomes a claim (PARC 3.0: source, cue, content, each possibly in pieces).

    `source` is empty when nobody is credited.  `cue_head` is the token that the modality is read from.
    `outer` are the noun phrases between the article and the source, outermost first; `inner` those that the
    source itself cites.  `addressees` are those of `outer` that were told something; they carry it only if
    they turn out to be outlets.  `within` points to the relation that this one is nested in: its `cue_head`
    and first word.  `score` is the probability that the learned part gave it, 1 where rules alone decided.
    """

    source: Tokens
    cue: Tokens
    content: Tokens
    cue_head: int
    act: Act
    rule: str
    outer: tuple[Tokens, ...] = ()
    inner: tuple[Tokens, ...] = ()
    addressees: tuple[Tokens, ...] = ()
    within: tuple[int, int] | None = None
    score: float = 1.0


def indices(tokens: Iterable[Token]) -> Tokens:
    """Return the tokens' indices."""
    return frozenset(token.i for token in tokens)


def subtree(token: Token) -> Tokens:
    """Return a token and all that depends on it."""
    return frozenset(descendant.i for descendant in token.subtree)


def is_filler(token: Token) -> bool:
    """Tell whether a token is white space, punctuation or a quotation mark."""
    return token.is_space or token.is_punct or token.is_quote


def trim(doc: Doc, tokens: Tokens) -> Tokens:
    """Drop filler at both ends, and at the beginning the conjunction that introduces ("that", "and", "but")
    unless a quotation begins with it.  Marks that say something ("%", ")", "?", "!") stay."""
    kept = sorted(tokens)
    while kept and (is_filler(doc[kept[0]]) or (_introduces(doc[kept[0]]) and len(kept) > 1)):
        kept.pop(0)
    while kept and is_filler(doc[kept[-1]]) and doc[kept[-1]].text not in ("%", ")", "?", "!"):
        kept.pop()
    return frozenset(kept)


def _introduces(token: Token) -> bool:
    if token.i > 0 and token.doc[token.i - 1].is_quote:
        return False
    conjoins = token.lower_ in ("and", "but") and token.dep_ == "cc"
    return conjoins or (token.lower_ == "that" and token.dep_ == "mark")


def spans_of(doc: Doc, tokens: Tokens) -> tuple[Span, ...]:
    """Return the stretches that the tokens cover, in order; only filler between two pieces joins them."""
    pieces: list[list[int]] = []
    for index in sorted(index for index in tokens if not doc[index].is_space):
        if pieces and all(
            is_filler(doc[k]) and "\n" not in doc[k].text for k in range(pieces[-1][1] + 1, index)
        ):
            pieces[-1][1] = index
        else:
            pieces.append([index, index])
    return tuple(
        (doc[first].idx, doc[last].idx + len(doc[last])) for first, last in _without_filler(doc, pieces)
    )


def _without_filler(doc: Doc, pieces: list[list[int]]) -> list[tuple[int, int]]:
    trimmed = [sorted(trim(doc, frozenset(range(first, last + 1)))) for first, last in pieces]
    return [(kept[0], kept[-1]) for kept in trimmed if kept]


Item = TypeVar("Item")


def keep_first(
    items: Iterable[Item], words_of: Callable[[Item], Tokens], clash: Callable[[Item, Item], bool]
) -> list[Item]:
    """Return the items, in order, that clash with none kept before; only those that share a word can."""
    kept: list[Item] = []
    at: defaultdict[int, list[int]] = defaultdict(list)  # places in `kept` by the words of the items
    for item in items:
        near = sorted({place for index in words_of(item) for place in at[index]})
        if not any(clash(item, kept[place]) for place in near):
            for index in words_of(item):
                at[index].append(len(kept))
            kept.append(item)
    return kept


def with_content(relation: Relation, content: Tokens) -> Relation:
    """Return the relation with another content."""
    return replace(relation, content=content)
