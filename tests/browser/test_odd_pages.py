"""evidence.html with odd words, articles and addresses; what has the focus, and what Escape takes back."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.browser.compared_newsroom import ComparedNewsroom
from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.articles import JONAS, OFFICIALS, Article, Line, Speaker
from tests.unit.views.newsroom import Newsroom, entity_id

pytestmark = pytest.mark.browser
NAME = "evidence.html"
TABS = ("evidence", "differences", "lineage", "timeline", "map", "actors")
ARABIC = Speaker("وزارة الموارد المائية", "organization")
ODD_LINES = (
    Line("{s|Jonas Okoro} {c|said} {t|the gauge reads \x01\x1b and \ufffe at {p|Hillside}}.", JONAS),
    Line("{s|وزارة الموارد المائية} {c|said} {t|إن السد لن يصمد حتى الربيع}.", ARABIC),
    Line("{s|Officials} {c|said} {t|" + "水庫將在春季之前失去四成的水" * 40 + "}.", OFFICIALS),
    Line("{s|Jonas Okoro} {c|said} {t|" + "w" * 3_000 + "}.", JONAS),
)
ODD = Newsroom(
    (
        Article("odd.txt", None, "T" * 2_000, None, "https://example.org:99999/gauge", ODD_LINES),
        Article("odder.txt", "新聞" * 300, "\u202esiht daeR", None, None, ODD_LINES[:1]),
    )
)
NOWHERE = (
    "tab=constructor",
    "tab=actors&sort=constructor",
    "tab=differences&kind=constructor",
    "from=yesterday&to=2025-99-99",
    "off=constructor&all=constructor",
    "claim=__proto__&actor=__proto__&article=x&difference=x",
)


def has_focus(tab: Tab, part: str) -> bool:
    return bool(tab.run(f"document.querySelector('{part}').contains(document.activeElement)"))


def test_odd_words_stop_no_view(open_tab: OpenTab) -> None:
    tab = open_tab(ODD, NAME, width=390, height=844)
    for width in (390, 1440):
        tab.page.set_viewport_size({"width": width, "height": 844})
        for name in tab.page.evaluate("TAB_ORDER.filter(isTab)"):
            tab.page.click(f"#tab-{name}")
            assert len(tab.text("#stage")[0]) > 20
            assert tab.run("document.documentElement.scrollWidth <= innerWidth"), (name, width)
    for claim in ODD.claims():
        tab.page.evaluate("id => openClaim(claimById.get(id))", claim.id)
        assert "".join(tab.text("#panel .text .content")) == claim.text
    assert tab.complaints == []


def test_an_address_that_no_browser_takes_is_no_link(open_tab: OpenTab) -> None:
    tab = open_tab(ODD, NAME, fragment=f"#claim={ODD.claims()[0].id}")
    assert tab.page.locator("#panel a.live").count() == 0
    assert "odd.txt" in "".join(tab.text("#panel .meta"))
    assert tab.complaints == []


def test_a_picture_of_control_characters_can_be_opened(open_tab: OpenTab, tmp_path: Path) -> None:
    tab = open_tab(ODD, NAME)
    for form in ("svg", "png"):
        with tab.page.expect_download() as download:
            tab.page.click(f"#{form}")
        download.value.save_as(tmp_path / form)
    words = "".join(ElementTree.parse(tmp_path / "svg").getroot().itertext())
    assert "the gauge reads" in words
    assert (tmp_path / "png").read_bytes().startswith(b"\x89PNG")
    assert tab.complaints == []


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_means_nothing_is_left_aside(open_tab: OpenTab, address: str) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=f"#{address}")
    assert tab.page.get_attribute("body", "data-ready") == "1"
    assert tab.page.locator("#tabs [aria-selected=true]").count() == 1
    assert tab.page.locator("#stage [data-key]").count() > 3
    assert tab.complaints == []


def test_the_focus_stays_in_the_panel_whose_row_was_chosen(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    tab = open_tab(newsroom, NAME, fragment=f"#claim={newsroom.claims()[0].id}")
    tab.page.locator("#panel .others .row").first.press("Enter")
    assert tab.run("state.claim") == newsroom.claims()[1].id
    assert has_focus(tab, "#panel")
    tab.page.keyboard.press("Escape")
    assert has_focus(tab, "#panel")


def test_escape_leads_from_a_page_to_the_list_and_then_clears_the_search(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, fragment=f"#tab=actors&actor={entity_id(JONAS)}&q=jonas")
    tab.page.keyboard.press("Escape")
    assert (tab.run("state.actor"), tab.run("state.q")) == ("", "jonas")
    tab.page.keyboard.press("Escape")
    assert tab.run("state.q") == ""


def test_whoever_has_no_claim_is_found_among_the_actors(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment="#tab=actors")
    tab.page.fill("#search", "far agency")
    assert tab.text("#stage .actor-name") == ["Far Agency"]
    tab.page.fill("#search", "nobody of that name")
    assert tab.page.locator("#stage [role=status]").count() == 1


def test_what_a_tab_is_sorted_by_or_narrowed_to_ends_with_it(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment="#tab=differences&sort=time&kind=place-differs")
    assert tab.page.locator("#stage .pairing").count() == 1
    tab.page.click("#tab-actors")
    assert tab.page.url.endswith("#tab=actors")
    tab.page.go_back()
    assert tab.page.locator("#stage .pairing").count() == 1


def test_somebody_chosen_stays_chosen_from_tab_to_tab(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, fragment=f"#actor={entity_id(JONAS)}")
    tab.page.click("#tab-timeline")
    assert tab.run("state.actor") == entity_id(JONAS)
    tab.page.click("#tab-actors")
    assert tab.run("state.actor") == ""


def test_the_chosen_tab_can_be_seen_on_a_phone(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, width=390, height=844, fragment="#tab=actors")
    box = tab.page.locator("#tab-actors").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


def test_a_phone_draws_nothing_anew_when_only_its_height_changes(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    tab = open_tab(newsroom, NAME, width=390, height=844, fragment=f"#claim={newsroom.claims()[0].id}")
    tab.run("document.querySelector('#panel .around').dataset.same = '1'")
    tab.page.set_viewport_size({"width": 390, "height": 780})
    tab.page.wait_for_timeout(300)
    assert tab.page.locator("#panel .around[data-same]").count() == 1


def test_paper_is_printed_on_in_dark_ink_and_whole(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, width=794, height=1123, color_scheme="dark")
    tab.page.emulate_media(media="print")
    assert tab.run("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    for name in TABS:
        tab.page.evaluate("name => go({ tab: name })", name)
        assert tab.run("getComputedStyle(byId('stage')).overflowY") == "visible"
        assert not tab.page.is_visible("#bar")
