"""Which claims are worth comparing: an inverted index from static keys of a claim to claims.

Comes in: profiles.  Goes out: for a claim, a bounded number of claims of other articles that share keys with
it.  Keys are made of the claim alone: an unrelated article adds none to another's list.

    a name and one of the rarest things told     who and what
    two things told near one another             "killed or wounded", "about 1,376 square kilometres"
    all of its words                             equal wording, however short

A key that many claims have is cut to those nearest in time; nothing is counted over the corpus.  Articles
that name others (`kg.compare.named`) come last, and only with claims that share several keys.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import product
from typing import Protocol, TypeVar

from kg.compare.contents import content_of
from kg.compare.intervals import named_values
from kg.compare.items import Item
from kg.compare.named import name_others
from kg.compare.records import ClaimProfile
from kg.compare.units import scale_of
from kg.model import EntityKind

_NAMES, _TOLD = 4, 10
"""Names and other items, the rarest of each, every name of which makes a key with every other item."""
_BESIDE, _RARE_PAIR = 4, 2.0
"""Items told one after the other that make a key together, and what the two must weigh."""
_FIGURES_FIRST = 1.5
"""What a number gains over a word of its weight: it is seldom put in other words."""
_KEYS = 64
"""Keys that a claim has at most, those of the rarest pairs."""
MOST_POSTINGS = 48
"""Claims of one key that are looked at, nearest in time first."""
MOST_CANDIDATES = 32
"""Claims that one claim is compared with, those that share most keys first."""

OF_OTHERS, MOST_OF_OTHERS = 4, 4
"""Keys that a claim must share whose article names others, and how many such claims are looked at."""

_OF_COUNTRIES = frozenset({EntityKind.GROUP, EntityKind.ORGANIZATION, EntityKind.PLACE})

UNDATED = 10**7
"""Stands for the day of an article without one, which is as far from all others."""

Key = int
ClaimId = TypeVar("ClaimId", int, str)


@dataclass(frozen=True, slots=True)
class StoredAlignment:
    """What a shelf remembers of an alignment."""

    left: str
    right: str
    left_document: str
    right_document: str
    score: float
    copied: float


class Shelf(Protocol):
    """Keeps profiles, finds them by their keys, and remembers which were found to be about one matter."""

    def put(
        self, document_id: str, day: int | None, entries: Sequence[tuple[ClaimProfile, frozenset[Key]]]
    ) -> None:
        """Keep the claims of an article; `day` counts days (date.toordinal), None if it has no date."""

    def drop(self, document_id: str) -> None:
        """Forget an article, and every alignment of it."""

    def candidates(self, profile: ClaimProfile, keys: frozenset[Key]) -> Sequence[ClaimProfile]:
        """Return claims of other articles that may be about the same, the likeliest first."""

    def profiles_of(self, document_id: str) -> Sequence[ClaimProfile]:
        """Return the claims of an article, in the order they were put."""

    def profile(self, claim_id: str) -> ClaimProfile | None:
        """Return a claim."""

    def put_alignments(self, alignments: Iterable[StoredAlignment]) -> None:
        """Remember alignments; one of the same two claims takes the place of the old one."""

    def alignments_of(self, document_id: str) -> Sequence[StoredAlignment]:
        """Return the alignments of an article's claims, sorted by ids."""


def keys_of(profile: ClaimProfile) -> frozenset[Key]:
    """Return the keys that a claim is found by, `_KEYS` at most: 64-bit signed integers."""
    content = content_of(profile)
    return _keys_of(content.wording, tuple(content.items.values()))


@lru_cache(maxsize=4096)
def _keys_of(words: tuple[str, ...], items: tuple[Item, ...]) -> frozenset[Key]:
    wording = ("words", *words)
    pairs = sorted(_pairs(items), key=lambda pair: (-pair[0], pair[1]))
    return frozenset(_hash(*parts) for parts in (wording, *(parts for _, parts in pairs[: _KEYS - 1])))


