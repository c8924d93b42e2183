"""A made-up world for generated articles: actors and places, few of them in many articles and most in few.

Comes in: a seed and how many articles will be written.  Goes out: a `Cast` that is asked for somebody.
Must not: hold a name, an identifier or a country of the real world (X-codes are nobody's in ISO 3166).
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from kg.model import EntityKind, Identifier, Link

ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "st", "tr")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
CODAS = ("", "", "", "n", "r", "s", "l", "k")
COUNTRIES = tuple(f"X{chr(letter)}" for letter in range(ord("A"), ord("Z") + 1))
NOUNS = ("troops", "boats", "crates", "pumps", "houses", "lorries", "patients", "bridges", "wells", "tents")
REFERENCE = "bench.made_cast"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some place; `number` tells it from all others of its kind."""

    kind: EntityKind
    name: str
    number: int
    country: str | None = None
    link: Link | None = None
    body: Actor | None = None


class Ranked(Generic[T]):
    """What is drawn as Zipf's law has it: the second half as often as the first, and so on."""

    def __init__(self, members: Sequence[T]) -> None:
        """Rank them in the order in which they come."""
        self.members = members
        self._sums = list(accumulate(1 / rank for rank in range(1, len(members) + 1)))

    def draw(self, chance: Random) -> T:
        """Return one of them."""
        return self.members[bisect(self._sums, chance.random() * self._sums[-1])]


class Cast:
    """Everybody whom the articles of one store speak of; the same for the same seed and number."""

    def __init__(self, seed: int, articles: int) -> None:
        """Make them up: new names keep coming with the number of articles, outlets and places slower."""
        chance = Random(f"cast-{seed}")
        taken: set[str] = set()
        bodies = make_actors(EntityKind.ORGANIZATION, max(20, articles), chance, taken)
        self.bodies = Ranked(bodies)
        self.people = Ranked(make_people(max(40, 2 * articles), self.bodies, chance, taken))
        self.outlets = Ranked(make_actors(EntityKind.OUTLET, max(12, int(articles**0.6)), chance, taken))
        self.places = Ranked(make_places(max(25, int(2 * articles**0.8)), chance, taken))
        kinds = [invent_word(chance, taken).lower() for _ in range(200)]
        self.goods = Ranked([f"{kind} {noun}" for noun in NOUNS for kind in kinds])


def make_actors(kind: EntityKind, number: int, chance: Random, taken: set[str]) -> list[Actor]:
    """Return organisations or outlets."""
    forms = {EntityKind.OUTLET: ("Courier", "Wire", "Gazette", "Post")}.get(
        kind, ("Agency", "Council", "Ministry", "Institute")
    )
    return [
        Actor(kind, f"{invent_word(chance, taken)} {chance.choice(forms)}", place) for place in range(number)
    ]


def make_people(number: int, bodies: Ranked[Actor], chance: Random, taken: set[str]) -> list[Actor]:
    """Return people, each of some organisation."""
    given = [invent_word(chance, taken) for _ in range(300)]
    return [
        Actor(
            EntityKind.PERSON,
            f"{chance.choice(given)} {invent_word(chance, taken)}",
            place,
            body=bodies.draw(chance),
        )
        for place in range(number)
    ]


def make_places(number: int, chance: Random, taken: set[str]) -> list[Actor]:
    """Return places with a point each, as a gazetteer of ours would have them."""
    return [make_place(place, invent_word(chance, taken), chance) for place in range(number)]


def make_place(number: int, name: str, chance: Random) -> Actor:
    """Return one place."""
    country = chance.choice(COUNTRIES)
    link = Link(
        key=f"made:{number}",
        label=name,
        identifiers=(Identifier("made", str(number), REFERENCE),),
        country=country,
        lat=round(chance.uniform(-60, 70), 5),
        lon=round(chance.uniform(-180, 180), 5),
        score=0.9,
        reasons=(f"only place called {name}", f"in {country}, like others of the text"),
    )
    return Actor(EntityKind.PLACE, name, number, country, link)


def invent_word(chance: Random, taken: set[str]) -> str:
    """Return a capitalised word that nobody is called yet."""
    while True:
        made = "".join(
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
            for _ in range(chance.randint(2, 3))
        )
        if made not in taken:
            taken.add(made)
            return made.capitalize()
