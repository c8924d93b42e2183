"""Rivers, lakes, seas and islands: what the list holds, and when a name is one of them."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.mentions.clusters import cluster_names
from kg.mentions.disambiguation import link_drafts
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.links import place_link
from kg.mentions.natural_places import NaturalPlace, read_natural_places
from kg.mentions.place_context import distance_km
from kg.mentions.spots import Spot, place_level
from kg.model import EntityKind, Link

GAZETTEER = open_gazetteer()
VOCAB = spacy.blank("en").vocab
LISTED = tuple(read_natural_places())


def named(name: str) -> NaturalPlace:
    return next(place for place in LISTED if place.names[0] == name)


def linked(name: str, *others: str, article: bool = False) -> Link | None:
    """Link the first of the names that stand in one sentence, with "the" before it or not."""
    words = [*(["the"] if article else []), *(one.replace(" ", "_") for one in (name, *others))]
    doc = Doc(VOCAB, words=words, heads=[0] * len(words), deps=["ROOT", *["dep"] * (len(words) - 1)])
    level = place_level(name.rpartition(" ")[2].casefold())
    spots = [
        Spot(at, at + 1, EntityKind.PLACE, name=one, level="" if at > article else level)
        for at, one in enumerate((name, *others), int(article))
    ]
    belongs = cluster_names(spots, GAZETTEER)
    for spot, draft in belongs.items():
        draft.country = draft.country or GAZETTEER.country_named(spot.name)
    link_drafts(doc, list(dict.fromkeys(belongs.values())), GAZETTEER)
    return belongs[spots[0]].link


def test_every_key_is_one_place_and_none_is_a_geonames_key() -> None:
    keys = [place.key for place in LISTED]
    assert len(keys) == len(set(keys))
    assert not any(key.startswith("geonames") for key in keys)


def test_every_point_lies_in_the_world_and_every_country_is_known() -> None:
    for place in LISTED:
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert all(len(code) == 2 and code.isupper() for code in place.countries)


def test_a_place_is_found_by_its_full_name_without_a_geonames_id() -> None:
    for place in LISTED:
        found = {one.key: one for one in GAZETTEER.places.find_natural(place.names[0])}
        assert found[place.key].id < 0
        link = place_link(found[place.key], 1.0, (), GAZETTEER)
        assert (link.key, link.identifiers, link.lat, link.lon) == (place.key, (), place.lat, place.lon)


def test_ids_below_zero_are_no_geonames_ids() -> None:
    assert GAZETTEER.places.with_id(-1) is None


def test_none_is_found_among_countries_divisions_and_towns() -> None:
    assert not any(place.id < 0 for name in ("Danube", "Black Sea") for place in GAZETTEER.places.find(name))
    assert not GAZETTEER.is_large_place("Black Sea")
    assert not GAZETTEER.is_large_place("Danube River")


@pytest.mark.parametrize("name", ["Danube River", "Black Sea", "Lake Victoria", "Vancouver Island"])
def test_a_name_with_its_noun_is_the_river_sea_lake_or_island(name: str) -> None:
    link = linked(name)
    assert link is not None
    assert link.key == named(name).key


def test_the_noun_may_stand_before_the_name_of_a_river() -> None:
    link = linked("River Jordan")
    assert link is None or link.key == named("Jordan River").key


@pytest.mark.parametrize("article", [False, True])
@pytest.mark.parametrize("name", ["Jordan", "Niger", "Congo", "Paraguay", "Mississippi"])
def test_a_country_or_division_is_no_river_of_its_name(name: str, article: bool) -> None:
    link = linked(name, article=article)
    assert link is None or link.key.startswith("geonames:")


@pytest.mark.parametrize("name", ["Victoria", "Erie", "Orange", "Hudson"])
def test_a_name_that_towns_have_is_no_river_without_noun_or_article(name: str) -> None:
    link = linked(name)
    assert link is None or link.key.startswith("geonames:")


def test_an_article_makes_a_town_name_the_river() -> None:
    link = linked("Volga", article=True)
    assert link is not None
    assert link.key == named("Volga River").key


def test_a_bare_name_that_no_other_place_has_needs_a_country_of_the_river() -> None:
    assert linked("Cauvery") is None
    link = linked("Cauvery", "India")
    assert link is not None
    assert link.key == named("Kaveri River").key


def test_of_two_rivers_of_one_name_the_one_whose_country_is_named_is_meant() -> None:
    one, other = linked("Colorado River", "Argentina"), linked("Colorado River", "Mexico")
    assert one is not None
    assert other is not None
    assert (one.key, other.key) == ("natural-earth:river:colorado:ar", "natural-earth:river:colorado:mx")


@pytest.mark.parametrize(
    ("river", "town"),
    [("Danube River", "Izmail"), ("Kaveri River", "Nagapattinam"), ("Volga River", "Astrakhan")],
)
def test_the_point_of_a_river_is_its_mouth(river: str, town: str) -> None:
    place = named(river)
    beside = next(one for one in GAZETTEER.places.find(town) if one.feature == "city")
    assert beside.lat is not None
    assert beside.lon is not None
    assert distance_km(place.lat, place.lon, beside.lat, beside.lon) < 100


def test_a_river_of_several_countries_lies_in_none() -> None:
    danube, kaveri = GAZETTEER.places.find_natural("Danube")[0], GAZETTEER.places.find_natural("Kaveri")[0]
    assert (danube.country, kaveri.country) == ("", "IN")
