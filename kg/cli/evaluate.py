"""`kg evaluate`: what extraction reaches on texts that people have annotated."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import json_option, print_json, weights_option

_GOLD = click.Path(path_type=Path)


@click.group(short_help="Scores against texts that people annotated.")
def evaluate() -> None:
    """Compare what the program finds with what people marked, and show where they differ.

    \b
      kg evaluate attribution corpus/attribution
      kg evaluate attribution gold.jsonl --json
    """


@evaluate.command(short_help="Who is credited with what.")
@click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=_GOLD)
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="How many of the worst errors to show.",
)
@weights_option
@click.option("--quiet", is_flag=True, help="Show no progress.")
@json_option
def attribution(gold: tuple[Path, ...], errors: int, weights: str, quiet: bool, as_json: bool) -> None:
    """Let the program read the texts of GOLD, as they stand, and score what it finds.

    \b
      kg evaluate attribution corpus/attribution
      kg evaluate attribution gold.jsonl --errors 50
      kg evaluate attribution gold.jsonl --json > scores.json

    GOLD is a .jsonl file with a text on each line,

    \b
      {"id": "a1", "text": "...", "relations":
       [{"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 40]]}]}

    spans in code points, half-open, and if known "act" (speech, thought, intention or deed); or a .txt file
    in the markup of corpus/attribution; or a folder of them.

    A content is found if at least half of all words that either side marked are common to both. "speech"
    keeps relations whose cue is a word of speech. P is precision, R recall, both in percent.

    The errors are the worst of each cause in turn; "words" tells how many words of the text are credited
    wrongly or not at all.
    """
    from kg.evaluate.corpus import read_gold

    texts = read_gold(gold)
    from functools import partial

    from kg.claims.attribution import find_relations
    from kg.claims.weights import find_weights
    from kg.cli.progress import shown_progress
    from kg.evaluate.attribution import evaluate_attribution

    extract = partial(find_relations, weights=find_weights(weights))
    with shown_progress(quiet=quiet) as progress:
        report = evaluate_attribution(texts, extract=extract, errors=errors, progress=progress)
    if as_json:
        print_json(report)
    else:
        from kg.cli.evaluation_text import show_attribution

        show_attribution(report)
