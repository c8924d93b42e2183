"""Whether an article whose publisher nobody told shows an outlet as its publisher.

Comes in: a document and an outlet's name.  Goes out: yes or no.  An article never rests on its own publisher.
Must not: read sentences beyond the writer's note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kg.claims.outlet_phrases import credit_words
from kg.lexicon.outlet_names import is_agency
from kg.lexicon.spelling import without_article
from kg.model import Document, Passage, PassageKind


def shows_publisher(document: Document, name: str) -> bool:
    """Tell whether an article whose publisher nobody told shows an outlet as its publisher: behind the
    headline ("Bridge closed | Harbour Post"), in the writer's note ("Ann Marlow is a reporter for the Harbour
    Post"), in the small print.  Agencies are none: their articles stand on other pages."""
    if is_agency(name):
        return False
    outlet = re.escape(without_article(name))
    writers = "|".join(sorted(credit_words()["journalist"]))
    body = [passage for passage in document.passages if passage.kind is PassageKind.BODY]
    return any(
        re.search(_SHOWN[passage.kind].format(outlet=outlet, writers=writers), _text_of(document, passage))
        for passage in document.passages
        if passage.kind in _SHOWN and (passage not in body or passage in body[-_NOTES:])
    )


def _text_of(document: Document, passage: Passage) -> str:
    return document.text[passage.start : passage.end]


_NOTES = 2
"""Paragraphs at the end of the body in which a note on the writer can stand."""

_SHOWN: Mapping[PassageKind, str] = MappingProxyType(
    {
        PassageKind.HEADLINE: r"[ \u00a0](?:\||[-–—])[ \u00a0](?:The )?{outlet}\W*$",
        PassageKind.BOILERPLATE: r"(?:©|[Cc]opyright|[Ss]ubscribe|[Nn]ewsletter).*\b{outlet}\b",
        PassageKind.METADATA: r"^By\b.*, (?:The )?{outlet}\b",
        PassageKind.BODY: (
            r"^[A-Z][^.!?\n]{{1,60}} (?:is|are) [^.!?\n]{{0,60}}\b(?:{writers})\b[^.!?\n]{{0,20}}"
            r"\b(?:for|at|with|of) (?:[Tt]he )?{outlet}\b[^.!?\n]{{0,80}}\.$"
        ),
    }
)
"""By the kind of passage, how an outlet's name stands in it as the publisher's."""
