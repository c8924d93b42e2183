"""What was retracted, as a reader of evidence.html sees it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenTab
from tests.unit.views.newsroom import Newsroom

pytestmark = pytest.mark.browser
NAME = "evidence.html"
WITHOUT = Newsroom(retracted=frozenset({"weir.txt"}))


def test_it_is_struck_through_with_who_did_so_and_why(open_tab: OpenTab) -> None:
    tab = open_tab(WITHOUT, NAME)
    claim = WITHOUT.claims(retracted=True)[0]
    tab.page.evaluate("id => { location.hash = `claim=${id}` }", claim.id)
    card = tab.page.locator(f"#claims .card[data-claim='{claim.id}']")
    card.wait_for()
    assert card.locator("s.retracted").all_text_contents() == [claim.text]
    note = "Retracted by Ada on 3 May 2025: the weir was never measured"
    assert card.locator(".retraction").all_text_contents() == [note]
    assert tab.text("#reader .retraction") == [note]
    assert tab.page.locator("#reader h2.retracted").count() == 1
    assert tab.complaints == []


def test_the_numbers_of_the_lists_leave_it_out(open_tab: OpenTab) -> None:
    shown = [int(number) for number in open_tab(WITHOUT, NAME).text("#list .number")]
    never_read = Newsroom(tuple(one for one in Newsroom().articles if one.path != "weir.txt"))
    assert [number for number in shown if number] == [
        int(number) for number in open_tab(never_read, NAME).text("#list .number")
    ]


def test_it_comes_after_all_that_counts(open_tab: OpenTab) -> None:
    tab = open_tab(WITHOUT, NAME)
    tab.page.click("#list .row:has-text('Jonas Okoro')")
    gone = ["gone" in str(card.get_attribute("class")) for card in tab.page.locator("#claims .card").all()]
    assert any(gone)
    assert gone == sorted(gone)
    assert "1 retracted" in tab.text("#claims > .muted")[0]


def test_a_retracted_article_is_struck_in_the_list_of_articles(open_tab: OpenTab) -> None:
    tab = open_tab(WITHOUT, NAME)
    tab.page.click("#tab-articles")
    assert tab.text("#list .row s.retracted") == ["Dam at Lower Weir may lose water"]
    assert tab.text("#list .row:has(s.retracted) .number") == ["0"]


def test_a_retracted_claim_does_not_make_its_article_look_retracted(open_tab: OpenTab) -> None:
    claim = next(one for one in Newsroom().claims() if one.document == "tram.txt")
    tab = open_tab(Newsroom(retracted=frozenset({claim.id})), NAME)
    tab.page.evaluate("id => { location.hash = `claim=${id}` }", claim.id)
    tab.page.locator(f"#claims .card[data-claim='{claim.id}']").wait_for()
    assert tab.text("#reader .retraction") == [
        "This claim was retracted by Ada on 3 May 2025: the weir was never measured"
    ]
    assert tab.page.locator("#reader h2.retracted").count() == 0
    assert "retracted" not in tab.text("#reader .meta")[0]
