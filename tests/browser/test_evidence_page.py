"""evidence.html as a reader uses it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PAINT, OpenTab, Tab, contrast
from tests.unit.views.articles import JONAS, MARA, PLANS, QUARRELS
from tests.unit.views.newsroom import Newsroom, astral_newsroom, entity_id

pytestmark = pytest.mark.browser
NAME = "evidence.html"


def marked(tab: Tab, role: str = "content") -> str:
    return "".join(tab.text(f"#reader .text mark.{role}, #reader h2 mark.{role}"))


@pytest.mark.parametrize("newsroom", [Newsroom(), astral_newsroom()], ids=["plain", "astral"])
def test_the_marked_words_are_those_at_the_claims_offsets(open_tab: OpenTab, newsroom: Newsroom) -> None:
    texts = {document.id: document.text for document in newsroom.documents()}
    tab = open_tab(newsroom, NAME)
    for claim in newsroom.claims():
        tab.page.evaluate("id => { location.hash = `claim=${id}` }", claim.id)
        tab.page.wait_for_selector(f"#claims .card[data-claim='{claim.id}'][aria-current=true]")
        tab.page.click(f"#claims .card[data-claim='{claim.id}']")
        text = texts[claim.document_id]
        assert marked(tab) == "".join(text[start:end] for start, end in claim.spans)
        assert marked(tab, "source") == "".join(text[start:end] for start, end in claim.source.spans)
        assert marked(tab, "cue") == "".join(text[start:end] for start, end in claim.cue.spans)


def test_attributed_claims_come_first_and_own_voice_is_folded(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert "own voice" not in tab.text("#claims .badge")
    assert "Delta Wire" not in tab.text("#list .name")
    tab.page.click("#list .fold")
    tab.page.click("#list .row:has-text('Delta Wire')")
    assert tab.text("#claims .badge")[0] == "own voice"


def test_speakers_are_ranked_by_their_claims(open_tab: OpenTab) -> None:
    numbers = [int(number) for number in open_tab(Newsroom(), NAME).text("#list .number")]
    assert numbers == sorted(numbers, reverse=True)


def test_the_legend_names_every_kind_of_speaker(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert tab.text("#legend button") == ["Person", "Organization", "Group", "Outlet", "Unnamed"]
    assert tab.page.locator("#legend svg.glyph").count() == 5


def test_the_legend_filters(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#legend button:has-text('Unnamed')")
    assert set(tab.text("#list .row .name")) == {
        "officials of the river ministryTwo officials of the river ministry",
        "one of the engineers",
        "no source given",
    }


def test_the_search_filters_by_words_and_names_without_accents_and_case(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.fill("#search", "JONAS crówns")
    assert tab.text("#list .row .name > :first-child, #list .row .name")[0].startswith("Jonas Okoro")
    assert all("crowns" in words for words in tab.text("#claims .words"))
    tab.page.fill("#search", "no such thing anywhere")
    assert tab.text("#found") == ["Nothing found. Clear the search or the filter."]
    tab.page.press("#search", "Escape")
    assert len(tab.text("#list .row")) == 7


@pytest.mark.parametrize(
    ("name", "first"), [("places", "Old Harbour"), ("articles", "Dam at Lower Weir may lose water")]
)
def test_claims_are_grouped_by_place_and_by_article_too(open_tab: OpenTab, name: str, first: str) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click(f"#tab-{name}")
    assert first in "".join(tab.text("#list .name"))
    assert tab.page.locator("#claims .card").count() > 0


def test_the_address_keeps_what_is_shown(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#tab-places")
    tab.page.click("#list .row >> nth=1")
    tab.page.click("#claims .card >> nth=1")
    words, marks, title = tab.text("#claims .words"), marked(tab), tab.text("#claims h2")
    tab.page.reload()
    assert (tab.text("#claims .words"), marked(tab), tab.text("#claims h2")) == (words, marks, title)


def test_the_first_claim_is_at_most_five_tabs_away(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    for _ in range(5):
        tab.page.keyboard.press("Tab")
        if tab.run("document.activeElement.matches('#claims .card')"):
            return
    pytest.fail("five Tabs did not reach a claim")


def test_arrow_keys_move_in_a_list_and_enter_chooses(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.focus("#list .row")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    assert tab.text("#claims h2") == ["Mara Veldt"]
    tab.page.focus("#claims .card")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    assert tab.run("document.activeElement.getAttribute('aria-current')") == "true"


def test_the_link_to_the_live_article_points_at_the_words(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, fragment=f"#pick={entity_id(JONAS)}")
    link = tab.page.locator("#reader a.live")
    assert (
        link.get_attribute("href")
        == "https://example.org/weir#:~:text=the%20town%20had%20not%20been%20warned"
    )
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_an_unnamed_source_is_dashed(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert (
        tab.run("getComputedStyle(document.querySelector('#list .row.unnamed')).borderTopStyle") == "dashed"
    )


def test_the_chain_runs_from_the_publisher_to_the_speaker(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#list .row:has-text('officials of the river ministry')")
    assert (
        tab.text("#claims .chain")[0]
        == "Delta Wire→Delta Wire→officials of the river ministry · 11 April 2025"
    )


def test_a_store_without_claims_says_so(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(silent=True), NAME)
    assert tab.text("#main") == ["No claims were found in these 7 articles. Add articles with kg build."]


def test_a_phone_shows_the_list_first_and_the_mark_once_a_claim_is_chosen(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, width=390, height=844, reduced_motion="reduce")
    assert tab.run("scrollY") == 0
    tab.page.click("#claims .card >> nth=2")
    box = tab.page.locator("#reader mark.content").first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 844 - box["height"]


def test_back_undoes_one_choice_after_the_other(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    seen = [tab.text("#claims h2")]
    tab.page.click("#list .row >> nth=1")
    seen.append(tab.text("#claims h2"))
    tab.page.click("#tab-places")
    tab.page.go_back()
    assert tab.text("#claims h2") == seen[1]
    assert tab.page.get_attribute("#tab-speakers", "aria-selected") == "true"
    tab.page.go_back()
    assert tab.text("#claims h2") == seen[0]
    assert tab.page.url.endswith(NAME)
    tab.page.go_forward()
    assert tab.text("#claims h2") == seen[1]


def test_typing_in_the_search_leaves_no_step_for_every_letter(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    before = tab.run("history.length")
    tab.page.type("#search", "jonas")
    assert tab.run("history.length") == before
    assert "q=jonas" in tab.page.url


def test_the_same_choice_twice_is_one_step(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#list .row >> nth=1")
    before = tab.run("history.length")
    tab.page.click("#list .row >> nth=1")
    assert tab.run("history.length") == before


def test_a_denied_claim_never_stands_without_its_cue(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(QUARRELS), NAME, fragment=f"#pick={entity_id(MARA)}")
    assert tab.text("#claims .words") == ["denied: the board had hidden a report on Hillside"]
    assert tab.text("#claims .badge")[0] == "denies"
    assert "negated" not in tab.text("#claims .badge")
    tab.page.fill("#search", "hidden a report")
    assert tab.text("#claims .words") == ["denied: the board had hidden a report on Hillside"]
    tab.page.press("#search", "Escape")
    tab.page.click("#list .row:has-text('Jonas Okoro')")
    assert "negated" in tab.text("#claims .badge")
    found = [words for words in tab.text("#reader .others .name") if "hidden a report" in words]
    assert [words.startswith("denied: ") for words in found] == [True]


def test_front_matter_is_folded_away_from_the_text(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(QUARRELS), NAME)
    assert tab.text("#reader summary") == ["not read: front matter"]
    assert not tab.page.is_visible("#reader .matter p")
    assert tab.text("#reader h2") == ["A report and its readers"]
    assert "publisher:" not in "".join(tab.text("#reader div.text"))
    tab.page.click("#reader summary")
    assert tab.page.is_visible("#reader .matter p")


def test_marks_stand_right_behind_front_matter(open_tab: OpenTab) -> None:
    newsroom = Newsroom(QUARRELS)
    tab = open_tab(newsroom, NAME)
    for claim in newsroom.claims():
        tab.page.evaluate("id => { location.hash = `claim=${id}` }", claim.id)
        tab.page.wait_for_selector(f"#claims .card[data-claim='{claim.id}'][aria-current=true]")
        text = newsroom.documents()[0].text
        assert marked(tab) == "".join(text[start:end] for start, end in claim.spans)


def test_places_are_counted_alike_wherever_they_are_counted(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(QUARRELS), NAME)
    tab.page.click("#tab-places")
    assert tab.page.locator("#list .row").count() == 2
    assert tab.text("#found") == ["2 places named in 1 attributed claim, 1 in own voice"]
    assert "2 places named in claims" in tab.text(".totals span")
    assert tab.text("#list .number") == ["1", "1"]
    tab.page.click("#list .row:has-text('North Bridge')")
    assert tab.text("#claims .words") == ["The report names North Bridge too."]


def test_the_edge_of_a_control_can_be_seen(open_tab: OpenTab) -> None:
    for scheme in ("light", "dark"):
        tab = open_tab(Newsroom(), NAME, color_scheme=scheme)
        edge = tab.run("getComputedStyle(document.querySelector('#search')).borderTopColor")
        for ground in ("page", "card", "hover", "selected"):
            assert contrast(str(edge), str(tab.run(f"({PAINT})('{ground}')"))) >= 3


def test_intentions_and_deeds_are_hidden_until_asked_for(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME)
    assert tab.text("#legend .aside") == ["3 intentions and deeds hidden · show"]
    assert "3 claims" in tab.text(".totals span")
    assert tab.text("#found") == ["2 speakers, 2 attributed claims, 1 in own voice"]
    assert "Tram" not in "".join(tab.text("#list .name"))
    assert "3 intentions and deeds in this article hidden." in tab.text("#reader p")
    tab.page.click("#aside")
    assert tab.text("#legend .aside") == ["3 intentions and deeds shown · hide"]
    assert tab.text("#found") == ["5 speakers, 2 attributed claims, 1 in own voice, 3 intentions and deeds"]
    assert tab.run("document.activeElement.id") == "aside"
    assert "act=all" in tab.page.url
    tab.page.click("#list .row:has-text('Mara Veldt')")
    assert "deed" in tab.text("#claims .badge")
    assert "indirect speech" not in tab.text("#claims .badge")
    tab.page.reload()
    assert tab.text("#claims h2") == ["Mara Veldt"]
    tab.page.click("#aside")
    assert "act=" not in tab.page.url
    assert "Mara Veldt" not in "".join(tab.text("#list .name"))


def test_back_hides_intentions_and_deeds_again(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME)
    tab.page.click("#aside")
    tab.page.go_back()
    assert tab.text("#legend .aside") == ["3 intentions and deeds hidden · show"]


def test_the_number_hidden_follows_the_search_and_the_choice(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME)
    tab.page.fill("#search", "north bridge")
    assert tab.text("#legend .aside") == ["1 intention or deed hidden · show"]
    assert tab.text("#claims .empty") == ["No claim matches."]
    tab.page.press("#search", "Escape")
    tab.page.click("#tab-places")
    assert tab.text("#list .number") == ["1"]
    tab.page.click("#claims .fold:has-text('Show 1 intention or deed that name')")
    assert tab.text("#list .number") == ["2", "1"]


def test_a_link_to_a_deed_shows_it(open_tab: OpenTab) -> None:
    newsroom = Newsroom(PLANS)
    (deed,) = newsroom.claims(act="deed")
    tab = open_tab(newsroom, NAME, fragment=f"#claim={deed.id}")
    assert marked(tab) == "a ban on boats near North Bridge"
    assert tab.text("#legend .aside") == ["3 intentions and deeds shown · hide"]


def test_a_nested_claim_stands_with_the_one_around_it(open_tab: OpenTab) -> None:
    newsroom = Newsroom(PLANS)
    outer, inner = newsroom.claims(act="all")[:2]
    tab = open_tab(newsroom, NAME, fragment=f"#claim={inner.id}")
    words = "Inside what Jonas Okoro says: “the Harbour Water Board wants to close Lower Weir”"
    assert tab.text("#claims .inside") == [words]
    tab.page.click("#reader .outer a")
    assert marked(tab) == outer.text
    assert tab.text("#claims h2") == ["Jonas Okoro"]


def test_nothing_is_said_of_intentions_and_deeds_where_there_are_none(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert tab.page.locator("#aside").count() == 0
