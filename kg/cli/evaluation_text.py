"""An evaluation as tables and text for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice

import click
from rich.padding import Padding
from rich.table import Table

from kg.cli.screen import fields, heading, plain, show, table
from kg.evaluate.attribution import AttributionReport, Recall, Scores
from kg.evaluate.errors import Cause, EvaluationError, Side
from kg.evaluate.scoring import Score

_MEASURED = ("all P", "R", "F1", "speech cue P", "R", "F1")
_ACT_COLUMNS = ("all", "content", "+ source", "act right")

_CUES = 12
"""Cues that are named."""

_BEGINNING, _END = 110, 60
"""Characters of a content that are shown of it: where it begins and where it ends is what goes wrong."""


_LEGEND = [
    ("content", "half of all words that either side marked, or more, are common"),
    ("content exact", 'the same words; a "that" at the beginning does not count'),
    ("+ source", "the source is right too"),
    ("cue overlap", "the cues have a word in common, whatever the content"),
    ("speech cue", "only relations whose cue is a word of speech, on both sides"),
]
_ERROR_LEGEND = [
    ("gold, found", "[source] <cue> {content} act (rule); [] and <> are empty where there is none")
]


def show_attribution(report: AttributionReport) -> None:
    """Print scores, then causes, then the worst errors."""
    show(heading("Attribution", _counted(report)), "", _measures(report), "", _kinds(report))
    if report.acts:
        show("", _acts(report))
    show("", fields(_LEGEND))
    if report.causes:
        show("", _causes(report))
    if report.errors:
        show("", fields(_ERROR_LEGEND))
    for cause, errors in groupby(report.errors, key=lambda error: error.cause):
        _show_errors(f"{cause} ({report.causes[cause]})", errors)


def _counted(report: AttributionReport) -> str:
    return f"{report.documents:,} texts, {report.gold:,} in the gold, {report.system:,} found"


# -------------------------------------------------------------------------------------------- scores


def _measures(report: AttributionReport) -> Table:
    made = table("", *_MEASURED, numbers=_MEASURED)
    for name, every, speech in zip(_names(report), _scores(report), _scores(report.speech), strict=True):
        made.add_row(name, *_cells(every), *_cells(speech))
    return made


def _names(scores: Scores) -> list[str]:
    styles = (f"  {style}" for style in scores.types)
    return ["content exact", "content", "content + source", "cue overlap", "content by type", *styles]


def _scores(scores: Scores) -> list[Score | None]:
    measures = (scores.content_exact, scores.content, scores.content_source, scores.cue_overlap)
    return [*measures, None, *scores.types.values()]


def _cells(score: Score | None) -> tuple[str, str, str]:
    return (f"{score.p:.1f}", f"{score.r:.1f}", f"{score.f1:.1f}") if score else ("", "", "")


def _kinds(report: AttributionReport) -> Table:
    made = _recall_table("recall by source", "all", "speech cue")
    for kind, recall in report.sources.items():
        made.add_row(f"  {kind}", *_recall_cells(recall), *_recall_cells(report.speech.sources[kind]))
    return made


def _recall_cells(recall: Recall) -> tuple[str, str, str]:
    if not recall.gold:
        return "0", "-", "-"
    return f"{recall.gold:,}", f"{recall.content.r:.1f}", f"{recall.content_source.r:.1f}"


def _recall_table(name: str, *columns: str) -> Table:
    measured = [title for column in columns for title in (column, "content", "+ source")]
    return table(name, *measured, numbers=measured)


def _acts(report: AttributionReport) -> Table:
    made = table("recall by act", *_ACT_COLUMNS, numbers=_ACT_COLUMNS)
    for act, recall in report.acts.items():
        made.add_row(f"  {act}", *_recall_cells(recall), f"{recall.act.r:.1f}" if recall.content.r else "-")
    return made


# -------------------------------------------------------------------------------------------- errors


def _causes(report: AttributionReport) -> Table:
    made = table("errors by cause", "all", "most frequent cues", numbers=("all",))
    cues = {Cause.MISSED_CUE: report.missed_cues, Cause.SPURIOUS_CUE: report.spurious_cues}
    for cause, count in report.causes.items():
        made.add_row(f"  {cause}", f"{count:,}", _most_frequent(cues.get(cause, {})))
    return made


def _most_frequent(cues: dict[str, int]) -> str:
    first = islice(cues.items(), _CUES)
    return plain(", ".join(f"{cue_words(cue)} {count}" for cue, count in first))


def cue_words(cue: str) -> str:
    """Return a cue, in quotation marks where it is nothing but marks: “:”."""
    if not cue:
        return "none"
    return cue if any(map(str.isalnum, cue)) else f"“{cue}”"


def _show_errors(title: str, errors: Iterable[EvaluationError]) -> None:
    show("", heading(f"Worst: {title}"))
    for error in errors:
        click.echo()
        show(
            Padding(heading(error.document, f"{error.words} words"), (0, 0, 0, 2)),
            fields([("text", error.context), ("gold", _side(error.gold)), ("found", _side(error.system))]),
        )


def _side(side: Side | None) -> str:
    """Return a relation in the markup of our own gold, with its act and the rule that made it."""
    if side is None:
        return "-"
    marked = f"[{side.source}] <{side.cue}> {{{_shortened(side.content)}}}"
    return plain(" ".join(part for part in (marked, side.act or "", side.rule and f"({side.rule})") if part))


def _shortened(content: str) -> str:
    if len(content) <= _BEGINNING + _END:
        return content
    return content[:_BEGINNING].rpartition(" ")[0] + " … " + content[-_END:].partition(" ")[2]
