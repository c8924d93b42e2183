"""Parses written by hand, so that a rule is tested on the tree that it speaks of and no model is loaded.

A parse is a string of tokens, `word|POS.TAG|label|head` and perhaps `|ENTITY`; the head is a token's number,
counted from 0 over the whole text.  `¶` is an empty line between two paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping

import spacy
from spacy.tokens import Doc

from kg.claims.relations import NO_TOKENS, Relation, Tokens
from kg.model import Act

VOCAB = spacy.blank("en").vocab
BREAK = "¶"
_CLINGING = frozenset(",.:;!?”’)%") | {"n't", "’s", "'s"}
_OPENING = frozenset("“‘(")


def parsed(tokens: str, lemmas: Mapping[str, str] | None = None) -> Doc:
    """Return the parse; a word's lemma is the word itself in lower case if `lemmas` does not tell."""
    rows = [item.split("|") for item in tokens.split()]
    words = ["\n\n" if row[0] == BREAK else row[0] for row in rows]
    kinds = [row[1].partition(".") for row in rows]
    return Doc(
        VOCAB,
        words=words,
        spaces=[_is_apart(left, right) for left, right in zip(words, [*words[1:], "\n\n"], strict=True)],
        pos=[kind[0] for kind in kinds],
        tags=[kind[2] for kind in kinds],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[(lemmas or {}).get(word, word.lower()) for word in words],
        ents=[row[4] if len(row) > 4 else "O" for row in rows],
    )


def _is_apart(left: str, right: str) -> bool:
    return not (left.isspace() or right.isspace() or right in _CLINGING or left in _OPENING)


def said(doc: Doc, tokens: Tokens) -> str:
    """Return the words of some tokens, in order."""
    return " ".join(doc[index].text for index in sorted(tokens) if not doc[index].is_space)


def shown(doc: Doc, relation: Relation) -> tuple[str, str, str]:
    """Return the words of source, cue and content."""
    return said(doc, relation.source), said(doc, relation.cue), said(doc, relation.content)


def relation_of(
    doc: Doc, source: str, cue: str, content: str, rule: str = "verb.that-clause", act: Act = Act.SPEECH
) -> Relation:
    """Return a relation of the first stretches of the text that have these words."""
    cue_tokens = find(doc, cue)
    return Relation(find(doc, source), cue_tokens, find(doc, content), max(cue_tokens), act, rule)


def find(doc: Doc, words: str) -> Tokens:
    """Return the tokens of the first stretch that has these words, none for none."""
    wanted = words.split()
    texts = [token.text for token in doc]
    for start in range(len(texts) - len(wanted) + 1):
        if wanted and texts[start : start + len(wanted)] == wanted:
            return frozenset(range(start, start + len(wanted)))
    assert not wanted, f"{words!r} does not stand in {doc.text!r}"
    return NO_TOKENS