def _pairs(items: Sequence[Item]) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield pairs of features with their weight: a name and what is told, or two things told close by."""
    rarest = sorted(items, key=lambda item: (-_standing_out(item), item.key))
    names = [(item, feature) for item in rarest for feature in name_features(item)][:_NAMES]
    told = [item for item in rarest if item.party is None]
    for (name, called), item in product(names, told[:_TOLD]):
        for feature in told_features(item):
            yield _standing_out(name) + _standing_out(item), (called, feature)
    in_order = sorted(told, key=lambda item: item.span)
    for place, item in enumerate(in_order):
        for other in in_order[place + 1 : place + 1 + _BESIDE]:
            weight = _standing_out(item) + _standing_out(other)
            if weight >= _RARE_PAIR:
                for parts in product(told_features(item), told_features(other)):
                    yield weight, tuple(sorted(parts))


def _standing_out(item: Item) -> float:
    return item.weight + (_FIGURES_FIRST if item.quantity is not None else 0.0)


def name_features(item: Item) -> Iterator[str]:
    """Yield what a name is found by: the entity, and the country of a people or of what has one."""
    if item.party is not None:
        yield f"name {item.party.entity}"
        if item.party.country and item.party.kind in _OF_COUNTRIES:
            yield f"country {item.party.country}"


def told_features(item: Item) -> Iterator[str]:
    """Yield what a word, a date or a number is found by: a range by both of its ends."""
    if item.quantity is not None:
        dimension = scale_of(item.quantity).dimension
        yield from (f"number {dimension} {value:.6g}" for value in named_values(item.quantity))
    elif item.party is None:
        yield f"{item.kind} {item.key}"


def _hash(*parts: str) -> Key:
    payload = "\x1f".join(parts).encode("utf-8")
    return int.from_bytes(hashlib.blake2b(payload, digest_size=8).digest(), "big", signed=True)


def days_between(day: int, other: int) -> int:
    """Return how many days lie between two articles, UNDATED where a day is unknown."""
    return UNDATED if UNDATED in (day, other) else abs(day - other)


def rank(found: Iterable[tuple[ClaimId, int, int, bool]]) -> list[ClaimId]:
    """Return which claims are looked at, of (claim, keys shared, days away, does its article name others).

    Those that share most keys come first, then those nearest in time, then smaller ids.
    """
    near: list[tuple[int, int, ClaimId]] = []
    far: list[tuple[int, int, ClaimId]] = []
    for claim, shared, days, others in found:
        if not others:
            near.append((-shared, days, claim))
        elif shared >= OF_OTHERS:
            far.append((-shared, days, claim))
    ranked = sorted(near)[:MOST_CANDIDATES] + sorted(far)[:MOST_OF_OTHERS]
    return [claim for _, _, claim in ranked[:MOST_CANDIDATES]]


class MemoryShelf:
    """A shelf in memory, for a whole comparison at once and for tests."""

    def __init__(self) -> None:
        """Start empty."""
        self._documents: dict[str, tuple[int | None, dict[str, ClaimProfile]]] = {}
        self._document_of: dict[str, str] = {}
        self._postings: dict[Key, list[str]] = {}
        self._keys: dict[str, frozenset[Key]] = {}
        self._alignments: dict[str, dict[tuple[str, str], StoredAlignment]] = {}

    def put(
        self, document_id: str, day: int | None, entries: Sequence[tuple[ClaimProfile, frozenset[Key]]]
    ) -> None:
        """Keep the claims of an article."""
        self.drop(document_id)
        self._documents[document_id] = (day, {profile.id: profile for profile, _ in entries})
        for profile, keys in entries:
            self._document_of[profile.id] = document_id
            self._keys[profile.id] = keys
            for key in keys:
                self._postings.setdefault(key, []).append(profile.id)

    def drop(self, document_id: str) -> None:
        """Forget an article, and every alignment of it."""
        _, profiles = self._documents.pop(document_id, (None, {}))
        for claim in profiles:
            del self._document_of[claim]
            for key in self._keys.pop(claim):
                postings = self._postings[key]
                postings.remove(claim)
                if not postings:
                    del self._postings[key]
        for pair, alignment in self._alignments.pop(document_id, {}).items():
            for other in {alignment.left_document, alignment.right_document} - {document_id}:
                self._alignments.get(other, {}).pop(pair, None)

    def candidates(self, profile: ClaimProfile, keys: frozenset[Key]) -> Sequence[ClaimProfile]:
        """Return claims of other articles that share most keys, nearest in time where equally many; those of
        articles that name others come last."""
        document = profile.card.id
        day = self._documents[document][0] if document in self._documents else None
        own = UNDATED if day is None else day
        shared = Counter(claim for key in keys for claim in self._nearest(key, document, day))
        found = [(one, count) for claim, count in shared.items() if (one := self.profile(claim)) is not None]
        ranked = rank(
            (one.id, count, days_between(own, self._day(one.id)), name_others(profile.card, one.card))
            for one, count in found
        )
        profiles = {one.id: one for one, _ in found}
        return [profiles[claim] for claim in ranked]

    def profiles_of(self, document_id: str) -> Sequence[ClaimProfile]:
        """Return the claims of an article, in the order they were put."""
        return tuple(self._documents.get(document_id, (None, {}))[1].values())

    def profile(self, claim_id: str) -> ClaimProfile | None:
        """Return a claim."""
        document = self._document_of.get(claim_id)
        return self._documents[document][1][claim_id] if document is not None else None

    def put_alignments(self, alignments: Iterable[StoredAlignment]) -> None:
        """Remember alignments."""
        for alignment in alignments:
            for document in (alignment.left_document, alignment.right_document):
                pair = (alignment.left, alignment.right)
                self._alignments.setdefault(document, {})[pair] = alignment

    def alignments_of(self, document_id: str) -> Sequence[StoredAlignment]:
        """Return the alignments of an article's claims, sorted by ids."""
        return [one for _, one in sorted(self._alignments.get(document_id, {}).items())]

    def _nearest(self, key: Key, document: str, day: int | None) -> Sequence[str]:
        """Return the claims nearest in time on either side; to an article without a day, those without one
        and the latest."""
        others = [claim for claim in self._postings.get(key, ()) if self._document_of[claim] != document]
        if len(others) <= MOST_POSTINGS:
            return others
        own = UNDATED if day is None else day
        dated = [(self._day(claim), claim) for claim in others]
        after = nsmallest(MOST_POSTINGS, (one for one in dated if one[0] >= own))
        before = nsmallest(MOST_POSTINGS, ((-its, claim) for its, claim in dated if its < own))
        near = [claim for _, claim in (*after, *before)]
        return nsmallest(MOST_POSTINGS, near, key=lambda claim: (days_between(own, self._day(claim)), claim))

    def _day(self, claim: str) -> int:
        day = self._documents[self._document_of[claim]][0]
        return UNDATED if day is None else day
