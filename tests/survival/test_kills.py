"""kill -9 at random moments; `python -m bench.kills` does the same a hundred times."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from kg.graph.articles import QUADS, RECORDS
from tests.survival.killed_others import KilledAppends, KilledDecisions, KilledReaders
from tests.survival.killing import SCENARIOS, Rehearsed, Scenario

pytestmark = [
    pytest.mark.model,  # what follows from all articles needs the word vectors of its package
    pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows"),
]

ROUNDS = 2


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_a_killed_build_leaves_whole_articles_and_the_next_ends_as_if_nothing_had_been(
    tmp_path: Path, scenario: Scenario
) -> None:
    killed, chance = Rehearsed(scenario, tmp_path / "work"), random.Random(7)
    for _ in range(ROUNDS):
        killed.round(chance)


@pytest.mark.parametrize("suffix", [RECORDS, QUADS])
def test_an_article_that_is_there_by_half_does_not_pass_for_a_whole_one(tmp_path: Path, suffix: str) -> None:
    """What the rounds above rest on: the check sees a file that was cut short, and one that was set aside."""
    killed = Rehearsed(SCENARIOS[0], tmp_path / "work")
    store = tmp_path / "work" / "after"
    killed.check_articles(store)
    file = next((store / "articles").glob(f"*{suffix}"))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(AssertionError, match="is there by half"):
        killed.check_articles(store)
    file.write_bytes(whole)
    file.with_name(file.name + ".broken").write_bytes(whole)
    with pytest.raises(AssertionError, match="what is this"):
        killed.check_articles(store)


def test_a_kill_tears_no_line_of_the_log_that_was_confirmed(tmp_path: Path) -> None:
    killed, chance = KilledAppends(tmp_path / "work"), random.Random(7)
    for _ in range(5 * ROUNDS):
        killed.round(chance)


def test_a_killed_decision_is_in_the_log_or_not_and_the_next_build_follows_the_log(tmp_path: Path) -> None:
    killed, chance = KilledDecisions(tmp_path / "work"), random.Random(7)
    for _ in range(ROUNDS):
        killed.round(chance)


def test_a_killed_reader_holds_nothing_back(tmp_path: Path) -> None:
    killed, chance = KilledReaders(tmp_path / "work"), random.Random(7)
    for _ in range(ROUNDS):
        killed.round(chance)
