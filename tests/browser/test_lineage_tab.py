"""The tab Lineage: every link of the store, left to right, and the words on both sides in the panel."""

from __future__ import annotations

import pytest

from tests.browser.compared_newsroom import PROBLEM, ComparedNewsroom, woven_newsroom
from tests.browser.conftest import OpenTab, Tab
from tests.unit.views.articles import PLANS
from tests.unit.views.newsroom import Newsroom, hostile_newsroom

pytestmark = pytest.mark.browser
NAME = "evidence.html"
HERE = "#tab=lineage"
BOXES = """() => [...document.querySelectorAll('.drawing .sheet')].map((sheet) => {
  const box = sheet.querySelector('.box');
  return [sheet.dataset.node, ...['x', 'y', 'width', 'height'].map((name) => Number(box.getAttribute(name)))];
})"""

Box = tuple[float, float, float, float]


def boxes(tab: Tab) -> dict[str, Box]:
    found = tab.page.evaluate(BOXES)
    return {key: tuple(numbers) for key, *numbers in found}


def document_id(newsroom: Newsroom, path: str) -> str:
    return next(document.id for document in newsroom.documents() if document.path == path)


def test_the_heading_counts_as_the_store_does(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    articles, resting = len(newsroom.documents()), len({link.document_id for link in newsroom.lineage()})
    assert tab.text("#stage h2") == [
        f"{articles} articles: {resting} rest on another report, {articles - resting} on nobody"
    ]


def test_the_key_counts_credits_copies_and_what_cannot_be(open_tab: OpenTab) -> None:
    links = ComparedNewsroom().lineage()
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    credited = sum(link.kind == "credited" for link in links)
    assert tab.text(".lineage-key span") == [
        f"credits it ({credited})",
        f"copies it, the thicker the surer ({len(links) - credited})",
        f"!cannot be, or cannot be told ({sum(bool(link.problem) for link in links)})",
        "both",
    ]


def test_what_rests_on_something_stands_right_of_it(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    at = {document.id: f"a{number}" for number, document in enumerate(newsroom.documents())}
    found = boxes(tab)
    copies = [link for link in newsroom.lineage() if link.kind == "copied"]
    assert all(found[at[link.origin_id]][0] < found[at[link.document_id]][0] for link in copies)


@pytest.mark.parametrize("number", [5, 40, 200])
def test_no_two_articles_stand_on_one_another(open_tab: OpenTab, number: int) -> None:
    tab = open_tab(woven_newsroom(number), NAME, fragment=HERE)
    found = list(boxes(tab).values())
    overlapping = [
        (one, other)
        for at, one in enumerate(found)
        for other in found[:at]
        if abs(one[0] - other[0]) < one[2] and abs(one[1] - other[1]) < one[3]
    ]
    assert (len(found), overlapping) == (min(number, 80), [])


def test_of_many_articles_the_best_connected_are_drawn_and_the_rest_on_request(open_tab: OpenTab) -> None:
    tab = open_tab(woven_newsroom(100), NAME, fragment=HERE)
    assert "80 best connected" in tab.text(".lineage .notice")[0]
    tab.page.click(".lineage .notice button")
    assert len(boxes(tab)) == 100


def test_a_credit_leads_to_the_article_that_is_known_to_be_meant(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    titles = [words for words in tab.text(".drawing .tie title") if words.startswith("Harbour Post rests on")]
    assert titles == [
        "Harbour Post rests on Delta Wire: copies it · very sure, 90 % · 2 claims rest on it; credits it"
    ]


def test_an_outlet_that_is_credited_stands_dashed_with_how_many_credit_it(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    labels = [one.get_attribute("aria-label") for one in tab.page.locator(".credited-outlet").all()]
    assert labels == [
        "Delta Wire, credited by 1 article, 1 article of it here, none known to be meant",
        "Far Agency, credited by 1 article, no article of it is here",
    ]


def test_what_cannot_be_is_told_in_words(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert tab.text(".problems li") == [f"! Hill Radio rests on Evening Ledger: {PROBLEM}"]
    assert tab.page.locator(".drawing .tie.problem .warning").count() == 1


def test_a_circle_is_drawn_and_none_of_its_links_is_lost(open_tab: OpenTab) -> None:
    tab = open_tab(woven_newsroom(5), NAME, fragment=HERE)
    assert (tab.page.locator(".drawing .tie").count(), tab.page.locator(".tie.closes").count()) == (5, 1)


def test_an_article_lights_its_chain_and_shows_the_words_on_both_sides(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    copy = document_id(newsroom, "copy.txt")
    tab.page.click(f"[data-key='article:{copy}']")
    assert tab.page.locator(".drawing .sheet:not(.dim)").count() == 2
    assert tab.page.locator(".drawing .sheet[aria-current]").count() == 1
    link = newsroom.lineage()[0]
    assert tab.text(".lineage-of > h3") == ["Rests on 1"]
    assert tab.text(".lineage-of blockquote >> nth=0") == [
        f"Harbour Post: {link.evidence[0].text}Delta Wire: {link.origin_evidence[0].text}"
    ]


def test_the_panel_tells_what_rests_on_an_article_and_who_credits_its_publisher(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    weir = document_id(newsroom, "weir.txt")
    tab = open_tab(newsroom, NAME, fragment=f"{HERE}&article={weir}")
    assert tab.text(".lineage-of > h3") == ["Rests on nobody, as far as its text shows", "1 rests on it"]
    assert tab.text(".lineage-of > p") == [
        "1 article credits Delta Wire; that this report is meant is not known."
    ]


def test_an_independent_article_stands_apart(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, fragment=HERE)
    assert len(tab.text(".alone .row")) == 1
    assert "The river and its keepers" in tab.text(".alone .row")[0]


def test_arrow_keys_follow_the_links_and_the_drawing_is_one_stop(open_tab: OpenTab) -> None:
    newsroom = ComparedNewsroom()
    tab = open_tab(newsroom, NAME, fragment=HERE)
    assert tab.page.locator(".drawing [tabindex='0']").count() == 1
    tab.page.focus(f".drawing [data-key='article:{document_id(newsroom, 'tram.txt')}']")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        tab.page.keyboard.press(key)
    assert f"article={document_id(newsroom, 'tram2.txt')}" in tab.page.url


def test_on_a_phone_what_rests_on_a_report_stands_under_it(open_tab: OpenTab) -> None:
    tab = open_tab(ComparedNewsroom(), NAME, width=390, fragment=HERE)
    assert tab.page.locator(".drawing").count() == 0
    nested = tab.page.locator(".trees > li:has(> a:has-text('Trams stand still'))")
    assert nested.locator("li .row b").all_text_contents() == ["Evening Ledger", "Hill Radio"]
    assert f"! {PROBLEM}" in tab.text(".trees .problem")


def test_on_a_phone_a_circle_ends(open_tab: OpenTab) -> None:
    tab = open_tab(woven_newsroom(5), NAME, width=390, fragment=HERE)
    assert tab.page.locator(".trees .row").count() == 6  # five articles, and the first once more


def test_one_article_rests_on_nobody(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME, fragment=HERE)
    assert tab.text("#stage .none") == ["Lineage shows between articles: there must be two at least."]


def test_hostile_words_are_text(open_tab: OpenTab) -> None:
    tab = open_tab(hostile_newsroom(), NAME, fragment=HERE)
    assert (tab.run("window.__pwned"), tab.complaints) == (None, [])
