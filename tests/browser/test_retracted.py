"""What was retracted, as a reader of evidence.html sees it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenTab
from tests.unit.views.newsroom import Newsroom

pytestmark = pytest.mark.browser
NAME = "evidence.html"
WITHOUT = Newsroom(retracted=frozenset({"weir.txt"}))
NOTE = "Retracted by Ada on 3 May 2025: the weir was never measured"


def test_it_is_struck_through_with_who_did_so_and_why(open_tab: OpenTab) -> None:
    claim = WITHOUT.claims(retracted=True)[0]
    tab = open_tab(WITHOUT, NAME, fragment=f"#claim={claim.id}")
    assert set(tab.text("#panel .retraction")) == {NOTE}
    assert tab.page.locator("#panel h2.retracted").count() == 1
    assert tab.page.locator("#panel mark.content.retracted").count() >= 1
    assert tab.complaints == []


def test_it_stands_in_no_number(open_tab: OpenTab) -> None:
    never_read = Newsroom(tuple(one for one in Newsroom().articles if one.path != "weir.txt"))
    count = "JSON.stringify(countKinds())"
    assert open_tab(WITHOUT, NAME).run(count) == open_tab(never_read, NAME).run(count)


def test_it_comes_after_all_that_counts(open_tab: OpenTab) -> None:
    tab = open_tab(WITHOUT, NAME)
    gone = tab.run("shown.groups.map(group => group.members.every(claim => claim.retraction !== ''))")
    assert isinstance(gone, list)
    assert any(gone)
    assert gone == sorted(gone)


def test_a_retracted_claim_does_not_make_its_article_look_retracted(open_tab: OpenTab) -> None:
    claim = next(one for one in Newsroom().claims() if one.document == "tram.txt")
    tab = open_tab(Newsroom(retracted=frozenset({claim.id})), NAME, fragment=f"#claim={claim.id}")
    assert tab.text("#panel .retraction") == [f"This claim was {NOTE[0].lower()}{NOTE[1:]}"]
    assert tab.page.locator("#panel h2.retracted").count() == 0
    assert "retracted" not in tab.text("#panel .meta")[0]
