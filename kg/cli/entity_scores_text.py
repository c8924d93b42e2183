"""Evaluations of places, names and coreference as tables and text for a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click
from rich.padding import Padding
from rich.table import Table

from kg.cli.screen import fields, heading, show, table
from kg.evaluate.clusters import Rates
from kg.evaluate.coreference import CoreferenceReport
from kg.evaluate.entities import EntitiesReport
from kg.evaluate.place_recognition import RecognitionReport
from kg.evaluate.place_resolution import ResolutionReport
from kg.evaluate.ranking import Mistake
from kg.evaluate.scoring import Score

_SCORE = ("P", "R", "F1")
_COUNTS = ("gold", "found")


def show_recognition(report: RecognitionReport) -> None:
    """Print how well names of places are found."""
    counts = f"{report.documents:,} texts, {report.exact.gold:,} in the gold, {report.exact.system:,} found"
    show(heading("Places", counts), "", _scores("", _recognition_rows(report)))
    if report.sorts:
        show("", _sorts(report))
    show("", _modifiers(report))
    _show_mistakes(report.causes, report.errors)


def _recognition_rows(report: RecognitionReport) -> list[tuple[str, Score]]:
    rows = [("exact", report.exact), ("overlap", report.overlap), ("overlap + right place", report.placed)]
    return [*rows, ("exact + GeoNames id", report.linked)] if report.linked.gold else rows


def _sorts(report: RecognitionReport) -> Table:
    made = table("recall by sort", "gold", "overlap R", numbers=("gold", "overlap R"))
    for sort, recall in report.sorts.items():
        made.add_row(f"  {sort}", f"{recall.gold:,}", f"{recall.r:.1f}")
    return made


def _modifiers(report: RecognitionReport) -> str:
    counted = "count" if report.modifiers else "do not count"
    return f"Danish, and Lisbon in Lisbon Zoo, {counted} as toponyms; --modifiers yes|no decides it."


def show_resolution(report: ResolutionReport) -> None:
    """Print how well given toponyms are resolved."""
    counts = f"{report.documents:,} texts, {report.toponyms:,} toponyms given, {report.scored:,} scored"
    show(heading("Places, spans given", counts), "", _resolution(report))
    _show_mistakes(report.causes, report.errors)


def _resolution(report: ResolutionReport) -> Table:
    made = table("", "of", "value", numbers=("of", "value"))
    distance = report.distance
    made.add_row("right id, or within 161 km", f"{report.scored:,}", f"{report.right:.1f}")
    if report.with_id:
        made.add_row("right id", f"{report.with_id:,}", f"{report.right_id:.1f}")
    for name, value in (
        ("within 161 km", f"{distance.near:.1f}"),
        ("  of those resolved", f"{distance.near_resolved:.1f}"),
        ("unresolved", f"{distance.unresolved:.1f}"),
        ("mean distance, km", _number(distance.mean_km, 1)),
        ("median distance, km", _number(distance.median_km, 1)),
        ("AUC (0 best, 1 worst)", _number(distance.auc, 3)),
    ):
        made.add_row(name, f"{distance.places:,}", value)
    return made


def _number(value: float | None, places: int) -> str:
    return "-" if value is None else f"{value:,.{places}f}"


def show_entities(report: EntitiesReport) -> None:
    """Print how well names and their kinds are found."""
    counts = f"{report.documents:,} texts, {report.exact.gold:,} in the gold, {report.exact.system:,} found"
    rows = [
        ("exact", report.exact),
        ("overlap", report.overlap),
        ("exact, any kind", report.exact_untyped),
        ("overlap, any kind", report.overlap_untyped),
    ]
    linked = [("exact + Wikidata id", report.linked)] if report.linked.gold else []
    kinds = [(f"  {kind}", score.overlap) for kind, score in report.kinds.items()]
    show(heading("Names", counts), "", _scores("", [*rows, *linked]), "", _scores("overlap by kind", kinds))
    _show_mistakes(report.causes, report.errors)


def show_coreference(report: CoreferenceReport) -> None:
    """Print how well mentions are tied together."""
    gold = f"{report.gold_mentions:,} mentions in {report.gold_clusters:,} clusters in the gold"
    found = f"{report.found_mentions:,} in {report.found_clusters:,} found"
    show(heading("Coreference", f"{report.documents:,} texts, {gold}, {found}"), "", _coreference(report))
    _show_mistakes(report.causes, report.errors)


def _coreference(report: CoreferenceReport) -> Table:
    scores = report.scores
    made = table("", *_SCORE, numbers=_SCORE)
    rows: list[tuple[str, Rates]] = [
        ("MUC", scores.muc),
        ("B3", scores.b3),
        ("CEAFe", scores.ceafe),
        ("LEA", scores.lea),
        ("mentions in clusters", scores.mention),
    ]
    for name, rates in rows:
        made.add_row(name, f"{rates.p:.1f}", f"{rates.r:.1f}", f"{rates.f1:.1f}")
    made.add_row("CoNLL (mean of MUC, B3, CEAFe)", "", "", f"{scores.conll:.1f}")
    return made


def _scores(title: str, rows: Iterable[tuple[str, Score]]) -> Table:
    made = table(title, *_SCORE, *_COUNTS, numbers=(*_SCORE, *_COUNTS))
    for name, one in rows:
        made.add_row(
            name, f"{one.p:.1f}", f"{one.r:.1f}", f"{one.f1:.1f}", f"{one.gold:,}", f"{one.system:,}"
        )
    return made


# -------------------------------------------------------------------------------------------- errors


def _show_mistakes(causes: dict[str, int], errors: Iterable[Mistake]) -> None:
    if causes:
        made = table("errors by cause", "all", numbers=("all",))
        for cause, count in causes.items():
            made.add_row(f"  {cause}", f"{count:,}")
        show("", made)
    for cause, same in groupby(errors, key=lambda error: error.cause):
        show("", heading(f"Worst: {cause} ({causes[cause]:,})"))
        for error in same:
            _show_mistake(error)


def _show_mistake(error: Mistake) -> None:
    click.echo()
    times = f"{error.times:,} times" if error.times > 1 else "once"
    show(
        Padding(heading(error.document, times), (0, 0, 0, 2)),
        fields([("text", error.context), ("gold", error.gold), ("found", error.system)]),
    )
