"""The order in which articles are stored never shows."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import export_jsonl, export_to
from kg.graph.store import open_for_reading
from kg.model import Reading
from tests.records import copy_reading, dam_reading
from tests.unit.store.world import build, small_reading

READINGS = (
    dam_reading(),
    copy_reading(),
    small_reading("a.txt", "The bridge is closed.", published="2025-01-01"),
    small_reading("b.txt", "The bridge is open.", published="2025-01-01"),
    small_reading("b.txt", "The bridge is half open."),
    small_reading("b.txt", "There is no bridge."),
    small_reading("c.txt", "There is a ferry.", url="https://example.org/ferry"),
    small_reading("d/c.txt", "There is a ferry.", url="https://example.org/ferry"),
    small_reading("b.txt", "There is no ferry.", url="https://example.org/ferry"),
)


def exported(folder: Path, readings: list[Reading], batches: int) -> dict[str, bytes]:
    store = folder / "store"
    for start in range(batches):
        build(store, *readings[start::batches])
    build(store, *readings)
    with open_for_reading(store) as reader:
        files = [*export_jsonl(reader, folder), *export_to("nquads", reader, folder)]
    return {file.name: file.read_bytes() for file in files}


@cache
def exported_in_order() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        return exported(Path(folder), list(READINGS), 1)


@settings(max_examples=6, deadline=None)
@given(st.permutations(READINGS), st.integers(1, 3))
def test_any_order_and_any_batches_give_the_same_bytes(readings: list[Reading], batches: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert exported(Path(folder), readings, batches) == exported_in_order()
