"""What must hold of decisions, whatever is decided: replayed from nothing they give the same graph, taken
back they leave no trace."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decisions.lines import format_line, parse_line
from kg.decisions.log import append_decision, read_log
from kg.decisions.making import make_decision
from kg.decisions.records import Decision, Target, Verb
from kg.decisions.replay import conflicts_with, in_force, replay
from kg.model import Identifier
from kg.pipeline import build, decide
from kg.query.lookups import Lookups
from tests.unit.decisions.world import (
    decision,
    document_id,
    entity_id,
    exported,
    simple_reader,
    write_articles,
)

SEED_ARTICLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "articles").glob("*-kursk.txt"))


# -------------------------------------------------------------------------------------- the log by itself

ENTITIES = [f"e-{number}" for number in range(5)]
PAIRS = list(combinations(ENTITIES, 2))
WIKIDATA = [Identifier("wikidata", value, "test") for value in ("Q1", "Q2")]
GEONAMES = Identifier("geonames", "1", "test")

POOL = (
    *(decision(Verb.MERGE, *pair) for pair in PAIRS),
    *(decision(Verb.MERGE, *reversed(three)) for three in combinations(ENTITIES, 3)),
    *(decision(Verb.SPLIT, *pair) for pair in PAIRS),
    *(decision(Verb.SPLIT, one, names=["A"]) for one in ENTITIES),
    *(decision(Verb.RENAME, one, label=label) for one in ENTITIES for label in ("A", "B")),
    *(
        decision(Verb.LINK, one, identifiers=[found])
        for one, found in product(ENTITIES, (*WIKIDATA, GEONAMES))
    ),
    *(decision(Verb.UNLINK, one) for one in ENTITIES),
    *(decision(Verb.RETRACT, *some) for some in (["d-1"], ["d-1", "d-2"], ["c-1", "d-2"])),
    *(decision(Verb.RESTORE, one) for one in ("d-1", "d-2", "c-1", "k-none")),
)
"""Decisions of every kind about few things, so that many contradict one another."""


@st.composite
def logs(draw: st.DrawFn) -> tuple[Decision, ...]:
    """Any decisions of the pool, and restores of any lines before them (a number is one)."""
    log: list[Decision] = []
    for number, drawn in enumerate(draw(st.lists(st.sampled_from(POOL) | st.integers(0, 9), max_size=10))):
        if isinstance(drawn, Decision):
            log.append(drawn)
        elif log:
            log.append(decision(Verb.RESTORE, log[drawn % len(log)].id, second=number))
    return tuple(log)


ANY_TEXT = st.text(max_size=20)


@given(ANY_TEXT, ANY_TEXT, st.floats(-90, 90), st.text(min_size=1).filter(lambda text: text.strip()))
def test_any_words_and_numbers_are_read_back_as_they_were_written(
    why: str, label: str, degrees: float, value: str
) -> None:
    found = [Identifier("test", value, label)]
    target = Target("e-1", label)
    made = make_decision("link", [target], who="A", why=why, identifiers=found, lat=degrees, lon=-degrees)
    line = format_line(made)
    assert (parse_line(line), line.count(b"\n")) == (made, 1)


@settings(deadline=None)  # every line waits for the disk
@given(logs())
def test_any_log_is_replayed_and_read_back(log: tuple[Decision, ...]) -> None:
    rulings = replay(log)
    assert replay(rulings.decisions) == rulings
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "any.decisions.jsonl")
        for one in log:
            append_decision(path, one)
        assert read_log(path) == rulings.decisions


@given(logs())
def test_what_holds_is_in_force_and_nothing_that_holds_contradicts_another(log: tuple[Decision, ...]) -> None:
    rulings = replay(log)
    force = {one.id for one in in_force(rulings)}
    assert {one.id for one in rulings.changes} <= force
    assert {one.id for one in rulings.retracted.values()} <= force
    kept = [one for one in rulings.changes if one.verb is Verb.MERGE]
    together = {one: {one} for one in ENTITIES}
    for merge in kept:
        joined = set().union(*(together[target.id] for target in merge.targets))
        together |= dict.fromkeys(joined, joined)
    assert not any(right in together[left] for left, right in rulings.apart)


@given(logs())
def test_restoring_all_that_is_in_force_leaves_nothing(log: tuple[Decision, ...]) -> None:
    force = in_force(replay(log))
    restores = tuple(
        make_decision("restore", [Target(one.id)], who="Bo", when="2025-06-01T00:00:00Z") for one in force
    )
    rulings = replay((*log, *restores))
    assert (rulings.changes, rulings.apart, dict(rulings.retracted)) == ((), frozenset(), {})
    assert in_force(rulings) == ()


@given(logs())
def test_restoring_every_line_at_once_leaves_nothing(log: tuple[Decision, ...]) -> None:
    if log:
        everything = make_decision("restore", [one.id for one in log], who="Bo", when="2025-06-01T00:00:00Z")
        assert in_force(replay((*log, everything))) == ()


@given(logs(), st.sampled_from(POOL))
def test_conflicts_told_beforehand_are_those_found_afterwards(
    log: tuple[Decision, ...], new: Decision
) -> None:
    rulings = replay(log)
    told = {one.decisions for one in conflicts_with(new, rulings)}
    known = {one.decisions for one in rulings.conflicts}
    assert {one.decisions for one in replay((*log, new)).conflicts} - known == told


@given(logs(), logs())
def test_the_logs_of_two_people_put_together_by_git_are_replayed(
    one: tuple[Decision, ...], two: tuple[Decision, ...]
) -> None:
    together = replay((*one, *two, *one))
    assert {decision.id for decision in together.decisions} == {line.id for line in (*one, *two)}


# ----------------------------------------------------------------------------------- the log and the graph


def decide_all(store: Path) -> list[Decision]:
    """Merge two, split one, keep two apart, rename, link, unlink, retract an article and a claim."""
    claim = Lookups(store).claims(document="pier.txt")[0].id
    several = [
        decision(Verb.MERGE, entity_id(store, "Juno Vale"), entity_id(store, "Harbour Office"), second=1),
        decision(
            Verb.SPLIT, entity_id(store, "Ada Brink"), documents=[document_id(store, "ferry.txt")], second=2
        ),
        decision(
            Verb.SPLIT, entity_id(store, "Port Authority"), entity_id(store, "Harbour Office"), second=3
        ),
        decision(Verb.RENAME, entity_id(store, "Port Authority"), label="Port of Rivne", second=4),
        decision(
            Verb.LINK,
            entity_id(store, "Port Authority"),
            identifiers=[Identifier("wikidata", "Q0", "test")],
            second=5,
        ),
        decision(Verb.UNLINK, entity_id(store, "Rivne"), second=6),
        decision(Verb.RETRACT, document_id(store, "gate.txt"), second=7),
        decision(Verb.RETRACT, claim, second=8),
    ]
    for one in several:
        report = decide(store, one)
        assert (report.idle, report.conflicts) == ((), ())
    return several


def build_in(folder: Path, articles: list[Path]) -> Path:
    build([str(article) for article in articles], store=folder / "store")
    return folder / "store"


@pytest.fixture
def articles(tmp_path: Path) -> Iterator[list[Path]]:
    with simple_reader():
        yield sorted(write_articles(tmp_path / "articles").iterdir())


def test_the_same_articles_and_the_same_log_give_the_same_graph(tmp_path: Path, articles: list[Path]) -> None:
    store = build_in(tmp_path, articles)
    untouched = exported(store, tmp_path / "untouched")
    decide_all(store)
    after = exported(store, tmp_path / "decided")
    assert after != untouched
    shutil.rmtree(store)
    assert exported(build_in(tmp_path, articles[::-1]), tmp_path / "again") == after


def test_articles_that_come_one_at_a_time_after_the_decisions_give_the_same_graph(
    tmp_path: Path, articles: list[Path]
) -> None:
    store = build_in(tmp_path, articles)
    decide_all(store)
    after = exported(store, tmp_path / "decided")
    shutil.rmtree(store)
    for article in random.Random(3).sample(articles, len(articles)):
        build_in(tmp_path, [article])
    assert exported(store, tmp_path / "again") == after


def test_decisions_that_were_all_taken_back_leave_the_graph_byte_for_byte(
    tmp_path: Path, articles: list[Path]
) -> None:
    store = build_in(tmp_path, articles)
    untouched = exported(store, tmp_path / "untouched")
    for number, one in enumerate(decide_all(store)):
        decide(store, decision(Verb.RESTORE, one.id, second=30 + number))
    assert exported(store, tmp_path / "restored") == untouched
    shutil.rmtree(store)
    assert exported(build_in(tmp_path, articles), tmp_path / "again") == untouched


def test_a_decision_that_was_brought_back_gives_the_graph_that_it_gave(
    tmp_path: Path, articles: list[Path]
) -> None:
    store = build_in(tmp_path, articles)
    merge = decide_all(store)[0]
    after = exported(store, tmp_path / "decided")
    back = decide(store, decision(Verb.RESTORE, merge.id, second=30)).decision
    assert exported(store, tmp_path / "without") != after
    decide(store, decision(Verb.RESTORE, back.id, second=31))
    assert exported(store, tmp_path / "again") == after


@cache
def world(folder: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of entities, and of documents and claims, of a store without decisions."""
    lookups = Lookups(folder)
    supports = [one.id for one in (*lookups.documents(), *lookups.claims())]
    return tuple(one.id for one in lookups.entities()), tuple(supports)


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    with simple_reader():
        return build_in(folder, sorted(write_articles(folder / "articles").iterdir()))


