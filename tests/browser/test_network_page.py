"""network.html as a reader uses it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenTab
from tests.unit.views.articles import JONAS, Speaker
from tests.unit.views.newsroom import Newsroom, entity_id

pytestmark = pytest.mark.browser
NAME = "network.html"


def test_the_legend_names_every_kind_of_node_and_line(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    nodes, lines = "".join(tab.text("#kinds label")), "".join(tab.text("#ties label"))
    for kind in ("Person", "Organization", "Group", "Outlet", "Place", "Article", "Unnamed source"):
        assert kind in nodes
    for kind in (
        "said something about",
        "named the place",
        "is reported in",
        "told",
        "was published by",
        "rests on",
    ):
        assert kind in lines


def test_choosing_a_node_shows_its_claims_in_their_sentences(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#list .row:has-text('Jonas Okoro')")
    assert tab.text("#reader h2") == ["Jonas Okoro"]
    shown = {
        (sentence, words)
        for sentence, words in zip(tab.text(".claim p:first-child"), tab.text(".claim mark"), strict=True)
    }
    claims = {
        (claim.sentence_text, claim.text)
        for claim in Newsroom().claims()
        if claim.source.entity == entity_id(JONAS)
    }
    assert claims <= shown


def test_a_claim_leads_to_its_article(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#list .row:has-text('Jonas Okoro')")
    words = tab.text(".claim mark")[0]
    tab.page.click(".claim a >> nth=0")
    tab.page.wait_for_selector("#reader mark.content")
    assert "".join(tab.text("#reader .text mark.content")) == words


def test_the_neighbourhood_is_in_focus_until_escape(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click(f"#list .row[data-node='{entity_id(Speaker('Hill Radio', 'outlet'))}']")
    assert tab.run("nodeSet.get().filter(node => node.opacity === 1).length") == 2
    tab.page.keyboard.press("Escape")
    assert tab.run("nodeSet.get().filter(node => node.opacity !== 1).length") == 0
    assert "node=" not in tab.page.url


def test_a_click_on_the_drawing_chooses_the_node(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    point = tab.run(f"network.canvasToDOM(network.getPosition('{entity_id(JONAS)}'))")
    assert isinstance(point, dict)
    box = tab.page.locator("#canvas canvas").bounding_box()
    assert box is not None
    tab.page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])
    tab.page.wait_for_selector("#reader h2:has-text('Jonas Okoro')")


def test_a_filter_hides_nodes_and_their_lines(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.uncheck("[data-filter=document]")
    hidden = tab.run("nodeSet.get().filter(node => node.hidden).map(node => node.id)")
    lines = tab.run("edgeSet.get().filter(edge => !edge.hidden).flatMap(edge => [edge.from, edge.to])")
    assert len(hidden) >= 7, "the articles, and what only they held"
    assert not set(hidden) & set(lines)
    assert tab.run("edgeSet.get().filter(edge => edge.kind === 'reported-in' && !edge.hidden).length") == 0
    assert "Strike begins" not in "".join(tab.text("#list .name"))


def test_the_search_narrows_the_list(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.fill("#search", "hillside mayor")
    assert "".join(tab.text("#list .name")) == "Jonas Okoromayor of Hillside"
    tab.page.press("#search", "Enter")
    assert tab.text("#reader h2") == ["Jonas Okoro"]


def test_every_line_is_drawn_also_the_second_between_two_nodes(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert tab.run("edgeSet.length") == tab.run("island.edges.length")
    assert tab.run("Object.keys(network.body.edges).length") == tab.run("island.edges.length")


def test_the_nodes_stand_still(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    before = tab.run("JSON.stringify(network.getPositions())")
    tab.page.wait_for_timeout(300)
    assert tab.run("JSON.stringify(network.getPositions())") == before
    assert tab.run("network.physics.physicsEnabled") is False
