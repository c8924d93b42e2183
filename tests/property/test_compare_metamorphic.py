"""What must hold of a comparison of articles, whatever it finds: copies, order, strangers, piece by piece.

The sample articles are read once; a copy is the same text under another publisher's name, a day later.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bench.stress.corpus import read_drafts
from bench.stress.drafts import Draft, draft_of
from bench.stress.findings import Findings
from bench.worlds import read_originals
from kg.codec import encode_reading
from kg.compare.comparing import Comparison, compare, compare_more
from kg.model import Entity, Reading
from kg.resolve import resolve
from kg.shelves.claims import ClaimShelf

pytestmark = pytest.mark.model

SAMPLES = (
    "baltic-business-desk-ferries.txt", "briefs.jsonl#ferry-jobs", "briefs.jsonl#glacier",
    "domstad-bulletin-tram.txt", "duero-news-agency-dam.txt", "eastern-ledger-kursk.txt",
    "harbour-dispatch-kursk.txt", "lake-tribune-cholera.txt", "lakeside-health-monitor-cholera.html",
    "marmara-gazette-kursk.txt", "meridian-wire-kursk.txt", "northgate-review-kursk.txt",
    "plaza-daily-dam.txt", "theatre-review-kursk.txt",
)  # fmt: skip
UNRELATED = ("briefs.jsonl#glacier", "domstad-bulletin-tram.txt")
ROOT = Path(__file__).resolve().parents[2]
COPYIST = "Corvane Post"

Said = frozenset[str]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    readings = read_originals(tmp_path_factory.mktemp("samples"))
    return {reading.document.path: reading for reading in readings}


@pytest.fixture(scope="module")
def copies(samples: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """A copy of each sample, by its path."""
    drafts = [copy_of(draft_of(one)) for one in samples.values()]
    articles = read_drafts(drafts, "copies", tmp_path_factory.mktemp("copies"))
    return {article.draft.family: article.reading for article in articles}


def copy_of(draft: Draft) -> Draft:
    """The same text under another name, a day later."""
    return replace(
        draft,
        name=f"{draft.name} copied",
        publisher=COPYIST,
        day=draft.day + timedelta(days=1),
        parent=draft.name,
    )


@pytest.fixture(scope="module")
def entities(samples: dict[str, Reading], copies: dict[str, Reading]) -> Sequence[Entity]:
    return resolve([*samples.values(), *copies.values()]).entities


@pytest.fixture(scope="module")
def alone(samples: dict[str, Reading], entities: Sequence[Entity]) -> Comparison:
    """The comparison of the samples without any copy."""
    return compare(samples.values(), entities)


def origins_of(found: Comparison, claims: Iterable[str]) -> dict[Said, int]:
    """How many origins the groups of some claims have, other claims left out of them."""
    known = frozenset(claims)
    return {members: group.origins for group in found.groups if (members := known & frozenset(group.claims))}


def told(found: Comparison) -> Counter[tuple[str, frozenset[tuple[str, str]]]]:
    """What is listed: kind and both sides' words, whichever of two equal articles they stand in."""
    return Counter(
        (one.kind.value, frozenset((side.text, side.words.text) for side in (one.left, one.right)))
        for one in found.discrepancies
    )


def claims_of(readings: Iterable[Reading]) -> list[str]:
    return [claim.id for reading in readings for claim in reading.claims]


def test_the_samples_are_all_there(samples: dict[str, Reading]) -> None:
    assert tuple(sorted(samples)) == SAMPLES


@pytest.mark.parametrize("path", SAMPLES)
def test_a_copied_article_adds_no_origin(
    path: str,
    samples: dict[str, Reading],
    copies: dict[str, Reading],
    entities: Sequence[Entity],
    alone: Comparison,
) -> None:
    claims = claims_of(samples.values())
    found = compare([*samples.values(), copies[path]], entities)
    assert origins_of(found, claims) == origins_of(alone, claims)


@pytest.mark.parametrize("path", SAMPLES)
def test_a_copied_article_adds_no_discrepancy(
    path: str,
    samples: dict[str, Reading],
    copies: dict[str, Reading],
    entities: Sequence[Entity],
    alone: Comparison,
) -> None:
    found = compare([*samples.values(), copies[path]], entities)
    assert told(found) == told(alone)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_articles_gives_the_same(
    seed: int, samples: dict[str, Reading], copies: dict[str, Reading], entities: Sequence[Entity]
) -> None:
    readings = [*samples.values(), *list(copies.values())[seed::3]]
    assert compare(random.Random(seed).sample(readings, len(readings)), entities) == compare(
        readings, entities
    )


@pytest.mark.parametrize("path", UNRELATED)
def test_an_unrelated_article_changes_nothing(
    path: str, samples: dict[str, Reading], entities: Sequence[Entity], alone: Comparison
) -> None:
    stranger = samples[path]
    without = compare((one for one in samples.values() if one is not stranger), entities)
    of_stranger = frozenset(claims_of([stranger]))
    assert [one for one in alone.groups if not of_stranger & set(one.claims)] == list(without.groups)
    assert [one for one in alone.lineage if one.document != stranger.document.id] == list(without.lineage)
    assert alone.discrepancies == without.discrepancies


@pytest.mark.parametrize("seed", range(2))
def test_article_by_article_gives_what_all_at_once_gives(
    seed: int, samples: dict[str, Reading], copies: dict[str, Reading], entities: Sequence[Entity]
) -> None:
    readings = [*samples.values(), *copies.values()]
    whole = compare(readings, entities)
    entity_of = {pair: entity for entity in entities for pair in entity.referents}
    findings = Findings()
    with sqlite3.connect(":memory:") as connection:
        shelf = ClaimShelf(connection)
        for reading in random.Random(seed).sample(readings, len(readings)):
            findings.take(compare_more(shelf, [reading], (), entity_of))
    lineage = [link for links in findings.lineage.values() for link in links]
    assert sorted(lineage, key=repr) == sorted(whole.lineage, key=repr)
    assert sorted(findings.groups.values(), key=repr) == sorted(whole.groups, key=repr)
    assert sorted(findings.all_differences(), key=repr) == sorted(whole.discrepancies, key=repr)


_COMPARE = """
import sys
from pathlib import Path
from bench.worlds import read_originals
from kg.compare.comparing import compare
from kg.resolve import resolve
readings = read_originals(Path(sys.argv[1]))
found = compare(readings, resolve(readings).entities)
print(repr((found.lineage, found.groups, found.discrepancies)))
"""


def test_the_order_of_sets_changes_nothing(samples: dict[str, Reading], tmp_path: Path) -> None:
    """Sets of strings stand in another order in every process: two are started."""
    for reading in samples.values():
        (tmp_path / f"{reading.document.id}.json").write_bytes(encode_reading(reading))
    command = [sys.executable, "-c", _COMPARE, str(tmp_path)]
    found = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
