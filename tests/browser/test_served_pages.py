"""The pages of records, the overview and the search of a running service, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kg.query.near import NearLookups
from tests.browser.axe import serious_findings
from tests.browser.conftest import Tab
from tests.unit.serve.compared import NAME, write_compared_store
from tests.unit.serve.test_process import started

KINDS = ("claim", "person", "place", "document", "difference", "start", "search", "nobody")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose words are hostile to a page."""
    return write_compared_store(tmp_path_factory.mktemp("compared") / "store")


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    """A service that runs."""
    with started(store, "--workers", "1") as (_, found):
        yield found


@pytest.fixture(scope="module")
def paths(store: Path) -> dict[str, str]:
    """One address of each kind of page."""
    near = NearLookups(store)
    claim = near.discrepancies()[0].left.claim
    return {
        "claim": f"claim/{claim}",
        "person": f"entity/{near.who(NAME).id}",
        "place": f"entity/{near.place('Rivne').id}",
        "document": f"document/{near.document('early.txt').id}",
        "difference": f"difference/{near.discrepancies()[0].id}",
        "start": "start",
        "search": "search?q=Rivne",
        "nobody": "search?q=zzzz",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_quiet_and_for_everybody(
    browser: Browser, address: str, paths: dict[str, str], kind: str, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = Tab(context.new_page())
    tab.watch()
    tab.page.goto(address + paths[kind])
    assert serious_findings(tab.page) == []
    assert tab.run("document.documentElement.scrollWidth <= innerWidth")
    assert tab.complaints == []
    assert set(tab.requests) <= {address + paths[kind], f"{address}pages.css"}
    context.close()


def test_everything_is_reached_by_keys_and_without_scripts(
    browser: Browser, address: str, paths: dict[str, str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + paths["claim"])
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.get_by_role("searchbox").fill("Rivne")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Rivne")
    page.get_by_role("link", name="Rivne", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/*")
    page.get_by_role("link", name="JSON", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/*?as=json")
    context.close()


def test_a_mark_in_an_article_leads_to_its_claim(
    browser: Browser, address: str, paths: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(address + paths["document"])
    page.locator("mark.content", has_text="the dam in").first.click()
    page.wait_for_url("**/claim/*")
    assert (
        page.locator("h1 .said").text_content()
        == "the dam in Rivne lost about 40% of its water & more by May"
    )
    page.close()


def test_the_parts_of_a_store_are_asked_for_from_the_overview(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}start")
    page.get_by_label("Place").fill("Rivne")
    page.get_by_role("button", name="Evidence").click()
    page.wait_for_url("**/evidence.html?*place=Rivne*")
    page.wait_for_selector("#stage svg, #stage .row, #stage a")
    page.goto(f"{address}start")
    page.get_by_label("Said by").fill(NAME)
    page.get_by_role("button", name="Network").click()
    page.wait_for_url("**/network.html?*")
    page.close()
