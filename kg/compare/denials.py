"""Two statements in the same words, of which one is negated: however short, they are about one matter.

Comes in: profiles.  Goes out: yes or no.  "The council does not own the mill" and "The council owns the mill"
have the same words but for what negates, and for "do", which only carries it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.compare.meaning import stem_of
from kg.compare.records import ClaimProfile
from kg.compare.wording import is_vague, personal_pronouns, plain_words
from kg.lexicon import table

_SHORT = re.compile(r"\b(ca|wo|sha)n[’']t\b|(?<=\w)n[’']t\b|(?<=\bcan)not\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
"""What is left of an auxiliary before "n't", where that is not the whole of it."""
_CARRIERS = frozenset({"do", "does", "did"})


def differ_in_negation_alone(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether two claims of unlike polarity have the same words but for what negates, and these say
    enough to be known by, or are of somebody whom both name.

    A statement of a pronoun ("she does not own it") says too little: nobody knows here whose it is.
    """
    if left.claim.modality.polarity is right.claim.modality.polarity:
        return False
    ours, theirs = affirmed_words(left.claim.text), affirmed_words(right.claim.text)
    if tuple(map(stem_of, ours)) != tuple(map(stem_of, theirs)):
        return False
    return not is_vague(ours) or (not _has_pronoun(ours) and _name_one(left, right))


@lru_cache(maxsize=8192)
def affirmed_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without articles and what negates.

    >>> affirmed_words("The council doesn't own the mill.") == affirmed_words("Council own mill.")
    True
    >>> affirmed_words("The mill can’t be saved"), affirmed_words("The mill cannot be saved")
    (('mill', 'can', 'be', 'saved'), ('mill', 'can', 'be', 'saved'))
    """
    spelt_out = _SHORT.sub(lambda found: f"{_WHOLE.get((found[1] or '').casefold(), '')} not", text)
    return tuple(word for word in plain_words(spelt_out) if word not in _left_out())


@cache
def _left_out() -> frozenset[str]:
    """Return the words that negate by themselves ("fail" and "not only" say more than that), and "do"."""
    negating = ("particle", "determiner")
    return _CARRIERS.union(row["word"] for row in table("negation") if row["kind"] in negating)


def _has_pronoun(spoken: tuple[str, ...]) -> bool:
    return not personal_pronouns().isdisjoint(spoken)


def _name_one(left: ClaimProfile, right: ClaimProfile) -> bool:
    """Tell whether both contents are about one and the same, by name."""
    ours, theirs = ({about.referent for about in one.claim.about} for one in (left, right))
    known = {left.parties[one].entity for one in ours if one in left.parties and left.parties[one].named}
    return any(one in right.parties and right.parties[one].entity in known for one in theirs)
