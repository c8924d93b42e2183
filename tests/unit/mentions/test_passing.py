"""What is spoken of in passing: tied when repeated, listed by no graph."""

from __future__ import annotations

import pytest

from kg.mentions.agreement import agrees, repeats
from kg.mentions.drafts import Draft
from kg.mentions.openings import draft_in_passing
from kg.mentions.passing import PassingPhrase
from kg.mentions.pronouns import Pronoun
from kg.model import EntityKind

IT = Pronoun(9, "n", "sg", "3", is_source=False)


def phrase(noun: str, *modifiers: str, **fields: object) -> PassingPhrase:
    known: dict[str, object] = {"plural": False, "definite": True, "kind": None} | fields
    return PassingPhrase(0, 1, 0, noun, frozenset(modifiers), **known)  # type: ignore[arg-type]


def opened(one: PassingPhrase, owner: Draft | None = None) -> Draft:
    return draft_in_passing(one, owner)


@pytest.mark.parametrize(
    ("later", "ties"),
    [
        (phrase("flag"), True),
        (phrase("flag", "red"), True),
        (phrase("flag", "green"), False),
        (phrase("flag", definite=False), False),
        (phrase("flag", plural=True), False),
        (phrase("ship"), False),
    ],
)
def test_a_definite_phrase_that_says_nothing_new_takes_up_the_same_noun(
    later: PassingPhrase, ties: bool
) -> None:
    assert repeats(later, None, opened(phrase("flag", "red", definite=False))) is ties


def test_a_possessor_must_be_the_same() -> None:
    ruiz, brandt = (Draft(EntityKind.PERSON, True, name) for name in ("Ruiz", "Brandt"))
    boat = opened(phrase("boat", owner=3), ruiz)
    assert repeats(phrase("boat", owner=5), ruiz, boat)
    assert not repeats(phrase("boat", owner=5), brandt, boat)


def test_a_country_is_taken_up_as_the_country() -> None:
    norway = Draft(EntityKind.PLACE, True, "Norway", key="NO")
    assert repeats(phrase("country"), None, norway)
    assert not repeats(phrase("country"), None, Draft(EntityKind.PLACE, True, "Arlen", key="arlen|False"))


def test_things_and_times_are_in_no_graph() -> None:
    assert not opened(phrase("flag")).listed


def test_it_may_be_a_thing_but_no_time_and_a_thing_never_speaks() -> None:
    thing, day = opened(phrase("flag")), opened(phrase("friday", key="friday", is_time=True))
    assert agrees(IT, thing)
    assert not agrees(IT, day)
    assert not agrees(Pronoun(9, "n", "sg", "3", is_source=True), thing)
