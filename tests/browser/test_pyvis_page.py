"""The page of a pyvis network that a user went on with: what stock pyvis does there, and ours must not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pyvis.network
from playwright.sync_api import Browser

from kg.views.pyvis_network import to_pyvis
from kg.views.safe_pyvis import SafeNetwork
from tests.browser.axe import serious_findings
from tests.browser.conftest import Tab
from tests.unit.views.newsroom import Newsroom

pytestmark = pytest.mark.browser
OpenNetwork = Callable[..., Tab]
ATTACK = "<img src=x onerror='window.__pwned=1'>"


@pytest.fixture
def open_network(browser: Browser, tmp_path: Path) -> Iterator[OpenNetwork]:
    """Write a pyvis network's page and open it from disk."""
    contexts = []

    def open_page(network: Any, width: int = 1000) -> Tab:
        file = tmp_path / "drawn.html"
        network.write_html(str(file))
        context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
        contexts.append(context)
        tab = Tab(context.new_page())
        tab.watch()
        tab.page.goto(file.as_uri())
        tab.page.wait_for_timeout(100)
        return tab

    yield open_page
    for context in contexts:
        context.close()


def stock(**options: Any) -> Any:
    network = pyvis.network.Network(directed=True, cdn_resources="in_line", **options)
    network.toggle_physics(False)
    return network


def ours(**options: Any) -> Any:
    network = SafeNetwork(directed=True, cdn_resources="in_line", **options)
    network.toggle_physics(False)
    return network


def with_hostile_heading(network: Any) -> Any:
    network.heading = ATTACK
    network.add_node("one", x=0, y=0)
    return network


def with_hostile_option(network: Any) -> Any:
    network.add_node("one", x=0, y=0)
    face = "</script><script>window.__pwned=1</script>"
    network.set_options(json.dumps({"physics": {"enabled": False}, "nodes": {"font": {"face": face}}}))
    return network


def with_hostile_title(network: Any) -> Any:
    network.add_node("one", label="one", x=0, y=0, title=f"<a href='#'>more</a>{ATTACK}", size=60)
    return network


def with_hostile_id(network: Any) -> Any:
    network.select_menu = True
    network.add_node("one</option></select><script>window.__pwned=1</script>", x=0, y=0)
    return network


HOSTILE = pytest.mark.parametrize(
    "attack", [with_hostile_heading, with_hostile_option, with_hostile_title, with_hostile_id]
)


def hover(tab: Tab) -> None:
    if not tab.page.locator("canvas").count():
        return  # broken by the attack already
    box = tab.page.locator("canvas").first.bounding_box()
    assert box is not None
    tab.page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
    tab.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    tab.page.wait_for_timeout(600)


@HOSTILE
def test_an_attack_runs_in_stock_pyvis(open_network: OpenNetwork, attack: Callable[[Any], Any]) -> None:
    tab = open_network(attack(stock()))
    hover(tab)
    assert tab.run("window.__pwned") == 1


@HOSTILE
def test_no_attack_runs_in_ours(open_network: OpenNetwork, attack: Callable[[Any], Any]) -> None:
    tab = open_network(attack(ours()))
    hover(tab)
    assert tab.run("window.__pwned") is None
    assert tab.complaints == []
    assert tab.run("document.querySelectorAll('img, #heading *, .vis-tooltip *').length") == 0


def test_a_title_is_shown_as_words(open_network: OpenNetwork) -> None:
    tab = open_network(with_hostile_title(ours()))
    hover(tab)
    assert tab.text(".vis-tooltip") == [f"<a href='#'>more</a>{ATTACK}"]


def test_stock_pyvis_asks_others_for_files_and_ours_does_not(open_network: OpenNetwork) -> None:
    assert len(open_network(with_hostile_id(stock())).requests) >= 3
    assert len(open_network(to_pyvis(Newsroom())).requests) == 1


def test_the_network_stands_where_python_put_it(open_network: OpenNetwork) -> None:
    drawn = to_pyvis(Newsroom())
    drawn.heading = "Who says what"
    tab = open_network(drawn)
    assert tab.complaints == []
    assert tab.text("#heading") == ["Who says what"]
    expected = {node["id"]: {"x": node["x"], "y": node["y"]} for node in drawn.nodes}
    assert tab.run("network.getPositions()") == expected
    assert tab.run("edges.length") == drawn.num_edges()
    assert tab.run("network.physics.physicsEnabled") is False


def test_every_menu_of_pyvis_works(open_network: OpenNetwork) -> None:
    drawn = to_pyvis(Newsroom())
    drawn.select_menu = drawn.filter_menu = drawn.neighborhood_highlight = True
    drawn.show_buttons(filter_=["nodes"])
    tab = open_network(drawn)
    lit = "nodes.get().filter(node => node.opacity === 1).length"
    label = drawn.nodes[0]["label"]
    tab.page.select_option("select[aria-label='All nodes']", label=label)
    assert tab.run(lit) == len(drawn.neighbors(drawn.nodes[0]["id"]) | neighbours_into(drawn)) + 1
    tab.page.select_option("select[aria-label='Any property']", label="node kind")
    tab.page.select_option("select[aria-label='Any value']", label="place")
    assert tab.run(lit) == sum(node["kind"] == "place" for node in drawn.nodes)
    tab.page.select_option("select[aria-label='Any property']", label="edge kind")
    tab.page.select_option("select[aria-label='Any value']", label="told")
    told = [edge for edge in drawn.edges if edge["kind"] == "told"]
    assert tab.run(lit) == len({end for edge in told for end in (edge["from"], edge["to"])})
    tab.page.select_option("select[aria-label='Any value']", label="Any value")
    assert tab.run("nodes.get().every(node => node.opacity === 1)") is True
    assert tab.page.locator("#configure .vis-configuration-wrapper").count() >= 1
    assert tab.complaints == []


def neighbours_into(drawn: SafeNetwork) -> set[str]:
    first = drawn.nodes[0]["id"]
    return {edge["from"] for edge in drawn.edges if edge["to"] == first}


def test_a_file_in_the_dot_language_is_drawn(open_network: OpenNetwork, tmp_path: Path) -> None:
    (tmp_path / "graph.dot").write_text('digraph g { "Ніна" -> b [label="</script><b>"] }', encoding="utf-8")
    drawn = ours()
    drawn.from_DOT(tmp_path / "graph.dot")
    tab = open_network(drawn)
    assert tab.run("nodes.getIds()") == ["Ніна", "b"]
    assert tab.complaints == []


def test_nothing_hinders_a_reader(open_network: OpenNetwork) -> None:
    drawn = to_pyvis(Newsroom())
    drawn.select_menu = drawn.filter_menu = True
    for width in (390, 1440):
        assert serious_findings(open_network(drawn, width).page) == []
