"""At which stage of a development a number holds: "initially", "at most", "now".

Comes in: the text of a claim's sentences and where numbers stand in it.  Goes out: a phase or None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from kg.lexicon import table
from kg.model import Span


class Phase(StrEnum):
    """A stage of what grows or shrinks."""

    START = "start"
    PEAK = "peak"
    NOW = "now"


_BREAK = re.compile(r"[.;!?](?=\s|$|[”\"’])|[()]")
_REACH = 24
"""Code points after a number within which a phase may still be its own ("60 members at the most")."""


def phase_of(text: str, number: Span, numbers: Sequence[Span]) -> Phase | None:
    """Return the phase that the nearest words before the number give it, or else those right after it.

    Words before another number, or in another sentence, belong to that one.
    """
    start = max((end for _, end in numbers if end <= number[0]), default=0)
    before = list(_pattern().finditer(_BREAK.split(text[start : number[0]])[-1]))
    if before:
        return _phases()[_key(before[-1])]
    following = min((begin for begin, _ in numbers if begin >= number[1]), default=len(text))
    after = _pattern().search(_BREAK.split(text[number[1] : min(following, number[1] + _REACH)])[0])
    return _phases()[_key(after)] if after else None


def may_be_compared(one: Phase | None, other: Phase | None) -> bool:
    """Tell whether numbers of these phases speak of one stage; without words it is that of writing."""
    return (one or Phase.NOW) == (other or Phase.NOW)


@cache
def _phases() -> dict[str, Phase]:
    return {row["phrase"]: Phase(row["phase"]) for row in table("phase_words")}


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_phases(), key=len, reverse=True)
    listed = "|".join(map(re.escape, phrases))
    return re.compile(
        rf"(?<!\bthe )(?<!\bits )(?<!\ba )\b(?:{listed})\b|\boriginal\b|\binitial\b", re.IGNORECASE
    )


def _key(match: re.Match[str]) -> str:
    return match.group().casefold()
