"""Hedges of things: "a reported offer" on one side, "the offer" on the other.

Comes in: a pair of claims.  Goes out: findings.  Must not: look at verbs (`kg.compare.kinds.hedges` does).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.compare.kinds.finding import Finding, hedge_finding
from kg.compare.meaning import Word, split_words
from kg.compare.pairs import Pair
from kg.compare.records import ClaimProfile
from kg.compare.unrelated import is_of_survey
from kg.compare.verbs import is_aligned
from kg.lexicon import table

_SCORE = 0.85
_FAR = 3
"""Words that may stand between an adjective and its noun."""


def find_hedged_nouns(pair: Pair) -> Iterator[Finding]:
    """Yield things that one side leaves open ("a reported offer") and the other one takes as given."""
    if is_of_survey(pair.left) or is_of_survey(pair.right):
        return  # "likely voters" are a term
    for one, other, dropped in ((pair.left, pair.right, True), (pair.right, pair.left, False)):
        theirs = list(content_words(other))
        for hedge, noun in _hedged_nouns(one):
            match = next((word for word in theirs if _same_thing(pair, noun, word, dropped)), None)
            if match is None or any(word.stem in _hedging_stems() for word in theirs):
                continue
            side, beside = ("left", "right") if dropped else ("right", "left")
            reason = f"“{hedge.text} {noun.text}” on the {side}, “{match.text}” on the {beside}"
            words, bare = ((hedge.start, hedge.end), (noun.start, noun.end)), ((match.start, match.end),)
            left, right = (words, bare) if dropped else (bare, words)
            yield hedge_finding(dropped, left, right, reason, _SCORE, f"noun {noun.stem}")


def _hedged_nouns(profile: ClaimProfile) -> Iterator[tuple[Word, Word]]:
    """Yield adjectives that hedge, with the noun that they stand before."""
    found = list(content_words(profile))
    for place, word in enumerate(found):
        if word.text.casefold() in _adjectives():
            following = [each for each in found[place + 1 : place + 1 + _FAR] if each.weight]
            if following and following[0].start - word.end <= 1:
                yield word, following[0]


def _same_thing(pair: Pair, noun: Word, word: Word, dropped: bool) -> bool:
    if noun.stem == word.stem:
        return True
    one, other = ((noun.start, noun.end),), ((word.start, word.end),)
    return is_aligned(pair, one, other) if dropped else is_aligned(pair, other, one)


def content_words(profile: ClaimProfile) -> Iterator[Word]:
    """Yield the words of the content, with offsets into the document's text."""
    offset = profile.claim.sentence[0]
    for start, end in profile.claim.spans:
        for word in split_words(profile.sentence[max(start - offset, 0) : max(end - offset, 0)]):
            yield Word(word.text, word.stem, word.weight, word.start + start, word.end + start)


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(row["word"] for row in table("hedging_adjectives"))


@cache
def _hedging_stems() -> frozenset[str]:
    """Return stems that hedge a noun anywhere in a sentence: "a proposal was reported"."""
    return frozenset(word.stem for text in _adjectives() for word in split_words(text))
