"""network.html as a reader uses it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PAINT, OpenTab, contrast
from tests.unit.views.articles import JONAS, MARA, PLANS, QUARRELS, Speaker
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
    assert isinstance(hidden, list)
    assert isinstance(lines, list)
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


OVERLAPS = """() => {
  const boxes = nodes.filter(node => isShown(node.id)).map(shapeBox);
  return boxes.some((one, at) => boxes.slice(at + 1).some(other => overlaps(one, other)));
}"""


def test_no_node_covers_another_on_the_first_look(open_tab: OpenTab) -> None:
    for width in (390, 1440):
        tab = open_tab(Newsroom(), NAME, width=width)
        assert tab.run(OVERLAPS) is False


def test_the_best_connected_node_of_every_part_has_its_label(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    assert tab.run("[...findLeaders(nodes)].every(id => labelled.has(id))") is True
    assert tab.run("labelled.has(nodes[0].id)") is True


LABELS_OVERLAP = """() => {
  const boxes = [...labelled].map(([id, { lines, x, y }]) => {
    const at = network.getPosition(id);
    const width = Math.max(...lines.map(lineWidth)) / readScale() / 2;
    const height = lines.length * LABEL_PIXELS / readScale() / 2;
    const [midX, midY] = [at.x + x, at.y + y];
    return { left: midX - width, right: midX + width, top: midY - height, bottom: midY + height };
  });
  return boxes.some((one, at) => boxes.slice(at + 1).some(other => overlaps(one, other)));
}"""


def test_no_label_covers_another_on_the_first_look(open_tab: OpenTab) -> None:
    for width in (390, 1440):
        assert open_tab(Newsroom(), NAME, width=width).run(LABELS_OVERLAP) is False


def test_a_chosen_node_and_its_neighbours_keep_their_labels(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    for row in range(tab.page.locator("#list .row").count()):
        tab.page.locator("#list .row").nth(row).click()
        assert tab.run("[...neighboursOf(chosenNode)].every(id => labelled.has(id))") is True
        assert tab.run("[...labelled.keys()].every(id => neighboursOf(chosenNode).has(id))") is True


def test_a_tooltip_says_the_name_the_kind_and_the_number_of_claims(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    title = tab.run(f"nodeSet.get('{entity_id(JONAS)}').title")
    assert isinstance(title, str)
    assert title.startswith("Jonas Okoro (person: ")
    assert title.endswith(" claims)")


def test_nodes_that_lose_their_last_line_are_hidden_and_counted(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    for kind in ("said-about", "named-place", "reported-in", "told", "rests-on"):
        tab.page.uncheck(f"[data-filter={kind}]")
    shown = tab.run("nodeSet.get().filter(node => !node.hidden).length")
    assert shown == tab.page.locator("#list .row").count()
    assert tab.run("nodeSet.get().filter(node => !node.hidden).every(node => linked.has(node.id))") is True
    total = tab.run("nodes.length")
    assert isinstance(total, int)
    assert isinstance(shown, int)
    assert tab.text("#found")[0].endswith(f" · {total - shown} without lines hidden")
    tab.page.check("[data-filter=said-about]")
    tab.page.check("[data-filter=reported-in]")
    assert tab.page.locator("#list .row").count() > shown


def test_a_chosen_node_that_a_filter_hides_is_chosen_no_more(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#list .row:has-text('Jonas Okoro')")
    tab.page.uncheck("[data-filter=person]")
    assert tab.text("#reader h2") == ["Who says what about whom"]


def test_back_goes_to_the_node_before(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.click("#list .row:has-text('Jonas Okoro')")
    tab.page.click("#list .row:has-text('Mara Veldt')")
    tab.page.go_back()
    assert tab.text("#reader h2") == ["Jonas Okoro"]
    tab.page.go_back()
    assert tab.text("#reader h2") == ["Who says what about whom"]
    assert tab.page.url.endswith(NAME)


def test_a_denied_claim_stands_behind_its_cue(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(QUARRELS), NAME)
    tab.page.click(f"#list .row[data-node='{entity_id(MARA)}']")
    assert tab.text(".claim .denial") == ["denied: "]
    assert tab.text(".claim .words")[0].startswith("denied: ")


def test_every_line_can_be_told_from_the_ground(open_tab: OpenTab) -> None:
    for scheme in ("light", "dark"):
        tab = open_tab(Newsroom(), NAME, color_scheme=scheme)
        ground = str(tab.run(f"({PAINT})('page')"))
        for kind in (
            "said-about",
            "acted-on",
            "named-place",
            "reported-in",
            "told",
            "published-by",
            "rests-on",
        ):
            assert contrast(str(tab.run(f"({PAINT})('{kind}')")), ground) >= 3


THINNEST = "Math.min(...edgeSet.get().map(edge => edge.width)) * readScale()"
NARROWEST = """
Math.min(...nodes.filter(node => node.shape === 'box').map(node => sheetSize(node).width)) * readScale()
"""


def test_lines_and_articles_do_not_vanish_when_the_drawing_is_small(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME, width=390)
    assert tab.run(f"{THINNEST} >= 1") is True
    assert tab.run(f"{NARROWEST} >= 7") is True


def test_intentions_and_deeds_are_not_drawn_until_asked_for(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME)
    assert tab.text("#acts") == ["3 intentions and deeds hidden · show"]
    assert tab.text("#totals") == ["6 nodes · 6 lines · 3 claims"]
    assert "Tram" not in "".join(tab.text("#list .name"))
    assert "planned or did" not in "".join(tab.text("#ties label"))
    assert tab.run("edgeSet.get().filter(edge => edge.kind === 'acted-on' && !edge.hidden).length") == 0
    assert "without lines" not in tab.text("#found")[0]
    tab.page.click("#aside")
    assert tab.text("#acts") == ["3 intentions and deeds shown · hide"]
    assert tab.text("#totals") == ["9 nodes · 14 lines · 3 claims, 3 intentions and deeds"]
    assert "planned or did something to do with" in "".join(tab.text("#ties label"))
    assert tab.page.url.endswith("#act=all")
    tab.page.click("#list .row:has-text('Mara Veldt')")
    assert tab.text("#reader .badge") == ["deed"]
    assert "1 intention or deed" in tab.text("#reader .head + .muted")[0]
    tab.page.reload()
    assert tab.text("#reader h2") == ["Mara Veldt"]
    tab.page.click("#aside")
    assert tab.text("#reader h2") == ["Who says what about whom"]
    assert "#" not in tab.page.url


def test_a_link_to_a_node_of_deeds_alone_shows_them(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME, fragment=f"#node={entity_id(MARA)}")
    assert tab.text("#reader h2") == ["Mara Veldt"]
    assert tab.text("#acts") == ["3 intentions and deeds shown · hide"]


def test_a_line_counts_claims_until_deeds_are_asked_for(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME)
    tab.page.click("#list .row:has-text('What the board means to do')")
    assert "2 claims" in tab.text("#reader .head + .muted")[0]
    tab.page.click("#aside")
    assert "2 claims, 3 intentions and deeds" in tab.text("#reader .head + .muted")[0]
    assert tab.text("#reader h2") == ["What the board means to do"]
    tab.page.go_back()
    assert tab.text("#acts") == ["3 intentions and deeds hidden · show"]


def test_a_nested_claim_says_what_it_is_inside_of(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(PLANS), NAME, fragment="#act=all")
    tab.page.click("#list .row:has-text('Harbour Water Board') >> nth=0")
    assert "Inside what Jonas Okoro says: “the Harbour Water Board wants to close Lower Weir”" in tab.text(
        "#reader .claim p"
    )
