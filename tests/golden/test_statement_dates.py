"""Which date of a sentence is that of the statement, with the model."""

from __future__ import annotations

import pytest

from kg import ids
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document, Publisher, TimeValue
from kg.pipeline import read_article
from kg.read.passages import find_passages

pytestmark = pytest.mark.model


def stated(text: str) -> list[str]:
    """The words of the dates on which something was said, in an article of 20 May 2025."""
    document = Document(
        id=ids.document_id(None, "quay.txt", ""),
        path="quay.txt",
        url=None,
        title=None,
        text=text,
        text_sha256=ids.text_sha256(text),
        passages=find_passages(text),
        publisher=Publisher("quay.txt", None),
        published=TimeValue(value="2025-05-20"),
    )
    reading = read_article(document, open_gazetteer(()), "test")
    return [claim.stated_at.text for claim in reading.claims if claim.stated_at is not None]


def test_a_day_beside_the_cue_dates_the_statement() -> None:
    assert stated("The mayor said on Friday that the quay is old.") == ["Friday"]


def test_a_deadline_beside_the_cue_dates_no_statement() -> None:
    assert stated("The mayor has called for a vote by 1 June.") == []
