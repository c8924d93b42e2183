"""Roles keep their words, whom they are held for, their article and its date; groups whom they belong to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph.memberships import country_entities
from kg.graph.store import open_for_reading
from kg.model import EntityKind, Identifier
from kg.query.lookups import Lookups
from kg.query.results import EntityView
from kg.terms import KG
from tests.records import copy_reading, dam_reading
from tests.unit.store.harbour import BOARD, harbour_reading, harbour_readings
from tests.unit.store.world import build, entity_of, retracting

LATE, EARLY, UNDATED = harbour_readings()


@pytest.fixture
def lookups(tmp_path: Path) -> Lookups:
    return Lookups(build(tmp_path / "store", LATE, EARLY, UNDATED))


def named(lookups: Lookups, label: str) -> EntityView:
    return next(one for one in lookups.entities() if one.label == label)


def test_a_role_has_its_article_and_date_the_undated_ones_last(lookups: Lookups) -> None:
    roles = named(lookups, "Ona Vask").role_entries
    assert [(one.document, one.as_of, one.text) for one in roles] == [
        ("early.txt", "2025-03", f"director for the {BOARD}"),
        ("late.txt", "2025-04-11", f"spokesperson for the {BOARD}"),
        ("a-undated.txt", None, f"spokesperson for the {BOARD}"),
    ]
    assert {one.document_id for one in roles} == {one.document.id for one in (LATE, EARLY, UNDATED)}


def test_equal_words_in_one_article_are_one_entry_with_both_places(lookups: Lookups) -> None:
    for role in named(lookups, "Ona Vask").role_entries:
        text = lookups.document(role.document_id).text
        assert len(role.spans) == 2
        assert {text[start:end] for start, end in role.spans} == {role.text}


def test_a_role_leads_to_the_entity_that_it_is_held_for(lookups: Lookups) -> None:
    board = named(lookups, BOARD)
    for role in named(lookups, "Ona Vask").role_entries:
        assert (role.affiliation, role.affiliation_entity, role.affiliation_label) == (BOARD, board.id, BOARD)


def test_a_role_for_a_name_that_the_article_does_not_resolve_keeps_the_name(tmp_path: Path) -> None:
    (role,) = Lookups(build(tmp_path / "store", dam_reading())).who("Bondar").role_entries
    assert (role.affiliation, role.affiliation_entity) == ("Rivne Water Agency", None)


def test_a_group_belongs_to_its_organisation_or_to_the_place_that_is_its_country(lookups: Lookups) -> None:
    for group, body, words in (
        ("board officials", BOARD, "board officials"),
        ("sailors", "Ukraine", "Ukrainian sailors"),
    ):
        entity = named(lookups, group)
        assert {one.entity for one in entity.belongs_to} == {named(lookups, body).id}
        assert {one.text for one in entity.belongs_to} == {words}
        assert [one.as_of for one in entity.belongs_to] == ["2025-03", "2025-04-11", None]
    assert named(lookups, "Ukraine").belongs_to == ()


def test_a_group_of_a_country_that_no_article_names_belongs_to_no_entity(tmp_path: Path) -> None:
    assert Lookups(build(tmp_path / "store", dam_reading())).who("officials").belongs_to == ()


def test_the_country_is_the_place_met_most_with_its_code() -> None:
    code = (Identifier("iso3166", "UA", "test"),)
    once = entity_of(EntityKind.PLACE, "Once", [("d-1", "r-1")], identifiers=code)
    twice = entity_of(EntityKind.PLACE, "Twice", [("d-1", "r-2"), ("d-2", "r-3")], identifiers=code)
    often = [("d-1", f"r-{number}") for number in range(4, 9)]
    team = entity_of(EntityKind.ORGANIZATION, "Team", often, identifiers=code)
    assert country_entities((once, twice, team)) == {"UA": twice}


def test_a_retracted_article_gives_no_role_no_body_and_no_file(tmp_path: Path) -> None:
    rulings = retracting(LATE.document.id, UNDATED.document.id)
    path = build(tmp_path / "store", LATE, EARLY, UNDATED, rulings=rulings)
    lookups = Lookups(path)
    assert [one.document for one in named(lookups, "Ona Vask").role_entries] == ["early.txt"]
    assert [one.document for one in named(lookups, "sailors").belongs_to] == ["early.txt"]
    assert named(lookups, BOARD).document_files == ("early.txt",)


def test_shortcuts_need_an_article_that_is_not_retracted(tmp_path: Path) -> None:
    def shortcuts(name: str, *retracted: str) -> int:
        with open_for_reading(build(tmp_path / name, LATE, rulings=retracting(*retracted))) as reader:
            predicates = (KG.affiliationEntity, KG.belongsTo)
            return sum(len(list(reader.graph.quads_for_pattern(None, one, None))) for one in predicates)

    assert shortcuts("standing") == 3
    assert shortcuts("retracted", LATE.document.id) == 0


def test_a_superseded_article_gives_none(tmp_path: Path) -> None:
    former, changed = (
        replace(one, document=replace(one.document, source_key="k-late"))
        for one in (harbour_reading("late.txt", "2025-04-10", "clerk"), LATE)
    )
    build(tmp_path / "store", former)
    lookups = Lookups(build(tmp_path / "store", changed))
    assert {one.document_id for one in named(lookups, "Ona Vask").role_entries} == {LATE.document.id}
    assert named(lookups, "sailors").document_files == ("late.txt",)


def test_as_many_files_are_named_as_articles_counted(tmp_path: Path) -> None:
    lookups = Lookups(build(tmp_path / "store", dam_reading(), copy_reading(), LATE))
    assert lookups.who("Bondar").document_files == ("copy.txt", "dam.txt")
    assert lookups.who("Harbour Post").document_files == ("late.txt",)
    for entity in lookups.entities():
        assert len(entity.document_files) == entity.documents


def test_the_order_of_reading_does_not_matter(tmp_path: Path, lookups: Lookups) -> None:
    other = Lookups(build(tmp_path / "other", UNDATED, EARLY, LATE))
    assert other.entities() == lookups.entities()
