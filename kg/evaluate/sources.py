"""Kinds of gold sources, read from the parse of their words: named, unnamed, pronoun, none.

    none      nobody is credited
    pronoun   one word that the tagger calls a personal, possessive, relative or interrogative pronoun
              ("she", "who"), a possessive ending aside
    named     the head is a proper noun ("Ana Ruiz", "the Harbour Board"), or some words name a person, a
              body, a place or a people ("a spokesman for the Harbour Board")
    unnamed   everything else: "officials", "the report", "many", "two people close to the talks"

Comes in: a parsed gold text and a gold relation.  Goes out: a `SourceKind`.
Must not: know what the program found.
"""

from __future__ import annotations

from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from kg.evaluate.relations import Spans

_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
"""Entity labels that are names; a number or a date names nobody."""


class SourceKind(StrEnum):
    """How the text calls the one whom it credits."""

    NAMED = "named"
    UNNAMED = "unnamed"
    PRONOUN = "pronoun"
    NONE = "none"


def source_kind(doc: Doc, source: Spans) -> SourceKind:
    """Return the kind of a gold source; `doc` is parsed from the gold text as it stands."""
    pieces = [piece for piece in (_tokens_at(doc, start, end) for start, end in source) if piece is not None]
    if not pieces:
        return SourceKind.NONE
    tokens = [token for piece in pieces for token in piece if _is_word(token)]
    if len(tokens) == 1 and tokens[0].tag_ in _PRONOUN_TAGS:
        return SourceKind.PRONOUN
    named = any(map(_is_name, tokens)) or any(piece.root.pos_ == "PROPN" for piece in pieces)
    return SourceKind.NAMED if named else SourceKind.UNNAMED


def _tokens_at(doc: Doc, start: int, end: int) -> Span | None:
    return doc.char_span(start, end, alignment_mode="expand")


def _is_name(token: Token) -> bool:
    return token.ent_type_ in _NAMES


def _is_word(token: Token) -> bool:
    return not (token.is_punct or token.is_space or token.tag_ == "POS")
