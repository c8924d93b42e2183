"""The compiled place list, checked against the packages that it came from."""

from __future__ import annotations

from pathlib import Path

import pycountry
import pytest

from kg.errors import InputError
from kg.lexicon import table
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.place_sources import read_cities, read_countries
from kg.mentions.places import cache_folder, open_places
from tests.records import RIVNE

PLACES = open_gazetteer().places


@pytest.mark.parametrize("row", table("demonyms"), ids=lambda row: row["word"])
def test_every_demonym_has_a_country_that_a_package_knows(row: dict[str, str]) -> None:
    known = {country.iso for country in read_countries()}
    assert row["country"] in known
    assert row["country"] == "XK" or pycountry.countries.get(alpha_2=row["country"])


@pytest.mark.parametrize("row", table("region_forms"), ids=lambda row: row["word"])
def test_every_short_form_of_a_division_leads_to_a_division_of_iso_3166_2(row: dict[str, str]) -> None:
    assert pycountry.subdivisions.get(code=row["iso3166"])
    assert any(place.iso == row["iso3166"] for place in PLACES.find(row["word"]))


def test_a_city_has_the_id_and_point_of_its_package() -> None:
    (listed,) = (city for city in read_cities() if f"geonames:{city.geonameid}" == RIVNE.key)
    found = PLACES.find("Rivne")
    assert any(
        (place.id, place.lat, place.lon) == (listed.geonameid, RIVNE.lat, RIVNE.lon) for place in found
    )


def test_a_division_is_told_from_the_city_of_its_name() -> None:
    labels = {place.feature: place.label for place in PLACES.find("Kursk")}
    assert labels == {"region": "Kursk Oblast", "city": "Kursk"}


def test_a_nickname_is_no_label_where_english_is_the_first_language() -> None:
    georgia = next(place for place in PLACES.find("Georgia") if place.feature == "region")
    assert (georgia.label, georgia.iso) == ("Georgia", "US-GA")


@pytest.mark.parametrize(
    ("iso", "label"),
    [("ZA-GP", "Gauteng"), ("MX-JAL", "Jalisco"), ("BR-RN", "Rio Grande do Norte"), ("ES-NC", "Navarra")],
)
def test_a_nickname_or_a_name_taken_word_for_word_is_no_label(iso: str, label: str) -> None:
    name = pycountry.subdivisions.get(code=iso).name.partition(", ")[0]
    region = next(place for place in PLACES.find(name) if place.iso == iso)
    assert region.label == label
    assert region.main


@pytest.mark.parametrize(
    ("iso", "label"), [("DE-BY", "Bavaria"), ("ID-JB", "West Java"), ("RU-TOM", "Tomsk")]
)
def test_the_english_name_of_a_division_is_its_label(iso: str, label: str) -> None:
    region = next(place for place in PLACES.find(label) if place.iso == iso)
    assert region.label.startswith(label)


def test_an_old_or_foreign_spelling_leads_to_the_same_place() -> None:
    assert {place.id for place in PLACES.find("Kiev")} & {place.id for place in PLACES.find("Kyiv")}


def test_every_country_lies_somewhere_within_the_world() -> None:
    for country in read_countries():
        place = PLACES.country(country.iso)
        assert place is not None
        assert place.lat is None or -90 <= place.lat <= 90


def test_words_in_lower_case_and_codes_are_no_aliases() -> None:
    assert not PLACES.find("kbp")


def test_a_cache_that_cannot_be_written_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("KG_CACHE", str(blocked / "below"))
    assert cache_folder() == blocked / "below"
    with pytest.raises(InputError, match="KG_CACHE"):
        open_places()
