"""What stands near a record is what the whole look-ups say of it, and no more than is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import NotFoundError
from kg.query.acts import ALL_ACTS
from kg.query.lookups import PLACES, SAID, SPOKEN
from kg.query.near import NearLookups
from kg.query.snapshot import INDEX_FILE, current_snapshot
from kg.serve.overview import SPEAKERS
from kg.views.evidence import count_places
from tests.unit.serve.compared import write_compared_store
from tests.unit.store.harbour import harbour_readings
from tests.unit.store.world import build, small_reading

URL = "https://example.org/bridge"


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NearLookups]:
    found = NearLookups(write_compared_store(tmp_path_factory.mktemp("near") / "store"))
    yield found
    found.close()


def test_records_by_ids_are_those_records_in_the_order_asked_for(near: NearLookups) -> None:
    claims = near.claims(act=ALL_ACTS)[::-1]
    assert near.claims_by_id([one.id for one in claims]) == claims
    assert near.claims_by_id([claims[0].id, "c-0000000000000000", claims[0].id]) == claims[:1]
    documents, groups = near.documents()[::-1], near.groups()[::-1]
    assert near.documents_by_id([one.id for one in documents]) == documents
    assert near.groups_by_id([one.id for one in groups]) == groups
    assert [one.id for one in near.entities_by_id([one.id for one in near.entities()])] == [
        one.id for one in near.entities()
    ]


def test_claims_of_a_group_and_of_an_article_are_all_there(near: NearLookups) -> None:
    for group in near.groups():
        assert {one.id for one in near.claims_in_group(group.id, 10)} == set(group.claims)
    assert near.claims_in_group("", 10) == ()
    assert len(near.claims_in_group(max(near.groups(), key=lambda one: len(one.claims)).id, 1)) == 1
    for document in near.documents():
        assert near.claims_in(document) == near.claims(document=document.id, act=ALL_ACTS)


def test_claims_of_a_text_that_has_changed_are_found_by_it_and_by_id(tmp_path: Path) -> None:
    store = build(tmp_path / "s", small_reading("a.txt", "The bridge is closed.", url=URL))
    (former,) = NearLookups(store).claims()
    build(store, small_reading("a.txt", "The bridge is open.", url=URL))
    near = NearLookups(store)
    (document,) = near.documents_by_id([former.document_id])
    assert document.status == "superseded"
    (found,) = near.claims_in(document)
    assert (found.id, found.status) == (former.id, "superseded")
    assert near.claims_by_id([former.id]) == (found,)


def test_differences_and_lineage_of_an_article_are_those_of_the_whole(near: NearLookups) -> None:
    assert near.differences_of(near.claims()) == near.discrepancies() == near.surest_differences(5)
    aside = [one for one in near.claims() if one.style == "own-voice"]
    assert near.differences_of(aside) == ()
    for document in near.documents():
        assert near.lineage_of(document.id, 5) == near.lineage()
    assert near.lineage_of("d-0000000000000000", 5) == ()


def test_claims_linked_to_somebody_are_the_last_stored(near: NearLookups) -> None:
    for entity in near.entities():
        assert {one.id for one in near.latest_linked(entity.id, SAID, 99)} == {
            one.id for one in near.claims_by(entity.id, act=ALL_ACTS)
        }
        assert {one.id for one in near.latest_linked(entity.id, SPOKEN, 99)} == {
            one.id for one in near.claims_about(entity.id, act=ALL_ACTS)
        }
    assert len(near.latest_linked(near.most_claimed(sorted(PLACES), 1)[0].id, SPOKEN, 1)) == 1


def test_whom_no_claim_knows_is_not_among_the_most_claimed(near: NearLookups) -> None:
    for kinds in (SPEAKERS, sorted(PLACES)):
        claimed = {one.id for one in near.most_claimed(kinds, 99)}
        assert claimed == {
            one.id
            for one in near.entities()
            if one.kind in kinds and one.named and one.supported and one.claims_by + one.claims_about
        }
    assert near.count_claim_places() == count_places(near.claims())


def test_an_entity_near_has_its_roles_and_not_its_files(near: NearLookups) -> None:
    for whole in near.entities():
        entity = near.entity_near(whole.id, 99)
        assert (entity.id, entity.role_entries, entity.belongs_to, entity.document_files) == (
            whole.id, whole.role_entries, whole.belongs_to, (),
        )  # fmt: skip
        assert near.present_entity(whole.id) == whole.id
    with pytest.raises(NotFoundError):
        near.present_entity("e-0000000000000000")


def test_what_is_told_of_an_entity_is_what_was_stored_last(tmp_path: Path) -> None:
    """Whole builds store articles in the order of answers."""
    near = NearLookups(build(tmp_path / "store", *harbour_readings()))
    (entity,) = (one for one in near.entities() if one.label == "Ona Vask")
    for most in (1, 2, 3):
        assert near.entity_near(entity.id, most).role_entries == entity.role_entries[-most:]


def test_nothing_is_looked_for_in_a_whole_table(near: NearLookups, tmp_path: Path) -> None:
    """SQLite goes by an index in every question that a page of a record asks."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    store = write_compared_store(tmp_path / "store")
    watched = NearLookups(store)
    rows = watched._index.rows

    def note(sql: str, *values: object) -> list[tuple[object, ...]]:
        asked.append((sql, values))
        return rows(sql, *values)

    watched._index.rows = note  # type: ignore[method-assign]
    claims = watched.claims_by_id([one.id for one in near.claims()])
    watched.claims_in_group(claims[0].group, 5)
    watched.differences_of(claims)
    (document,) = watched.documents_by_id([claims[0].document_id])
    watched.claims_in(document)
    watched.lineage_of(document.id, 5)
    for entity in near.entities():
        watched.latest_linked(entity.id, SPOKEN, 5)
        watched.entity_near(watched.present_entity(entity.id), 5)
    watched.most_claimed(sorted(PLACES), 3)
    watched.count_claim_places()
    watched.surest_differences(3)
    with sqlite3.connect(current_snapshot(store) / INDEX_FILE) as connection:
        for sql, values in asked:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            scans = [row[3] for row in plan if row[3].startswith("SCAN") and " INDEX " not in row[3]]
            assert not scans, (sql, scans)
