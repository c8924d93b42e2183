"""Names are compared by borders and kind, and every difference has one cause."""

from __future__ import annotations

import pytest

from kg.evaluate.entities import FoundName, ReadNames, report_entities
from kg.evaluate.entity_gold import GoldName, NamedText
from kg.model import Identifier, Link

TEXT = "Ines Orsk left Norrhamn."
ORSK, NORRHAMN = GoldName(0, 9, "person", "Q1"), GoldName(15, 23, "place")


def read(*found: FoundName) -> ReadNames:
    return ReadNames(NamedText("a", TEXT, (ORSK, NORRHAMN)), found)


def name(start: int, end: int, kind: str, wikidata: str = "") -> FoundName:
    ids = (Identifier("wikidata", wikidata, "made up"),)
    return FoundName(start, end, kind, Link("k", "", ids, None, None, None, 1.0, ()) if wikidata else None)


def test_kinds_and_borders_are_scored_apart() -> None:
    report = report_entities([read(name(5, 9, "person"), name(15, 23, "organization"))])
    f1 = (report.exact.f1, report.overlap.f1, report.exact_untyped.f1, report.overlap_untyped.f1)
    assert f1 == (0.0, 50.0, 50.0, 100.0)
    assert (report.kinds["person"].overlap.f1, report.kinds["person"].exact.f1) == (100.0, 0.0)
    assert (report.kinds["event"].overlap.gold, report.kinds["organization"].overlap.system) == (0, 1)


@pytest.mark.parametrize(
    ("found", "causes"),
    [
        ((name(0, 9, "person"), name(15, 23, "place")), set()),
        ((name(0, 4, "person"), name(15, 23, "place")), set()),
        ((name(0, 9, "place"), name(15, 23, "place")), {"kind: person read as place"}),
        ((name(0, 9, "person"),), {"missed: place"}),
        ((name(0, 9, "person"), name(15, 23, "place"), name(10, 14, "event")), {"spurious: event"}),
    ],
)
def test_each_difference_has_one_cause(found: tuple[FoundName, ...], causes: set[str]) -> None:
    report = report_entities([read(*found)])
    assert set(report.causes) == causes
    assert len(report.errors) == len(causes)


def test_wikidata_ids_are_compared_where_the_gold_has_them() -> None:
    report = report_entities([read(name(0, 9, "person", "Q1"), name(15, 23, "place", "Q2"))])
    assert (report.linked.p, report.linked.r, report.linked.gold) == (50.0, 100.0, 1)
