"""Which acts are listed and counted as claims: speech and thought; intentions and deeds on request.

Comes in: acts as a person names them.  Goes out: acts, and words for what was left out.
Must not: read the store.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import InputError
from kg.model import Act

ALL_ACTS = "all"
"""Stands for every act where acts are asked for."""

CLAIM_ACTS = tuple(act.value for act in Act if act.is_claim)
"""What is listed and counted unless something else is asked for; own voice is speech."""

SET_ASIDE = tuple(act.value for act in Act if not act.is_claim)
"""Intentions and deeds: kept, exported, and shown on request."""


def chosen_acts(asked: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the acts that are asked for: one, several, "all", or without a wish those that are claims.

    Raises InputError for a word that is no act.

    >>> chosen_acts(None), chosen_acts("deed")
    (('speech', 'thought'), ('deed',))
    """
    if not asked:
        return CLAIM_ACTS
    named = (asked,) if isinstance(asked, str) else tuple(asked)
    for act in named:
        if act not in (*Act, ALL_ACTS):
            raise InputError(f"act is one of {', '.join(Act)} or {ALL_ACTS}, not {act!r}")
    return tuple(act.value for act in Act if act.value in named or ALL_ACTS in named)


def is_claim(act: str) -> bool:
    """Tell whether what has this act is listed and counted as a claim."""
    return Act(act).is_claim


def name_acts(acts: Sequence[str]) -> str:
    """Return what acts are called together.

    >>> name_acts(CLAIM_ACTS), name_acts(["deed"]), name_acts(["speech", "thought", "intention", "deed"])
    ('claims', 'deeds', 'claims, intentions and deeds')
    """
    words = [_PLURALS[Act(act)] for act in acts]
    if set(CLAIM_ACTS) <= set(acts):
        words = ["claims", *words[len(CLAIM_ACTS) :]]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


_PLURALS = {
    Act.SPEECH: "statements",
    Act.THOUGHT: "thoughts",
    Act.INTENTION: "intentions",
    Act.DEED: "deeds",
}


def count_set_aside(number: int) -> str:
    """Return "1 intention or deed" or "1,200 intentions and deeds"."""
    return "1 intention or deed" if number == 1 else f"{number:,} intentions and deeds"
