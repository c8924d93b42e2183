"""Every number of evidence.html is the answer of a SPARQL query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.query.lookups import Lookups
from kg.query.sparql import run_query
from kg.views.pages import write_views
from tests.browser.conftest import Tab

pytestmark = [pytest.mark.browser, pytest.mark.model]

PREFIXES = """
PREFIX kg: <https://claimgraph.example/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
"""
CLAIM = "?claim a schema:Claim ; kg:act ?act . FILTER(?act IN (kg:act-speech, kg:act-thought))"


@pytest.fixture(scope="module")
def tab(browser: Browser, demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """The page of the sample articles."""
    page = write_views(Lookups(demo_store), tmp_path_factory.mktemp("numbers"))[0]
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    tab = Tab(context.new_page())
    tab.page.goto(page.as_uri())
    yield tab
    context.close()


def ask(store: Path, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in run_query(store, PREFIXES + query).rows]


def number(store: Path, where: str, what: str = "?claim") -> int:
    ((found,),) = ask(store, f"SELECT (COUNT(DISTINCT {what}) AS ?n) WHERE {{ {where} }}")
    return int(str(found))


def local(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


@pytest.mark.parametrize(
    ("words", "where", "what"),
    [
        ("articles?", "?document a schema:NewsArticle", "?document"),
        ("publishers?", "?document a schema:NewsArticle ; schema:publisher ?paper", "?paper"),
        ("claims?", CLAIM, "?claim"),
        ("attributed", f"{CLAIM} FILTER NOT EXISTS {{ ?claim kg:style kg:style-own-voice }}", "?claim"),
        ("in own voice", f"{CLAIM} ?claim kg:style kg:style-own-voice .", "?claim"),
        ("places? named in claims", f"{CLAIM} ?claim kg:aboutPlace ?place .", "?place"),
        (
            "intentions and deeds",
            "?claim a schema:Claim ; kg:act ?act . FILTER(?act IN (kg:act-intention, kg:act-deed))",
            "?claim",
        ),
    ],
)
def test_the_header(tab: Tab, demo_store: Path, words: str, where: str, what: str) -> None:
    (shown,) = [
        match[1] for total in tab.text(".totals span") if (match := re.fullmatch(rf"([\d,]+) {words}", total))
    ]
    assert int(shown.replace(",", "")) == number(demo_store, where, what)


def test_the_three_counts_of_every_group(tab: Tab, demo_store: Path) -> None:
    query = """SELECT ?group ?articles ?publishers ?origins WHERE {
        ?group a kg:ClaimGroup ; kg:articles ?articles ; kg:publishers ?publishers ; kg:origins ?origins }"""
    asked = {local(group): [int(str(n)) for n in row] for group, *row in ask(demo_store, query)}
    shown = tab.run(
        "Object.fromEntries(groups.filter(group => group.members.length > 1 && group.counts)"
        ".map(group => [group.id, [group.counts.articles, group.counts.publishers, group.counts.origins]]))"
    )
    assert shown == {group: row for group, row in asked.items() if group in shown}  # type: ignore[operator]
    assert set(shown) <= set(asked)  # type: ignore[call-overload]
    assert shown


def test_claims_by_every_actor(tab: Tab, demo_store: Path) -> None:
    where = f"{CLAIM} ?claim kg:saidBy ?entity"
    query = f"SELECT ?entity (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ {where} }} GROUP BY ?entity"
    asked = {local(entity): int(str(n)) for entity, n in ask(demo_store, query)}
    shown = tab.run(
        "Object.fromEntries(actors.filter(one => one.claimsBy).map(one => [one.id, one.claimsBy]))"
    )
    assert shown == asked


def test_differences_and_lineage(tab: Tab, demo_store: Path) -> None:
    assert tab.run("differences.length") == number(demo_store, "?one a kg:Discrepancy", "?one")
    assert tab.run("lineage.length") == number(demo_store, "?one a kg:LineageLink", "?one")
    assert tab.text("#panel h2") == [f"{tab.run('differences.length')} differences"]


def test_the_legend_counts_every_claim_once(tab: Tab, demo_store: Path) -> None:
    assert tab.run("Object.values(countKinds()).reduce((one, other) => one + other)") == number(
        demo_store, CLAIM
    )
    own = f"{CLAIM} ?claim kg:style kg:style-own-voice ."
    assert tab.run("countKinds().own") == number(demo_store, own)
