"""Words and what they weigh: stems, static rarity, and which words say nothing of the matter.

Comes in: texts.  Goes out: `Word` records with offsets into the text.  Weights come from frequencies of
English at large (wordfreq), never from the articles at hand: an unrelated article must change nothing.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from wordfreq import get_frequency_dict

from kg.lexicon import table, words

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[.&][^\W\d_]+)*")
_COMMON, _RARE = 6.3, 3.3
"""Words more common than 10^6.3 in 10^9 weigh nothing; 10^3.3 rarer ones, or unknown ones, weigh most."""
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `start` and `end` are offsets into that text."""

    text: str
    stem: str
    weight: float
    start: int
    end: int


@lru_cache(maxsize=4096)
def split_words(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of a text, in order."""
    return tuple(
        Word(found.group(), stem_of(found.group()), weight_of(found.group()), found.start(), found.end())
        for found in _WORD.finditer(text)
    )


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """Return the stem of a word (Porter's second stemmer), in lower case.

    >>> stem_of("Retreating"), stem_of("stalemated")
    ('retreat', 'stalem')
    """
    return str(_stemmer.stemWord(word.casefold()))


@lru_cache(maxsize=16384)
def stems_in(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something."""
    return frozenset(word.stem for word in split_words(text) if word.weight)


@lru_cache(maxsize=65536)
def weight_of(word: str) -> float:
    """Return what a word weighs, 0 to 3: how many powers of ten it is rarer than the commonest verbs.

    >>> weight_of("of"), weight_of("Kursk") > weight_of("reservoir") > weight_of("water") > 0
    (0.0, True)
    """
    word = word.casefold()
    if word in function_words():
        return 0.0
    frequency = frequency_of(word)
    rarity = _COMMON - (9 + math.log10(frequency)) if frequency else _RARE
    return min(max(rarity, 0.0), _COMMON - _RARE)


def frequency_of(word: str) -> float:
    """Return how often a word, in lower case, stands among all words of English; 0 for an unknown one."""
    return _frequencies().get(word, 0.0)


@cache
def _frequencies() -> dict[str, float]:
    return dict(get_frequency_dict("en", wordlist="small"))


@cache
def function_words() -> frozenset[str]:
    """Return the words that say how sure, how many, when as seen from now, or whether; not what."""
    hedges = {row["word"] for row in table("hedges") if row["kind"] == "adverb"}
    comparing = {row["phrase"] for row in table("comparators")}
    negating = {row["word"] for row in table("negation") if row["kind"] not in ("verb", "after")}
    closed = (words(name) for name in ("function_words", "modals", "pronouns", "determiners"))
    return frozenset(hedges | comparing | negating).union(*closed)
