"""Wikidata ids of places are those of the files that they are said to come from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.mentions.gazetteer import open_gazetteer
from kg.mentions.links import place_link
from kg.mentions.place_sources import read_countries
from kg.mentions.wikidata import TOWNS_REFERENCE, country_items, town_items

GAZETTEER = open_gazetteer()
CORPORA = Path(__file__).resolve().parents[4] / "shared" / "corpora"
SHIPPED = Path(__file__).resolve().parents[3] / "kg" / "mentions" / "data" / "natural_earth_places.tsv"


def shared_rows(name: str) -> list[dict[str, str]]:
    path = CORPORA / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.shared
def test_every_line_is_one_of_natural_earth_and_none_is_left_out() -> None:
    rows = shared_rows("geo/natural_earth_places_qid.tsv")
    wanted = {
        (row["geonameid"], row["qid"], row["name_en"] or row["name"]) for row in rows if row["geonameid"]
    }
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    shipped = [tuple(line.split("\t")) for line in lines if not line.startswith("#")][1:]
    assert set(shipped) == wanted
    assert len(shipped) == len(wanted)


@pytest.mark.shared
def test_the_ids_of_countries_are_those_of_their_articles() -> None:
    titles = {
        row["#FormattedTitle"]: row["WikidataID"] for row in shared_rows("gum/wikipedia_titles_qid.tsv")
    }
    both = [item for item in country_items().values() if item.name.replace(" ", "_") in titles]
    assert len(both) > 80
    assert [item for item in both if titles[item.name.replace(" ", "_")] != item.id] == []


def test_every_country_that_exists_has_an_id_of_its_own() -> None:
    dissolved = {"AN", "CS"}
    items = country_items()
    assert {country.iso for country in read_countries()} - set(items) == dissolved
    assert len({item.id for item in items.values()}) == len(items)


def test_an_id_that_two_towns_share_is_left_out() -> None:
    ids = [item.id for item in town_items().values()]
    assert len(set(ids)) == len(ids)


def test_a_link_to_a_town_carries_its_id_and_the_source_of_it() -> None:
    town = next(place for place in GAZETTEER.places.find("Geneva") if place.wikidata)
    link = place_link(town, 1.0, (), GAZETTEER)
    found = next(one for one in link.identifiers if one.scheme == "wikidata")
    assert (found.value, found.reference) == (town_items()[town.id].id, TOWNS_REFERENCE)
