"""`kg check`: does the store keep its promises?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, print_json, store_option

if TYPE_CHECKING:
    from kg.graph.validation import Violation


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `kg check --json` prints."""

    graphs: int
    violations: Sequence[Violation]


@click.command(short_help="SHACL shapes and offsets, over the whole store.")
@store_option
@json_option
def check(store: Path, as_json: bool) -> None:
    """Check stored articles and every graph: SHACL shapes, offsets against texts, links that lead nowhere.

    \b
      kg check
      kg check --store cases/dam --json

    Exit code 0 if nothing is wrong, 1 if something is; everything that is wrong is listed.
    """
    report = _check(store)
    if as_json:
        print_json(report)
    else:
        _show(report)
    if report.violations:
        raise click.ClickException(
            f"{len(report.violations)} wrong in {report.graphs} graphs. Run kg build again; please report it."
        )


def _check(store: Path) -> CheckReport:
    from kg.graph.article_files import check_articles
    from kg.graph.store import open_for_reading
    from kg.graph.validation import validate

    with open_for_reading(store) as reader:
        return CheckReport(
            len(list(reader.graph.named_graphs())), (*check_articles(store), *validate(reader.graph))
        )


def _show(report: CheckReport) -> None:
    from kg.cli.screen import plain, show
    from kg.ids import BASE_IRI

    for violation in report.violations:
        place = " ".join(part.removeprefix(BASE_IRI) for part in (violation.focus, violation.path) if part)
        show(f"{plain(place)}: {plain(violation.message)}")
    if not report.violations:
        click.echo(f"nothing wrong in {report.graphs} graphs")
