"""Which names of places are one: by country, by capital, by the division that the words tell."""

from __future__ import annotations

from kg.mentions import open_gazetteer
from kg.mentions.clusters import cluster_names
from kg.mentions.spots import Spot
from kg.model import EntityKind


def place(start: int, name: str, **fields: object) -> Spot:
    return Spot(start, start + 1, EntityKind.PLACE, name=name, **fields)  # type: ignore[arg-type]


def test_a_capital_in_a_division_is_another_than_the_name_without_one() -> None:
    bare, inside = place(0, "Washington"), place(9, "Washington", country="US-DC")
    again = place(20, "Washington", country="US")
    belongs = cluster_names([bare, inside, again], open_gazetteer())
    assert belongs[bare] is belongs[again]
    assert belongs[bare] is not belongs[inside]


def test_two_names_of_one_country_are_one() -> None:
    names = [place(0, "United States"), place(5, "U.S.")]
    one, other = cluster_names(names, open_gazetteer()).values()
    assert one is other


def test_a_bare_surname_is_not_a_name_with_another_letter_at_its_end() -> None:
    full, bare = (
        Spot(0, 2, EntityKind.PERSON, name="Robert Lind"),
        Spot(9, 10, EntityKind.PERSON, name="Roberts"),
    )
    belongs = cluster_names([full, bare], open_gazetteer())
    assert belongs[full] is not belongs[bare]


def test_a_bare_surname_may_be_spelt_otherwise() -> None:
    full = Spot(0, 2, EntityKind.PERSON, name="Ilse Zelenskyy")
    bare = Spot(9, 10, EntityKind.PERSON, name="Zelensky")
    belongs = cluster_names([full, bare], open_gazetteer())
    assert belongs[full] is belongs[bare]
