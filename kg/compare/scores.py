"""How sure it is that two claims speak of one matter: the one table of weights, and what they come to.

Comes in: what stands against what in two contents.  Goes out: a score from 0 to 1.
Each weight says why; they were set on the five articles of /work/shared/seeds and on 84 of PolNeAR dev
(docs/COMPARE.md).  Nothing but the two claims has a say.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SAME = 0.75
"""From here two claims say the same, and may be grouped; below, only the two articles as a whole can show it
(`kg.compare.context`)."""
RELATED = 0.45
"""From here two claims speak of one matter, and may be compared for differences."""
BESIDE = 0.6
"""Score of claims of one matter whose words would make them the same, and which are not of one kind."""
QUOTED = 0.75
"""Share of a clause's words from which a longer sentence that has them in order says the same too."""

EQUAL = 0.2
"""Share of the lesser content that must be equal before anything is likened."""
SPEAKER = 1.0
"""Weight of one and the same named speaker: as much as a common word."""
ENOUGH = 3.0
"""Told weight at which a score is halved: two words in common are no matter, however short the claims."""
COVERED, COVERED_SHORT, LONG = 0.5, 0.9, 7.0
"""Share of the greater content from which no more is asked of it: a clause may be half of a sentence, but of
something as short as a remark nearly all must be there.  From `LONG` told weight it is no longer short."""
COVERED_TOPIC = 1.0
"""The same where the lesser content states nothing: a sentence says more than its topic."""
UNCOVERED = 0.5
"""What a score loses when next to nothing of the greater content is covered."""
PHRASE = 0.8
"""What is left of a score when one of the two states nothing ("climate change"): a topic, not a claim."""
OTHER_SUBJECT = 0.65
"""What is left of a score when each is about somebody whom the other does not name."""


OTHER_PLACE = 0.7
"""What is left of a score when both name places and none in common: two elections, two floods."""
DEED, DEEDS = 0.8, 2.4
"""Weight of one verb done by, or to, one and the same, and what such verbs weigh at most."""
OTHER_PREDICATE = 0.85
"""What is left of a score when the verb that governs the lesser content has no counterpart."""
COUNTED = 0.1
"""Share of its score that two claims keep above `RELATED` when they only count one thing of one actor."""
COUNTED_WITH, COUNTED_NEAR = 1.0, 0.6
"""Weight of words in common that must stand beside such numbers, and how like the numbers must be."""
COUNTED_EQUAL, COUNTED_EXACT, EXACT = 2.5, 0.5, 2.8
"""Weight of words beside equal numbers from which it is one thing whatever the nouns; and beside numbers that
weigh `EXACT` ("12,000", not "two")."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two contents share, by weight: in all, and told (all but names)."""

    shared: float
    told: float


@dataclass(frozen=True, slots=True)
class Size:
    """What a content weighs in all, and told."""

    weight: float
    told: float


@dataclass(frozen=True, slots=True)
class Company:
    """One and the same speaker; subjects on both sides whom the other content does not name; a governing verb
    of the lesser content that the greater one lacks; a content that is a phrase and states nothing, and if
    it is the lesser one; places on both sides and none in common."""

    one_speaker: bool = False
    other_subject: bool = False
    other_predicate: bool = False
    phrase: bool = False
    topic: bool = False
    other_place: bool = False


def score_overlap(overlap: Overlap, one: Size, other: Size, company: Company) -> float:
    """Return the score.

    Covered must be what the lesser content names and tells, and of it what is told alone: all articles on a
    war name the same countries.  What is covered must be enough to make a matter, and some of the greater.
    """
    lesser, greater = sorted((one, other), key=lambda size: size.told)
    if not lesser.told:
        return 0.0
    speaker = SPEAKER if company.one_speaker else 0.0
    shared, told = overlap.shared + speaker, overlap.told + speaker
    inner = min(shared / (lesser.weight + speaker), 1.0)
    core = min(told / (lesser.told + speaker), 1.0)
    asked = COVERED + (COVERED_SHORT - COVERED) * max(1 - lesser.told / LONG, 0.0)
    asked = COVERED_TOPIC if company.topic else asked
    outer = min(told / (greater.told + speaker) / asked, 1.0)
    enough = told**2 / (told**2 + ENOUGH**2)
    score = math.sqrt(inner * core) * enough * (1 - UNCOVERED * (1 - outer))
    score *= PHRASE if company.phrase else 1.0
    score *= OTHER_PLACE if company.other_place else 1.0
    score *= OTHER_PREDICATE if company.other_predicate else 1.0
    return score * (OTHER_SUBJECT if company.other_subject else 1.0)
