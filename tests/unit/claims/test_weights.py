"""Files of weights: numbers beside names, read without running anything; what is wrong is one line."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.claims.weights import RULES, SHIPPED, Weights, find_weights, weights_text
from kg.errors import InputError
from kg.extractor import extractor_id

GOOD: dict[str, Any] = {
    "format": 1,
    "name": "mine",
    "threshold": 0.4,
    "card": {"method": "by hand"},
    "features": {"bias": -1.0, "cue=say": 2.5},
}
MOST_BYTES = 10_000_000


def written(folder: Path, content: object) -> str:
    path = folder / "mine.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != key}


def test_rules_are_no_weights() -> None:
    assert find_weights(RULES) is None
    assert weights_text(RULES) == ""


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert find_weights(path) == Weights("mine", 0.4, GOOD["features"], GOOD["card"])
    assert weights_text(path) == json.dumps(GOOD)


def test_the_probability_is_that_of_a_logistic_regression() -> None:
    weights = Weights("mine", 0.5, {"a": 2.0, "b": -1.0}, {})
    assert weights.probability(["a", "b"]) == pytest.approx(1 / (1 + math.exp(-1)))
    assert weights.probability([]) == weights.probability(["unknown"]) == 0.5


def test_no_weight_is_so_large_that_a_probability_fails() -> None:
    weights = Weights("mine", 0.5, {"a": 1e6, "b": -1e7}, {})
    assert weights.probability(["b"]) < 1e-9 < 1 - 1e-9 < weights.probability(["a"])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "import os",
        "[]",
        "7",
        '"text"',
        "null",
        without("format"),
        without("name"),
        without("threshold"),
        without("card"),
        without("features"),
        {**GOOD, "format": 2},
        {**GOOD, "threshold": "high"},
        {**GOOD, "threshold": None},
        {**GOOD, "features": ["bias"]},
        {**GOOD, "features": {"bias": "heavy"}},
        {**GOOD, "features": {"bias": None}},
        {**GOOD, "features": {"bias": [1.0]}},
        {**GOOD, "card": "by hand"},
    ],
    ids=str,
)
def test_a_file_that_is_no_weights_is_one_line_that_says_what_to_do(tmp_path: Path, content: object) -> None:
    with pytest.raises(InputError, match="train") as raised:
        find_weights(written(tmp_path, content))
    message = str(raised.value)
    assert "mine.json" in message
    assert "\n" not in message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_weight_that_is_no_finite_number_is_refused(tmp_path: Path, number: str) -> None:
    for part in ('"threshold": 0.4', '"bias": -1.0'):
        name = part.split(":")[0]
        with pytest.raises(InputError, match="train"):
            find_weights(written(tmp_path, json.dumps(GOOD).replace(part, f"{name}: {number}")))


@pytest.mark.parametrize("threshold", [-0.1, 1.5])
def test_a_threshold_is_a_probability(tmp_path: Path, threshold: float) -> None:
    with pytest.raises(InputError, match="train"):
        find_weights(written(tmp_path, {**GOOD, "threshold": threshold}))


def test_a_file_that_is_missing_or_no_text_says_what_to_name(tmp_path: Path) -> None:
    binary = tmp_path / "mine.bin"
    binary.write_bytes(b"\x80\x04\x95\xff")
    for path in (tmp_path / "none.json", tmp_path, binary):
        for read in (find_weights, weights_text):
            with pytest.raises(InputError, match='"shipped", "rules" or a file'):
                read(str(path))


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    pickled = f"cos\nsystem\n(S'touch {trace}'\ntR."
    name = f"__import__('pathlib').Path({str(trace)!r}).touch()"
    with pytest.raises(InputError):
        find_weights(written(tmp_path, pickled))
    found = find_weights(written(tmp_path, {**GOOD, "name": name, "features": {name: 1.0}}))
    assert found is not None
    assert found.name == name
    assert not trace.exists()


def test_the_shipped_weights_are_small_and_finite_and_have_a_card() -> None:
    shipped = find_weights(SHIPPED)
    assert shipped is not None
    assert len(weights_text(SHIPPED).encode()) < MOST_BYTES
    assert 0 < shipped.threshold < 1
    assert len(shipped.features) > 1000
    assert all(map(math.isfinite, shipped.features.values()))
    assert {"examples", "features", "method"} < shipped.card.keys()


def test_the_shipped_weights_learned_nothing_of_polnear() -> None:
    shipped = find_weights(SHIPPED)
    assert shipped is not None
    corpora = {title: text for title, text in shipped.card.items() if title.startswith("corpus ")}
    assert set(corpora) == {"corpus attribution", "corpus attribution_other_genres.jsonl"}
    assert corpora["corpus attribution_other_genres.jsonl"].startswith("84 texts, ")


def test_the_file_of_the_shipped_weights_is_sorted_so_that_two_can_be_compared_line_by_line() -> None:
    text = files("kg").joinpath("weights", "attribution.json").read_text(encoding="utf-8")
    names = list(json.loads(text)["features"])
    assert names == sorted(names)
    assert len(text.splitlines()) > len(names)


def test_other_weights_are_another_extractor() -> None:
    ids = {extractor_id([], text) for text in ("", weights_text(SHIPPED), json.dumps(GOOD))}
    assert len(ids) == 3
    assert extractor_id([]) == extractor_id([], "")
