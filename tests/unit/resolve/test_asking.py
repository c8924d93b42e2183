"""What the program asks about, and in which words."""

from __future__ import annotations

from kg.model import EntityKind
from kg.resolve import resolve
from kg.resolve.score import JOIN
from tests.unit.resolve.makers import of_kind, reading

PERSON, ORGANIZATION = EntityKind.PERSON, EntityKind.ORGANIZATION
BOARD = (ORGANIZATION, "Arlen Harbour Board", {})
UNION = (ORGANIZATION, "Sorvik Ferry Union", {})
WORK = {"role": "chief engineer", "affiliation": "Arlen Harbour Board"}


def test_names_that_begin_alike_with_one_surname_and_company_are_asked_about_and_never_joined() -> None:
    readings = (
        reading("a.txt", (PERSON, "Katarzyna Orre", dict(WORK)), BOARD, UNION),
        reading("b.txt", (PERSON, "Kasia Orre", dict(WORK)), BOARD, UNION),
    )
    found = resolve(readings)
    assert len(of_kind(found.entities, PERSON)) == 2
    (asked,) = found.suggestions
    assert asked.score < JOIN
    assert asked.reasons[0] == "Kasia Orre and Katarzyna Orre: a surname, and a pet name perhaps"
    assert "the articles share 2 other names (Arlen Harbour Board, Sorvik Ferry Union)" in asked.reasons


def test_names_that_begin_alike_without_company_are_not_asked_about() -> None:
    readings = reading("a.txt", (PERSON, "Katarzyna Orre", {})), reading("b.txt", (PERSON, "Kasia Orre", {}))
    assert resolve(readings).suggestions == ()


def test_names_that_begin_alike_do_not_meet_over_an_initial() -> None:
    readings = [
        reading(f"{place}.txt", (PERSON, name, dict(WORK)), BOARD, UNION)
        for place, name in enumerate(("Katarzyna Orre", "Kasia Orre", "K. Orre"))
    ]
    people = of_kind(resolve(readings).entities, PERSON)
    assert not any({"Katarzyna Orre", "Kasia Orre"} <= set(one.aliases) for one in people)


def test_an_outlet_that_its_own_article_names_as_an_organisation_is_one() -> None:
    found = resolve(
        [reading("a.txt", (ORGANIZATION, "The Sorvik Courier", {}), publisher="The Sorvik Courier")]
    )
    (one,) = [entity for entity in found.entities if entity.named]
    assert (one.kind, found.suggestions) == (EntityKind.OUTLET, ())
    assert "both are called The Sorvik Courier, an organization and an outlet" in " ".join(one.reasons)


def test_one_article_is_no_articles() -> None:
    (one,) = of_kind(resolve([reading("a.txt", (PERSON, "Ilse Brandt", {})),
                              reading("b.txt", (PERSON, "Ilse Brandt", {}))]).entities, PERSON)  # fmt: skip
    assert one.reasons == ("the same name in 2 articles",)
