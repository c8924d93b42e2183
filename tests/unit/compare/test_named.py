"""Articles that name others are about one matter only by what says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.compare.candidates import MemoryShelf, keys_of
from kg.compare.context import in_context
from kg.compare.named import name_others, names_among
from kg.compare.records import ClaimProfile, Party
from kg.compare.scores import SAME
from kg.model import EntityKind
from tests.unit.compare.made import (
    ARLAND,
    ARLANDERS,
    DAILY,
    OFFICIALS,
    ORR,
    VASQ,
    make_alignment,
    make_profile,
)

MINISTRY = Party("e-ministry", "government of Arland", EntityKind.ORGANIZATION, True, "AR")
COUNTRY = Party("e-country", "Sweden", EntityKind.PLACE, True, "SE")
MILLS = Party("e-mills", "Brock Mills", EntityKind.ORGANIZATION, True)
COAST = Party("e-coast", "Velm Coast", EntityKind.PLACE, True, "AR")
OURS = ("e-1", "e-2", "e-3")
THEIRS = ("e-4", "e-5", "e-6")
LONG = "the ferry will be kept in the harbour until the wind has gone down and all are aboard again"


def naming(text: str, document: str, names: tuple[str, ...], **parties: Party) -> ClaimProfile:
    made = make_profile(text, document=document, parties=parties)
    return replace(made, card=replace(made.card, names=names))


def test_people_bodies_and_places_tell_articles_apart() -> None:
    assert names_among([VASQ, MILLS, COAST, ORR, VASQ]) == ("e-coast", "e-mills", "e-orr", "e-vasq")


@pytest.mark.parametrize("party", [COUNTRY, ARLANDERS, MINISTRY, DAILY, OFFICIALS])
def test_countries_peoples_outlets_and_the_nameless_do_not(party: Party) -> None:
    assert names_among([party]) == ()


@pytest.mark.parametrize(
    ("theirs", "others"),
    [
        (THEIRS, True),
        (("e-1", *THEIRS), False),
        (("e-4", "e-5"), True),
        (("e-4",), False),
        ((), False),
    ],
)
def test_articles_name_others_where_each_names_several_and_none_in_common(
    theirs: tuple[str, ...], others: bool
) -> None:
    left, right = naming("the pier may close", "d-a", OURS), naming("the pier may close", "d-b", theirs)
    assert name_others(left.card, right.card) is others is name_others(right.card, left.card)


def kept(left: ClaimProfile, right: ClaimProfile, score: float) -> bool:
    return bool(in_context([make_alignment(left, right, score=score)]))


@pytest.mark.parametrize(("names", "held"), [(OURS, True), (THEIRS, False)])
def test_claims_of_articles_that_name_others_are_of_two_matters(names: tuple[str, ...], held: bool) -> None:
    left = naming("Arland may close the pier", "d-a", OURS, Arland=ARLAND)
    right = naming("Arland might close the pier", "d-b", names, Arland=ARLAND)
    assert kept(left, right, SAME) is held


def test_a_short_statement_in_the_same_words_is_not_one() -> None:
    assert not kept(naming("it may close", "d-a", OURS), naming("it may close", "d-b", THEIRS), 1.0)


def test_a_long_statement_in_the_same_words_is_one() -> None:
    assert kept(naming(LONG, "d-a", OURS), naming(LONG, "d-b", THEIRS), 1.0)


def test_articles_that_name_others_are_looked_at_last_and_for_several_keys() -> None:
    shelf = MemoryShelf()
    text = "the levee gave way and the flooded valley was cleared"
    ours = naming(text, "d-a", OURS)
    for one in (
        ours,
        naming(text, "d-b", THEIRS),
        naming("the levee was flooded", "d-c", OURS),
        naming("the levee was flooded", "d-d", THEIRS),
    ):
        shelf.put(one.card.id, None, [(one, keys_of(one))])
    assert [one.card.id for one in shelf.candidates(ours, keys_of(ours))] == ["d-c", "d-b"]
