"""The shelf of resolution in SQLite."""

from __future__ import annotations

import sqlite3

import pytest

from kg.shelves.parts import SqlitePartShelf


@pytest.fixture
def connection() -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


@pytest.fixture
def shelf(connection: sqlite3.Connection) -> SqlitePartShelf:
    return SqlitePartShelf(connection)


def test_a_name_of_one_document_is_no_company_until_another_has_it(shelf: SqlitePartShelf) -> None:
    shelf.put_company([("d-1", "person:ada", "Ada"), ("d-1", "place:arlen", "Arlen")])
    assert shelf.company_of("d-1") == []
    shelf.put_company([("d-2", "person:ada", "ADA")])
    assert shelf.company_of("d-1") == ["person:ada"]
    assert shelf.frequency("person:ada") == (2, "ADA")


def test_company_that_goes_takes_its_names_along(shelf: SqlitePartShelf) -> None:
    shelf.put_company([("d-1", "person:ada", "Ada"), ("d-2", "person:ada", "ADA")])
    shelf.drop_company(["d-2"])
    assert shelf.frequency("person:ada") == (1, "Ada")
    shelf.drop_company(["d-1"])
    assert shelf.frequency("person:ada") == (0, "")


def test_long_forms_are_counted_up_and_down(shelf: SqlitePartShelf) -> None:
    shelf.count_long_forms([("ds", "dunes", 2), ("ds", "deep", 1)])
    shelf.count_long_forms([("ds", "deep", -1)])
    assert shelf.long_forms("ds") == [("dunes", 2)]


def test_a_block_tells_its_neighbours_in_order(shelf: SqlitePartShelf) -> None:
    shelf.put_nodes((number, number, "person", f"k{number}", "", False, False, "") for number in range(1, 8))
    shelf.put_blocks((), [("b", f"k{number}", number) for number in range(1, 8)])
    assert [node for node, _ in shelf.in_block("b", 3)] == [1, 2, 3]
    assert [node for node, _ in shelf.beside("b", "k4", 2)] == [3, 2, 4, 5]
    assert shelf.count_in("b", 100) == 7


def test_an_id_is_claimed_by_its_owner_and_by_those_it_led_to(shelf: SqlitePartShelf) -> None:
    shelf.put_clusters([(1, "e-1", 1.0, "[]", 3, False), (2, "e-2", 1.0, "[]", 5, False)])
    shelf.put_former([2], [("e-1", 2)])
    assert sorted(shelf.claims(["e-1"])) == [("e-1", 1, "e-1", 3), ("e-1", 2, "e-2", 5)]
    shelf.drop_clusters([2])
    assert shelf.claims(["e-1", "e-2"]) == [("e-1", 1, "e-1", 3)]


def test_doubts_go_with_their_nodes(shelf: SqlitePartShelf) -> None:
    shelf.put_parts([("d-1", "r-1", 1, 9, "e-1"), ("d-1", "r-2", 2, 9, "e-2")])
    shelf.put_doubts([(1, 2, 0.5, "[]", "[]")])
    assert shelf.doubts(5) == [("e-1", "e-2", 0.5, "[]", "[]")]
    assert shelf.drop_doubts([1], [3]) == []
    shelf.drop_nodes([2])
    assert shelf.doubts(5) == []


def test_a_shelf_is_empty_once_it_is_cleared(shelf: SqlitePartShelf, connection: sqlite3.Connection) -> None:
    shelf.put_parts([("d-1", "r-1", 1, 9, "e-1")])
    shelf.put_bodies([(9, "[]")])
    shelf.clear()
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert all(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (0,) for name in tables)


def test_nothing_is_committed(shelf: SqlitePartShelf, connection: sqlite3.Connection) -> None:
    connection.commit()
    shelf.put_parts([("d-1", "r-1", 1, 9, "e-1")])
    connection.rollback()
    assert shelf.parts_in(["d-1"]) == []
