"""Credits on PolNeAR dev (84 US news articles): each that is found was read, and judged right or wrong.

No text of the corpus stands in the repository: the list has ids and offsets.  A credit that is found and not
in the list has not been read: read it, judge it by docs/QUALITY.md (Credits), and write it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.claims.weights import find_weights
from kg.config import Settings
from kg.lexicon import read_table
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document
from kg.pipeline import read_article
from kg.read import read_paths

pytestmark = [pytest.mark.model, pytest.mark.shared]

PRECISION = 0.98
"""Share of the judged credits that are right: 74 of 75."""
LOST = 2
"""Right ones that another build of a library may cost."""
UNREAD = 3
"""Credits that may be found without having been judged."""

LIST = Path(__file__).with_name("credits_polnear_dev.tsv")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article credits an outlet: article id, offsets of the words that do, the outlet's name."""

    article: str
    start: int
    end: int
    outlet: str


@cache
def judged() -> Mapping[Place, str]:
    return {
        Place(row["article"], int(row["start"]), int(row["end"]), row["outlet"]): row["verdict"]
        for row in read_table(LIST)
    }


@cache
def found(corpus: Path) -> frozenset[Place]:
    gazetteer, weights = open_gazetteer(()), find_weights(Settings().weights)
    documents = (one for one in read_paths([str(corpus)], None, Settings()) if isinstance(one, Document))
    readings = (read_article(document, gazetteer, "test", weights) for document in documents)
    return frozenset(
        Place(
            reading.document.path.partition("#")[2],
            *credit.evidence.spans[0],
            credit.outlet.text.removeprefix("The ").removeprefix("the "),
        )
        for reading in readings
        for credit in reading.credits
    )


@pytest.fixture
def places(shared: Path) -> frozenset[Place]:
    return found(shared / "corpora" / "polnear" / "dev.jsonl")


def test_credits_that_are_found_are_as_often_right_as_they_were(places: frozenset[Place]) -> None:
    verdicts = [judged()[place] for place in places if place in judged()]
    assert verdicts.count("right") >= PRECISION * len(verdicts)


def test_no_credit_that_is_right_is_lost(places: frozenset[Place]) -> None:
    lost = {place for place, verdict in judged().items() if verdict == "right" and place not in places}
    assert len(lost) <= LOST, lost


def test_every_credit_that_is_found_was_read(places: frozenset[Place]) -> None:
    unread = {place for place in places if place not in judged()}
    assert len(unread) <= UNREAD, f"judge them and write them into {LIST.name}: {unread}"
