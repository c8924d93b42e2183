"""Places that open an article and are no part of its first sentence: "ARLEN, June 4 (Gazette) - ...".

Comes in: a parsed Doc and its names.  Goes out: those names.  Must not: change a kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.mentions.spots import Spot
from kg.model import EntityKind

_DASHES = frozenset({"-", "–", "—", "--"})
_WIDEST = 12
"""Tokens from the place to the dash that ends a dateline."""


def dateline_places(doc: Doc, spots: Sequence[Spot]) -> list[Spot]:
    """Return the places that open a line and are followed by a dash before any verb."""
    return [spot for spot in spots if spot.kind is EntityKind.PLACE and _opens_dateline(doc, spot)]


def _opens_dateline(doc: Doc, spot: Spot) -> bool:
    if spot.start and "\n" not in doc[spot.start - 1].text_with_ws:
        return False
    for token in doc[spot.end : spot.end + _WIDEST]:
        if token.text in _DASHES:
            return bool(doc[token.i - 1].whitespace_ or token.text in ("—", "--"))
        if token.pos_ in ("VERB", "AUX") or "\n" in token.text:
            return False
    return False
