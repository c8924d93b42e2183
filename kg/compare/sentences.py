"""The sentences that a content stands in, without those where only its source or cue stands.

Comes in: a profile.  Goes out: text.  Sentence ends are read from the punctuation: nothing is parsed here.
"""

from __future__ import annotations

import re

from kg.compare.records import ClaimProfile

_END = re.compile(r"(?<!\b[A-Z])[.!?][”\"’)]*\s+(?=[A-Z“\"‘])|\n+")
"""A full stop after a single capital letter ("U.S. officials") ends no sentence."""


def content_sentences(profile: ClaimProfile) -> str:
    """Return the text from the start of the content's first sentence to the end of its last one.

    >>> [match.group() for match in _END.finditer("The U.S. left. So did we.")]
    ['. ']
    """
    offset = profile.claim.sentence[0]
    start, end = profile.claim.spans[0][0] - offset, profile.claim.spans[-1][1] - offset
    ends = list(_END.finditer(profile.sentence))
    begin = max((match.end() for match in ends if match.end() <= start), default=0)
    stop = min((match.start() for match in ends if match.start() >= end - 1), default=len(profile.sentence))
    return profile.sentence[begin:stop]
