"""Gold sources are named, unnamed, pronouns or none, by the parse of their words."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.evaluate.sources import SourceKind, source_kind

Token = tuple[str, str, str]
"""A word, its part of speech, its tag; the last word of a source is its head."""


def doc_of(*tokens: Token, entities: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    words, parts, tags = zip(*tokens, strict=True)
    last = len(tokens) - 1
    doc = Doc(
        Vocab(),
        words=list(words),
        pos=list(parts),
        tags=list(tags),
        heads=[last] * len(tokens),
        deps=["dep"] * last + ["ROOT"],
    )
    doc.set_ents([Span(doc, start, end, label) for start, end, label in entities])
    return doc


TWO = ("two", "NUM", "CD")
THE = ("the", "DET", "DT")
BOARD = ("board", "NOUN", "NN")


@pytest.mark.parametrize(
    ("doc", "kind"),
    [
        (doc_of(("Orsk", "PROPN", "NNP")), SourceKind.NAMED),
        (doc_of(("Rivne", "PROPN", "NNP"), BOARD, entities=((0, 1, "GPE"),)), SourceKind.NAMED),
        (doc_of(THE, BOARD), SourceKind.UNNAMED),
        (doc_of(TWO, ("keepers", "NOUN", "NNS"), entities=((0, 1, "CARDINAL"),)), SourceKind.UNNAMED),
        (doc_of(("many", "ADJ", "JJ")), SourceKind.UNNAMED),
        (doc_of(("everyone", "PRON", "NN")), SourceKind.UNNAMED),
        (doc_of(("She", "PRON", "PRP")), SourceKind.PRONOUN),
        (doc_of(("who", "PRON", "WP")), SourceKind.PRONOUN),
        (doc_of(("their", "PRON", "PRP$")), SourceKind.PRONOUN),
    ],
)  # fmt: skip
def test_the_kind_follows_the_words(doc: Doc, kind: SourceKind) -> None:
    assert source_kind(doc, ((0, len(doc.text)),)) is kind


def test_nobody_is_a_kind_of_its_own() -> None:
    assert source_kind(doc_of(THE, BOARD), ()) is SourceKind.NONE


def test_a_possessive_ending_and_a_cut_word_change_nothing() -> None:
    doc = doc_of(("she", "PRON", "PRP"), ("'s", "PART", "POS"))
    assert source_kind(doc, ((0, len(doc.text)),)) is SourceKind.PRONOUN
    assert source_kind(doc_of(THE, BOARD), ((4, 6),)) is SourceKind.UNNAMED
