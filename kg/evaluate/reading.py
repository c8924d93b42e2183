"""A gold text -> what the program reads in it, as it reads an article.

Comes in: a text, a gazetteer, weights.  Goes out: the parse and its referents.
Must not: leave out a passage or change a character: the whole text is one passage of an article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc

from kg.claims.attribution import find_relations, source_spans
from kg.claims.weights import Weights
from kg.evaluate.entity_gold import CoreferenceText, NamedText, PlaceText
from kg.mentions import Gazetteer, read_spoken
from kg.model import Document, Passage, PassageKind, Publisher, Referent, Span
from kg.parse import parse_text

Progress = Callable[[str, int, int, str], None]
"""Called with the stage, how much of it is done, its total (0: unknown), and what is at hand."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the program reads with."""

    gazetteer: Gazetteer
    weights: Weights | None


@dataclass(frozen=True, slots=True)
class ReadDoc:
    """A text as the program has read it."""

    doc: Doc
    referents: tuple[Referent, ...]
    passing: tuple[tuple[Span, ...], ...] = ()


def read_whole(name: str, text: str, reader: Reader) -> ReadDoc:
    """Parse a text as it stands and find its referents, sources of attributions included."""
    doc = parse_text(text)
    sources = source_spans(doc, find_relations(doc, reader.weights))
    spoken = read_spoken(doc, document_of(name, text), sources, reader.gazetteer)
    return ReadDoc(doc, spoken.referents, spoken.passing)


def document_of(name: str, text: str) -> Document:
    """Return a gold text as an article that is all body."""
    return Document(
        id=name,
        path=name,
        url=None,
        publisher=Publisher(name, None),
        title=None,
        published=None,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        passages=(Passage(PassageKind.BODY, 0, len(text)),),
    )


Gold = TypeVar("Gold", PlaceText, NamedText, CoreferenceText)
Read = TypeVar("Read")


def say_nothing(stage: str, done: int, total: int, item: str) -> None:
    """Report no progress."""


def read_each(texts: Sequence[Gold], read: Callable[[Gold], Read], progress: Progress) -> list[Read]:
    """Read every text, and tell how far it is."""
    progress("loading", 0, 0, "language model and gazetteer")
    done = []
    for number, text in enumerate(texts):
        progress("extract", number, len(texts), text.id)
        done.append(read(text))
    progress("extract", len(texts), len(texts), "")
    return done
