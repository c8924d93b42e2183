"""The report counts what was found over all texts, by type, by kind of source and by act."""

from __future__ import annotations

import pytest

from kg.evaluate.attribution import AttributionReport, ReadText, report_attribution
from kg.evaluate.errors import Cause
from kg.evaluate.sources import SourceKind
from kg.model import Act, Style
from tests.unit.evaluate.marked import found_of, gold_of

HALF_FOUND = ReadText(
    gold_of("[1:Orsk] <1:said> {1:the gate would close}, and [2:she] <2t:hopes> {2:the lock holds}."),
    found_of("[1:Orsk] <1t:said> {1:the gate would close}, and she hopes the lock holds."),
    (SourceKind.NAMED, SourceKind.PRONOUN),
)
NOTHING_MARKED = ReadText(gold_of("The gate is shut.", "other"), (), ())


@pytest.fixture(scope="module")
def report() -> AttributionReport:
    return report_attribution([HALF_FOUND, NOTHING_MARKED])


def test_all_and_speech_are_scored_apart(report: AttributionReport) -> None:
    assert (report.documents, report.gold, report.system) == (2, 2, 1)
    assert (report.content.p, report.content.r, report.content.f1) == (100.0, 50.0, 66.7)
    assert (report.speech.content_source.f1, report.speech.gold) == (100.0, 1)


def test_types_are_those_of_the_words(report: AttributionReport) -> None:
    assert {style: score.gold for style, score in report.types.items()} == {
        Style.DIRECT: 0,
        Style.INDIRECT: 2,
        Style.MIXED: 0,
    }


def test_recall_is_told_for_each_kind_of_source(report: AttributionReport) -> None:
    told = {kind: (recall.gold, recall.content.r) for kind, recall in report.sources.items()}
    assert told == {
        SourceKind.NAMED: (1, 100.0),
        SourceKind.UNNAMED: (0, 0.0),
        SourceKind.PRONOUN: (1, 0.0),
        SourceKind.NONE: (0, 0.0),
    }


def test_acts_tell_what_was_found_and_what_was_called_right(report: AttributionReport) -> None:
    speech, thought = report.acts[Act.SPEECH], report.acts[Act.THOUGHT]
    assert (speech.content.r, speech.content_source.r, speech.act.r) == (100.0, 100.0, 0.0)
    assert (thought.gold, thought.content.r) == (1, 0.0)
    assert set(report.acts) == {Act.SPEECH, Act.THOUGHT}


def test_errors_are_counted_and_the_worst_kept(report: AttributionReport) -> None:
    assert report.causes == {Cause.MISSED_CUE: 1}
    assert report.missed_cues == {"hopes": 1}
    assert [error.cause for error in report.errors] == [Cause.MISSED_CUE]
    assert report_attribution([HALF_FOUND], errors=0).errors == ()
