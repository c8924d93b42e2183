"""What two articles share, and how much of it two independent reports would not.

Comes in: the alignments of two articles.  Goes out: a `SharedText`: pairs of claims, each claim and each
stretch of text once, with what every pair weighs as evidence that one text was made from the other.

Two reports of one event share its facts and the words of those who spoke in public.  They do not share the
wording of what the articles say themselves, nor the words of sources that nobody else can have heard, nor the
choice and order of the facts.  (Text reuse in newspapers: Clough, Gaizauskas, Piao and Wilks 2002.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.compare.carriers import sides
from kg.compare.meaning import stems_in
from kg.compare.records import Alignment, ClaimProfile, DocumentCard, Party
from kg.model import EntityKind, Span, Style

_WORD = re.compile(r"\w+(?:[.,’']\w+)*")
_FULL = 12
"""Words of a statement that weighs 1 when it stands in both articles word for word."""
_LONGEST = 1.5
"""What the longest statement weighs."""
_WORDING = 0.6
"""How much of the likeness is in the wording: two reports of one event mean the same in other words."""
_CHANCE, _CHANCE_UNHEARD = 0.85, 0.6
"""Likeness that claims about one event reach together without one being made from the other; and
where both credit somebody without a name, whom two reporters hardly both heard."""
_QUOTED, _PUBLIC, _UNHEARD = 0.2, 0.7, 1.3
"""What is left of the weight of a quotation in both, and of a statement that both credit to one named
speaker; and what a statement gains that both credit to somebody without a name."""
_SLIGHT = 0.12
"""A pair that weighs less shows nothing, unless it is word for word."""
_LONG, _TITLE, _CAPITALS = 4, 5, 0.8
"""Letters of a longer word; such words that a title has; the share of them with a capital letter."""
VERBATIM = 0.8
"""Share of equal words from which a statement counts as taken over word for word."""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of one article and the claim that stands against it in the other.

    `weight` is what the pair shows; `length` what it would weigh word for word and told by the article
    itself, 0 for a quotation.
    """

    ours: ClaimProfile
    theirs: ClaimProfile
    score: float
    copied: float
    weight: float
    length: float

    @property
    def verbatim(self) -> bool:
        """Whether the words are the same, but for a few."""
        return self.copied >= VERBATIM or words_of(self.ours) == words_of(self.theirs)


@dataclass(frozen=True)  # no slots: what is cached is asked for with every other origin of an article
class SharedText:
    """What an article (`ours`) shares with another, in the order of its text.

    `aligned` are all of our claims that have a counterpart, those inside others and the slight ones too.
    """

    ours: DocumentCard
    theirs: DocumentCard
    matches: tuple[Match, ...]
    aligned: tuple[ClaimProfile, ...] = ()

    @cached_property
    def weight(self) -> float:
        """What all pairs weigh; those that stand in another order weigh half."""
        kept = {id(match) for match in in_order(self.matches)}
        return sum(match.weight * (1.0 if id(match) in kept else 0.5) for match in self.matches)

    @cached_property
    def ordered(self) -> int:
        """How many pairs stand in the same order in both."""
        return len(in_order(self.matches))

    @cached_property
    def covered(self) -> float:
        """The share of our text whose sentences have a counterpart."""
        return covered([match.ours for match in self.matches], self.ours)

    @cached_property
    def covers(self) -> float:
        """The share of their text whose sentences have a counterpart."""
        return covered([match.theirs for match in self.matches], self.theirs)


def find_shared_text(document: str, alignments: Iterable[Alignment]) -> SharedText | None:
    """Return what the document shares with another one, seen from the document; None for no alignment.

    Claims are nested in one another and several may fit: the pair that weighs most is taken first, and what
    lies in or around a claim that was taken is left out.
    """
    matches = [_match(*sides(alignment, document), alignment) for alignment in alignments]
    if not matches:
        return None
    first = matches[0]
    taken: list[Match] = []
    for match in sorted(matches, key=_preference):
        if (match.weight >= _SLIGHT or match.verbatim) and not any(_collide(match, other) for other in taken):
            taken.append(match)
    return SharedText(
        ours=first.ours.card,
        theirs=first.theirs.card,
        matches=tuple(sorted(taken, key=_position)),
        aligned=tuple({match.ours.id: match.ours for match in matches}.values()),
    )


