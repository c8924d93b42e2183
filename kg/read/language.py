"""Whether a text is English, the one language that the rules know.

Comes in: a text.  Goes out: yes or no.  Must not: refuse an article; what is read in another language is
junk, but whoever has it can see so once it is told.

Of an English news text 7 to 30 words in a hundred are among the most frequent English ones that no language
near to it has ("and" is one, "in" and "was" are none: they are German or Dutch too).
"""

from __future__ import annotations

import re
from itertools import islice

from kg.lexicon import words

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.04
"""The share of English words from which a text is English (960 articles of PolNeAR: 0.07 at the least)."""
_FEWEST = 40
"""Words of a text below which nothing can be told: lists, results, headlines."""
_MOST = 2_000
"""Words that are looked at."""


def is_foreign(text: str) -> bool:
    """Tell whether a text is surely not in English.

    >>> is_foreign("Der Pegel ist im Winter auf den tiefsten Stand seit zwanzig Jahren gefallen. " * 5)
    True
    >>> is_foreign("The level has fallen to the lowest mark in twenty years, said who heads the board. " * 5)
    False
    """
    found = [word[0].casefold() for word in islice(_WORD.finditer(text), _MOST)]
    english = sum(word in words("english_words") for word in found)
    return len(found) >= _FEWEST and english < _SHARE * len(found)
