"""The model card says what the shipped file says, and its commands can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kg.claims.weights import SHIPPED, find_weights, weights_text
from kg.cli.train import attribution

CARD = (Path(__file__).parents[3] / "docs" / "MODEL_CARD.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    kg train attribution (.*)$", CARD, re.MULTILINE)


def test_the_card_tells_corpora_threshold_and_features_of_the_shipped_file() -> None:
    shipped = find_weights(SHIPPED)
    assert shipped is not None
    for title, text in shipped.card.items():
        if title.startswith("corpus "):
            assert text.rpartition(" ")[2] in CARD, f"{title}: {text}"
            texts, relations = (int(number) for number in re.findall(r"(\d+) (?:texts|attributions)", text))
            assert f"| {texts} | {relations:,} |" in CARD
    assert f"threshold {shipped.threshold}, {shipped.card['features']} features" in CARD


def test_the_card_tells_at_most_how_large_the_file_is() -> None:
    (most,) = re.findall(r"under ([\d.]+) MB", CARD)
    assert len(weights_text(SHIPPED).encode()) < float(most) * 1_000_000


def test_the_command_on_the_card_has_the_terms_that_the_file_tells() -> None:
    shipped = find_weights(SHIPPED)
    assert shipped is not None
    (terms,) = re.findall(r'--terms "([^"]+)"', CARD)
    assert all(
        f"terms: {terms};" in text for title, text in shipped.card.items() if title.startswith("corpus ")
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_on_the_card_has_the_options_of_the_program(command: str) -> None:
    context = attribution.make_context("attribution", shlex.split(command))
    assert context.params["corpus"]


def test_the_card_trains_what_ships_from_the_five_open_genres_only() -> None:
    context = attribution.make_context("attribution", shlex.split(COMMANDS[0]))
    genres = {"academic", "bio", "court", "interview", "voyage"}
    assert set(context.params["ids"]) == {f"*_{genre}_*" for genre in genres}
    assert not any("polnear" in str(path) for path in (*context.params["corpus"], *context.params["clauses"]))