def in_order(matches: Sequence[Match]) -> Sequence[Match]:
    """Return the most pairs that stand in the same order in both texts (longest increasing subsequence)."""
    ends: list[int] = []
    chains: list[tuple[Match, ...]] = []
    for match in matches:
        start = match.theirs.claim.spans[0][0]
        place = bisect_right(ends, start)
        chain = (*(chains[place - 1] if place else ()), match)
        ends[place:place + 1], chains[place:place + 1] = [start], [chain]  # fmt: skip
    return chains[-1] if chains else ()


def covered(profiles: Iterable[ClaimProfile], card: DocumentCard) -> float:
    """Return the share of an article that the sentences of some of its claims make up."""
    reached = total = 0
    for start, end in sorted(profile.claim.sentence for profile in profiles):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return min(1.0, total / card.length) if card.length else 0.0


def words_of(profile: ClaimProfile) -> list[str]:
    """Return the words of a claim's content, in lower case."""
    return _WORD.findall(profile.claim.text.casefold())


def _match(ours: ClaimProfile, theirs: ClaimProfile, alignment: Alignment) -> Match:
    size = min(_LONGEST, min(len(words_of(ours)), len(words_of(theirs))) / _FULL)
    telling, chance = _telling(ours, theirs)
    like = max(0.0, (_likeness(ours, theirs, alignment) - chance) / (2.0 - chance))
    if is_title(ours) and is_title(theirs):
        telling = _QUOTED
    length = 0.0 if telling == _QUOTED else size
    return Match(ours, theirs, alignment.score, alignment.copied, size * like * telling, length)


def is_title(profile: ClaimProfile) -> bool:
    """Tell whether a content is put as titles are, each longer word with a capital letter: two pages that
    point to a third one both have its title."""
    long = [word for word in _WORD.findall(profile.claim.text) if len(word) >= _LONG]
    return len(long) >= _TITLE and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)


def _likeness(ours: ClaimProfile, theirs: ClaimProfile, alignment: Alignment) -> float:
    """Return how alike the words are, 0 to 2: what they mean, and more of it how they are put.

    Nothing is known of how much of a quotation was copied; the words that it has in common stand for that.
    """
    quoted = Style.DIRECT in (ours.claim.attribution.style, theirs.claim.attribution.style)
    wording = _in_common(ours, theirs) if quoted else alignment.copied
    return 2.0 * ((1.0 - _WORDING) * alignment.score + _WORDING * wording)


def _in_common(ours: ClaimProfile, theirs: ClaimProfile) -> float:
    one, other = stems_in(ours.claim.text), stems_in(theirs.claim.text)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _telling(ours: ClaimProfile, theirs: ClaimProfile) -> tuple[float, float]:
    """Return how much a pair tells, by who speaks in both, and how alike the words are by chance."""
    one, other = ours.claim.attribution, theirs.claim.attribution
    if one.style is Style.DIRECT and other.style is Style.DIRECT:
        return _QUOTED, _CHANCE
    left, right = ours.party(one.source), theirs.party(other.source)
    if left is None or right is None:
        return 1.0, _CHANCE
    if left.named and left.entity == right.entity:
        return _PUBLIC, _CHANCE
    if left.named or right.named:
        return 1.0, _CHANCE
    return (_UNHEARD, _CHANCE_UNHEARD) if _may_be_one(left, right) else (1.0, _CHANCE)


def _may_be_one(left: Party, right: Party) -> bool:
    """Tell whether two speakers without a name may be the same: groups of one country, or called alike."""
    groups = left.kind is EntityKind.GROUP and right.kind is EntityKind.GROUP
    if left.entity == right.entity or (groups and left.country is not None and left.country == right.country):
        return True
    return bool(stems_in(left.label) & stems_in(right.label))


def _preference(match: Match) -> tuple[float, float, list[str]]:
    return -match.weight, -match.score, sorted((match.ours.id, match.theirs.id))


def _position(match: Match) -> tuple[Span, ...]:
    return match.ours.claim.spans


def _collide(one: Match, other: Match) -> bool:
    return touch(one.ours, other.ours) or touch(one.theirs, other.theirs)


def touch(one: ClaimProfile, other: ClaimProfile) -> bool:
    """Tell whether two claims of one article have words in common."""
    ours, theirs = one.claim.spans, other.claim.spans
    if ours[-1][1] <= theirs[0][0] or theirs[-1][1] <= ours[0][0]:
        return False
    return any(a < d and c < b for a, b in ours for c, d in theirs)
