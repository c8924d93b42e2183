"""What a build ends with: the table of what was found, what was rejected, the page to open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from kg.cli.commands import command
from kg.cli.options import note, note_conflicts
from kg.cli.screen import counted, plain, show, table
from kg.cli.support_text import difference_note, lineage_note, problem_note
from kg.model import Rejection
from kg.query.comparisons import ComparisonSummary
from kg.query.results import StoreSummary

if TYPE_CHECKING:
    from kg.pipeline import BuildReport

_SHOWN_REJECTIONS = 10

_KINDS = (
    ("person", "persons"),
    ("organization", "organizations"),
    ("group", "groups"),
    ("place", "places"),
    ("outlet", "outlets"),
    ("facility", "facilities"),
    ("event", "events"),
)


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What `kg build --json` prints; `page` is None when no page was written, `compared` when there is no
    article."""

    report: BuildReport
    page: str | None
    compared: ComparisonSummary | None = None


def show_report(report: BuildReport, page: Path | None, compared: ComparisonSummary | None = None) -> None:
    """Print the table and the page's path; tell the rest on stderr."""
    for line in report.notes:
        note(plain(line))
    show_rejections(report.rejections)
    note(count_articles(report))
    note_decisions(report)
    if compared:
        note_compared(compared)
    show(summary_table(report.summary))
    if page:
        click.echo(page)


def count_articles(report: BuildReport) -> str:
    """Return how many articles were read and how many were not, since nothing about them had changed."""
    if report.unchanged and not report.read:
        return f"{report.unchanged} unchanged, nothing re-extracted."
    return f"{report.read} read, {report.unchanged} unchanged, {len(report.rejections)} rejected."


def note_decisions(report: BuildReport) -> None:
    """Tell how many decisions were replayed, which contradict one another or do nothing, and what is left to
    decide."""
    if report.decisions:
        note(f"{counted(report.decisions, 'decision')} in force; kg decide log lists them.")
    note_conflicts(report.conflicts)
    if report.summary.suggestions:
        note(f"{counted(report.summary.suggestions, 'pair')} may be one: kg suggest lists them.")


def note_compared(found: ComparisonSummary) -> None:
    """Tell in a line each how many differences there are, who rests on whom, and what cannot be."""
    if found.differences:
        note(f"{difference_note(found)}: {command('kg compare')} shows them side by side.")
    if found.resting:
        note(f"{lineage_note(found)}: {command('kg lineage')} shows who.")
    if found.problems:
        note(f"{problem_note(found)}: {command('kg lineage')} marks them.")


def show_rejections(rejections: Sequence[Rejection]) -> None:
    """Count rejections by reason and name the first of them."""
    named = set(rejections[:_SHOWN_REJECTIONS])
    for (stage, reason), members in grouped(rejections):
        note(f"{len(members)} rejected ({stage}): {plain(reason)}")
        for rejection in members:
            if rejection in named:
                click.echo(f"  {plain(rejection.input)}", err=True)
    if len(rejections) > _SHOWN_REJECTIONS:
        note(f"and {len(rejections) - _SHOWN_REJECTIONS} more inputs; --json names all.")


def grouped(rejections: Iterable[Rejection]) -> list[tuple[tuple[str, str], list[Rejection]]]:
    """Return rejections by stage and reason, the most frequent first."""
    found: dict[tuple[str, str], list[Rejection]] = defaultdict(list)
    for rejection in rejections:
        found[rejection.stage, rejection.reason].append(rejection)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def summary_table(summary: StoreSummary) -> Table:
    """Return the table of what the store holds."""
    made = table("In the store", "Number", numbers=("Number",))
    for name, number in summary_rows(summary):
        made.add_row(name, number)
    return made


def summary_rows(summary: StoreSummary) -> list[tuple[str, str]]:
    """Return what is counted, in the order in which it is shown."""
    unknown = f" ({summary.unknown_publishers:,} unknown)" if summary.unknown_publishers else ""
    return [
        ("documents", f"{summary.documents:,}"),
        *_retracted_row(summary.retracted_documents),
        ("publishers", f"{summary.publishers:,}{unknown}"),
        *((name, f"{summary.entities.get(kind, 0):,}") for kind, name in _KINDS),
        ("claims", f"{summary.claims:,}"),
        ("  attributed to a source", f"{summary.attributed:,}"),
        ("  in the article's own voice", f"{summary.own_voice:,}"),
        *_retracted_row(summary.retracted_claims),
        ("intentions and deeds", f"{summary.set_aside:,}"),
        ("quantities", f"{summary.quantities:,}"),
        ("quads", f"{summary.quads:,}"),
    ]


def _retracted_row(number: int) -> list[tuple[str, str]]:
    """Return the row of what is kept beside the others and counted nowhere else; none if there is nothing."""
    return [("retracted, not counted", f"{number:,}")] if number else []
