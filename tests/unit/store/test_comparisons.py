"""What a topic means, and the trees in which reports came down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import NotFoundError
from kg.query.comparison_results import LineageView
from kg.query.comparisons import Comparisons
from kg.query.lineage import Branch, grow_trees, read_lineage
from kg.query.results import DocumentView
from kg.query.topics import Topic, beginnings, find_topic
from tests.unit.cli.compared import write_compared_store


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("North Korean troops", "The North Koreans who back Russia"),
        ("North Korean troops", "soldiers from North Korea"),
        ("ferries", "the ferry was late"),
        ("Ukrainian", "Ukraine’s army"),
        ("Turkish lira", "liras of Turkey"),
        ("Malaga", "in MÁLAGA’s harbour"),
        ("Chinese ferries", "a ferry from China"),
        ("US", "the U.S. officials"),
        ("US", "the US officials"),
    ],
)
def test_words_are_found_in_every_form(topic: str, text: str) -> None:
    assert Topic(topic, words=tuple(beginnings(topic))).share(text) >= 0.6


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("ferry jobs", "the ferry was late"),
        ("North Korean troops", "troops of the south"),
        ("the of", "x"),
        ("train", "a trail through the wood"),
        ("Green", "a greeting from Greece"),
        ("publish", "the public library"),
        ("US", "the usual use"),
    ],
)
def test_too_few_of_the_words_are_none(topic: str, text: str) -> None:
    assert Topic(topic, words=tuple(beginnings(topic))).share(text) == 0


def test_a_topic_that_is_nobody_and_stands_nowhere_is_not_found(tmp_path: Path) -> None:
    lookups = Comparisons(write_compared_store(tmp_path / "store")).lookups
    assert find_topic(lookups, "pier").entities == ()
    assert [one.label for one in find_topic(lookups, "Brink").entities] == ["Ada Brink"]
    with pytest.raises(NotFoundError) as raised:
        find_topic(lookups, "Ada Brinck")
    assert raised.value.nearest == ("Ada Brink",)


def article(name: str, publisher: str = "") -> DocumentView:
    owner = f"e-{publisher or name}"
    return DocumentView(f"d-{name}", f"{name}.txt", None, publisher, None, None, "", "", owner, publisher)


def link(document: str, origin: str, kind: str = "copied") -> LineageView:
    return LineageView(f"{document}.txt", origin, kind, 0.9, (), f"d-{document}", origin)


def shape(branch: Branch) -> dict[str, object]:
    """A tree as nested dicts of labels; what was shown elsewhere has a star."""
    return {one.label + "*" * one.seen: shape(one) for one in branch.branches}


def shapes(documents: list[DocumentView], links: list[LineageView]) -> dict[str, object]:
    return {tree.label: shape(tree) for tree in grow_trees(documents, links)}


ARTICLES = [article("a"), article("b"), article("c"), article("e")]


def test_the_report_that_most_rest_on_comes_first() -> None:
    links = [link("b", "d-a"), link("c", "e-wire", "credited"), link("e", "e-wire", "credited")]
    assert list(shapes(ARTICLES, links)) == ["e-wire", "a.txt"]


def test_a_credit_to_a_publisher_stands_beside_the_link_to_its_article() -> None:
    documents = [article("a", "wire"), article("b")]
    (tree,) = grow_trees(documents, [link("b", "d-a"), link("b", "e-wire", "credited")])
    assert tree.label == "a.txt"
    (below,) = tree.branches
    assert [one.kind for one in below.links] == ["copied", "credited"]


def test_what_rests_on_two_is_shown_under_both_and_its_own_branches_once() -> None:
    links = [link("c", "d-a"), link("c", "d-b"), link("e", "d-c")]
    assert shapes(ARTICLES, links) == {"a.txt": {"c.txt": {"e.txt": {}}}, "b.txt": {"c.txt*": {}}}


def test_a_circle_hangs_on_its_first_article_and_shows_every_link() -> None:
    links = [link("a", "d-b"), link("b", "d-a")]
    (tree,) = grow_trees(ARTICLES, links)
    assert tree.circular
    assert shape(tree) == {"b.txt": {"a.txt*": {}}}


def test_the_order_of_links_changes_no_tree() -> None:
    links = [link("b", "d-a"), link("c", "d-b"), link("e", "e-wire", "credited"), link("c", "d-a")]
    assert shapes(ARTICLES, links) == shapes(ARTICLES, links[::-1])


def test_a_credit_counts_for_the_article_that_another_link_shows_to_be_meant_and_for_no_other() -> None:
    documents = [article("a", "wire"), article("other", "wire"), article("b")]
    links = [link("b", "d-a"), link("b", "e-wire", "credited")]
    meant, other, _ = read_lineage(documents, links)
    assert [one.kind for one in meant.carried_by] == ["copied", "credited"]
    assert other.carried_by == ()


def test_an_article_that_rests_on_nobody_is_independent_even_if_others_rest_on_it() -> None:
    documents = [article("a", "wire"), article("b")]
    first, second = read_lineage(documents, [link("b", "e-wire", "credited")])
    assert (first.independent, second.independent) == (True, False)
    assert [one.document for one in first.carried_by] == ["b.txt"]
    assert replace(second, rests_on=()).carried_by == ()
