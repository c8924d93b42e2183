"""What pyvis 0.3.2 does to its users, each as a check that its own network fails and ours passes.

The checks that need a browser are in tests/browser/test_pyvis_page.py.
"""

from __future__ import annotations

import builtins
import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import pyvis.network

from kg.errors import InputError
from kg.views.pyvis_network import to_pyvis
from kg.views.safe_pyvis import SafeNetwork, read_vis_network
from tests.unit.views.articles import MARA
from tests.unit.views.newsroom import Newsroom, entity_id, hostile_newsroom

Check = Callable[[Any, pytest.MonkeyPatch], None]
WRITERS: list[Callable[[Any], object]] = [
    lambda network: network.write_html("page.html"),
    lambda network: network.save_graph("page.html"),
    lambda network: network.show("page.html"),
    lambda network: network.show("page.html", notebook=False),
    lambda network: network.write_html("page.html", notebook=True),
]
NAMES = ["write_html", "save_graph", "show", "show in a browser", "write_html in a notebook"]


def writes_one_file(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.cdn_resources = "local"  # pyvis's own default
    network.write_html("page.html")
    assert [path.name for path in Path().iterdir()] == ["page.html"]


def writes_names_of_all_scripts_on_windows(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.heading = "Київ 東京"
    patch.setattr(builtins, "open", _open_as_on_windows)
    network.write_html("page.html")
    assert Path("page.html").read_bytes().decode("utf-8") == network.generate_html()


def keeps_parallel_edges_of_an_undirected_network(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.directed = False
    network.add_node("one")
    network.add_node("other")
    before = network.num_edges()
    for kind in ("said", "told"):
        network.add_edge("one", "other", title=kind)
    network.add_edge("other", "one", title="answered")
    assert network.num_edges() == before + 3


def names_no_address(network: Any, patch: pytest.MonkeyPatch) -> None:
    page = network.generate_html()
    assert "<link" not in page
    assert "<script src" not in page.replace("\n", "")
    assert "cdn.jsdelivr.net" not in page


def takes_a_heading_as_words(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.heading = "<script>window.__pwned=1</script>"
    assert "<script>window.__pwned" not in network.generate_html()


def takes_an_id_as_words(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.select_menu = True
    network.add_node("</option><img src=x onerror=alert(1)>")
    assert "<img" not in network.generate_html()


def takes_options_as_values(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.set_options('{"nodes": {"shape": "</script><script>window.__pwned=1//"}}')
    assert "<script>window.__pwned" not in network.generate_html()


def takes_a_title_as_words(network: Any, patch: pytest.MonkeyPatch) -> None:
    network.add_node("linked", title="<a href='javascript:alert(1)'>here</a>")
    page = network.generate_html()
    assert "popup.innerHTML" not in page


def _open_as_on_windows(file: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
    if "b" not in mode:
        options.setdefault("encoding", "cp1252")
    return _open(file, mode, *rest, **options)


_open = open
CHECKS = [
    writes_one_file,
    writes_names_of_all_scripts_on_windows,
    keeps_parallel_edges_of_an_undirected_network,
    names_no_address,
    takes_a_heading_as_words,
    takes_an_id_as_words,
    takes_options_as_values,
    takes_a_title_as_words,
]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda address: None)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_ours_does_no_such_thing(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    check(to_pyvis(Newsroom()), monkeypatch)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_stock_pyvis_does(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    stock = pyvis.network.Network(directed=True, cdn_resources="in_line")
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        check(stock, monkeypatch)


@pytest.mark.parametrize("write", WRITERS, ids=NAMES)
def test_every_way_to_write_writes_the_same_page_alone(write: Callable[[Any], object]) -> None:
    drawn = to_pyvis(Newsroom())
    write(drawn)
    assert [path.name for path in Path().iterdir()] == ["page.html"]
    assert Path("page.html").read_bytes().decode("utf-8") == drawn.generate_html()


def test_show_gives_a_notebook_a_frame() -> None:
    frame = to_pyvis(Newsroom()).show("page.html")
    assert 'src="page.html"' in frame._repr_html_()


def test_a_network_shows_itself_in_a_notebook_without_a_file() -> None:
    drawn = to_pyvis(Newsroom())
    shown = drawn._repr_html_()
    assert html.unescape(shown.split('srcdoc="')[1].split('" sandbox')[0]) == drawn.generate_html()
    assert 'sandbox="allow-scripts"' in shown
    assert not list(Path().iterdir())


def test_a_user_can_go_on_with_it_as_with_any_pyvis_network() -> None:
    drawn = to_pyvis(Newsroom())
    drawn.add_node("mine", label="mine", color="#aa0000")
    drawn.add_edge("mine", entity_id(MARA), title="my own line")
    drawn.heading = "What I found"
    drawn.toggle_drag_nodes(False)
    island = json.loads(drawn.generate_html().split('id="island">')[1].split("</script>")[0])
    assert island["heading"] == "What I found"
    assert island["nodes"][-1]["label"] == "mine"
    assert island["edges"][-1]["to"] == entity_id(MARA)
    assert island["options"]["interaction"]["dragNodes"] is False
    assert island["options"]["physics"]["enabled"] is False
    assert entity_id(MARA) in drawn.get_adj_list()["mine"]


def test_a_network_can_come_from_networkx_and_from_dot(tmp_path: Path) -> None:
    drawn = SafeNetwork()
    drawn.from_nx(nx.path_graph(4))
    assert (drawn.num_nodes(), drawn.num_edges()) == (4, 3)
    (tmp_path / "graph.dot").write_text('digraph g { a -> b [label="</script><b>"] }', encoding="utf-8")
    drawn.from_DOT(str(tmp_path / "graph.dot"))
    assert "</script><b>" not in drawn.generate_html()


def test_an_edge_needs_two_nodes() -> None:
    with pytest.raises(InputError, match="add_node"):
        to_pyvis(Newsroom()).add_edge("nobody", "nowhere")


@pytest.mark.parametrize("name", ["page.pdf", "nowhere/page.html"])
def test_a_page_that_cannot_be_written_is_a_clear_error(name: str) -> None:
    with pytest.raises(InputError, match=r"end it in \.html|name another file"):
        to_pyvis(Newsroom()).write_html(name)


def test_no_word_of_a_hostile_article_leaves_the_data() -> None:
    page = to_pyvis(hostile_newsroom()).generate_html()
    ours = page.replace(read_vis_network(), "")
    assert ours.count("<script") == 3  # the island, vis-network's own element, and what draws
    assert "<img" not in ours


def test_several_lines_between_two_nodes_do_not_cover_each_other() -> None:
    drawn = to_pyvis(Newsroom())
    between: dict[frozenset[str], list[object]] = {}
    for edge in drawn.edges:
        bend = edge.get("smooth", {"roundness": 0.0})["roundness"]
        between.setdefault(frozenset((edge["from"], edge["to"])), []).append(bend)
    assert max(map(len, between.values())) > 1
    assert all(len(set(bends)) == len(bends) for bends in between.values())


def test_the_page_is_the_same_every_time() -> None:
    assert to_pyvis(Newsroom()).generate_html() == to_pyvis(Newsroom()).generate_html()
