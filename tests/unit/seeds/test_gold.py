"""`seeds/lineage.tsv` and `seeds/differences.tsv` speak of the articles as they stand."""

from __future__ import annotations

import pytest

from tests.unit.seeds.sample_world import SEEDS, Article, read_articles, read_table

ARTICLES = {article.name: article for article in read_articles()}
LINEAGE = read_table(SEEDS / "lineage.tsv")
DIFFERENCES = read_table(SEEDS / "differences.tsv")
CREDITED_ONLY = {"Bloomberg", "Reuters"}
PLANTED = {
    "quantity-differs",
    "comparator-change",
    "attribution-dropped",
    "attribution-changed",
    "hedge-dropped",
    "role-reversal",
    "tense-shift",
    "date-differs",
}

EVERY_LINK = pytest.mark.parametrize("link", LINEAGE, ids=lambda row: f"{row['document']}<-{row['origin']}")
EVERY_DIFFERENCE = pytest.mark.parametrize(
    "row", DIFFERENCES, ids=lambda row: f"{row['kind']}:{row['right_words'][:30]}"
)


def earlier(left: Article, right: Article) -> bool:
    return left.date <= right.date


@EVERY_LINK
def test_a_credited_origin_is_named_in_the_article(link: dict[str, str]) -> None:
    if link["kind"] == "credited":
        assert link["origin"] in ARTICLES[link["document"]].prose
        assert link["origin"] in CREDITED_ONLY | {article.publisher for article in ARTICLES.values()}


@EVERY_LINK
def test_a_copied_origin_is_an_article_that_is_not_younger(link: dict[str, str]) -> None:
    assert link["kind"] in {"credited", "copied"}
    if link["kind"] == "copied":
        assert earlier(ARTICLES[link["origin"]], ARTICLES[link["document"]])


def test_three_outlets_rest_on_the_news_agency_and_one_article_on_nobody() -> None:
    dependent = {link["document"] for link in LINEAGE if link["origin"] == "Meridian Wire"}
    assert len(dependent) == 3
    assert "theatre-review-kursk.txt" not in {link["document"] for link in LINEAGE}


@EVERY_DIFFERENCE
def test_the_words_of_a_difference_stand_in_both_articles(row: dict[str, str]) -> None:
    left, right = ARTICLES[row["left"]], ARTICLES[row["right"]]
    assert row["left_words"] in left.prose
    assert row["right_words"] in right.prose
    assert earlier(left, right)


def test_every_kind_of_difference_was_planted() -> None:
    assert {row["kind"] for row in DIFFERENCES} == PLANTED


def test_no_difference_is_listed_twice() -> None:
    rows = [tuple(row.values()) for row in DIFFERENCES]
    assert len(rows) == len(set(rows))
