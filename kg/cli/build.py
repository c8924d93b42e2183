"""`kg build`: articles in, a store and pages out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import (
    decisions_option,
    graph_options,
    json_option,
    note,
    pages_option,
    print_json,
    store_option,
    wanted_graph,
    weights_option,
)
from kg.cli.view import are_older, write_pages
from kg.config import Crew, Settings

if TYPE_CHECKING:
    from kg.pipeline import BuildReport
    from kg.query.comparisons import ComparisonSummary
    from kg.query.service.place import Wanted

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(short_help="Read articles into the store, write the pages.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@store_option
@click.option("--metadata", type=_FILE, metavar="FILE", help="Publisher, title, date, URL of articles.")
@click.option("--gazetteer", "gazetteers", type=_FILE, multiple=True, metavar="FILE", help="Names to know.")
@decisions_option
@graph_options
@pages_option
@click.option("--no-views", is_flag=True, help="Write no pages.")
@click.option(
    "--max-chars",
    type=click.IntRange(min=1),
    default=Settings().max_chars,
    show_default=True,
    metavar="N",
    help="Reject longer articles; a million characters need about 1 GB of memory.",
)
@weights_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Read articles in N processes (about 0.6 GB of memory each); without it, in this one.",
)
@click.option("--cluster", metavar="ADDRESS", help="Read articles on a Dask cluster: tcp://HOST:PORT.")
@click.option(
    "--article-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=Crew().seconds,
    show_default=True,
    metavar="N",
    help="Time limit of a worker for one article; a thousandth is added for each character.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
@json_option
def build(
    paths: tuple[str, ...],
    store: Path,
    metadata: Path | None,
    gazetteers: tuple[Path, ...],
    decisions: Path | None,
    graph: str | None,
    graph_update: str | None,
    graph_crud: str | None,
    out: Path,
    no_views: bool,
    max_chars: int,
    weights: str,
    workers: int | None,
    cluster: str | None,
    article_seconds: float,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read articles (.txt, .html, .jsonl; files, folders, globs, - for stdin) into the store.

    \b
      kg build articles/
      kg build articles/ --metadata articles.tsv
      kg build 'inbox/*.html' --store cases/dam --out cases/dam/pages
      kg build articles/ --workers 4
      cat article.txt | kg build -

    FILE of --metadata is a table (TSV, CSV or JSON lines) with the columns path, publisher, title,
    published, url; what it says goes before what stands in the articles.

    FILE of --gazetteer is a table of persons, organizations, outlets and places that you know by name.

    FILE of --decisions is the log of kg decide, which is replayed; the store remembers which it was.

    --weights rules leaves the decision which words credit somebody to the rules alone; FILE is one that
    kg train attribution wrote.

    --workers and --cluster change how fast it goes and no byte of what comes out (docs/SCALE.md). An
    article that ends its process, or takes too long, is tried again, then counted as rejected.

    --graph http://HOST:8890/sparql has a SPARQL 1.1 service keep the graph; articles and look-ups stay in the
    store, and --graph local takes it back. User and password stand in KG_GRAPH_USER and KG_GRAPH_PASSWORD,
    with KG_GRAPH_HOST where that is another machine, or in ~/.netrc.

    Safe to repeat: only new and changed articles are read again. One bad article stops nothing; it is
    counted and named at the end. The last line on stdout is the page to open.

    Exit code 0 if the store holds an article, 1 if it holds none.
    """
    settings, crew = Settings(max_chars, weights), Crew(workers or 0, cluster, article_seconds)
    wanted = wanted_graph(graph, graph_update, graph_crud)
    report = _run(paths, store, metadata, gazetteers, decisions, settings, crew, wanted, quiet)
    page = None if no_views or not report.summary.documents else write_pages(store, out)
    if page is None and are_older(out, store):
        note(f"the pages in {out} are of an earlier build; run kg view --store {store} --out {out}.")
    compared = _compared(store) if report.summary.documents else None
    if as_json:
        from kg.cli.build_report import BuildOutcome

        print_json(BuildOutcome(report, str(page) if page else None, compared))
    else:
        from kg.cli.build_report import show_report

        show_report(report, page, compared)
    if not report.summary.documents:
        raise click.ClickException(f"no article in {store}. {_advice(report)}")


def _advice(report: BuildReport) -> str:
    """Return what to do about a store that holds no article after a build."""
    if report.rejections:
        number = len(report.rejections)
        what = "what was named" if number == 1 else f"any of the {number:,} inputs"
        return f"Nothing could be read from {what}: the reason stands above; mend it, or name other articles."
    return "Name a folder with .txt, .html or .jsonl files."


def _compared(store: Path) -> ComparisonSummary:
    from kg.query.comparisons import Comparisons

    return Comparisons(store).summary()


def _run(
    paths: tuple[str, ...],
    store: Path,
    metadata: Path | None,
    gazetteers: tuple[Path, ...],
    decisions: Path | None,
    settings: Settings,
    crew: Crew,
    graph: Wanted,
    quiet: bool,
) -> BuildReport:
    from kg.cli.progress import shown_progress
    from kg.pipeline import build as build_store

    try:
        with shown_progress(quiet=quiet) as report:
            return build_store(
                paths,
                store=store,
                metadata=metadata,
                gazetteers=gazetteers,
                settings=settings,
                progress=report,
                stdin=sys.stdin.buffer,
                decisions=decisions,
                crew=crew,
                graph=graph,
            )
    except KeyboardInterrupt:
        note("what was read so far is stored; run the same command again to go on.")
        raise
