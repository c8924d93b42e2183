"""Attribution on PolNeAR dev (84 US news articles), by the shared scorer: what is pinned here may only rise.

No text of the corpus stands in the repository; its hash says which file the numbers belong to.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from kg.claims import find_relations, spans_of
from kg.parse import parse_text

pytestmark = [pytest.mark.model, pytest.mark.shared]

SHA256 = "256bd9b24a0327ba402e4560b523c0794192a63a00ead1610f63c1a2460c73da"
FLOORS = {"all content": 65.9, "all source": 60.1, "speech content": 81.7, "speech source": 78.0}


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def relations_of(text: str) -> list[dict[str, object]]:
    doc = parse_text(text)
    return [
        {
            "source": spans_of(doc, relation.source),
            "cue": spans_of(doc, relation.cue),
            "content": spans_of(doc, relation.content),
        }
        for relation in find_relations(doc)
    ]


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float]:
    path = shared / "corpora" / "polnear" / "dev.jsonl"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256, "another corpus: measure and pin again"
    scorer = load_scorer(shared / "bench" / "score_attribution.py")
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [{"text": article["text"], "relations": relations_of(article["text"])} for article in gold]
    every = scorer.total(
        [
            scorer.score_doc(g["text"], g["relations"], s["relations"])
            for g, s in zip(gold, found, strict=True)
        ]
    )
    speech = scorer.total(
        [
            scorer.score_doc(g["text"], scorer.keep_speech(g), scorer.keep_speech(s))
            for g, s in zip(gold, found, strict=True)
        ]
    )
    return {
        f"{name} {short}": 100 * scorer.prf(table[measure, "all"])[2]
        for name, table in (("all", every), ("speech", speech))
        for short, measure in (("content", "content J>=.5"), ("source", "+ source"))
    }


@pytest.mark.parametrize("measure", FLOORS)
def test_no_attribution_score_on_polnear_dev_falls(scores: dict[str, float], measure: str) -> None:
    assert scores[measure] >= FLOORS[measure], scores
