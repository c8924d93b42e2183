"""network.html as a reader uses it."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.views.network import make_network
from tests.browser.axe import serious_findings
from tests.browser.conftest import PAINT, OpenTab, Tab, contrast
from tests.unit.views.articles import JONAS, MARA, PLANS, QUARRELS, Speaker
from tests.unit.views.newsroom import Newsroom, crowded_newsroom, entity_id

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
        "differs in a claim from",
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
    tab.page.wait_for_selector("#panel .text mark.content")
    assert "".join(tab.text("#panel .text mark.content")) == words


def test_a_difference_leads_to_both_sides_in_full(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.run("chooseEdge(edges.findIndex(edge => edge.kind === 'differs-from'))")
    tab.page.click("#reader .difference a")
    tab.page.wait_for_selector("body[data-ready='1']")
    assert tab.run("state.tab + ' ' + state.difference") == "differences x-1"


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
    for kind in ("said-about", "named-place", "reported-in", "told", "rests-on", "differs-from"):
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
            "differs-from",
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


def test_a_difference_is_a_line_with_both_sentences(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    (found,) = Newsroom().discrepancies()
    assert tab.text("label:has([data-filter=differs-from]) .number") == ["2"]
    tab.page.click(f"#list .row[data-node='{found.left.document_id}']")
    tab.page.click("h3:has-text('differs in a claim from') + ul button")
    assert tab.text("#reader .badge") == ["≠ other place"]
    assert tab.text("#reader .side .words") == [found.left.sentence_text, found.right.sentence_text]
    assert tab.text("#reader .side mark") == [found.left.words, found.right.words]
    assert tab.text("#reader .muted")[0] == "1 difference"
    assert tab.page.get_attribute("#reader .difference a", "href") == (
        "evidence.html#tab=differences&difference=x-1"
    )


def test_an_article_that_rests_on_another_says_why(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    (link,) = Newsroom().lineage()
    tab.page.click(f"#list .row[data-node='{link.document_id}']")
    tab.page.click("h3:has-text('rests on') + ul button")
    assert tab.text("#reader .link .badge") == ["copied"]
    assert tab.run("nodeSet.get().filter(node => node.opacity === 1).length") == 2


def test_the_address_keeps_a_chosen_line(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.run("chooseEdge(edges.findIndex(edge => edge.kind === 'told'))")
    heading = tab.text("#reader h2")
    assert " told " in heading[0]
    tab.page.reload()
    assert tab.text("#reader h2") == heading
    tab.page.go_back()
    assert tab.text("#reader h2") == ["Who says what about whom"]


def test_every_line_with_words_behind_it_can_be_reached_without_a_mouse(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    reached = set()
    for row in range(tab.page.locator("#list .row").count()):
        tab.page.locator("#list .row").nth(row).click()
        for item in range(tab.page.locator("#reader .ends button").count()):
            name = tab.page.evaluate("chosenNode")
            tab.page.locator("#reader .ends button").nth(item).press("Enter")
            reached.add(tab.page.evaluate("chosenEdge"))
            tab.page.evaluate("id => lookAt(id)", name)
    with_words = tab.run("edges.filter(edge => ties[edge.id].claims.length).map(edge => edge.id)")
    assert isinstance(with_words, list)
    assert set(with_words) <= reached


def test_differences_of_deeds_are_not_drawn_until_asked_for(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.run("claims[differences[0].claims[0]].aside = true; renderAll()")
    assert tab.run(
        "edges.filter(edge => edge.kind === 'differs-from').every(edge => !differencesOf(edge).length)"
    )


COUNT_DRAWINGS = "void ((window.drawn = 0), network.on('beforeDrawing', () => { window.drawn += 1 }))"


def drag(tab: Tab, steps: int = 6) -> None:
    """Drag the drawing from a corner, where no node stands, and hold."""
    box = tab.page.locator("#canvas canvas").first.bounding_box()
    assert box is not None
    tab.page.mouse.move(box["x"] + 14, box["y"] + 14)
    tab.page.mouse.down()
    for step in range(1, steps + 1):
        tab.page.mouse.move(box["x"] + 14 + 10 * step, box["y"] + 14 + 5 * step)
        tab.page.evaluate("() => new Promise(requestAnimationFrame)")


def test_a_large_network_is_dragged_as_a_picture_and_drawn_again_after(open_tab: OpenTab) -> None:
    tab = open_tab(crowded_newsroom(300), NAME)
    tab.run(COUNT_DRAWINGS)
    before = tab.page.evaluate("network.getViewPosition()")
    drag(tab)
    assert tab.page.evaluate("window.drawn") == 1
    assert tab.page.locator("#canvas .picture").count() == 1
    tab.page.wait_for_selector("#canvas .picture", state="detached")
    tab.page.mouse.up()
    tab.page.wait_for_timeout(200)
    assert tab.page.evaluate("window.drawn") >= 2
    after = tab.page.evaluate("network.getViewPosition()")
    scale = tab.page.evaluate("network.getScale()")
    assert (before["x"] - after["x"]) * scale == pytest.approx(60, abs=2)
    assert (before["y"] - after["y"]) * scale == pytest.approx(30, abs=2)
    assert tab.complaints == []


def test_the_picture_stands_where_the_drawing_would(open_tab: OpenTab) -> None:
    tab = open_tab(crowded_newsroom(300), NAME)
    drag(tab)
    moved = tab.page.evaluate("new DOMMatrix(getComputedStyle(picture.copy).transform).e + picture.x")
    assert moved == pytest.approx(tab.page.evaluate("network.body.view.translation.x"), abs=0.01)


def test_a_small_network_is_drawn_for_every_frame(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.run(COUNT_DRAWINGS)
    drag(tab)
    assert tab.page.locator("#canvas .picture").count() == 0
    assert tab.page.evaluate("window.drawn") >= 4


def test_a_zoomed_picture_is_replaced_by_a_drawing(open_tab: OpenTab) -> None:
    tab = open_tab(crowded_newsroom(300), NAME)
    tab.page.mouse.move(700, 450)
    for _ in range(4):
        tab.page.mouse.wheel(0, -120)
    tab.page.wait_for_timeout(500)
    assert tab.page.locator("#canvas .picture").count() == 0
    assert tab.run("network.renderer.allowRedraw") is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_hinders_a_reader(open_tab: OpenTab, scheme: str, width: int) -> None:
    tab = open_tab(Newsroom(), NAME, width=width, color_scheme=scheme)
    assert serious_findings(tab.page) == []
    tab.page.locator("#list .row").first.click()
    assert serious_findings(tab.page) == []
    for kind in ("differs-from", "rests-on"):
        tab.run(f"chooseEdge(edges.findIndex(edge => edge.kind === '{kind}'))")
        assert serious_findings(tab.page) == []


def test_axe_finds_what_is_wrong(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.run("document.body.append(document.createElement('button'))")
    assert any("button-name" in finding for finding in serious_findings(tab.page))


def test_the_notice_of_a_cut_stands_above_the_drawing(open_tab: OpenTab) -> None:
    tab = open_tab(crowded_newsroom(1_600), NAME)
    assert tab.text("#stage .notice") == [
        "Showing the 1,500 most connected of 1,602 nodes. "
        "Evidence lists every claim; kg export graphml writes the whole network."
    ]
    assert tab.run("nodes.length") == 1500
    assert tab.complaints == []


def test_every_number_is_that_of_the_network(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    network = make_network(Newsroom())
    claims = len(Newsroom().claims())
    assert tab.text("#totals") == [
        f"{len(network.nodes)} nodes · {len(network.ties)} lines · {claims} claims"
    ]
    lines = Counter(tie.kind.value for tie in network.ties)
    for kind, number in lines.items():
        assert tab.text(f"label:has([data-filter={kind}]) .number") == [str(number)]
    kinds = Counter("unnamed" if node.unnamed else node.kind for node in network.nodes)
    for kind, number in kinds.items():
        assert tab.text(f"label:has([data-filter={kind}]) .number") == [str(number)]


ATTACK = "<img src=x onerror='window.__pwned=1'></script><script>window.__pwned=2</script>"
HOSTILE_PANEL = """words => {
  const claim = { ...claims[0], speaker: words, publisher: words, published: words, denial: words };
  const pieces = [[words, true], [words, false]];
  claims.push(claim);
  const both = [claims.length - 1, claims.length - 1];
  byId("reader").replaceChildren(
    renderDifference({ id: words, kind: words, reason: words, claims: both, left: pieces, right: pieces }),
    renderLink({ kind: words, reasons: [words], evidence: [words], problem: words }));
}"""


def test_a_hostile_difference_or_link_is_shown_as_words(open_tab: OpenTab) -> None:
    tab = open_tab(Newsroom(), NAME)
    tab.page.evaluate(HOSTILE_PANEL, ATTACK)
    tab.page.wait_for_timeout(100)
    assert tab.run("document.querySelectorAll('#reader img, #reader script').length") == 0
    assert tab.run("window.__pwned") is None
    assert tab.text("#reader .problem") == [ATTACK]
    assert tab.complaints == []