@st.composite
def real_decisions(draw: st.DrawFn, entities: tuple[str, ...], supports: tuple[str, ...]) -> list[Decision]:
    found: list[Decision] = []
    for number in range(draw(st.integers(1, 8))):
        targets = draw(st.lists(st.sampled_from(entities), min_size=2, max_size=3, unique=True))
        several = draw(st.lists(st.sampled_from(supports), min_size=1, max_size=3, unique=True))
        wikidata = [Identifier("wikidata", f"Q{number}", "test")]
        documents = [one for one in supports if one.startswith("d-")]
        chosen = draw(st.lists(st.sampled_from(documents), min_size=1, max_size=2, unique=True))
        options = [
            decision(Verb.MERGE, *targets, second=number),
            decision(Verb.SPLIT, *targets[:2], second=number),
            decision(Verb.SPLIT, targets[0], documents=chosen, second=number),
            decision(Verb.SPLIT, targets[0], names=["Ada Brink", "A. Brink"], second=number),
            decision(Verb.RENAME, targets[0], label=f"Name {number}", second=number),
            decision(Verb.LINK, targets[0], identifiers=wikidata, lat=1.0, lon=number, second=number),
            decision(Verb.UNLINK, targets[0], second=number),
            decision(Verb.RETRACT, *several, second=number),
            *(decision(Verb.RESTORE, one.id, second=number) for one in found[-2:]),
        ]
        found.append(draw(st.sampled_from(options)))
    return found


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_decisions_are_replayed_from_nothing_and_taken_back_without_a_trace(
    small_store: Path, data: st.DataObject
) -> None:
    log = data.draw(real_decisions(*world(str(small_store))))
    source = sorted((small_store.parent / "articles").iterdir())
    with tempfile.TemporaryDirectory() as name, simple_reader():
        folder = Path(name)
        shutil.copytree(small_store, folder / "store")
        untouched = exported(folder / "store", folder / "untouched")
        for one in log:
            append_decision(folder / "store.decisions.jsonl", one)
        after = exported(build_in(folder, source), folder / "decided")
        shutil.rmtree(folder / "store")
        assert exported(build_in(folder, source[::-1]), folder / "again") == after
        everything = make_decision("restore", [one.id for one in log], who="Bo")
        decide(folder / "store", everything, force=True)
        assert exported(folder / "store", folder / "restored") == untouched


