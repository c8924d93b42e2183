"""Lineage of real and of our own articles: which rest on which, and which on nobody."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.claims.weights import parse_weights, weights_text
from kg.compare.comparing import Comparison, compare
from kg.config import Settings
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document, LineageLink
from kg.pipeline import read_article
from kg.read import read_metadata, read_paths
from kg.resolve import resolve

pytestmark = pytest.mark.model

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
Edge = tuple[str, str, str]


class Compared:
    """A comparison with the names of its articles."""

    def __init__(self, comparison: Comparison, documents: Sequence[Document]) -> None:
        self.links = comparison.lineage
        self.groups = comparison.groups
        self._paths = {document.id: document.path for document in documents}

    @property
    def edges(self) -> set[Edge]:
        return {(self.name(one.document), self.origin(one), one.kind.value) for one in self.links}

    def name(self, document: str) -> str:
        return self._paths[document]

    def origin(self, link: LineageLink) -> str:
        return self._paths.get(link.origin, link.origin_label)


def compare_articles(folder: Path, metadata: Path | None, gazetteers: Sequence[Path]) -> Compared:
    settings = Settings()
    weights = parse_weights(settings.weights, weights_text(settings.weights))
    gazetteer = open_gazetteer(gazetteers, lambda words: None)
    table = read_metadata(metadata) if metadata else None
    found = read_paths([str(folder)], table, settings, None, note=lambda words: None)
    documents = [one for one in found if isinstance(one, Document)]
    readings = [read_article(document, gazetteer, "test", weights) for document in documents]
    return Compared(compare(readings, resolve(readings).entities), documents)


@pytest.fixture(scope="module")
def ours() -> Compared:
    return compare_articles(SEEDS / "articles", None, sorted((SEEDS / "gazetteer").glob("*.tsv")))


@pytest.fixture(scope="module")
def real(shared: Path) -> Compared:
    return compare_articles(shared / "seeds", shared / "seeds_metadata.tsv", ())


def planted() -> set[Edge]:
    lines = (SEEDS / "lineage.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {(row["document"], row["origin"], row["kind"]) for row in rows}


def test_what_was_planted_in_our_articles_is_found_and_nothing_else(ours: Compared) -> None:
    assert ours.edges == planted()


def test_no_link_between_our_articles_is_impossible(ours: Compared) -> None:
    assert not [link for link in ours.links if link.problem]


@pytest.mark.shared
def test_the_visible_edges_of_the_real_articles_are_found(real: Compared, shared: Path) -> None:
    sample = json.loads((shared / "gold" / "seed_lineage_sample.json").read_text(encoding="utf-8"))
    kinds = {"credited": "credited", "inferred": "copied"}
    edges = {(one[:3], origin[:3] if kind == "copied" else origin, kind) for one, origin, kind in real.edges}
    assert {(edge["doc"], edge["origin"], kinds[edge["kind"]]) for edge in sample["edges"]} <= edges


@pytest.mark.shared
def test_the_rewrites_of_one_report_rest_on_it_and_not_on_one_another(real: Compared) -> None:
    copied = {(document[:3], origin[:3]) for document, origin, kind in real.edges if kind == "copied"}
    assert copied == {("001", "000"), ("002", "000"), ("003", "000")}


@pytest.mark.shared
def test_the_independent_article_rests_on_nobody_and_nobody_on_it(real: Compared) -> None:
    assert not [edge for edge in real.edges if edge[0].startswith("004") or edge[1].startswith("004")]


@pytest.mark.shared
def test_what_is_quoted_through_another_agency_does_not_rest_on_the_report(real: Compared) -> None:
    through = {one for link in real.links if link.origin_label == "Reuters" for one in link.claims}
    copied = {one for link in real.links if link.kind.value == "copied" for one in link.claims}
    assert through
    assert not through & copied
