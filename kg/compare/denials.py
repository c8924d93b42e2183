"""Two statements in the same words, of which one is negated: however short, they are about one matter.

Comes in: profiles.  Goes out: yes or no.  "She does not own the mill" and "She owns the mill" have the
same words but for what negates, and for "do", which only carries it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.compare.meaning import stem_of
from kg.compare.records import ClaimProfile
from kg.compare.wording import is_vague, plain_words
from kg.lexicon import words

_SHORT = re.compile(r"(?<=\w)n[’']t\b")
_CARRIERS = frozenset({"do", "does", "did"})


def differ_in_negation_alone(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether two claims of unlike polarity have the same words but for what negates, and enough of
    them to be known by."""
    if left.claim.modality.polarity is right.claim.modality.polarity:
        return False
    ours, theirs = affirmed_words(left.claim.text), affirmed_words(right.claim.text)
    return ours == theirs and not is_vague(plain_words(left.claim.text))


@lru_cache(maxsize=8192)
def affirmed_words(text: str) -> tuple[str, ...]:
    """Return the stems of a text without what negates.

    >>> affirmed_words("She doesn't own the mill.") == affirmed_words("She owns the mill.")
    True
    """
    left_out = words("negation") | _CARRIERS
    return tuple(stem_of(word) for word in plain_words(_SHORT.sub(" not", text)) if word not in left_out)
