from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import PassageKind
from kg.read import read_paths
from tests.unit.read.harbour import HEADLINE, LEAD, PAGE, passages_of, read_one, refuse_one


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    return tmp_path / "a.html"


def test_a_page_gives_its_title_site_day_and_address(page: Path) -> None:
    document = read_one(page)
    assert document.title == HEADLINE
    assert document.publisher.name == "Example Daily"
    assert document.published is not None
    assert document.published.value == "2031-05-03"
    assert document.url == "https://example.org/news/harbour"


ADDRESS = "https://example.org/news/harbour"


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("https://example.org/", None),
        ("https://example.org", None),
        ("javascript:void(0)", None),
        ("file:///srv/harbour.html", None),
        ("https://example.org/?p=12", "https://example.org/?p=12"),
    ],
)
def test_an_address_of_the_front_page_or_of_no_page_is_left_out(
    page: Path, declared: str, kept: str | None
) -> None:
    page.write_text(PAGE.replace(ADDRESS, declared), encoding="utf-8")
    assert read_one(page).url == kept


def test_half_of_a_surrogate_pair_in_what_a_page_declares_is_no_crash(page: Path) -> None:
    script = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
        ' "headline": "Gate \\ud800 fails",'
        ' "publisher": {"@type": "Organization", "name": "Daily \\ud800"}}</script>'
    )
    page.write_text(PAGE.replace("</head>", f"{script}</head>"), encoding="utf-8")
    (article,) = read_paths([str(page)])
    assert article


def test_the_text_is_the_title_and_the_paragraphs_and_nothing_else(page: Path) -> None:
    document = read_one(page)
    assert document.text.startswith(f"{HEADLINE}\n\n{LEAD}")
    assert document.text.count(HEADLINE) == 1
    assert passages_of(document, PassageKind.HEADLINE) == [HEADLINE]
    for alien in ("cookies", "A reader writes", "rights reserved", "World", "boats that were counted"):
        assert alien not in document.text


def test_a_page_without_a_day_has_none(page: Path) -> None:
    page.write_text(PAGE.replace("2031-05-03T08:15:00+02:00", "").replace("© 2031", ""), encoding="utf-8")
    assert read_one(page).published is None


@pytest.mark.parametrize(
    "content", ["<html><body><nav><a href='/'>Home</a></nav></body></html>", "<html>", "<"]
)
def test_a_page_without_an_article_is_a_rejection(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.html").write_text(content)
    assert "no article text" in refuse_one(tmp_path / "a.html").reason


def test_an_empty_page_is_a_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("\n")
    assert "empty" in refuse_one(tmp_path / "a.html").reason


def test_reading_a_page_writes_nothing(page: Path, capfd: pytest.CaptureFixture[str]) -> None:
    read_one(page)
    page.write_text("<html></html>")
    refuse_one(page)
    assert capfd.readouterr() == ("", "")
