"""The five seed articles against their visible gold, by the shared scorer (floors of the main job)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.export import export_to
from kg.graph.store import open_for_reading
from kg.pipeline import build

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    folder = tmp_path_factory.mktemp("seeds")
    build([str(shared / "seeds")], store=folder / "store", metadata=shared / "seeds_metadata.tsv")
    with open_for_reading(folder / "store") as reader:
        export_to("jsonl", reader, folder / "out")
    scorer = [sys.executable, str(shared / "bench" / "score_seed_claims.py")]
    gold = str(shared / "gold" / "seed_claims_000_003.jsonl")
    claims = str(folder / "out" / "claims.jsonl")
    run = subprocess.run(
        [*scorer, gold, claims, "--texts", str(shared / "seeds")], capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in run.stdout.splitlines() if "/" in line]
    return {words[0]: float(words[-1].rstrip("%")) for words in lines}


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("found", 96.0),
        ("speaker", 99.0),
        ("anonymous", 96.0),
        ("style", 99.0),
        ("certainty", 87.0),
        ("polarity", 99.0),
        ("conditional", 99.0),
        ("quantity", 99.0),
        ("chain", 99.0),
    ],
)
def test_no_score_on_the_seed_articles_falls(scores: dict[str, float], measure: str, floor: float) -> None:
    assert scores[measure] >= floor
