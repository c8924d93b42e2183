"""The sample articles are complete and of our own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.unit.seeds.sample_world import ARTICLES, SHARED, Article, read_articles

WORD = re.compile(r"\w+")
SHINGLE = 8
EVERY_ARTICLE = pytest.mark.parametrize("article", read_articles(), ids=lambda article: article.name)

Shingle = tuple[str, ...]


def shingles(text: str) -> set[Shingle]:
    words = WORD.findall(text.casefold())
    return {tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}


def texts_of_others(folder: Path) -> Iterator[str]:
    """Yield every text of the shared articles or corpora."""
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for path in sorted(folder.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line).get("text", "")


def shared_folder(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"no {folder}: the copied-words test needs the shared folder beside the checkout")
    return folder


@EVERY_ARTICLE
def test_an_article_names_publisher_title_date_and_address(article: Article) -> None:
    assert article.publisher.strip()
    assert article.title.strip()
    assert date.fromisoformat(article.date)
    assert urlsplit(article.url).scheme == "https"


@EVERY_ARTICLE
def test_no_address_can_belong_to_anybody(article: Article) -> None:
    assert (urlsplit(article.url).hostname or "").endswith(".example")


@EVERY_ARTICLE
def test_an_article_is_a_short_report(article: Article) -> None:
    assert 150 <= len(article.text.split()) <= 350


@EVERY_ARTICLE
def test_an_article_ends_its_lines_without_stray_white_space(article: Article) -> None:
    assert not re.search(r"[ \t]+$|\t|\r|\u00a0", article.text, re.MULTILINE)


def test_there_are_at_least_eleven_plain_articles_a_page_and_json_lines() -> None:
    suffixes = [path.suffix for path in ARTICLES.iterdir()]
    assert suffixes.count(".txt") >= 11
    assert {".html", ".jsonl"} <= set(suffixes)


def test_no_two_articles_share_an_address() -> None:
    urls = [article.url for article in read_articles()]
    assert len(urls) == len(set(urls))


def test_at_least_eight_articles_are_not_about_the_war() -> None:
    assert sum("Kursk" not in article.text for article in read_articles()) >= 8


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["seeds", "corpora"])
def test_no_eight_words_in_a_row_are_those_of_a_shared_text(folder: str) -> None:
    ours = {shingle: article.name for article in read_articles() for shingle in shingles(article.text)}
    copied = {
        (ours[shingle], " ".join(shingle))
        for text in texts_of_others(shared_folder(folder))
        for shingle in shingles(text) & ours.keys()
    }
    assert sorted(copied) == []
