"""Links to entries of the user's gazetteer."""

from __future__ import annotations

from kg.mentions.entries import Entry
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.mentions.links import entry_link
from kg.model import EntityKind, Identifier

GAZETTEER = open_gazetteer()


def called(name: str, geonames: int) -> Entry:
    identifier = Identifier("geonames", str(geonames), "a list")
    return Entry(name, EntityKind.PLACE, (name,), (), None, None, (identifier,), None, None)


def test_an_entry_takes_what_it_lacks_from_the_place_of_its_id_by_any_name() -> None:
    town = next(place for place in GAZETTEER.places.find("Geneva") if place.wikidata)
    link = entry_link(called("Quarrelton", town.id), 1.0, (), GAZETTEER)
    assert (link.label, link.country, link.lat, link.lon) == ("Quarrelton", town.country, town.lat, town.lon)


def test_an_id_that_no_list_has_gives_nothing() -> None:
    link = entry_link(called("Geneva", 999_999_999_999), 1.0, (), GAZETTEER)
    assert (link.country, link.lat, link.lon) == (None, None, None)


def test_a_short_acronym_is_known_in_capitals_only_and_a_longer_one_also_as_a_word() -> None:
    who = Entry(
        "World Health Organization", EntityKind.ORGANIZATION, ("WHO", "NATO"), (), None, None, (), None, None
    )
    gazetteer = Gazetteer(GAZETTEER.places, [who])
    assert gazetteer.strong("WHO")
    assert gazetteer.strong("Nato")
    assert not gazetteer.strong("Who")
