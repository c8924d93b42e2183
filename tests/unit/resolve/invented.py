"""Invented collections for tests of resolution step by step: few names, so that many articles share them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from kg.model import EntityKind, Reading
from tests.records import RIVNE
from tests.unit.resolve.makers import Described, reading

GIVEN = ("Ilse", "Otto", "Ada", "Olha", "I.", "Ilse Maria")
SURNAMES = ("Brandt", "Marlin", "Kovalenko", "Kovalenkoo", "Holt")
ROLES = ("minister", "judge", "coach", "director", "mayor")
BODIES = (
    "Arlen Port Authority",
    "APA",
    "Authority of Arlen Port",
    "Arlen Poetry Association",
    "Dunes Bank",
    "Dunes Bank Inc.",
    "The Marsh Courier",
)
OUTLETS = ("The Marsh Courier", "Dunes Herald", None)


def invent(count: int, chance: random.Random) -> list[Reading]:
    """Return so many articles."""
    return [
        reading(f"{number}.txt", *_described(chance), publisher=chance.choice(OUTLETS))
        for number in range(count)
    ]


def _described(chance: random.Random) -> Iterator[Described]:
    for _ in range(chance.randint(1, 4)):
        yield EntityKind.PERSON, _person(chance), _told(chance)
    for name in chance.sample(BODIES, chance.randint(0, 2)):
        yield EntityKind.ORGANIZATION, name, {"country": chance.choice((None, None, "DK"))}
    if chance.random() < 0.3:
        yield EntityKind.OUTLET, "The Marsh Courier", {}
    if chance.random() < 0.5:
        linked: dict[str, object] = {"link": RIVNE, "country": "UA"}
        yield EntityKind.PLACE, chance.choice(("Rivne", "Rovno")), linked if chance.random() < 0.7 else {}


def _person(chance: random.Random) -> str:
    surname = chance.choice(SURNAMES)
    return surname if chance.random() < 0.3 else f"{chance.choice(GIVEN)} {surname}"


def _told(chance: random.Random) -> dict[str, object]:
    told: dict[str, object] = {}
    if chance.random() < 0.6:
        told["role"] = chance.choice(ROLES)
    if chance.random() < 0.4:
        told["country"] = chance.choice(("DK", "AT"))
    return told


def in_steps(readings: Sequence[Reading], chance: random.Random) -> Iterator[list[Reading]]:
    """Yield the articles a few at a time."""
    rest = list(readings)
    while rest:
        cut = chance.choice((1, 1, 2, 4))
        yield rest[:cut]
        rest = rest[cut:]
