"""Nodes, lines, positions, and the pyvis network made of them."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import pyvis.network
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.views.layout import place_nodes
from kg.views.network import Network, make_network
from kg.views.network_page import cut_sentence, describe_cut, make_network_page
from kg.views.packing import pack_boxes
from kg.views.pages import render_network, write_views
from kg.views.pyvis_network import SHAPES, draw_network, read_palette, to_pyvis, wrap_label
from kg.views.spacing import push_apart
from kg.views.ties import TieKind, list_ties, rank_nodes
from tests.unit.views.articles import (
    AGENCY,
    ENGINEER,
    JONAS,
    MARA,
    OFFICIALS,
    PLANS,
    QUARRELS,
    RESIDENTS,
    UNION,
)
from tests.unit.views.newsroom import (
    Newsroom,
    crowded_newsroom,
    entity_id,
    hostile_newsroom,
)


def test_to_pyvis_gives_a_real_network_that_a_user_can_go_on_with() -> None:
    drawn = to_pyvis(Newsroom())
    assert isinstance(drawn, pyvis.network.Network)
    assert drawn.directed
    drawn.add_node("mine", label="mine")
    assert drawn.num_nodes() == len(make_network(Newsroom()).nodes) + 1
    assert json.loads(drawn.get_network_data()[5])["physics"]["enabled"] is False


def test_two_nodes_keep_every_line_between_them() -> None:
    network = make_network(Newsroom())
    pair = {entity_id(JONAS), entity_id(UNION)}
    between = [tie for tie in network.ties if {tie.source, tie.target} == pair]
    assert len(between) == 2
    assert to_pyvis(Newsroom()).num_edges() == len(network.ties)


def test_a_line_carries_the_claims_that_it_stands_for() -> None:
    newsroom = Newsroom()
    claims = newsroom.claims()
    for tie in make_network(newsroom).ties:
        assert tie.claims or tie.kind in {TieKind.PUBLISHED_BY, TieKind.RESTS_ON}
        if tie.kind is TieKind.SAID_ABOUT:
            assert all(tie.target in {about.entity for about in claims[at].about} for at in tie.claims)


def test_a_source_told_its_carrier() -> None:
    told = {(tie.source, tie.target) for tie in make_network(Newsroom()).ties if tie.kind is TieKind.TOLD}
    assert (entity_id(OFFICIALS), entity_id(AGENCY)) in told


def test_no_line_leads_from_a_node_to_itself() -> None:
    assert all(tie.source != tie.target for tie in make_network(Newsroom()).ties)


def test_the_cut_keeps_the_most_connected_and_says_so() -> None:
    whole, cut = make_network(crowded_newsroom(40)), make_network(crowded_newsroom(40), limit=10)
    assert [node.id for node in cut.nodes] == rank_nodes(whole.ties)[:10]
    assert cut.omitted == len(whole.nodes) - 10
    assert "Showing the 10 most connected of 42 nodes" in describe_cut(cut)
    kept = {node.id for node in cut.nodes}
    assert all({tie.source, tie.target} <= kept for tie in cut.ties)


def test_nothing_is_said_where_nothing_was_cut() -> None:
    assert describe_cut(Network((), (), 0, 0)) == ""


def test_the_notice_of_a_cut_stands_in_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make_network, "__defaults__", (10,))
    assert "Showing the 10 most connected of 42 nodes" in html.unescape(render_network(crowded_newsroom(40)))


def test_titles_hold_no_word_of_an_article() -> None:
    for part in (*to_pyvis(hostile_newsroom()).nodes, *to_pyvis(hostile_newsroom()).edges):
        assert "<" not in part["title"]
        assert "href" not in part["title"]


def test_the_page_draws_what_pyvis_holds() -> None:
    page, drawn = make_network_page(Newsroom()), to_pyvis(Newsroom())
    assert list(page.nodes) == drawn.nodes
    assert list(page.edges) == drawn.edges
    assert [detail.id for detail in page.details] == [node["id"] for node in drawn.nodes]


def test_a_sentence_is_cut_so_that_its_pieces_give_it_back() -> None:
    newsroom = Newsroom()
    texts = {document.id: document.text for document in newsroom.documents()}
    for claim in newsroom.claims():
        pieces = cut_sentence(texts[claim.document_id], claim)
        assert "".join(piece for piece, _ in pieces) == claim.sentence_text
        assert " … ".join(piece for piece, own in pieces if own) == claim.text


def test_positions_are_the_same_every_time_and_nothing_overlaps() -> None:
    sizes = {f"n{number}": (100.0, 40.0) for number in range(40)}
    pairs = [(f"n{number}", f"n{number // 2}") for number in range(1, 30)]
    placed = place_nodes(sizes, pairs)
    assert placed == place_nodes(sizes, pairs)
    points = list(placed.values())
    for at, (x, y) in enumerate(points):
        assert all(abs(x - u) >= 99 or abs(y - v) >= 39 for u, v in points[:at])


def test_parts_that_nothing_connects_stand_beside_each_other_and_fill_the_window() -> None:
    sizes = {f"{part}{number}": (100.0, 40.0) for part in "abcdef" for number in range(12)}
    pairs = [(f"{part}0", f"{part}{number}") for part in "abcdef" for number in range(1, 12)]
    placed = place_nodes(sizes, pairs)
    boxes = []
    for part in "abcdef":
        xs, ys = zip(*(placed[node] for node in placed if node[0] == part), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert all(left > r or right < x or top > b or bottom < y for x, y, r, b in boxes[:at])
    width, height = (max(axis) - min(axis) for axis in zip(*placed.values(), strict=True))
    assert 0.5 < width / height < 2


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), max_size=30))
def test_packed_boxes_never_overlap(boxes: list[tuple[float, float]]) -> None:
    packed = [(x, y, x + w, y + h) for (x, y), (w, h) in zip(pack_boxes(boxes), boxes, strict=True)]
    assert len(packed) == len(boxes)
    for at, (left, top, right, bottom) in enumerate(packed):
        assert min(left, top) >= 0
        for x, y, r, b in packed[:at]:
            assert min(right, r) - max(left, x) <= 1e-6 or min(bottom, b) - max(top, y) <= 1e-6


def test_equal_boxes_are_packed_into_about_the_windows_shape() -> None:
    corners = pack_boxes([(100.0, 100.0)] * 20, aspect=1.0)
    assert max(x for x, _ in corners) <= 400
    assert max(y for _, y in corners) <= 400


def test_an_unnamed_node_has_the_articles_words_as_its_note() -> None:
    notes = {node.id: node.note for node in make_network(Newsroom(QUARRELS)).nodes}
    assert notes[entity_id(ENGINEER)] == "One of the board’s engineers, who was not to speak"


def test_a_denied_claim_carries_its_cue_into_the_panel() -> None:
    assert [claim.denial for claim in make_network_page(Newsroom(QUARRELS)).claims] == ["denied", "", "", ""]


def test_nodes_on_one_spot_are_pushed_apart() -> None:
    apart = push_apart(np.zeros((3, 2)), np.full((3, 2), 10.0))
    assert len({tuple(point) for point in apart.round(3)}) == 3


def test_a_network_without_nodes_can_be_drawn() -> None:
    assert draw_network(Network((), (), 0, 0)).num_nodes() == 0


def test_two_pages_are_written_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    out = tmp_path / "out" / "deep"
    paths = write_views(Newsroom(), out)
    assert [path.name for path in paths] == ["evidence.html", "network.html"]
    assert sorted(out.iterdir()) == sorted(paths)
    assert not list(here.iterdir())


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="name another folder"):
        write_views(Newsroom(), tmp_path / "file")


def test_an_unknown_publisher_stays_an_outlet_and_an_unnamed_source_is_hollow() -> None:
    looks = {node["label"]: node for node in to_pyvis(Newsroom()).nodes}
    assert looks["unknown publisher"]["shape"] == "square"
    assert looks["one of the engineers"]["kind"] == "unnamed"
    assert looks["one of the engineers"]["shapeProperties"]["borderDashes"]


def test_intentions_and_deeds_are_no_lines_unless_asked_for() -> None:
    newsroom = Newsroom(PLANS)
    said, everything = make_network(newsroom), make_network(newsroom, act="all")
    assert not any(tie.kind is TieKind.ACTED_ON for tie in said.ties)
    assert {(tie.source, tie.target) for tie in everything.ties if tie.kind is TieKind.ACTED_ON} >= {
        (entity_id(MARA), entity_id(RESIDENTS)),
        (entity_id(UNION), entity_id(JONAS)),
    }
    assert entity_id(UNION) not in {node.id for node in said.nodes}
    assert [node.id for node in everything.nodes][: len(said.nodes)] == [node.id for node in said.nodes]


def test_a_count_is_of_claims_where_a_line_has_any() -> None:
    newsroom = Newsroom(PLANS)
    claims = newsroom.claims(act="all")
    for tie in make_network(newsroom, act="all").ties:
        said = [at for at in tie.claims if claims[at].act in ("speech", "thought")]
        assert tie.count == (len(said) or len(tie.claims) or tie.count)
        if tie.kind in {TieKind.SAID_ABOUT, TieKind.NAMED_PLACE}:
            assert len(said) == len(tie.claims)


def test_the_page_carries_both_and_a_notebook_claims_alone() -> None:
    newsroom = Newsroom(PLANS)
    page = make_network_page(newsroom)
    assert [claim.aside for claim in page.claims] == [False, True, True, True, False, False]
    assert len(page.edges) > to_pyvis(newsroom).num_edges()
    assert len(page.edges) == to_pyvis(newsroom, act="all").num_edges()


def test_a_notebook_has_the_colours_of_the_page() -> None:
    palette = read_palette()
    for name in (*SHAPES, *TieKind, "page"):
        assert re.fullmatch(r"#[0-9a-f]{6}", palette[str(name)]), name
    looks = {node["kind"]: node["color"] for node in to_pyvis(Newsroom()).nodes}
    assert looks["place"] == palette["place"]
    assert looks["document"]["border"] == palette["document"]


def test_claims_that_differ_tie_their_articles_and_their_speakers() -> None:
    newsroom = Newsroom()
    (found,) = newsroom.discrepancies()
    network = make_network(newsroom)
    ties = [tie for tie in network.ties if tie.kind is TieKind.DIFFERS_FROM]
    claims = newsroom.claims()
    assert {frozenset((tie.source, tie.target)) for tie in ties} == {
        frozenset((found.left.document_id, found.right.document_id)),
        frozenset((entity_id(ENGINEER), entity_id(OFFICIALS))),
    }
    for tie in ties:
        assert {claims[at].id for at in tie.claims} == {found.left.claim, found.right.claim}
        assert [network.differences[at] for at in tie.behind] == [found]


def test_who_is_credited_instead_of_whom_ties_no_speakers() -> None:
    newsroom = Newsroom()
    (found,) = newsroom.discrepancies()
    changed = replace(found, kind="attribution-changed")
    ties = list_ties(newsroom.claims(), (), (), (changed,))
    differing = [tie for tie in ties if tie.kind is TieKind.DIFFERS_FROM]
    assert [(tie.source, tie.target) for tie in differing] == [
        tuple(sorted((found.left.document_id, found.right.document_id)))
    ]


def test_a_difference_of_a_claim_that_is_gone_ties_nothing() -> None:
    newsroom = Newsroom()
    (found,) = newsroom.discrepancies()
    claims = tuple(claim for claim in newsroom.claims() if claim.id != found.left.claim)
    assert not [tie for tie in list_ties(claims, (), (), (found,)) if tie.kind is TieKind.DIFFERS_FROM]


def test_an_article_that_rests_on_another_is_tied_by_the_claims_that_do() -> None:
    newsroom = Newsroom()
    (link,) = newsroom.lineage()
    claims = newsroom.claims()
    resting = replace(link, claims=tuple(claim.id for claim in claims if claim.document == "copy.txt")[:2])
    links = (resting, replace(resting, kind="credited"))
    (tie,) = [tie for tie in list_ties(claims, (), links, ()) if tie.kind is TieKind.RESTS_ON]
    assert [claims[at].id for at in tie.claims] == list(resting.claims)
    assert tie.behind == (0, 1)


def test_a_line_of_lineage_stands_without_a_claim() -> None:
    newsroom = Newsroom()
    (tie,) = [tie for tie in make_network(newsroom).ties if tie.kind is TieKind.RESTS_ON]
    assert tie.claims == ()
    assert tie.stands_without(frozenset())


def test_a_long_word_is_cut_and_not_broken() -> None:
    assert wrap_label("000_72be524ae45f4030.txt") == "000_72be524ae45f4030.txt"
    assert wrap_label("x" * 40) == "x" * 27 + "…"
    assert wrap_label("") == "…"
