"""What must stand before a content that its source does not stand for: "denied: ", "does not think: ".

Comes in: a claim.  Goes out: words of the article.  Must not: import spaCy.
"""

from __future__ import annotations

import re
from functools import cache

from kg.cli.screen import plain
from kg.lexicon import table
from kg.query.results import ClaimView


def denial_words(claim: ClaimView) -> str:
    """Return the cue with its negation if it has one ("does not think: "), else the cue of a denial
    ("denied: "); empty where the content stands as it is, its own negation included."""
    words = _negated_cue(claim) or (claim.cue.text if claim.denied else "")
    return f"{plain(words)}: " if words else ""


def _negated_cue(claim: ClaimView) -> str:
    """Return a particle that stands at most two words before the cue, its auxiliary and the cue: "do not
    really think"; empty if there is none, or "not only"."""
    offset = claim.sentence[0]
    if not claim.cue.spans or claim.cue.spans[0][0] < offset:
        return ""
    start = claim.cue.spans[0][0]
    others = (end for _, end in (*claim.source.spans, *claim.spans) if offset <= end <= start)
    before = claim.sentence_text[max([offset, *others]) - offset : start - offset]
    found = _before_cue().search(before)
    return " ".join(f"{found.group()} {claim.cue.text}".split()) if found else ""


@cache
def _before_cue() -> re.Pattern[str]:
    particles = {row["word"] for row in table("negation") if row["kind"] == "particle"}
    endings = sorted(word for word in particles if not word.isalpha())  # n't
    alone = sorted(particles.difference(endings))
    negation = rf"(?:[\w'’]+\s+)?\b(?:can)?(?:{'|'.join(alone)})|\w+(?:{'|'.join(endings)})"
    undone = "|".join(sorted(row["word"] for row in table("negation") if row["kind"] == "after"))
    return re.compile(rf"(?:{negation})(?!\s+(?:{undone})\b)(?:\s+\w+){{0,2}}\s*$", re.IGNORECASE)
