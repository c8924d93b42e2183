"""Document -> spaCy Doc over the whole text, so that `token.idx` is an offset into `Document.text`.

Sentences never run over a line break or from one passage into another: the boundaries are set before the
parser and the entity recogniser see the text.  Must not: know mentions, claims or files.
"""

from __future__ import annotations

import importlib
import re
import warnings
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.config import SPACY_MODEL
from kg.model import Document, Passage, PassageKind

READ_KINDS = frozenset({PassageKind.HEADLINE, PassageKind.BODY})
"""Passages that are extracted from.  Headings and captions name things but state nothing."""

_LINE_BREAK = re.compile(r"[\r\n]")


@cache
def load_model() -> Language:
    """Load the pipeline once per process (2 to 3 s).

    The model was made for spaCy 3.7; its entities are identical under 3.8 on 2,178 entities, so the one
    warning that says so (W095) is silenced.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp: Language = importlib.import_module(SPACY_MODEL).load()
    nlp.add_pipe("line_boundaries", first=True)
    nlp.max_length = 20_000_000
    return nlp


@Language.component("line_boundaries")
def line_boundaries(doc: Doc) -> Doc:
    """Start a sentence after every line break."""
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text_with_ws:
            token.is_sent_start = True
    return doc


def parse_text(text: str) -> Doc:
    """Parse one text as it stands."""
    return load_model()(text)


def parse_document(document: Document) -> Doc:
    """Parse what is article in a document.

    Boilerplate, captions and front matter are blanked out, character for character, so that they cost
    little, cannot disturb their neighbours, and every offset stays what it is.
    """
    return parse_text(blank_out(document.text, document.passages))


def blank_out(text: str, passages: tuple[Passage, ...]) -> str:
    """Return the text with a line break for every character outside the passages that are read, and with a
    space for every line break inside one (a passage is a paragraph, however it was wrapped)."""
    pieces: list[str] = []
    position = 0
    for passage in passages:
        if passage.kind in READ_KINDS:
            pieces.append("\n" * (passage.start - position))
            pieces.append(_LINE_BREAK.sub(" ", text[passage.start : passage.end]))
            position = passage.end
    pieces.append("\n" * (len(text) - position))
    return "".join(pieces)
