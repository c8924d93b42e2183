"""evidence.html as a reader uses it: what all of its tabs share, and the panel."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PAINT, OpenTab, Tab, contrast
from tests.unit.views.articles import JONAS, PLANS, QUARRELS
from tests.unit.views.newsroom import Newsroom, astral_newsroom, entity_id

pytestmark = pytest.mark.browser
NAME = "evidence.html"
TABS = ("evidence", "differences", "lineage", "timeline", "map", "actors")


def marked(tab: Tab, role: str = "content") -> str:
    return "".join(tab.text(f"#panel .text mark.{role}, #panel h2 mark.{role}"))


def choose_claim(tab: Tab, claim: str) -> None:
    tab.page.evaluate("id => { location.hash = `claim=${id}` }", claim)
    tab.page.wait_for_selector(f"#panel[data-shown='{claim}']")


@pytest.mark.parametrize("newsroom", [Newsroom(), astral_newsroom()], ids=["plain", "astral"])
def test_the_marked_words_are_those_at_the_claims_offsets(open_tab: OpenTab, newsroom: Newsroom) -> None:
    texts = {document.id: document.text for document in newsroom.documents()}
    tab = open_tab(newsroom, NAME)
    for claim in newsroom.claims():
        choose_claim(tab, claim.id)
        text = texts[claim.document_id]
        assert marked(tab) == "".join(text[start:end] for start, end in claim.spans)
        assert marked(tab, "source") == "".join(text[start:end] for start, end in claim.source.spans)
        assert marked(tab, "cue") == "".join(text[start:end] for start, end in claim.cue.spans)


def test_a_claim_on_the_stage_opens_its_sentence(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    texts = {claim.id: claim.text for claim in newsroom.claims()}
    tab = open_tab(newsroom, NAME)
    keys = [str(one.get_attribute("data-key")) for one in tab.page.locator("[data-key^='claim:']").all()]
    assert keys
    for key in keys[:5]:
        tab.page.locator(f"#stage [data-key='{key}']").first.click()
        assert marked(tab).replace(" … ", "") == texts[key.removeprefix("claim:")].replace(" … ", "")
        tab.page.keyboard.press("Escape")


def test_there_are_six_tabs_and_each_shows_something(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert [str(one.get_attribute("id")) for one in tab.page.locator("#tabs button").all()] == [
        f"tab-{name}" for name in TABS
    ]
    for name in TABS:
        tab.page.click(f"#tab-{name}")
        assert tab.page.get_attribute(f"#tab-{name}", "aria-selected") == "true"
        assert tab.run("document.querySelector('#stage').textContent.trim().length") != 0
        assert tab.run("document.activeElement.id") == f"tab-{name}"
    assert tab.complaints == []


@pytest.mark.parametrize("name", TABS)
def test_the_address_keeps_what_is_shown(open_tab: OpenTab, name: str) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click(f"#tab-{name}")
    tab.page.fill("#search", "weir")
    stage, panel = tab.text("#stage"), tab.text("#panel")
    tab.page.reload()
    assert tab.page.input_value("#search") == "weir"
    assert (tab.text("#stage"), tab.text("#panel")) == (stage, panel)


def test_the_legend_names_every_kind_of_speaker_with_a_shape(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    words = ["Person", "Organization", "Group", "Unnamed", "Own voice", "Differs", "Dates"]
    assert [one for one in tab.text("#legend button.filter") if one != "Dates"] == words[:-1]
    assert tab.page.locator("#legend svg.glyph").count() == len(words) - 1


def test_the_legend_hides_and_shows_a_kind_of_speaker(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    before = tab.page.locator("#stage [data-key^='claim:']").count()
    tab.page.click("#legend button:has-text('Person')")
    assert tab.page.get_attribute("[data-key='filter:person']", "aria-pressed") == "false"
    assert tab.page.locator("#stage [data-key^='claim:']").count() < before
    assert "off=person" in tab.page.url
    assert tab.run("document.activeElement.dataset.key") == "filter:person"
    tab.page.click("#legend button:has-text('Person')")
    assert tab.page.locator("#stage [data-key^='claim:']").count() == before


def test_the_search_filters_by_words_and_names_without_accents_and_case(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.fill("#search", "JONAS crówns")
    assert tab.text("#found")[0].endswith("found")
    shown = tab.page.locator("#stage [data-key^='claim:']").count()
    assert 0 < shown < len(Newsroom().claims())
    tab.page.fill("#search", "no such thing anywhere")
    assert tab.text("#stage .empty") == ["No claim matches. Clear the search, the legend or the dates."]
    tab.page.press("#search", "Escape")
    assert tab.page.locator("#stage [data-key^='claim:']").count() > shown


def test_dates_of_publication_can_be_limited(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    days = sorted(
        one.published.value for one in newsroom.documents() if one.published and one.published.value
    )
    tab = open_tab(newsroom, NAME)
    tab.page.click("[data-key=dates]")
    tab.page.fill("#from", days[-1])
    tab.page.wait_for_function("location.hash.includes('from=')")
    late = [one for one in newsroom.documents() if one.published and one.published.value == days[-1]]
    expected = sum(claim.document_id in {one.id for one in late} for claim in newsroom.claims())
    assert tab.run("shown.claims.length") == expected
    tab.page.click("#any-date")
    assert tab.run("shown.claims.length") == len(newsroom.claims())


def test_the_first_claim_is_at_most_five_tabs_away(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    for _ in range(5):
        tab.page.keyboard.press("Tab")
        if str(tab.run("document.activeElement.dataset.key")).startswith("claim:"):
            return
    pytest.fail("five Tabs did not reach a claim")


def test_arrow_keys_move_and_enter_chooses(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.locator("#stage [data-key^='claim:'][tabindex='0']").first.focus()
    first = tab.run("document.activeElement.dataset.key")
    tab.page.keyboard.press("ArrowDown")
    second = tab.run("document.activeElement.dataset.key")
    assert first != second
    tab.page.keyboard.press("Enter")
    assert tab.run("state.claim") == str(second).removeprefix("claim:")
    tab.page.keyboard.press("Escape")
    assert tab.run("state.claim") == ""


def test_the_link_to_the_live_article_points_at_the_words(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    claim = next(one for one in newsroom.claims() if one.source.entity == entity_id(JONAS))
    tab = open_tab(newsroom, NAME, fragment=f"#claim={claim.id}")
    link = tab.page.locator("#panel a.live")
    assert (
        link.get_attribute("href")
        == "https://example.org/weir#:~:text=the%20town%20had%20not%20been%20warned"
    )
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_panel_says_how_sure_through_whom_and_how_often(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    groups = {group.id: group for group in newsroom.groups()}
    claim = next(one for one in newsroom.claims() if not one.source.named and len(one.chain) > 2)
    tab = open_tab(newsroom, NAME, fragment=f"#claim={claim.id}")
    steps = [step.label for step in claim.chain]
    steps = [step for at, step in enumerate(steps) if at == 0 or step != steps[at - 1]]
    assert tab.text("#panel .chain")[0].startswith("→".join(steps))
    group = groups[claim.group]
    counts = tab.text("#panel .counts")[0]
    assert [int(word) for word in counts.split() if word.isdigit()] == [
        group.articles,
        group.publishers,
        group.origins,
    ]


def test_a_claim_that_differs_shows_its_rival(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    (difference,) = newsroom.discrepancies()
    tab = open_tab(newsroom, NAME, fragment=f"#claim={difference.left.claim}")
    assert difference.right.text in tab.text("#panel .rival .name")[0]
    tab.page.click("#panel .rival .row")
    assert tab.run("state.claim") == difference.right.claim


def test_a_difference_in_the_panel_marks_the_words_that_differ_in_both_articles(open_tab: OpenTab) -> None:
    newsroom = Newsroom()
    (difference,) = newsroom.discrepancies()
    tab = open_tab(newsroom, NAME, fragment=f"#difference={difference.id}")
    assert tab.text("#panel mark.differing") == [difference.left.words, difference.right.words]


def test_without_a_selection_the_panel_lists_the_differences(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert tab.text("#panel h2") == ["1 difference"]
    tab.page.click("#panel .pair")
    assert tab.run("state.difference") == Newsroom().discrepancies()[0].id


def test_a_store_without_claims_says_so(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(silent=True), NAME)
    assert tab.text("#main") == ["No claims were found in these 7 articles. Add articles with kg build."]


def test_a_phone_shows_the_mark_once_a_claim_is_chosen(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, width=390, height=844, reduced_motion="reduce")
    assert tab.run("scrollY") == 0
    tab.page.locator("#stage [data-key^='claim:']").nth(2).click()
    box = tab.page.locator("#panel mark.content").first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 844 - box["height"]
    tab.page.click("#panel .back")
    assert tab.run("state.claim") == ""


def test_back_undoes_one_choice_after_the_other(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.locator("#stage [data-key^='claim:']").first.click()
    chosen = tab.run("state.claim")
    tab.page.click("#tab-actors")
    tab.page.go_back()
    assert (tab.run("state.tab"), tab.run("state.claim")) == ("evidence", chosen)
    tab.page.go_back()
    assert tab.run("state.claim") == ""
    assert tab.page.url.endswith(NAME)
    tab.page.go_forward()
    assert tab.run("state.claim") == chosen


def test_typing_in_the_search_leaves_no_step_for_every_letter(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    before = tab.run("history.length")
    tab.page.type("#search", "jonas")
    assert tab.run("history.length") == before
    assert "q=jonas" in tab.page.url


def test_a_denied_claim_never_stands_without_its_cue(open_tab: OpenTab) -> None:
    newsroom = Newsroom(QUARRELS)
    denied = next(one for one in newsroom.claims() if one.denied)
    tab = open_tab(newsroom, NAME, fragment=f"#claim={denied.id}")
    assert tab.text("#panel .badge")[0] == "denies"
    assert "negated" not in tab.text("#panel .badge")
    assert "denied" in "".join(tab.text("#stage"))
    other = next(one for one in newsroom.claims() if one.source.entity == entity_id(JONAS))
    choose_claim(tab, other.id)
    assert "negated" in tab.text("#panel .badge")
    found = [words for words in tab.text("#panel .others .name") if "hidden a report" in words]
    assert [words.startswith("denied: ") for words in found] == [True]


def test_front_matter_is_folded_away_from_the_text(open_tab: OpenTab) -> None:
    newsroom = Newsroom(QUARRELS)
    tab = open_tab(newsroom, NAME, fragment=f"#claim={newsroom.claims()[0].id}")
    assert tab.text("#panel .matter summary") == ["not read: front matter"]
    assert not tab.page.is_visible("#panel .matter p")
    assert tab.text("#panel h2") == ["A report and its readers"]
    assert "publisher:" not in "".join(tab.text("#panel div.text"))
    tab.page.click("#panel .matter summary")
    assert tab.page.is_visible("#panel .matter p")


def test_marks_stand_right_behind_front_matter(open_tab: OpenTab) -> None:
    newsroom = Newsroom(QUARRELS)
    tab = open_tab(newsroom, NAME)
    for claim in newsroom.claims():
        choose_claim(tab, claim.id)
        text = newsroom.documents()[0].text
        assert marked(tab) == "".join(text[start:end] for start, end in claim.spans)


def test_the_edge_of_a_control_can_be_seen(open_tab: OpenTab) -> None:
    for scheme in ("light", "dark"):
        tab = open_tab(Newsroom(), NAME, color_scheme=scheme)
        edge = tab.run("getComputedStyle(document.querySelector('#search')).borderTopColor")
        for ground in ("page", "card", "hover", "selected"):
            assert contrast(str(edge), str(tab.run(f"({PAINT})('{ground}')"))) >= 3


def test_the_sign_of_a_difference_can_be_read(open_tab: OpenTab) -> None:
    for scheme in ("light", "dark"):
        tab = open_tab(Newsroom(), NAME, color_scheme=scheme)
        ink = tab.run(f"({PAINT})('differs')")
        for ground in ("page", "card"):
            assert contrast(str(ink), str(tab.run(f"({PAINT})('{ground}')"))) >= 4.5


def test_intentions_and_deeds_are_hidden_until_asked_for(open_tab: OpenTab) -> None:
    newsroom = Newsroom(PLANS)
    tab = open_tab(newsroom, NAME)
    assert tab.text("#legend .aside") == ["3 intentions and deeds hidden · show"]
    assert "3 claims" in tab.text(".totals span")
    assert tab.run("shown.claims.length") == 3
    tab.page.click("#aside")
    assert tab.text("#legend .aside") == ["3 intentions and deeds shown · hide"]
    assert tab.run("shown.claims.length") == 6
    assert tab.run("document.activeElement.id") == "aside"
    assert "act=all" in tab.page.url
    tab.page.go_back()
    assert tab.text("#legend .aside") == ["3 intentions and deeds hidden · show"]


def test_the_number_hidden_follows_the_search(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME)
    tab.page.fill("#search", "north bridge")
    assert tab.text("#legend .aside") == ["1 intention or deed hidden · show"]
    assert tab.page.locator("#stage .empty").count() == 1


def test_a_link_to_a_deed_shows_it(open_tab: OpenTab) -> None:
    newsroom = Newsroom(PLANS)
    (deed,) = newsroom.claims(act="deed")
    tab = open_tab(newsroom, NAME, fragment=f"#claim={deed.id}")
    assert marked(tab) == "a ban on boats near North Bridge"
    assert "deed" in tab.text("#panel .badge")
    assert tab.text("#legend .aside") == ["3 intentions and deeds shown · hide"]


def test_a_nested_claim_stands_with_the_one_around_it(open_tab: OpenTab) -> None:
    newsroom = Newsroom(PLANS)
    outer, inner = newsroom.claims(act="all")[:2]
    tab = open_tab(newsroom, NAME, fragment=f"#claim={inner.id}")
    words = "Inside what Jonas Okoro says: “the Harbour Water Board wants to close Lower Weir”"
    assert tab.text("#panel .outer") == [words]
    tab.page.click("#panel .outer a")
    assert marked(tab) == outer.text


def test_nothing_is_said_of_intentions_and_deeds_where_there_are_none(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert tab.page.locator("#aside").count() == 0
