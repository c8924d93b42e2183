"""Our own annotated articles can be read, and show every act and every style."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.evaluate.corpus import read_gold
from kg.evaluate.relations import AnnotatedText
from tests.contract.source import ROOT

FOLDER = ROOT / "corpus" / "attribution"


@pytest.fixture(scope="module")
def articles() -> tuple[AnnotatedText, ...]:
    return read_gold([FOLDER])


def test_every_article_can_be_read(articles: tuple[AnnotatedText, ...]) -> None:
    assert sorted(text.id for text in articles) == sorted(path.stem for path in FOLDER.glob("*.txt"))


def test_there_are_at_least_five_hundred_attributions_of_every_act(
    articles: tuple[AnnotatedText, ...],
) -> None:
    acts = Counter(relation.act for text in articles for relation in text.relations)
    assert acts.total() >= 500
    assert min(acts.values()) >= 25


def test_no_mark_is_left_in_a_text(articles: tuple[AnnotatedText, ...]) -> None:
    assert [text.id for text in articles if set("[]<>{}") & set(text.text)] == []


def test_every_article_says_what_it_shows(articles: tuple[AnnotatedText, ...]) -> None:
    heads = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")}
    assert [name for name, head in heads.items() if not head.startswith("# genre:")] == []
