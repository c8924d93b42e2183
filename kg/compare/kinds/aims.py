"""Wishes that became plans, and plans that became wishes.

Comes in: a pair of intentions.  Goes out: at most one finding.  "Hoped to close the pier" leaves open whether
it will be tried, "planned to" does not: a hedge of its own sort, on an aim and not on a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.compare.kinds.finding import Finding
from kg.compare.meaning import split_words, stem_of
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.lexicon import table
from kg.model import Act, DiscrepancyKind

_SURE = 0.7


def find_aims(pair: Pair) -> Iterator[Finding]:
    """Yield the cues of two intentions of which one is settled and the other is not."""
    if not pair.akin or {pair.left.claim.attribution.act, pair.right.claim.attribution.act} != {
        Act.INTENTION
    }:
        return
    one, other = _step(pair.left), _step(pair.right)
    cue, other_cue = pair.left.claim.attribution.cue, pair.right.claim.attribution.cue
    if one is None or other is None or one == other or cue is None or other_cue is None:
        return
    kind = DiscrepancyKind.HEDGE_DROPPED if one == "wish" else DiscrepancyKind.HEDGE_ADDED
    reason = f"“{cue.text}” ({one}) against “{other_cue.text}” ({other})"
    yield Finding(kind, cue.spans, other_cue.spans, reason, _SURE, one, other)


def _step(profile: ClaimProfile) -> str | None:
    """Return how far an aim has gone by the words of its cue, None for other cues."""
    cue = profile.claim.attribution.cue
    steps = {_steps()[word.stem] for word in split_words(cue.text) if word.stem in _steps()} if cue else set()
    return steps.pop() if len(steps) == 1 else None


@cache
def _steps() -> dict[str, str]:
    return {stem_of(row["word"]): row["step"] for row in table("aims")}
