"""Attribution on PolNeAR dev (84 US news articles): what is pinned here may neither fall nor rise unnoticed.

No text of the corpus stands in the repository; its hash says which file the numbers belong to.
`tests/quality/test_scorer.py` holds the scorer to the shared one.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path

import pytest
from spacy.tokens import Doc

from kg.claims import find_relations
from kg.claims.weights import find_weights
from kg.evaluate.attribution import AttributionReport, read_doc, report_attribution
from kg.evaluate.corpus import read_gold
from kg.evaluate.relations import AnnotatedText
from kg.parse import parse_text

pytestmark = [pytest.mark.model, pytest.mark.shared]

SHA256 = "256bd9b24a0327ba402e4560b523c0794192a63a00ead1610f63c1a2460c73da"

PINNED = {
    "rules": {
        "all content": 67.4, "all source": 62.9, "speech content": 82.1, "speech source": 80.0,
        "direct": 91.8, "unnamed recall": 55.0,
    },
    "shipped": {
        "all content": 69.5, "all source": 64.6, "speech content": 83.8, "speech source": 81.2,
        "direct": 92.0, "unnamed recall": 59.3,
    },
}  # fmt: skip
"""Percent, as `kg evaluate attribution ../shared/corpora/polnear/dev.jsonl --weights ...` prints them."""

NOISE = 0.3
"""Points that another build of a library may cost; more is a change of ours."""


@cache
def parsed(path: Path) -> tuple[tuple[AnnotatedText, Doc], ...]:
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SHA256, "another corpus: measure and pin again"
    return tuple((text, parse_text(text.text)) for text in read_gold([path]))


@cache
def measured(path: Path, choice: str) -> dict[str, float]:
    extract = partial(find_relations, weights=find_weights(choice))
    return figures(report_attribution([read_doc(text, doc, extract) for text, doc in parsed(path)]))


def figures(report: AttributionReport) -> dict[str, float]:
    return {
        "all content": report.content.f1,
        "all source": report.content_source.f1,
        "speech content": report.speech.content.f1,
        "speech source": report.speech.content_source.f1,
        "direct": next(score.f1 for style, score in report.types.items() if style == "direct"),
        "unnamed recall": next(one.content.r for kind, one in report.sources.items() if kind == "unnamed"),
    }


@pytest.mark.parametrize(("choice", "measure"), [(c, m) for c, pins in PINNED.items() for m in pins])
def test_no_score_on_polnear_dev_falls_and_every_rise_is_written_down(
    shared: Path, choice: str, measure: str
) -> None:
    found = measured(shared / "corpora" / "polnear" / "dev.jsonl", choice)[measure]
    pinned = PINNED[choice][measure]
    assert found >= pinned - NOISE, f"{measure} fell to {found} with {choice}"
    assert found <= pinned + NOISE, f"{measure} rose to {found} with {choice}: write it down in PINNED"
