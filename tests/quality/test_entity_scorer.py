"""Places, names and coreference get the numbers of the shared scorer: they compare with other systems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.claims.weights import find_weights
from kg.evaluate.clusters import score_clusters
from kg.evaluate.coreference import evaluate_coreference, read_clusters, report_coreference
from kg.evaluate.distances import score_distances
from kg.evaluate.entities import read_names, report_entities
from kg.evaluate.entity_gold import (
    CoreferenceText,
    NamedText,
    PlaceText,
    read_coreference_gold,
    read_name_gold,
    read_place_gold,
)
from kg.evaluate.place_recognition import read_places, report_recognition
from kg.evaluate.place_resolution import geonames_of, link_point, point_of, report_resolution, resolve_text
from kg.evaluate.reading import Reader
from kg.evaluate.scoring import Score
from kg.evaluate.spans import TypedSpan, match_spans, score_spans
from kg.mentions import open_gazetteer
from kg.model import Span

pytestmark = pytest.mark.shared

MODES = {"exact": (False, True), "overlap": (True, True), "exact_untyped": (False, False)}
MODES |= {"overlap_untyped": (True, False)}
Spans = Mapping[str, Sequence[TypedSpan]]


@pytest.fixture(scope="module")
def scorer(load_scorer: Callable[[str], ModuleType]) -> ModuleType:
    return load_scorer("score_entities")


@pytest.fixture(scope="module")
def places(shared: Path) -> tuple[PlaceText, ...]:
    return read_place_gold([shared / "corpora" / "geo" / "geowebnews.jsonl"])


@pytest.fixture(scope="module")
def names(shared: Path) -> tuple[NamedText, ...]:
    return read_name_gold([shared / "corpora" / "gum" / "news_train.jsonl"])


@pytest.fixture(scope="module")
def chains(shared: Path) -> tuple[CoreferenceText, ...]:
    return read_coreference_gold([shared / "corpora" / "gum" / "coreference_news_train.jsonl"])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(open_gazetteer(), find_weights("shipped"))


def percent(part: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(round(100 * part[key], 1) for key in ("p", "r", "f1"))


def rates(score: Score) -> tuple[float, ...]:
    return score.p, score.r, score.f1


def blurred(spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """What a bad system could find: borders moved, kinds changed, spans lost, made up and doubled."""
    found = [
        (start + number % 3, end + number % 4 - 1, kind) for number, (start, end, kind) in enumerate(spans)
    ]
    found += [(start, end, "place") for start, end, _ in spans[::3]]
    return [span for number, span in enumerate(found) if number % 5 and span[0] < span[1]][::-1]


def test_the_corpora_are_read_whole(
    places: tuple[PlaceText, ...], names: tuple[NamedText, ...], chains: tuple[CoreferenceText, ...]
) -> None:
    toponyms = [toponym for text in places for toponym in text.toponyms]
    assert (len(toponyms), sum(toponym.geonames is not None for toponym in toponyms)) == (2718, 2399)
    assert (len(names), sum(len(text.clusters) for text in chains)) == (20, 448)


def test_spans_are_scored_as_by_the_shared_scorer(scorer: ModuleType, names: tuple[NamedText, ...]) -> None:
    gold: Spans = {text.id: [(one.start, one.end, one.kind) for one in text.names] for text in names}
    found: Spans = {name: blurred(spans) for name, spans in gold.items()}
    for mode, (overlap, typed) in MODES.items():
        theirs = scorer.span_prf(gold, found, mode)
        ours = [match_spans(gold[name], found[name], overlap=overlap, typed=typed) for name in gold]
        assert rates(score_spans(ours)) == percent(theirs["micro"])
        assert 10 < score_spans(ours).f1 < 90
        for kind in ("person", "place") if typed else ():
            assert rates(score_spans(ours, kind)) == percent(theirs[kind])


Key = list[list[Span]]


def broken(clusters: Key) -> Key:
    """What a bad system could find: clusters split, joined and lost, mentions moved."""
    halves = [half for one in clusters for half in (one[: len(one) // 2], one[len(one) // 2 :]) if half]
    joined = [[*one, *other] for one, other in zip(halves[::4], halves[1::4], strict=False)]
    return [*joined, *halves[2::4], [(start, end + 1) for start, end in halves[3]]]


def test_clusters_are_scored_as_by_the_shared_scorer(
    scorer: ModuleType, chains: tuple[CoreferenceText, ...]
) -> None:
    key = {text.id: [[mention.head for mention in one] for one in text.clusters] for text in chains}
    response = {name: broken(clusters) for name, clusters in key.items()}
    theirs = scorer.coref_scores(key, response)
    ours = score_clusters(
        [(tuple(map(frozenset, key[name])), tuple(map(frozenset, response[name]))) for name in key]
    )
    for measure in ("muc", "b3", "ceafe", "lea", "mention"):
        assert astuple(getattr(ours, measure)) == percent(theirs[measure])
    assert 20 < ours.conll == round(100 * theirs["conll_f1"], 1) < 90


def test_distances_are_scored_as_by_the_shared_scorer(
    scorer: ModuleType, places: tuple[PlaceText, ...]
) -> None:
    points = [point for text in places for one in text.toponyms if (point := point_of(one))]
    found = [None if number % 7 == 0 else points[number // 3] for number in range(len(points))]
    theirs = scorer.toponym_scores([(*a, *(b or (None, None))) for a, b in zip(points, found, strict=True)])
    ours = score_distances(list(zip(points, found, strict=True)))
    assert (ours.near, ours.near_resolved) == tuple(
        round(100 * theirs[key], 1) for key in ("acc161", "acc161_resolved")
    )
    assert (ours.mean_km, ours.median_km) == (round(theirs["mean_km"], 1), round(theirs["median_km"], 1))
    assert (ours.places, ours.auc) == (theirs["n"], round(theirs["auc"], 4))


# ------------------------------------------------------------------------------- what the program finds


@pytest.mark.model
def test_what_the_program_recognises_is_scored_as_by_the_shared_scorer(
    scorer: ModuleType, places: tuple[PlaceText, ...], reader: Reader
) -> None:
    read = [read_places(text, reader, modifiers=True) for text in places[::25]]
    report = report_recognition(read, modifiers=True)
    gold, found = (
        {one.gold.id: getattr(one, side) for one in read} for side in ("gold_spans", "found_spans")
    )
    for mode in ("exact", "overlap"):
        assert rates(getattr(report, mode)) == percent(scorer.span_prf(gold, found, mode)["micro"])
    linked = scorer.linking_scores(
        {one.gold.id: {(t.start, t.end): t.geonames for t in one.gold.toponyms} for one in read},
        {one.gold.id: {(t.start, t.end): geonames_of(t.link) for t in one.found} for one in read},
    )
    assert rates(report.linked) == percent(linked)


@pytest.mark.model
def test_what_the_program_resolves_is_scored_as_by_the_shared_scorer(
    scorer: ModuleType, places: tuple[PlaceText, ...], reader: Reader
) -> None:
    read = [resolve_text(text, reader.gazetteer) for text in places[::25]]
    report = report_resolution(read, reader.gazetteer)
    pairs = [pair for text in read for pair in zip(text.gold.toponyms, text.links, strict=True)]
    rows: list[Any] = [
        (*point, *(link_point(link) or (None, None))) for gold, link in pairs if (point := point_of(gold))
    ]
    theirs = scorer.toponym_scores(rows)
    assert report.distance.near == round(100 * theirs["acc161"], 1)
    assert report.distance.mean_km == round(theirs["mean_km"], 1)


@pytest.mark.model
def test_what_the_program_calls_names_is_scored_as_by_the_shared_scorer(
    scorer: ModuleType, names: tuple[NamedText, ...], reader: Reader
) -> None:
    read = [read_names(text, reader) for text in names[::7]]
    report = report_entities(read)
    gold = {one.gold.id: [(n.start, n.end, n.kind) for n in one.gold.names] for one in read}
    found = {one.gold.id: [(n.start, n.end, n.kind) for n in one.found] for one in read}
    for mode in MODES:
        assert rates(getattr(report, mode)) == percent(scorer.span_prf(gold, found, mode)["micro"])


@pytest.mark.model
def test_what_the_program_ties_together_is_scored_as_by_the_shared_scorer(
    scorer: ModuleType, chains: tuple[CoreferenceText, ...], reader: Reader
) -> None:
    read = [read_clusters(text, reader) for text in chains[::7]]
    theirs = scorer.coref_scores(
        {one.gold.id: list(map(sorted, one.key)) for one in read},
        {one.gold.id: list(map(sorted, one.response)) for one in read},
    )
    report = report_coreference(read)
    assert report.scores.conll == round(100 * theirs["conll_f1"], 1)
    assert report == evaluate_coreference(chains[::7], reader)
