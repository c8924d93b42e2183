"""The tab Differences: both sentences, the words that differ, and numbers that are the store's."""

from __future__ import annotations

import pytest

from kg.query.comparison_results import SideView
from tests.browser.compared_newsroom import ComparedNewsroom
from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.articles import PLANS
from tests.unit.views.newsroom import Newsroom, hostile_newsroom

pytestmark = pytest.mark.browser
NAME = "evidence.html"
HERE = "#tab=differences"


def ids(tab: Tab) -> list[str]:
    found = tab.page.locator(".pairing").all()
    return [one.get_attribute("data-id") or "" for one in found]


def side(tab: Tab, difference: str, name: str) -> str:
    return f".pairing[data-id='{difference}'] .side.{name}"


def text_of(newsroom: Newsroom, one: SideView) -> str:
    return {document.path: document.text for document in newsroom.documents()}[one.document]


def test_every_difference_of_the_store_is_listed_the_surest_first(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    found = newsroom.discrepancies()
    assert tab.text("#stage h2") == [f"{len(found)} differences"]
    assert ids(tab) == [one.id for one in found]


def test_the_marked_words_are_those_at_the_offsets_of_the_store(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    for one in newsroom.discrepancies():
        for name, found in (("left", one.left), ("right", one.right)):
            text, marks = text_of(newsroom, found), tab.text(f"{side(tab, one.id, name)} mark")
            assert marks == [text[start:end] for start, end in found.word_spans]


def test_each_side_shows_the_whole_sentence_with_publisher_date_and_speaker(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    left = newsroom.discrepancies()[0].left
    shown = side(tab, "x-1", "left")
    assert tab.text(f"{shown} .sentence") == [text_of(newsroom, left)[slice(*left.sentence)]]
    assert tab.text(f"{shown} .carrier") == ["leftDelta Wire11 April 2025"]
    assert tab.text(f"{shown} .by") == ["Jonas Okoro"]
    assert "stated as certain" in tab.text(f"{shown} .badge")


def test_a_side_without_words_that_differ_says_that_nothing_stands_there(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert tab.text(f"{side(tab, 'x-1', 'right')} .absent") == [
        "Nothing stands here for what is marked on the left."
    ]


def test_what_rests_on_what_and_how_far_apart_is_told_in_words(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert tab.text(".between") == ["taken from", *["neither is known to rest on the other"] * 2]
    assert tab.text(".pairing .head .muted")[0] == "1 day apart · very sure, 91 %"


def test_the_three_numbers_of_the_groups_are_the_stores(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    claims = {claim.id: claim for claim in newsroom.claims()}
    groups = {group.id: group for group in newsroom.groups()}
    group = groups[claims[newsroom.discrepancies()[0].left.claim].group]
    words = f"{group.articles} articles, {group.publishers} publishers, {group.origins} independent origin"
    assert tab.text(".pairing[data-id='x-1'] .counts") == [f"Both are one claim, carried by {words}"]


def test_a_kind_can_be_shown_alone_and_its_number_stands_beside_it(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert tab.text(".kinds button") == ["Hedge dropped2", "Other place1"]
    tab.page.click(".kinds button >> nth=1")
    assert (ids(tab), tab.text("#stage h2")) == (["x-2"], ["1 of 3 differences"])
    tab.page.reload()
    assert ids(tab) == ["x-2"]
    tab.page.click(".kinds button >> nth=1")
    assert len(ids(tab)) == 3


def test_the_newest_can_come_first(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    tab.page.click(".order button >> nth=1")
    assert ids(tab) == ["x-2", "x-3", "x-1"]
    tab.page.reload()
    assert ids(tab) == ["x-2", "x-3", "x-1"]


def test_a_side_opens_its_claim_in_the_panel(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    left = newsroom.discrepancies()[1].left
    tab.page.click(side(tab, "x-2", "left"))
    text = text_of(newsroom, left)
    assert "".join(tab.text("#panel .text mark.content")) == "".join(
        text[start:end] for start, end in left.spans
    )
    assert tab.page.locator(side(tab, "x-2", "left")).get_attribute("aria-current") == "true"
    assert tab.page.locator(".side[aria-current]").count() == 1


def test_the_heading_opens_both_sides(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    tab.page.click(".pairing[data-id='x-3'] .both")
    assert "difference=x-3" in tab.page.url
    assert tab.page.locator(".pairing.on").count() == 1


def test_arrow_keys_go_through_the_sides_and_the_list_is_one_stop(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert tab.page.locator(".pairings [tabindex='0']").count() == 1
    tab.page.focus(side(tab, "x-1", "left"))
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        tab.page.keyboard.press(key)
    shown = ".pairing[data-id='x-2'] .side.right"
    assert tab.page.locator(shown).get_attribute("aria-current") == "true"
    assert tab.run(f'document.activeElement.matches("{shown}")')


def test_search_leaves_the_differences_that_have_the_words_on_both_sides(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    tab.page.fill("#search", "crowns")
    assert ids(tab) == ["x-3"]


def test_without_differences_the_tab_says_so(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME, fragment=HERE)
    assert tab.text("#stage .none") == ["Differences show between articles: there must be two at least."]


def test_hostile_words_are_text(open_tab: OpenTab) -> None:
    tab = open_tab(hostile_newsroom(), NAME, fragment=HERE)
    assert (tab.run("window.__pwned"), tab.complaints) == (None, [])