@pytest.mark.model
def test_articles_read_by_the_model_keep_what_was_decided_and_lose_what_was_taken_back(
    tmp_path: Path,
) -> None:
    store = build_in(tmp_path, SEED_ARTICLES)
    untouched = exported(store, tmp_path / "untouched")
    lookups = Lookups(store)
    first, second, third = [one for one in lookups.entities("person") if one.named][:3]
    documents = lookups.documents()
    busiest = max(lookups.entities(), key=lambda one: (one.documents, one.id))
    place = lookups.documents_of(busiest.id)[0].id
    log = [
        decision(Verb.MERGE, first.id, second.id, second=1),
        decision(Verb.SPLIT, busiest.id, documents=[place], second=2),
        decision(Verb.RETRACT, documents[0].id, second=3),
        decision(Verb.RENAME, third.id, label="Somebody Else", second=4),
    ]
    for one in log:
        assert decide(store, one).idle == ()
    after = exported(store, tmp_path / "decided")
    shutil.rmtree(store)
    assert exported(build_in(tmp_path, SEED_ARTICLES[::-1]), tmp_path / "again") == after
    for number, one in enumerate(log):
        decide(store, decision(Verb.RESTORE, one.id, second=10 + number))
    assert exported(store, tmp_path / "restored") == untouched
