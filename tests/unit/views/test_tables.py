"""Tables in a page."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import pytest

from kg.views.tables import Table, encode_context


@dataclass(frozen=True)
class Point:
    x: int
    name: str | None


@dataclass(frozen=True)
class Drawing:
    points: Table[Point]


def test_a_table_travels_as_fields_and_rows() -> None:
    drawing = Drawing(Table([Point(1, "one"), Point(2, None)]))
    assert msgspec.json.decode(encode_context(drawing)) == {
        "points": {"fields": ["x", "name"], "rows": [[1, "one"], [2, None]]}
    }


def test_an_empty_table_has_neither() -> None:
    assert encode_context(Table([])) == b'{"fields":[],"rows":[]}'


def test_a_table_is_read_by_position_and_in_order() -> None:
    table = Table([Point(1, "one"), Point(2, "two")])
    assert (len(table), table[1].name, [point.x for point in table]) == (2, "two", [1, 2])


def test_what_a_page_cannot_hold_is_refused_by_name() -> None:
    with pytest.raises(NotImplementedError, match="a page cannot hold set_iterator"):
        encode_context(Drawing(iter({1})))  # type: ignore[arg-type]
