"""What both pages must do, and must never do, in a browser."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.articles import PLANS
from tests.unit.views.newsroom import Newsroom, astral_newsroom, hostile_newsroom

NOTE_VIOLATIONS = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", event => __violations.push(event.violatedDirective));
"""
ODD_LINKS = """
[...document.querySelectorAll("a[href]")]
  .map(a => new URL(a.getAttribute("href"), location).protocol).filter(p => !/^(file|https?):$/.test(p))
"""
pytestmark = pytest.mark.browser
PAGES = pytest.mark.parametrize("name", ["evidence.html", "network.html"])
ROOMS = pytest.mark.parametrize(
    "newsroom",
    [Newsroom(), Newsroom(silent=True), astral_newsroom(), Newsroom(()), Newsroom(PLANS)],
    ids=["full", "silent", "astral", "empty", "plans"],
)


def use_everything(tab: Tab) -> None:
    """Choose, search, filter and change the colours."""
    for selector in (
        *(f"#tab-{name}" for name in ("differences", "lineage", "timeline", "map", "actors", "evidence")),
        "#list .row",
        "#stage [data-key]",
        "#panel a.row",
        "#legend button",
        "#aside",
        "#kinds input",
        "#fit",
        "#theme",
    ):
        if tab.page.locator(selector).count():
            tab.page.locator(selector).last.click()
    if tab.page.locator("#search").count():
        tab.page.fill("#search", "a")
        tab.page.press("#search", "Escape")
    tab.page.wait_for_timeout(50)


@PAGES
@ROOMS
def test_a_page_asks_for_nothing_but_itself_and_complains_of_nothing(
    open_tab: OpenTab, name: str, newsroom: Newsroom
) -> None:
    tab = open_tab(newsroom, name)
    use_everything(tab)
    assert [request.rsplit("/", 1)[1] for request in tab.requests] == [name]
    assert tab.complaints == []


@PAGES
def test_a_hostile_article_runs_nothing(open_tab: OpenTab, name: str) -> None:
    tab = open_tab(hostile_newsroom(), name)
    tab.run(NOTE_VIOLATIONS)
    use_everything(tab)
    for row in range(tab.page.locator("#list .row").count()):
        tab.page.locator("#list .row").nth(row).click()
    tab.page.wait_for_timeout(300)
    assert tab.run("window.__pwned") is None
    assert tab.run("__violations") == []
    assert tab.complaints == []
    assert len(tab.requests) == 1
    assert (
        tab.run("document.querySelectorAll('img, iframe, object, embed, main b:not(.facts b)').length") == 0
    )
    assert tab.run(ODD_LINKS) == []


@PAGES
def test_no_tooltip_makes_elements_of_a_hostile_name(open_tab: OpenTab, name: str) -> None:
    tab = open_tab(hostile_newsroom(), name)
    tab.page.mouse.move(700, 450)
    tab.page.wait_for_timeout(400)
    assert tab.run("window.__pwned") is None
    assert tab.run("document.querySelectorAll('.vis-tooltip *').length") == 0


@PAGES
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_page_scrolls_sideways(open_tab: OpenTab, name: str, width: int) -> None:
    for newsroom in (Newsroom(), hostile_newsroom()):
        tab = open_tab(newsroom, name, width=width, height=844)
        assert tab.run("document.documentElement.scrollWidth") == width


@PAGES
def test_the_pages_lead_to_each_other(open_tab: OpenTab, name: str) -> None:
    tab = open_tab(Newsroom(), name)
    other = "network.html" if name == "evidence.html" else "evidence.html"
    tab.page.click(f"nav.pages a[href='{other}']")
    assert tab.page.url.endswith(other)
    assert tab.complaints == []


@PAGES
def test_the_system_chooses_the_colours_until_the_reader_does(open_tab: OpenTab, name: str) -> None:
    tab = open_tab(Newsroom(), name, color_scheme="dark")
    assert tab.run("document.documentElement.dataset.theme") == "dark"
    tab.page.click("#theme")
    assert tab.run("document.documentElement.dataset.theme") == "light"


@PAGES
def test_a_slash_goes_to_the_search(open_tab: OpenTab, name: str) -> None:
    tab = open_tab(Newsroom(), name)
    tab.page.keyboard.press("/")
    assert tab.run("document.activeElement.id") == "search"
