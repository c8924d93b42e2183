"""Names of one document put together."""

from __future__ import annotations

import pytest

from kg.mentions.clusters import cluster_names, initials, is_short_form
from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.spots import Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()


def cluster(kind: EntityKind, *names: str, **fields: str) -> list[Draft]:
    spots = [
        Spot(10 * place, 10 * place + len(name.split()), kind, name=name, **fields)
        for place, name in enumerate(names)
    ]
    belongs = cluster_names(spots, GAZETTEER)
    return [belongs[spot] for spot in spots]


def test_a_surname_goes_to_the_person_named_in_full_wherever_that_stands() -> None:
    headline, full, later = cluster(EntityKind.PERSON, "Brandt", "Ilse Brandt", "Brandt")
    assert headline is full is later
    assert full.label == "Ilse Brandt"


def test_two_of_one_family_stay_two_and_the_bare_surname_stays_with_the_first() -> None:
    first, bare, other, again = cluster(EntityKind.PERSON, "Ilse Brandt", "Brandt", "Otto Brandt", "Brandt")
    assert first is not other
    assert bare is first
    assert again is first


def test_the_bare_surname_goes_to_the_one_named_most_often_in_full() -> None:
    first, _, _, bare = cluster(EntityKind.PERSON, "Ilse Brandt", "Ilse Brandt", "Otto Brandt", "Brandt")
    assert bare is first


def test_a_surname_with_an_honorific_only_is_not_the_relative_named_in_full() -> None:
    full = Spot(0, 2, EntityKind.PERSON, name="Anna Brandt")
    bare = Spot(5, 6, EntityKind.PERSON, name="Brandt")
    man = Spot(10, 11, EntityKind.PERSON, name="Brandt", gender="m")
    belongs = cluster_names([full, bare, man], GAZETTEER)
    assert belongs[bare] is belongs[man]
    assert belongs[bare] is not belongs[full]


def test_initials_and_spellings_of_a_first_name_are_one_person() -> None:
    full, initial = cluster(EntityKind.PERSON, "Ilse M. Brandt", "I. Brandt")
    assert full is initial


def test_a_name_with_a_particle_is_the_end_of_the_full_name() -> None:
    full, short = cluster(EntityKind.PERSON, "Femke van Loon", "van Loon")
    assert full is short


def test_an_acronym_goes_to_the_only_name_with_those_initials() -> None:
    full, short = cluster(EntityKind.ORGANIZATION, "Bureau for the Survey of Dunes", "BSD")
    assert full is short
    assert full.label == "Bureau for the Survey of Dunes"


def test_a_short_form_of_two_names_belongs_to_neither() -> None:
    first, second, short = cluster(
        EntityKind.ORGANIZATION, "Arlen Dunes Council", "Selby Dunes Council", "Dunes Council"
    )
    assert short is not first
    assert short is not second


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Dunes Council", "U.S. Dunes Council", True),
        ("Selby", "Selby Motors", True),
        ("Motors", "Selby Motors", False),
        ("Council", "Dunes Council", True),
        ("Dunes Council", "Joint Arlen Harbour Dunes Council", False),
        ("Lind Fund", "Lind Fund for Dune Research", True),
        ("Dune Research", "Lind Fund for Dune Research", False),
    ],
)
def test_short_forms_are_first_words_and_long_ends(short: str, full: str, fits: bool) -> None:
    assert is_short_form(short, full) is fits


def test_initials_leave_small_words_out_unless_wanted() -> None:
    assert initials("Ministry of the Interior") == "MI"
    assert initials("Ministry of the Interior", small=True) == "MOTI"


def test_names_of_one_country_are_one_place() -> None:
    drafts = cluster(EntityKind.PLACE, "U.S.", "United States", "America")
    assert len(set(map(id, drafts))) == 1


def test_a_region_and_a_city_of_one_name_are_two_places() -> None:
    city = Spot(0, 1, EntityKind.PLACE, name="Arlen", level="city")
    region = Spot(5, 7, EntityKind.PLACE, name="Arlen region", level="region")
    belongs = cluster_names([city, region], GAZETTEER)
    assert belongs[city] is not belongs[region]


def test_all_names_of_an_outlet_are_one() -> None:
    first, second = cluster(EntityKind.OUTLET, "Associated Press", "AP")
    assert first is second
