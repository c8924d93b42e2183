"""Whether gold texts are the very ones that weights were learned from.

Comes in: annotated texts and the card of weights (see `kg.claims.weights`).  Goes out: names of corpora.
Method: a digest of ids, texts and relations; `kg train attribution` writes that of each corpus into the card.
Must not: tell a part of a corpus, which has another digest, from gold that nothing was learned from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from kg.evaluate.relations import AnnotatedText

_DIGITS = 16
_CORPUS = "corpus "
"""Begins the card's titles of corpora."""


def gold_digest(texts: Sequence[AnnotatedText]) -> str:
    """Return the first 16 hexadecimal digits of a SHA-256 over the texts, whatever their order."""
    digest = hashlib.sha256()
    for text in sorted(texts, key=lambda one: one.id):
        digest.update(f"{text.id}\0{text.text}\0{text.relations!r}\0".encode())
    return digest.hexdigest()[:_DIGITS]


def learned_corpora(texts: Sequence[AnnotatedText], card: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the card's corpora that are these texts."""
    digest = f"sha256 {gold_digest(texts)}"
    return tuple(
        title.removeprefix(_CORPUS)
        for title, described in card.items()
        if title.startswith(_CORPUS) and digest in described
    )
