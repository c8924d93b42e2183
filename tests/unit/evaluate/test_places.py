"""Places: what is right, and the cause of what is not.  Points and ids are made up."""

from __future__ import annotations

import pytest

from kg.evaluate.entity_gold import GoldToponym, PlaceText
from kg.evaluate.place_recognition import ReadPlaces, RecognitionReport, report_recognition
from kg.evaluate.place_resolution import ResolvedText, is_right, report_resolution
from kg.mentions import open_gazetteer
from kg.mentions.toponyms import Toponym
from kg.model import EntityKind, Identifier, Link, Mention, MentionForm

TEXT = "Grain from Norrhamn reached the Velan port of Sund Bay before the Orsk Harbour Board met."
GAZETTEER = open_gazetteer()


def link(geonames: str = "1", lat: float | None = 5.0, lon: float | None = 5.0) -> Link:
    ids = (Identifier("geonames", geonames, "made up"),)
    return Link(f"geonames:{geonames}", "Norrhamn", ids, None, lat, lon, 1.0, ())


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def gold(words: str, sort: str = "") -> GoldToponym:
    return GoldToponym(*at(words), geonames="1", lat=5.0, lon=5.0, sort=sort)


def found(words: str, to: Link | None = None, *, adjective: bool = False) -> Toponym:
    return Toponym(*at(words), to, adjective)


def name(words: str, kind: EntityKind) -> Mention:
    return Mention("m", *at(words), words, kind, MentionForm.NAME)


def recognised(
    marked: tuple[GoldToponym, ...], system: tuple[Toponym, ...], names: tuple[Mention, ...] = ()
) -> RecognitionReport:
    return report_recognition([ReadPlaces(PlaceText("a", TEXT, marked), system, names)], modifiers=True)


@pytest.mark.parametrize(
    ("to", "right"),
    [
        (link("1", 80.0, 80.0), True),
        (link("2", 6.0, 5.0), True),
        (link("2", 7.0, 5.0), False),
        (link("2", None, None), False),
        (None, False),
    ],
)
def test_a_place_is_right_by_its_id_or_within_161_km(to: Link | None, right: bool) -> None:
    assert is_right(gold("Norrhamn"), to) is right


def test_a_place_without_id_in_the_gold_is_right_by_its_point_only() -> None:
    nameless = GoldToponym(0, 1, lat=5.0, lon=5.0)
    assert is_right(nameless, link("2"))
    assert not is_right(nameless, link("2", 9.0, 5.0))


@pytest.mark.parametrize(
    ("marked", "system", "names", "cause"),
    [
        (gold("Norrhamn"), None, (), "missed"),
        (gold("Velan", "Demonym"), None, (), "missed: an adjective or a people"),
        (gold("Orsk"), None, (name("Orsk Harbour Board", EntityKind.ORGANIZATION),), "inside a longer name"),
        (gold("Norrhamn"), None, (name("Norrhamn", EntityKind.PERSON),), "read as another kind"),
        (gold("Sund"), found("Sund Bay"), (), "too long"),
        (gold("Sund Bay"), found("Sund"), (), "too short"),
        (None, found("Norrhamn"), (), "spurious"),
        (None, found("Velan", adjective=True), (), "spurious: an adjective or a people"),
    ],
)
def test_each_error_of_recognition_has_one_cause(
    marked: GoldToponym | None, system: Toponym | None, names: tuple[Mention, ...], cause: str
) -> None:
    report = recognised(tuple(filter(None, [marked])), tuple(filter(None, [system])), names)
    ((told, count),) = report.causes.items()
    assert told.endswith(cause)
    assert count == len(report.errors) == 1


def test_recognition_scores_borders_places_and_sorts() -> None:
    marked = (gold("Norrhamn", "Literal"), gold("Sund", "Literal"), gold("Orsk", "Metonymic"))
    report = recognised(marked, (found("Norrhamn", link()), found("Sund Bay", link("2", 40.0, 40.0))))
    assert (report.exact.f1, report.overlap.f1, report.placed.f1, report.linked.f1) == (
        40.0,
        80.0,
        40.0,
        40.0,
    )
    assert {sort: (one.gold, one.r) for sort, one in report.sorts.items()} == {
        "Literal": (2, 100.0),
        "Metonymic": (1, 0.0),
    }


def test_a_toponym_whose_place_the_gold_leaves_open_is_not_scored_for_its_place() -> None:
    start, end = at("Norrhamn")
    report = recognised((GoldToponym(start, end), gold("Sund")), (found("Norrhamn"), found("Sund", link())))
    assert (report.placed.gold, report.placed.system, report.placed.f1) == (1, 1, 100.0)


def test_the_same_error_in_several_places_is_told_once_with_its_number() -> None:
    texts = [PlaceText(str(number), TEXT, (gold("Norrhamn"),)) for number in range(3)]
    (error,) = report_recognition([ReadPlaces(one, (), ()) for one in texts], modifiers=False).errors
    assert (error.times, error.document, error.gold, error.system) == (3, "0", "Norrhamn", "-")
    assert "Grain from Norrhamn reached" in error.context


def test_resolution_scores_ids_where_there_are_some_and_points_elsewhere() -> None:
    with_point = GoldToponym(*at("Sund"), lat=5.0, lon=5.0)
    text = PlaceText("a", TEXT, (gold("Norrhamn"), with_point, gold("Orsk")))
    report = report_resolution([ResolvedText(text, (link(), None, link("7", 5.5, 5.0)))], GAZETTEER)
    assert (report.toponyms, report.scored, report.right, report.with_id, report.right_id) == (
        3, 2, 100.0, 2, 50.0,
    )  # fmt: skip
    assert (report.distance.places, report.distance.near, report.distance.unresolved) == (3, 66.7, 33.3)
    only_points = PlaceText("a", TEXT, (with_point,))
    assert report_resolution([ResolvedText(only_points, (link(),))], GAZETTEER).scored == 1


def test_resolution_tells_a_name_that_no_list_has_from_one_that_was_not_chosen() -> None:
    (city, *_) = GAZETTEER.places.find("Lisbon")
    assert city.lat is not None
    known = GoldToponym(0, 6, geonames=str(city.id), lat=city.lat, lon=city.lon)
    unknown = GoldToponym(10, 16, geonames="1", lat=5.0, lon=5.0)
    text = PlaceText("a", "Lisbon or Qqxzyv", (known, unknown))
    unresolved = report_resolution([ResolvedText(text, (None, None))], GAZETTEER)
    assert set(unresolved.causes) == {
        "unresolved: the right one is listed",
        "unresolved: no place of that name",
    }
    wrong = report_resolution([ResolvedText(text, (link("2", -60.0, 0.0), link("2", -60.0, 0.0)))], GAZETTEER)
    assert set(wrong.causes) == {"wrong: the right one is listed", "wrong: the right one is not listed"}
    assert any("km off" in error.system for error in wrong.errors)


def test_the_right_country_with_a_point_far_from_the_golds_is_a_cause_of_its_own() -> None:
    country = GAZETTEER.country("PT")
    assert country is not None
    text = PlaceText("a", "Portuguese", (GoldToponym(0, 10, lat=60.0, lon=60.0),))
    to = link(str(country.id), country.lat, country.lon)
    report = report_resolution([ResolvedText(text, (to,))], GAZETTEER)
    assert list(report.causes) == ["wrong: the country, its point elsewhere"]
