"""Texts and names -> the words that a search compares; what a misspelt word may have been.

Comes in: a text as it stands in an article, or what a person typed.  Goes out: words of lower-case ASCII
letters and digits, with their offsets, their stems, and the shorter forms by which misspelt ones are found.
Must not: read the store.  The writer of a store and its readers share this, so that both see the same words.

Notes: a word is found by what is left of it when letters are taken out (Garbe 2012, SymSpell): two words that
differ by n errors have a form in common when n letters, or fewer, are taken out of both.  Only the first
letters have their forms kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from kg.query.names import name_key
from kg.query.results import ClaimView, Span

_TOKEN = re.compile(r"\w+(?:[.'’]\w+)*")

_HEAD = 7
"""First letters of a word that its forms are made of: enough to keep them few, and most words apart."""

_SHORT = 4
"""Letters up to which one error is looked for, not two: "Kyiv" with two is any word."""

_LEAST = 3
"""Letters that a word has at least for errors to be looked for in it."""

EMPTY_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
"""Words that no claim is asked for by."""

PLACES_OF_TEXT = ("text", "around")
"""The columns of a claim's words: its own, and those of its sentence beside them."""


@lru_cache(maxsize=100_000)
def _folded(token: str) -> tuple[str, ...]:
    return tuple(name_key(token).split())


def split_words(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the words of a text, folded as names are, with their offsets.

    >>> list(split_words("U.S. Łódź’s 3.5"))
    [('us', (0, 3)), ('lodz', (5, 11)), ('35', (12, 15))]
    """
    for found in _TOKEN.finditer(text):
        for word in _folded(found[0]):
            yield word, found.span()


def fold_words(text: str) -> list[str]:
    """Return the words of a text without their offsets."""
    return [word for found in _TOKEN.findall(text) for word in _folded(found)]


def claim_words(claim: ClaimView) -> tuple[list[str], list[str]]:
    """Return the words of a claim, and those of its sentence that are not its own."""
    start = claim.sentence[0]
    own = [(first - start, last - start) for first, last in claim.spans]
    around = [
        word
        for word, (first, last) in split_words(claim.sentence_text)
        if not any(begin < last and first < end for begin, end in own)
    ]
    return fold_words(claim.text), around


def can_be_misspelt(word: str) -> bool:
    """Tell whether errors are looked for in a word: in none of a few letters, and in no number."""
    return len(word) >= _LEAST and not word.isdigit()


def most_errors(word: str) -> int:
    """Return how many typing errors in a word are looked for."""
    if not can_be_misspelt(word):
        return 0
    return 1 if len(word) <= _SHORT else 2


def shorter_forms(word: str, errors: int) -> set[str]:
    """Return the first letters of a word with up to so many of them taken out.

    >>> sorted(shorter_forms("kyiv", 1))
    ['kiv', 'kyi', 'kyiv', 'kyv', 'yiv']
    """
    head = word[:_HEAD]
    kept = (
        letters
        for taken in range(min(errors, len(head) - 1) + 1)
        for letters in combinations(head, len(head) - taken)
    )
    return {"".join(letters) for letters in kept}


def near_rows(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return (form, word), sorted, for all words in which errors are looked for."""
    rows = ((form, word) for word in words for form in shorter_forms(word, most_errors(word)))
    return sorted(row for row in rows if can_be_misspelt(row[1]))
