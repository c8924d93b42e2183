"""What is read, measured on the real articles in ../shared.  The floors may only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Document, PassageKind
from kg.read import read_metadata, read_paths
from kg.read.passages import find_passages

SHARED = Path(__file__).resolve().parents[4] / "shared"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared is not there"),
]

READ = {PassageKind.BODY, PassageKind.HEADLINE}


def test_the_five_articles_are_read_as_they_stand() -> None:
    table = read_metadata(SHARED / "seeds_metadata.tsv")
    documents = list(read_paths([str(SHARED / "seeds")], table))
    assert len(documents) == 5
    for document in documents:
        assert isinstance(document, Document)
        with (SHARED / "seeds" / document.path).open(encoding="utf-8", newline="") as file:
            assert document.text == file.read()
        assert document.publisher.name is None
        assert document.published is not None


def test_no_claim_of_the_five_articles_is_lost_to_boilerplate() -> None:
    documents = {d.path: d for d in read_paths([str(SHARED / "seeds")]) if isinstance(d, Document)}
    for line in (SHARED / "gold/seed_claims_000_003.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        document = documents[claim["doc"]]
        assert is_read(document.text, document.passages, *claim["content"])


def test_at_most_one_attributed_content_in_a_thousand_is_lost() -> None:
    contents = lost = 0
    for line in (SHARED / "corpora/polnear/dev.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        passages = find_passages(article["text"])
        for relation in article["relations"]:
            for start, end in relation["content"]:
                contents += 1
                lost += not is_read(article["text"], passages, start, end)
    assert contents > 2_000
    assert lost <= contents / 1_000


def is_read(text: str, passages: object, start: int, end: int) -> bool:
    """Tell whether every word of text[start:end] stands in a passage that is read."""
    assert isinstance(passages, tuple)
    inside = {
        position
        for passage in passages
        if passage.kind in READ
        for position in range(max(start, passage.start), min(end, passage.end))
    }
    return all(position in inside or text[position].isspace() for position in range(start, end))
