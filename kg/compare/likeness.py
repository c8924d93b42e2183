"""How like two items are: 1 for equal ones, 0 for what cannot mean the same.

Comes in: items of different keys.  Goes out: 0 to 1.
Names, numbers and dates are never likened by vector: Russia is near Ukraine there, and May near June.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

import numpy as np

from kg.compare.exchanges import have_one_name
from kg.compare.intervals import is_rounded, is_same_value, named_values
from kg.compare.items import Item, ItemKind
from kg.compare.meaning import stems_in
from kg.compare.near_words import are_opposite, are_synonyms, synonyms_of
from kg.compare.records import Party
from kg.compare.units import COUNT, scale_of
from kg.compare.vectors import cosines
from kg.lexicon import table
from kg.model import Comparator, EntityKind, Quantity, TimeValue

LIKE = 0.4
"""From here two items may stand against one another."""

_SYNONYM = 0.9
_NEAR, _FAR = 0.58, 0.25
"""Cosine from which word vectors speak for likeness, and the one of words that have nothing in common."""
_MEASURED = ("meter", "kilogram")
"""Dimensions of which a text gives few numbers, so that two of them are likely of one thing."""
SAME_PARTY = _PEOPLE_OF = 0.8
"""A country and its people, its government or its capital's name for it."""
_ONE_COUNTRY, _TOWN_OF = 0.4, 0.5
"""A country and a place in it; the people of a country and a town in it, whose name may stand for them."""
_CALLED = 4
"""Letters that the name of a country and that of its people have in common, most often."""
_SAME_KIND = 0.4
"""Two numbers of one scale, or two dates, that have nothing else in common."""
_OTHER_VALUE = 0.8
"""Another value of one thing, as near as can be: there is more to be laid side by side than to be equated."""
_ABOUT = 0.9
"""Share that a number is of another one from which both may tell of one."""
_PLACES = frozenset({EntityKind.PLACE, EntityKind.FACILITY})


def like_items(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[tuple[Item, Item], float]]:
    """Yield pairs of items, none of which are equal, that are like one another, and how like."""
    words, others = _words_of(left), _words_of(right)
    yield from _like_words(words, others)
    things = [item for item in left if item.kind is not ItemKind.WORD]
    rest = [item for item in right if item.kind is not ItemKind.WORD]
    for one, other in product(things, rest):
        like = things_alike(one, other)
        if like >= LIKE:
            yield (one, other), like
    yield from (((word, thing), _SYNONYM) for thing in rest for word in _holds(thing, words))
    yield from (((thing, word), _SYNONYM) for thing in things for word in _holds(thing, others))


def _words_of(items: Sequence[Item]) -> dict[str, Item]:
    return {item.key: item for item in items if item.kind is ItemKind.WORD}


def _like_words(
    left: Mapping[str, Item], right: Mapping[str, Item]
) -> Iterator[tuple[tuple[Item, Item], float]]:
    """Yield words that are synonyms, and those that are near in what stands around them, opposites aside."""
    for key, item in left.items():
        synonyms = synonyms_of(key)
        if not synonyms.isdisjoint(right):
            yield from (((item, right[synonym]), _SYNONYM) for synonym in sorted(synonyms & right.keys()))
    ours = [item for item in left.values() if item.row >= 0]
    theirs = [item for item in right.values() if item.row >= 0]
    near = cosines([item.row for item in ours], [item.row for item in theirs])
    for down, across in np.argwhere(near >= _NEAR).tolist():
        one, other = ours[down], theirs[across]
        if not are_opposite(one.key, other.key) and not are_synonyms(one.key, other.key):
            yield (one, other), min(_SYNONYM, (float(near[down, across]) - _FAR) / (1 - _FAR))


def _holds(thing: Item, words: Mapping[str, Item]) -> Iterator[Item]:
    """Yield the words that a name, a number or a date holds: here they were read as one, there not."""
    for stem in sorted(stems_in(thing.text) & words.keys()):
        if thing.kind is not ItemKind.NAME or not words[stem].text.islower():
            yield words[stem]


def things_alike(one: Item, other: Item) -> float:
    """Return how like two names, two numbers or two dates are that are not equal."""
    if one.party is not None and other.party is not None:
        return parties_alike(one.party, other.party)
    if one.quantity is not None and other.quantity is not None:
        return quantities_alike(one.quantity, other.quantity)
    if one.time is not None and other.time is not None:
        return times_alike(one.time, other.time)
    return 0.0


def parties_alike(one: Party, other: Party) -> float:
    """Return how like two entities are: a country, its people and its government are near."""
    if have_one_name(one, other):
        return SAME_PARTY
    if one.country is None or one.country != other.country:
        return 0.0
    places = [party for party in (one, other) if party.kind in _PLACES]
    if EntityKind.PERSON in (one.kind, other.kind) or EntityKind.OUTLET in (one.kind, other.kind):
        return 0.0
    if not any(map(is_country, places)):
        return (_PEOPLE_OF, _TOWN_OF, 0.0)[len(places)]
    return _ONE_COUNTRY if len(places) == 2 else _PEOPLE_OF


@lru_cache(maxsize=4096)
def is_country(party: Party) -> bool:
    """Tell whether a place is a country: it is called like its people, up to the ending, or is a union."""
    label = party.label.casefold()
    called = [row["word"].casefold() for row in table("demonyms") if row["country"] == party.country]
    return label.startswith("united ") or any(word[:_CALLED] == label[:_CALLED] for word in called)


def quantities_alike(one: Quantity, other: Quantity) -> float:
    """Return how like two numbers of one scale are.

    They are equal when they name one value, rounding aside, or when an "about" leaves room for the other.
    Other values are half as like as the lesser is of the greater, and nothing where other things are counted:
    "more than 1,000" and 12,000 do not exclude one another, but neither do they tell of one number.
    """
    if scale_of(one).dimension != scale_of(other).dimension:
        return 0.0
    nearest = max(
        _ratio(value, another) for value, another in product(named_values(one), named_values(other))
    )
    if is_same_value(one, other) or is_rounded(one, other) or (nearest >= _ABOUT and _is_loose(one, other)):
        return 1.0
    if scale_of(one).dimension == COUNT and not count_alike(one, other):
        return 0.0
    return max((1 + nearest) / 2 * _OTHER_VALUE, _SAME_KIND)


def count_alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers are of one thing: equal or near nouns, or an area, a length, a weight."""
    dimension = scale_of(one).dimension
    if dimension != scale_of(other).dimension:
        return False
    if dimension.startswith(_MEASURED):
        return True
    nouns, others = stems_in(one.of or ""), stems_in(other.of or "")
    return any(noun == word or are_synonyms(noun, word) for noun in nouns for word in others)


def _is_loose(one: Quantity, other: Quantity) -> bool:
    return Comparator.ABOUT in (one.comparator, other.comparator)


def _ratio(one: float, other: float) -> float:
    low, high = sorted((abs(one), abs(other)))
    return low / high if high else 1.0


def times_alike(one: TimeValue, other: TimeValue) -> float:
    """Return how like two dates are: one lies within the other, or both are "by" or "since" one date."""
    (start, end), (first, last) = _range(one), _range(other)
    return 1.0 if start <= f"{last}~" and first <= f"{end}~" else _SAME_KIND


def _range(time: TimeValue) -> tuple[str, str]:
    """Return the first and the last day that are meant, as strings that compare; what is open at one end
    stands at the other: "by May" and "by June" are two dates."""
    start = time.value or time.start or time.end or ""
    return start, time.value or time.end or start
