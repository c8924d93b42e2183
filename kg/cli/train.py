"""`kg train`: weights for the learned part, from annotated texts."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import note

_PATH = click.Path(path_type=Path)

_CLAUSES = (
    "Gold that marks only clauses (she said that ...), quotations and according to, not nouns or objects"
    " (his claim, blamed the storm); only those are learned from it, at half the weight; repeatable."
)
_ALL = "Gold in which every attribution is marked; repeatable."
_IDS = "Take of --clauses only texts with such an id (*_court_*); repeatable."

_FEW = 500
"""Attributions in all gold below which weights learn little but the texts themselves."""


@click.group(short_help="Learn from texts that people annotated.")
def train() -> None:
    """Learn weights that kg build and kg evaluate then use with --weights FILE.

    \b
      kg train attribution --corpus corpus/attribution --out mine.json
    """


@train.command(short_help="Who is credited with what.")
@click.option("--corpus", type=_PATH, multiple=True, metavar="PATH", help=_ALL)
@click.option("--clauses", type=_PATH, multiple=True, metavar="PATH", help=_CLAUSES)
@click.option("--ids", multiple=True, metavar="GLOB", help=_IDS)
@click.option("--terms", default="", metavar="TEXT", help="Under which terms one may learn from them.")
@click.option("--out", type=_PATH, required=True, metavar="FILE", help="Where to write the weights.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def attribution(
    corpus: tuple[Path, ...],
    clauses: tuple[Path, ...],
    ids: tuple[str, ...],
    terms: str,
    out: Path,
    quiet: bool,
) -> None:
    """Learn which words credit whom with what, from gold as kg evaluate attribution reads it.

    \b
      kg train attribution --corpus corpus/attribution --out mine.json
      kg train attribution --corpus gold.jsonl --corpus more/ --out mine.json
      kg build articles/ --weights mine.json

    The same gold gives the same file. It is JSON: every weight stands beside the name of its feature. Needs
    scikit-learn: pip install 'claimgraph[train]'.
    """
    if not corpus:
        raise click.UsageError("name gold to learn from with --corpus")
    if not out.parent.is_dir():
        raise click.ClickException(f"cannot write {out}: no folder {out.parent}; make it or name another.")
    try:
        from kg.train.attribution import train_attribution, weights_json
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("kg."):
            raise
        raise click.ClickException(f"{error}; pip install 'claimgraph[train]'") from error
    from kg.cli.progress import shown_progress
    from kg.train.corpora import read_corpora

    corpora = read_corpora(corpus, clauses, ids, terms)
    with shown_progress(quiet=quiet) as progress:
        weights = train_attribution(out.stem, corpora, progress)
    out.write_text(weights_json(weights), encoding="utf-8")
    for title, text in weights.card.items():
        note(f"{title}: {text}")
    note(f"threshold: {weights.threshold}")
    _warn_of_little(sum(len(text.relations) for one in corpora for text in one.texts))
    click.echo(out)


def _warn_of_little(relations: int) -> None:
    if relations < _FEW:
        note(
            f"warning: {relations:,} attributions are little to learn from; below {_FEW} the weights may do"
            " worse than the shipped ones. Add gold, such as corpus/attribution, and compare on other texts"
            " with kg evaluate attribution."
        )
