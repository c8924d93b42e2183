"""How well modality is read, on 176 sentences of our own (annotated per FactBank before any output was seen).

The floors may only rise.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc, Token

from kg.claims.modality import read_modality
from kg.lexicon import table
from kg.model import Certainty, Modality
from kg.parse import parse_text

pytestmark = pytest.mark.model

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "modality_gold.jsonl").read_text("utf-8").splitlines()
]
FLOORS = {"certainty": 0.99, "polarity": 0.99, "conditional": 0.99, "tense": 0.97}
RANK = [Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN]


def read(item: dict[str, Any]) -> Modality:
    doc = parse_text(item["text"])
    return read_modality(between(doc, item["content"]), cue_of(doc, item["cue"]))


def between(doc: Doc, span: list[int]) -> list[Token]:
    return [token for token in doc if span[0] <= token.idx < span[1]]


def cue_of(doc: Doc, span: list[int] | None) -> Token | None:
    if span is None:
        return None
    tokens = between(doc, span)
    verbs = [t for t in tokens if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    return (verbs or tokens)[0]


@pytest.mark.parametrize("field", FLOORS)
def test_modality_is_read_at_least_as_well_as_before(field: str) -> None:
    right = sum(str(getattr(read(item), field)) == str(item[field]) for item in GOLD)
    assert right / len(GOLD) >= FLOORS[field]


def test_removing_a_hedging_adverb_never_lowers_certainty() -> None:
    adverbs = {
        row["word"] for row in table("hedges") if row["kind"] == "adverb" and row["effect"] != "certain"
    }
    hedged = 0
    for item in GOLD:
        for word in item["text"].split():
            if word.lower() in adverbs:
                hedged += 1
                assert RANK.index(read(without(item, word)).certainty) >= RANK.index(read(item).certainty), (
                    item["text"]
                )
    assert hedged > 10


def without(item: dict[str, Any], word: str) -> dict[str, Any]:
    """The same sentence without `word` and the space after it, offsets moved along."""
    start = item["text"].index(word)
    end = start + len(word) + 1

    def moved(offset: int) -> int:
        return offset if offset <= start else max(start, offset - (end - start))

    spans = {key: item[key] and [moved(offset) for offset in item[key]] for key in ("content", "cue")}
    return {**item, **spans, "text": item["text"][:start] + item["text"][end:]}
