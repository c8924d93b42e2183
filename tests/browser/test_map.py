"""The Map tab of evidence.html: places with the number of their claims, without a network."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from kg.query.results import ClaimView, EntityView
from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.newsroom import Newsroom, crowded_newsroom, place_id

pytestmark = pytest.mark.browser
NAME = "evidence.html"
MAP = "#tab=map"
BARE = "North Bridge"
POINTS = {"Lower Weir": (48.1, 11.5), "Hillside": (49.4, 13.9), "Old Harbour": (47.2, 14.8)}
REGION = "Old Harbour"


@dataclass(frozen=True)
class MappedNewsroom(Newsroom):
    """A newsroom whose places have points, all but one; one of them is a region."""

    def entities(self) -> tuple[EntityView, ...]:
        return tuple(self._place(entity) for entity in super().entities())

    def _place(self, entity: EntityView) -> EntityView:
        if entity.label not in POINTS:
            return entity
        lat, lon = POINTS[entity.label]
        ids = {"iso3166": "XX-1"} if entity.label == REGION else {}
        return replace(entity, lat=lat, lon=lon, ids=ids)


def counted(newsroom: Newsroom) -> Counter[str]:
    """Number of standing claims that name each place."""
    return Counter(label for claim in newsroom.claims() for label in {place.label for place in claim.places})


def spot(label: str) -> str:
    return f".spot[data-key='spot:{place_id(label)}']"


def naming(newsroom: Newsroom, label: str) -> list[ClaimView]:
    return [claim for claim in newsroom.claims() if label in {place.label for place in claim.places}]


def test_every_place_with_a_point_has_as_many_claims_as_the_store_says(open_tab: OpenTab) -> None:
    newsroom = MappedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=MAP)
    numbers = {label: number for label, number in counted(newsroom).items() if label != BARE}
    for label, number in numbers.items():
        assert tab.page.locator(spot(label)).get_attribute("data-number") == str(number)
    assert tab.page.locator(".map-drawing .spot").count() == len(numbers)
    assert tab.text(".map h2")[0].startswith(f"{len(counted(newsroom))} places named in ")
    assert (tab.complaints, len(tab.requests)) == ([], 1)


def test_the_area_of_a_circle_tells_the_number(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    spots = tab.run("board.spots.map(({ number, radius }) => [number, radius])")
    assert isinstance(spots, list)
    large = [(number, radius) for number, radius in spots if radius > 3.5]
    assert len({round(radius**2 / number, 3) for number, radius in large}) == 1


def test_a_place_without_a_point_is_listed_with_the_reason(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    row = tab.page.locator(f".place-rows .row[data-key='actor:{place_id(BARE)}']")
    assert "no entry of the list of places" in row.inner_text()
    assert tab.page.locator(spot(BARE)).count() == 0


def test_what_was_retracted_counts_at_no_place(open_tab: OpenTab) -> None:
    newsroom = MappedNewsroom(retracted=frozenset({"weir.txt"}))
    tab = open_tab(newsroom, NAME, fragment=MAP)
    for label, number in counted(newsroom).items():
        if label != BARE:
            assert tab.page.locator(spot(label)).get_attribute("data-number") == str(number)


@pytest.mark.parametrize("way", ["click", "keys"])
def test_choosing_a_place_shows_its_claims(open_tab: OpenTab, way: str) -> None:
    newsroom = MappedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=MAP)
    if way == "click":
        tab.page.click(f"{spot('Hillside')} .disc")
    else:
        tab.page.focus(spot("Hillside"))
        tab.page.keyboard.press("Enter")
    tab.page.wait_for_selector(f"{spot('Hillside')}.on")
    cards = tab.page.locator("#panel .card").evaluate_all("cards => cards.map(card => card.dataset.claim)")
    assert set(cards) == {claim.id for claim in naming(newsroom, "Hillside")}
    assert f"actor={place_id('Hillside')}" in tab.page.url


def test_a_claim_lights_its_places_and_those_of_its_rival(open_tab: OpenTab) -> None:
    newsroom = MappedNewsroom()
    difference = newsroom.discrepancies()[0]
    left, right = difference.left, difference.right
    tab = open_tab(newsroom, NAME, fragment=f"{MAP}&claim={left.claim}")
    here = next(one for one in newsroom.claims() if one.id == left.claim).places
    there = next(one for one in newsroom.claims() if one.id == right.claim).places
    for place in here:
        if place.label != BARE:
            assert "on" in (tab.page.locator(spot(place.label)).get_attribute("class") or "").split()
    for label in {place.label for place in there} - {place.label for place in here} - {BARE}:
        assert "near" in (tab.page.locator(spot(label)).get_attribute("class") or "").split()


def test_places_with_differences_are_marked_and_their_number_is_told(open_tab: OpenTab) -> None:
    newsroom = MappedNewsroom()
    differing = {side.claim for one in newsroom.discrepancies() for side in (one.left, one.right)}
    places = {place.label for claim in newsroom.claims() if claim.id in differing for place in claim.places}
    tab = open_tab(newsroom, NAME, fragment=MAP)
    marked = tab.page.locator(".map-drawing .spot:has(.sign)")
    labels = [words.split(":")[0] for words in marked.evaluate_all("all => all.map(one => one.ariaLabel)")]
    assert set(labels) == places - {BARE}
    assert all("difference" in one for one in marked.evaluate_all("all => all.map(one => one.ariaLabel)"))


def test_a_region_is_drawn_as_one(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    assert tab.page.locator(f"{spot(REGION)}.area").count() == 1
    assert tab.page.locator(".map-drawing .spot.area").count() == 1


def test_the_scale_bar_is_true(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    pixels = tab.run(
        f"""(() => {{
          const find = key => board.spots.find(spot => spot.place.id === key).at;
          const [one, other] = [find("{place_id("Lower Weir")}"), find("{place_id("Old Harbour")}")];
          const bar = board.bar.querySelector("path").getBBox().width;
          return Math.hypot(one.x - other.x, one.y - other.y) / bar * Number(board.bar.dataset.kilometres);
        }})()"""
    )
    assert pixels == pytest.approx(great_circle(POINTS["Lower Weir"], POINTS["Old Harbour"]), rel=0.02)


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in kilometres (haversine, on a sphere)."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def zoom(tab: Tab) -> float:
    found = tab.run("mapView.zoom")
    assert isinstance(found, int | float)
    return float(found)


def test_buttons_keys_and_the_wheel_with_ctrl_zoom(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    first = zoom(tab)
    tab.page.click(".zoom button >> nth=0")
    assert zoom(tab) > first
    tab.page.click(".zoom button >> nth=1")
    assert zoom(tab) == pytest.approx(first)
    tab.page.focus(f"{spot('Hillside')}")
    tab.page.keyboard.press("+")
    before = zoom(tab)
    assert before > first
    tab.page.hover(".map-drawing", position={"x": 200, "y": 200})
    tab.page.mouse.wheel(0, 100)
    assert zoom(tab) == pytest.approx(before)
    tab.page.keyboard.down("Control")
    tab.page.mouse.wheel(0, 100)
    tab.page.keyboard.up("Control")
    tab.page.wait_for_function(f"mapView.zoom < {before} * 0.9")


def test_dragging_moves_the_land_and_chooses_nothing(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    box = tab.page.locator(f"{spot('Hillside')} .disc").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.page.mouse.move(x, y)
    tab.page.mouse.down()
    tab.page.mouse.move(x + 40, y + 30, steps=4)
    tab.page.mouse.up()
    after = tab.page.locator(f"{spot('Hillside')} .disc").bounding_box()
    assert after
    assert after["x"] - box["x"] == pytest.approx(40, abs=2)
    assert "actor=" not in tab.page.url


def test_places_outside_the_view_are_named_with_the_way_to_them(open_tab: OpenTab) -> None:
    tab = open_tab(MappedNewsroom(), NAME, fragment=MAP)
    assert tab.page.locator(".beyond").is_hidden()
    for _ in range(4):
        tab.page.click(".zoom button >> nth=0")
    tab.run("moveView({ ...mapView, x: mapView.x - 400 })")
    assert "Outside this view" in tab.text(".beyond")[0]
    tab.page.click(".beyond button")
    assert tab.page.locator(".beyond").is_hidden()


def test_without_places_there_is_no_map(open_tab: OpenTab) -> None:
    assert "Map" not in open_tab(crowded_newsroom(3), NAME, fragment=MAP).text("#tabs button")
