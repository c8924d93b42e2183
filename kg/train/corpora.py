"""Gold files -> corpora to learn from.

Comes in: paths as `kg.evaluate.corpus` reads them.  Goes out: `Corpus` records.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from kg.errors import InputError
from kg.evaluate.corpus import read_gold
from kg.train.attribution import Corpus

CLAUSES = frozenset(
    {
        "phrase.according-to",
        "verb.and-that",
        "verb.around",
        "verb.fronted",
        "verb.parenthetical",
        "verb.split-quotation",
        "verb.that-clause",
    }
)
"""Frames that a gold of clauses and quotations marks (eRST, as in GUM); what it says of others is nothing."""

CLAUSE_WEIGHT = 0.5
"""Of another definition and other genres: one candidate counts half."""


def read_corpora(
    full: Sequence[Path], clauses: Sequence[Path], ids: Sequence[str], terms: str = ""
) -> tuple[Corpus, ...]:
    """Return the corpora; of `clauses` only the texts whose id fits a pattern of `ids`, if there is one.

    Raises InputError for gold that cannot be read, or when no text of `clauses` fits.
    """
    corpora = [Corpus(path.name, read_gold([path]), terms) for path in full]
    for path in clauses:
        texts = read_gold([path])
        kept = tuple(text for text in texts if not ids or any(fnmatchcase(text.id, one) for one in ids))
        if not kept:
            wanted = ", ".join(ids)
            raise InputError(f"no text of {path} has an id like {wanted}; --ids takes patterns (*_court_*)")
        corpora.append(Corpus(path.name, kept, terms, CLAUSES, CLAUSE_WEIGHT))
    return tuple(corpora)
