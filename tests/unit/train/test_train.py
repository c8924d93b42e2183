"""Learning: the same gold gives the same file, rare features are left out, the card says what was learned."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="training needs claimgraph[train]")

from kg.claims.attribution import find_relations
from kg.claims.weights import Weights, find_weights
from kg.errors import InputError
from kg.parse import parse_text
from kg.train.attribution import RARE, SMALL, THRESHOLDS, train_attribution, weights_json
from kg.train.corpora import CLAUSE_WEIGHT, CLAUSES
from tests.unit.train.gold import SENTENCES, corpus, silent, texts

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def learned() -> Weights:
    return train_attribution("harbour", [corpus()], silent)


def test_the_same_gold_gives_the_same_bytes(learned: Weights) -> None:
    assert weights_json(train_attribution("harbour", [corpus()], silent)) == weights_json(learned)


def test_other_gold_gives_other_weights_and_another_digest(learned: Weights) -> None:
    other = replace(corpus(), texts=texts(*SENTENCES[:-1], SENTENCES[-1].replace("1:urged", "1i:urged")))
    again = train_attribution("harbour", [other], silent)
    assert again.card["corpus harbour"] != learned.card["corpus harbour"]
    fewer = train_attribution("harbour", [replace(corpus(), texts=texts(*SENTENCES[:6]))], silent)
    assert fewer.features != learned.features


def test_the_threshold_is_one_of_those_tried(learned: Weights) -> None:
    assert learned.threshold in THRESHOLDS


def test_a_file_is_read_back_as_it_was_learned(learned: Weights, tmp_path: Path) -> None:
    path = tmp_path / "harbour.json"
    path.write_text(weights_json(learned), encoding="utf-8")
    read = find_weights(str(path))
    assert read is not None
    assert (read.name, read.threshold, read.card) == (learned.name, learned.threshold, learned.card)
    assert read.features == {name: round(value, 3) for name, value in learned.features.items()}


def test_a_file_has_a_feature_a_line_in_order_and_no_number_that_is_none(learned: Weights) -> None:
    text = weights_json(learned)
    features = json.loads(text)["features"]
    assert list(features) == sorted(features)
    assert all(math.isfinite(value) for value in features.values())
    assert text.endswith("}\n")
    assert "NaN" not in text


def test_weights_too_small_to_matter_are_left_out(learned: Weights) -> None:
    assert min(abs(value) for value in learned.features.values()) >= SMALL


def test_a_feature_of_one_candidate_is_left_out(learned: Weights) -> None:
    assert RARE == 2
    assert "cue=gribble" in learned.features
    assert not any(
        name.startswith("cue=urge") and "frame=verb.object-infinitive" in name for name in learned.features
    )


def test_what_was_marked_weighs_more_than_what_was_not(learned: Weights) -> None:
    assert learned.features["cue=gribble"] > 0
    assert learned.features["cue=say"] > 0


def test_a_verb_that_no_lexicon_has_is_learned(learned: Weights) -> None:
    doc = parse_text("The pilot gribbled that the buoy had sunk.")
    assert find_relations(doc) == ()
    eager = replace(learned, threshold=0.3)
    (found,) = find_relations(doc, eager)
    assert doc[found.cue_head].text == "gribbled"


def test_the_card_tells_corpora_examples_features_and_method(learned: Weights) -> None:
    card = learned.card
    assert set(card) == {"corpus harbour", "examples", "features", "method"}
    for part in ("10 texts", "11 attributions", "every frame", "weight 1.0", "terms: our own", "sha256 "):
        assert part in card["corpus harbour"]
    assert card["features"] == str(len(learned.features))
    assert "logistic regression" in card["method"]
    total, right = _counts(card["examples"])
    assert 0 < right < total


def _counts(text: str) -> tuple[int, int]:
    total, right = [int(word.rstrip(",")) for word in text.split() if word.rstrip(",").isdigit()]
    return total, right


def test_gold_of_clauses_teaches_clauses_only(learned: Weights) -> None:
    clauses = corpus("eRST", frames=CLAUSES, weight=CLAUSE_WEIGHT)
    alone = train_attribution("both", [corpus("tiny"), clauses], silent)
    assert "clauses only, weight 0.5" in alone.card["corpus eRST"]
    every, _ = _counts(learned.card["examples"])
    both, _ = _counts(alone.card["examples"])
    assert every < both < 2 * every


def test_gold_of_clauses_says_nothing_of_other_frames(learned: Weights) -> None:
    full = replace(corpus("full"), texts=texts(*SENTENCES[:2]))
    clauses = corpus("eRST", frames=CLAUSES, weight=CLAUSE_WEIGHT)
    found = train_attribution("both", [full, clauses], silent)
    frames = {name for name in found.features if name.startswith("frame=") and " " not in name}
    assert "frame=verb.that-clause" in frames
    assert frames <= {f"frame={frame}" for frame in CLAUSES | {"verb.preposition"}}


LEFT = "The boats left. The crew painted the hull."
MARKED = "[1:Lind] <1:said> {1:it rained}."


@pytest.mark.parametrize(
    "marked",
    [(), ("It rained.",), (LEFT,) * 6, (MARKED,), (MARKED,) * 6],
    ids=["none", "rain", "wrong", "one", "right"],
)
def test_too_little_gold_is_an_error_that_asks_for_more(marked: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="too little gold") as raised:
        train_attribution("harbour", [replace(corpus(), texts=texts(*marked))], silent)
    assert "\n" not in str(raised.value)


def test_progress_tells_each_stage(learned: Weights) -> None:
    told: list[tuple[str, int, int]] = []
    train_attribution(
        "harbour", [corpus()], lambda stage, done, total, item: told.append((stage, done, total))
    )
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["read", "threshold", "learn"]
    assert told[0] == ("read", 0, 10)
    assert all(done <= total for _, done, total in told if total)
