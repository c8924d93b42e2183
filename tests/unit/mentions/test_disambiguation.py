"""Which place of a name is meant."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.mentions.clusters import cluster_names
from kg.mentions.disambiguation import link_drafts
from kg.mentions.drafts import Draft
from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.place_context import distance_km
from kg.mentions.spots import Spot
from kg.model import EntityKind

GAZETTEER = open_gazetteer()
VOCAB = spacy.blank("en").vocab


def linked(*names: str, level: str = "", country: str | None = None) -> list[Draft]:
    """Link names that stand in one sentence; level and country are those of the first."""
    words = [name.replace(" ", "_") for name in names]
    doc = Doc(VOCAB, words=words, heads=[0] * len(words), deps=["ROOT", *["dep"] * (len(words) - 1)])
    spots = [
        Spot(
            place,
            place + 1,
            EntityKind.PLACE,
            name=name,
            level="" if place else level,
            country=None if place else country,
        )
        for place, name in enumerate(names)
    ]
    belongs = cluster_names(spots, GAZETTEER)
    for spot, draft in belongs.items():
        draft.country = draft.country or GAZETTEER.country_named(spot.name)
    drafts = [belongs[spot] for spot in spots]
    link_drafts(doc, drafts, GAZETTEER)
    return drafts


def country_of(draft: Draft) -> str | None:
    return draft.link.country if draft.link else None


def test_the_country_in_the_article_decides_between_namesakes() -> None:
    assert country_of(linked("Cordoba", "Argentina")[0]) == "AR"
    assert country_of(linked("Cordoba", "Spain")[0]) == "ES"


def test_a_country_beside_the_name_outweighs_a_larger_namesake() -> None:
    assert country_of(linked("Birmingham", country="US")[0]) == "US"


def test_a_division_beside_the_name_picks_the_town_in_it() -> None:
    springfield = linked("Springfield", country="US-MO")[0]
    assert springfield.link is not None
    assert distance_km(springfield.link.lat or 0, springfield.link.lon or 0, 37.2, -93.3) < 50


def test_the_word_region_makes_it_the_division() -> None:
    region = linked("Zamora", "Spain", level="region")[0].link
    city = linked("Zamora", "Spain", level="city")[0].link
    assert region is not None
    assert city is not None
    assert region.key != city.key


def test_a_village_that_nothing_speaks_for_is_not_linked() -> None:
    assert linked("Reading Mill Corner")[0].link is None


def test_streets_and_rivers_are_not_linked_to_towns_of_their_name() -> None:
    assert linked("Washington Square", level="site")[0].link is None


def test_a_link_tells_its_reasons_in_words() -> None:
    link = linked("Cordoba", "Argentina")[0].link
    assert link is not None
    assert any(reason.startswith("country in the article") for reason in link.reasons)


def test_the_distance_of_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    assert abs(distance_km(0, 0, 0, 90) - 10_007.5) < 1


def test_the_name_of_a_country_speaks_for_its_towns_before_it_is_linked_itself() -> None:
    town = linked("Santa Maria", "Brazil")[0].link
    assert town is not None
    assert town.country == "BR"
    assert any(reason.startswith("country in the article") for reason in town.reasons)


def test_a_place_does_not_speak_for_itself() -> None:
    link = linked("Birmingham")[0].link
    assert link is not None
    assert not any(reason.startswith("country in the article") for reason in link.reasons)


def test_a_bare_name_is_the_city_that_holds_much_of_the_division_of_its_name() -> None:
    bare, state = linked("New York")[0].link, linked("New York", level="region")[0].link
    assert bare is not None
    assert state is not None
    assert bare.label == "New York City"
    assert any(identifier.value == "US-NY" for identifier in state.identifiers)


def test_a_county_is_meant_only_where_it_is_called_one() -> None:
    assert linked("Kern County", "United States", level="region")[0].link is not None
    link = linked("Houston", "United States")[0].link
    assert link is not None
    assert "County" not in link.label


def test_three_capitals_are_no_town() -> None:
    assert linked("EU", "France")[0].link is None


def test_a_word_for_a_part_of_the_world_is_no_town() -> None:
    assert linked("West", "United States")[0].link is None


def test_an_area_of_several_countries_is_linked_without_a_country() -> None:
    link = linked("Middle East")[0].link
    assert link is not None
    assert link.country is None


def test_what_is_not_linked_says_why() -> None:
    assert "no place of this name" in linked("Reading Mill Corner")[0].unlinked
    assert "streets" in linked("Washington Square", level="site")[0].unlinked
    (venice,) = linked("Springfield")
    assert venice.link is None
    assert "below 0.55" in venice.unlinked


def test_an_acronym_is_the_place_that_the_article_calls_by_its_full_name() -> None:
    country, acronym = linked("South Africa", "SA")
    assert acronym.link is not None
    assert country.link is not None
    assert acronym.link.key == country.link.key


def test_the_bare_name_of_a_country_is_no_town() -> None:
    link = linked("Mexico", "Puebla", "Oaxaca")[0].link
    assert link is not None
    assert link.label == "Mexico"


def test_a_name_with_an_article_is_the_sea_and_no_town() -> None:
    assert linked("Pacific", "United States")[0].link is not None
    doc = Doc(VOCAB, words=["the", "Pacific"], heads=[1, 1], deps=["det", "ROOT"])
    draft = next(iter(cluster_names([Spot(1, 2, EntityKind.PLACE, name="Pacific")], GAZETTEER).values()))
    link_drafts(doc, [draft], GAZETTEER)
    assert draft.link is not None
    assert draft.link.key.endswith(":pacific-ocean")
    assert not draft.link.identifiers


def test_a_well_known_english_name_is_a_main_one() -> None:
    assert country_of(linked("Geneva")[0]) == "CH"
