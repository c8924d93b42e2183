"""The memory that lasts gives what the one in memory gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.compare.candidates import keys_of
from kg.compare.memory import Memory, NewMemory
from kg.compare.records import ClaimProfile
from kg.shelves.claims import ClaimShelf
from tests.unit.compare.made import ARLAND, make_profile

FLOOD = "Arland evacuated 1,400 villagers from the flooded valley before the levee collapsed"


@pytest.fixture
def shelf() -> Iterator[ClaimShelf]:
    with sqlite3.connect(":memory:") as connection:
        yield ClaimShelf(connection)


def of(document: str, names: tuple[str, ...] = ()) -> ClaimProfile:
    made = make_profile(FLOOD, document=document, parties={"Arland": ARLAND})
    return replace(
        made,
        card=replace(made.card, id=document, names=names),
        claim=replace(made.claim, id=f"c-{document[2:]}", document=document),
    )


def put(memory: Memory, profile: ClaimProfile, day: int | None = 100) -> None:
    memory.put(profile.card.id, day, [(profile, keys_of(profile))])
    memory.put_card(profile.card)


def number(place: int) -> str:
    return f"d-{place * 7919 % 65536:016x}"


def test_an_article_that_comes_back_is_found_again(shelf: ClaimShelf) -> None:
    one, other = of(number(1)), of(number(2))
    put(shelf, one)
    put(shelf, other)
    shelf.drop(other.card.id)
    assert shelf.profile(other.id) is None
    put(shelf, other)
    assert (shelf.profile(other.id), shelf.profiles_of(other.card.id)) == (other, [other])
    assert shelf.candidates(one, keys_of(one)) == [other]


def test_a_card_that_changes_is_that_of_the_claims_too(shelf: ClaimShelf) -> None:
    one = of(number(1))
    put(shelf, one)
    assert shelf.profile(one.id) == one
    changed = replace(one.card, names=("e-other",))
    shelf.put_card(changed)
    found = shelf.profile(one.id)
    assert found is not None
    assert found.card == changed


def test_both_memories_give_the_same_candidates_in_the_same_order(shelf: ClaimShelf) -> None:
    memory = NewMemory()
    names = [("e-1", "e-2", "e-3"), ("e-4", "e-5", "e-6"), ()]
    for place in range(150):
        for one in (shelf, memory):
            put(one, of(number(place), names[place % 3]), None if place % 11 == 0 else 100 + place % 40)
    for place in (0, 1, 2, 75, 149):
        profile = of(number(place), names[place % 3])
        found = [one.id for one in shelf.candidates(profile, keys_of(profile))]
        assert found == [one.id for one in memory.candidates(profile, keys_of(profile))]
        assert found
