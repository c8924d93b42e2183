"""Numbers of two claims, each with its partner: what is counted, per what, at which stage, in which words.

Comes in: a pair of claims.  Goes out: pairs of numbers that count one thing.
Must not: say how they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.compare.intervals import is_same_value, shares_end
from kg.compare.meaning import Word, split_words
from kg.compare.pairs import Pair
from kg.compare.phases import Phase, may_be_compared, phase_of
from kg.compare.records import ClaimProfile
from kg.compare.units import COUNT, Scale, scale_of
from kg.lexicon import words
from kg.model import Quantity, Span

Aligned = frozenset[tuple[str, str]]
"""Stems of the left and of the right claim that stand against one another."""

_LEAST, _LEAST_OTHER = 0.3, 0.45
"""Evidence below which two numbers are not taken to count one thing; more is asked of other values."""
_CLAUSE = re.compile(r"[;:()]|, (?:while|whereas|but)\b| – ")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_MORE = re.compile(r"\s+(?:more|other|additional|extra|further|new)\b", re.IGNORECASE)
_MORE_BEFORE = re.compile(r"\b(?:additional|another|extra|further)\s+$", re.IGNORECASE)
_SAME_NOUN, _BOTH_PEOPLE, _SAME_VALUE, _PLACE = 0.4, 0.1, 0.15, 0.05
_LISTED = 2
"""Words of weight that may stand between two numbers of one list."""
_WHOSE = 0.25
"""Evidence that is lost where one side only tells whose people are counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a claim; `noun` are the stems of what is counted, `names` those of its names ("Korean"),
    `context` the weights of the stems around it, up to the next number.  `is_more` marks an increase ("8,000
    more soldiers")."""

    quantity: Quantity
    scale: Scale
    phase: Phase | None
    place: int
    noun: frozenset[str]
    context: dict[str, float]
    names: frozenset[str] = frozenset()
    is_more: bool = False

    @property
    def span(self) -> Span:
        """Where the number stands, as one stretch."""
        return self.quantity.spans[0][0], self.quantity.spans[-1][1]


@dataclass(frozen=True, slots=True)
class CountedPair:
    """Two numbers that count one thing; `evidence` (0 to 1) says how sure that is."""

    left: Counted
    right: Counted
    evidence: float


def pair_numbers(pair: Pair) -> tuple[CountedPair, ...]:
    """Return the numbers of two claims with their partners, the best first; each has one partner at most."""
    left, right = read_counted(pair.left), read_counted(pair.right)
    aligned = _aligned_stems(pair)
    found = sorted(
        (
            CountedPair(one, other, evidence)
            for one in left
            for other in right
            if not _stands_beside(one, pair.right, other) and not _stands_beside(other, pair.left, one)
            if (evidence := _evidence(one, other, aligned)) >= _least(one, other)
        ),
        key=lambda each: (-each.evidence, each.left.span, each.right.span),
    )
    taken: set[tuple[int, Span]] = set()
    kept = []
    for each in found:
        ends = {(0, each.left.span), (1, each.right.span)}
        if taken.isdisjoint(ends):
            taken |= ends
            kept.append(each)
    return tuple(kept)


def read_counted(profile: ClaimProfile) -> tuple[Counted, ...]:
    """Return the numbers of a claim, without those that only repeat the one before in another unit."""
    start = profile.claim.sentence[0]
    spans = [(q.spans[0][0] - start, q.spans[-1][1] - start) for q in profile.claim.quantities]
    return tuple(
        _counted(profile, quantity, span, place, spans)
        for place, (quantity, span) in enumerate(zip(profile.claim.quantities, spans, strict=True))
        if span[1] <= len(profile.sentence) and not _repeats(profile, place)
    )


def _counted(
    profile: ClaimProfile, quantity: Quantity, span: Span, place: int, spans: Sequence[Span]
) -> Counted:
    text, offset = profile.sentence, profile.claim.sentence[0]
    content = [(start - offset, end - offset) for start, end in profile.claim.spans]
    named = f"{quantity.of or ''} {quantity.unit or ''}"
    scale = scale_of(quantity)
    counted = list(split_words(named))
    noun = frozenset(word.stem for word in counted if word.weight)
    names = frozenset(word.stem for word in counted if word.text[0].isupper())
    around = (word for word in _context(text, span, spans) if word.weight and word.stem not in noun)
    context = {
        word.stem: word.weight
        for word in around
        if any(start <= word.start and word.end <= end for start, end in content)
    }
    is_more = (_MORE.match(text, span[1]) or _MORE_BEFORE.search(text, 0, span[0])) is not None
    return Counted(quantity, scale, phase_of(text, span, spans), place, noun, context, names, is_more)


def _context(text: str, span: Span, spans: Sequence[Span]) -> Iterator[Word]:
    """Yield the words of the clause around a number, up to the numbers beside it; in a list also those
    before its first number ("lost 12 boats, 30 nets")."""
    start = max((end for _, end in spans if end <= span[0]), default=0)
    end = min((begin for begin, _ in spans if begin >= span[1]), default=len(text))
    if start and sum(word.weight > 0 for word in split_words(text[start : span[0]])) <= _LISTED:
        yield from split_words(_CLAUSE.split(text[: min(begin for begin, _ in spans)])[-1])
    before, after = _CLAUSE.split(text[start : span[0]])[-1], _CLAUSE.split(text[span[1] : end])[0]
    yield from _shifted(before, span[0] - len(before))
    yield from _shifted(after, span[1])


def _shifted(text: str, offset: int) -> Iterator[Word]:
    for word in split_words(text):
        yield Word(word.text, word.stem, word.weight, word.start + offset, word.end + offset)


def _repeats(profile: ClaimProfile, place: int) -> bool:
    """Tell whether a number is the one before in another unit: "1,376 km² (531 mi²)"."""
    quantity = profile.claim.quantities[place]
    start = quantity.spans[0][0] - profile.claim.sentence[0]
    if place == 0 or profile.sentence[start - 1 : start] != "(":
        return False
    before = profile.claim.quantities[place - 1]
    return scale_of(before).dimension == scale_of(quantity).dimension != COUNT


def _evidence(one: Counted, other: Counted, aligned: Aligned) -> float:
    """Return how much speaks for two numbers counting one thing; 0 where they cannot."""
    if not _may_count_one(one, other):
        return 0.0
    shared = _shared(one.context, other.context, aligned)
    if one.scale.dimension == COUNT and not _counts_same(one, other, aligned):
        shared /= 2
    named = _SAME_NOUN if one.noun & other.noun else _BOTH_PEOPLE if _both_people(one, other) else 0.0
    same = _SAME_VALUE if _is_same(one, other) else 0.0
    placed = _PLACE if one.place == other.place else 0.0
    vaguer = _WHOSE if bool(one.names) != bool(other.names) and not same else 0.0
    return min(shared * 0.6 + named + same + placed, 1.0) - vaguer


def _least(one: Counted, other: Counted) -> float:
    return _LEAST if _is_same(one, other) else _LEAST_OTHER


def _is_same(one: Counted, other: Counted) -> bool:
    """Tell whether two numbers name one value, or ranges have an end in common."""
    ends = one.scale.dimension == other.scale.dimension and shares_end(one.quantity, other.quantity)
    return ends or is_same_value(one.quantity, other.quantity)


def _may_count_one(one: Counted, other: Counted) -> bool:
    """Tell whether nothing speaks against it: unit, divisor, stage, increase or whole, whose, what befell."""
    if one.scale.dimension != other.scale.dimension or one.quantity.per != other.quantity.per:
        return False
    if not may_be_compared(one.phase, other.phase) or _is_pronoun(one) or _is_pronoun(other):
        return False
    if one.is_more != other.is_more or (one.names and other.names and not one.names & other.names):
        return False
    befell, others = fates(one), fates(other)
    return bool(befell & others) or not (one.noun & befell or other.noun & others)


def fates(counted: Counted) -> frozenset[str]:
    """Return what befell those who are counted, as far as the noun or the words around it tell."""
    return _stems(words("casualty_words")) & (counted.noun | counted.context.keys())


def _stands_beside(counted: Counted, other: ClaimProfile, partner: Counted) -> bool:
    """Tell whether the other claim has the very number too, though another one is looked at as its partner:
    "50,000 doses" against "12,000 doses out of the 50,000"."""
    figure = _FIGURE.search(counted.quantity.text)
    if figure is None or _is_same(counted, partner):
        return False
    return re.search(rf"(?<![\d.,]){re.escape(figure.group())}(?![\d]|[.,]\d)", other.sentence) is not None


def _is_pronoun(counted: Counted) -> bool:
    """Tell whether a number is "one" that stands for somebody, not a count."""
    quantity = counted.quantity
    return quantity.value == 1 and quantity.text.casefold() == "one"


def _shared(ours: dict[str, float], theirs: dict[str, float], aligned: Aligned) -> float:
    """Return the share of the weight around the number with less of it that stands around the other too."""
    matched = sum(
        weight
        for stem, weight in ours.items()
        if stem in theirs or any((stem, other) in aligned for other in theirs)
    )
    least = min(sum(ours.values()), sum(theirs.values()))
    return min(matched / max(least, 2.0), 1.0)


def _counts_same(one: Counted, other: Counted, aligned: Aligned) -> bool:
    """Tell whether what is counted may be one: the same or aligned nouns, people of some sort, or a noun of
    one that stands near the other ("1,000 killed", "a thousand soldiers killed")."""
    if not one.noun or not other.noun or one.noun & other.noun or _both_people(one, other):
        return True
    if one.noun & other.context.keys() or other.noun & one.context.keys():
        return True
    return any((stem, match) in aligned for stem in one.noun for match in other.noun)


def _both_people(one: Counted, other: Counted) -> bool:
    return not (one.noun.isdisjoint(_people()) or other.noun.isdisjoint(_people()))


@cache
def _people() -> frozenset[str]:
    return _stems(words("group_nouns") | words("person_nouns") | words("casualty_words"))


@cache
def _stems(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(word.stem for text in listed for word in split_words(text))


def _aligned_stems(pair: Pair) -> Aligned:
    """Return the stems of the words that the alignment puts against one another."""
    found: set[tuple[str, str]] = set()
    for left, right in pair.words:
        ours, theirs = _stems_at(pair.left, left), _stems_at(pair.right, right)
        found |= {(one, other) for one in ours for other in theirs}
    return frozenset(found)


def _stems_at(profile: ClaimProfile, span: Span) -> list[str]:
    start = profile.claim.sentence[0]
    text = profile.sentence[span[0] - start : span[1] - start] if span[0] >= start else ""
    return [word.stem for word in split_words(text) if word.weight]
