"""Equal wording: the key that claims of the same words share, and the speaker where words are vague.

Comes in: profiles.  Goes out: keys.  Two claims have one key when their words are the same but for case,
articles and punctuation, and, where the words leave open who is meant ("he would return"), their speaker too.
"""

from __future__ import annotations

import re
from functools import cache

from kg.compare.records import ClaimProfile
from kg.lexicon import table

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_VAGUE = 4
"""Words below which a content says too little to be matched without its speaker."""

_PHRASE = 6
"""Words below which a phrase without a verb says too little for that."""

Key = tuple[str, ...]


def wording_key(profile: ClaimProfile) -> Key:
    """Return what claims of equal wording share: polarity, act and words, and the speaker where it matters.

    An intention or a deed ("to rebuild the pier") is nothing without whoever has it.
    """
    claim, act = profile.claim, profile.claim.attribution.act
    spoken = plain_words(claim.text)
    polarity = claim.modality.polarity.value
    key = (polarity if act.is_claim else f"{polarity} {act.value}", *spoken)
    if act.is_claim and not (is_vague(spoken) or _names_only(profile)):
        return key
    speaker = profile.party(claim.attribution.source)
    return (*key, speaker.entity if speaker is not None else claim.document)


def _names_only(profile: ClaimProfile) -> bool:
    """Tell whether a content states nothing and is little more than a name: "mayor Ana Vasq", of whom
    all else may be said."""
    claim = profile.claim
    if claim.predicates or len(plain_words(claim.text)) >= _PHRASE:
        return False
    return any(about.referent in profile.parties for about in claim.about)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without articles."""
    return tuple(word for word in _WORD.findall(text.casefold()) if word not in _ARTICLES)


def has_words(text: str, sought: str) -> bool:
    """Tell whether a text has these words, as whole words and whatever their case.

    >>> has_words("in Nigeria on May 20", "nigeria"), has_words("in Nigeria on May 20", "May 2")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(sought.casefold())}(?!\w)", text.casefold()) is not None


def is_vague(spoken: Key) -> bool:
    """Tell whether words leave open who or what is meant."""
    return len(spoken) < _VAGUE or not personal_pronouns().isdisjoint(spoken)


@cache
def personal_pronouns() -> frozenset[str]:
    """Return the pronouns that stand for somebody; "it" and "its" most often take up a word beside them."""
    people = (row for row in table("pronouns") if row["person"] in ("1", "3") and row["gender"] != "n")
    return frozenset(row["word"] for row in people)
