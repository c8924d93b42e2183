"""`kg evaluate`: what extraction reaches on texts that people have annotated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import json_option, note, print_json, weights_option

if TYPE_CHECKING:
    from kg.claims.weights import Weights
    from kg.evaluate.reading import Reader
    from kg.evaluate.relations import AnnotatedText

Function = TypeVar("Function", bound=Callable[..., Any])

_GOLD = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _common_options(command: Function) -> Function:
    """Add what every evaluation takes: the gold, --errors, --quiet, --json."""
    for option in (
        json_option,
        click.option("--quiet", is_flag=True, help="Show no progress."),
        click.option(
            "--errors",
            type=click.IntRange(min=0),
            default=20,
            show_default=True,
            metavar="N",
            help="How many of the worst errors to show.",
        ),
        click.argument("gold", metavar="GOLD...", nargs=-1, required=True, type=_GOLD),
    ):
        command = option(command)
    return command


def _reading_options(command: Function) -> Function:
    """Add what decides how a text is read: --gazetteer, --weights."""
    gazetteer = click.option(
        "--gazetteer", "gazetteers", type=_FILE, multiple=True, metavar="FILE", help="Names to know."
    )
    return gazetteer(weights_option(command))


@click.group(short_help="Scores against texts that people annotated.")
def evaluate() -> None:
    """Compare what the program finds with what people marked, and show where they differ.

    \b
      kg evaluate attribution corpus/attribution
      kg evaluate places gold.jsonl --gold-spans
      kg evaluate entities gold.jsonl --json
      kg evaluate coreference gold.jsonl --errors 50
    """


@evaluate.command(short_help="Who is credited with what.")
@_common_options
@weights_option
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

    A content is found if at least half of all words that either side marked are common to both. "speech
    cue" keeps relations whose cue is a word of speech. P is precision, R recall, both in percent.

    The errors are the worst of each cause in turn; "words" tells how many words of the text are credited
    wrongly or not at all.

    Gold that the weights were learned from is told by a digest ("trained_on" in --json); a part of it, or a
    copy that was changed, is not.
    """
    from kg.evaluate.corpus import read_gold

    texts = read_gold(gold)
    from kg.claims.weights import find_weights
    from kg.cli.evaluation_text import show_attribution

    chosen = find_weights(weights)
    known = _known_corpora(gold, texts, chosen)
    _note_gold(texts, known)
    from functools import partial

    from kg.claims.attribution import find_relations
    from kg.cli.progress import shown_progress
    from kg.evaluate.attribution import evaluate_attribution

    extract = partial(find_relations, weights=chosen)
    with shown_progress(quiet=quiet) as progress:
        report = evaluate_attribution(texts, extract=extract, errors=errors, progress=progress)
    _print(replace(report, trained_on=known), show_attribution, as_json)


def _known_corpora(
    gold: tuple[Path, ...], texts: Sequence[AnnotatedText], weights: Weights | None
) -> tuple[str, ...]:
    """Return the corpora that the weights were learned from and that all of GOLD, or a PATH of it, is."""
    from kg.evaluate.corpus import read_gold
    from kg.evaluate.learned import learned_corpora

    if weights is None:
        return ()
    parts = [texts, *(read_gold([path]) for path in gold if len(gold) > 1)]
    return tuple(dict.fromkeys(name for part in parts for name in learned_corpora(part, weights.card)))


def _note_gold(texts: Sequence[AnnotatedText], known: tuple[str, ...]) -> None:
    """Tell what keeps the scores from saying how well other texts are read."""
    if known:
        note(
            f"the weights were learned from this very gold ({', '.join(known)}), so that they score higher on"
            " it than on other texts; the 5-fold rows of docs/MODEL_CARD.md show what the shipped ones reach"
            " when learned without the text at hand."
        )
    if not any(text.relations for text in texts):
        note(f"no gold in {len(texts):,} texts: nothing is marked, and whatever is found counts as wrong.")


@evaluate.command(short_help="Which words name a place, and which place.")
@_common_options
@click.option("--gold-spans", is_flag=True, help="Give the spans; only resolve them.")
@click.option(
    "--modifiers",
    type=click.Choice(["auto", "yes", "no"]),
    default="auto",
    show_default=True,
    help="Whether Danish, and Lisbon in Lisbon Zoo, count; auto: if the gold marks one.",
)
@_reading_options
def places(
    gold: tuple[Path, ...],
    errors: int,
    gold_spans: bool,
    modifiers: str,
    gazetteers: tuple[Path, ...],
    weights: str,
    quiet: bool,
    as_json: bool,
) -> None:
    """Let the program find the names of places in the texts of GOLD, and say which places they are.

    \b
      kg evaluate places gold.jsonl
      kg evaluate places gold.jsonl --gold-spans
      kg evaluate places gold.jsonl --json > scores.json

    GOLD is a .jsonl file with a text on each line, or a folder of such files:

    \b
      {"doc_id": "a1", "text": "...", "toponyms":
       [{"start": 0, "end": 6, "geonameid": 2267057, "lat": 38.7, "lon": -9.1}]}

    start and end are in code points, half-open; geonameid, lat and lon may be null. A "modifier" of
    "Adjective" says that the words are one ("Danish"), a "class" what sort of toponym it is.

    With --gold-spans the program is told where the names stand. A place is right if the id is the gold's or
    it lies within 161 km of it; what is not resolved is wrong. Scored are the toponyms that have an id; where
    none has one, those that have coordinates.
    """
    from kg.evaluate.entity_gold import counts_modifiers, read_place_gold

    texts = read_place_gold(gold)
    from kg.cli.entity_scores_text import show_recognition, show_resolution
    from kg.cli.progress import shown_progress
    from kg.evaluate.place_recognition import evaluate_recognition
    from kg.evaluate.place_resolution import evaluate_resolution

    reader = _reader(gazetteers, weights)
    with shown_progress(quiet=quiet) as progress:
        if gold_spans:
            resolution = evaluate_resolution(texts, reader.gazetteer, errors=errors, progress=progress)
        else:
            counted = counts_modifiers(texts) if modifiers == "auto" else modifiers == "yes"
            recognition = evaluate_recognition(
                texts, reader, modifiers=counted, errors=errors, progress=progress
            )
    if gold_spans:
        _print(resolution, show_resolution, as_json)
    else:
        _print(recognition, show_recognition, as_json)


@evaluate.command(short_help="Which words are names, and of what kind.")
@_common_options
@_reading_options
def entities(
    gold: tuple[Path, ...],
    errors: int,
    gazetteers: tuple[Path, ...],
    weights: str,
    quiet: bool,
    as_json: bool,
) -> None:
    """Let the program find the names in the texts of GOLD and say whether each is a person, an organization,
    a place or an event.

    \b
      kg evaluate entities gold.jsonl
      kg evaluate entities gold.jsonl --gazetteer names.tsv --json

    GOLD is a .jsonl file with a text on each line, or a folder of such files:

    \b
      {"doc_id": "a1", "text": "...", "mentions":
       [{"start": 0, "end": 20, "type": "person",
         "head_upos": "PROPN", "name_core": [10, 20]}]}

    Scored are mentions of the four kinds whose head is a proper noun, each with its "name_core", or without
    one as it stands. An outlet counts as an organization. "qid" is a Wikidata id.
    """
    from kg.evaluate.entity_gold import read_name_gold

    texts = read_name_gold(gold)
    from kg.cli.entity_scores_text import show_entities
    from kg.cli.progress import shown_progress
    from kg.evaluate.entities import evaluate_entities

    reader = _reader(gazetteers, weights)
    with shown_progress(quiet=quiet) as progress:
        report = evaluate_entities(texts, reader, errors=errors, progress=progress)
    _print(report, show_entities, as_json)


@evaluate.command(short_help="Which words speak of one and the same.")
@_common_options
@_reading_options
def coreference(
    gold: tuple[Path, ...],
    errors: int,
    gazetteers: tuple[Path, ...],
    weights: str,
    quiet: bool,
    as_json: bool,
) -> None:
    """Let the program tie together names, descriptions and pronouns in the texts of GOLD.

    \b
      kg evaluate coreference gold.jsonl
      kg evaluate coreference gold.jsonl --json

    GOLD is a .jsonl file with a text on each line, or a folder of such files:

    \b
      {"doc_id": "a1", "text": "...", "clusters": [[[0, 20], [31, 34]]],
       "head_clusters": [[[10, 13], [31, 34]]]}

    "head_clusters" has the head of each mention of "clusters". A mention that was found is that of the gold
    if either holds the head of the other. MUC, B3 and CEAFe are those of CoNLL-2012.
    """
    from kg.evaluate.entity_gold import read_coreference_gold

    texts = read_coreference_gold(gold)
    from kg.cli.entity_scores_text import show_coreference
    from kg.cli.progress import shown_progress
    from kg.evaluate.coreference import evaluate_coreference

    reader = _reader(gazetteers, weights)
    with shown_progress(quiet=quiet) as progress:
        report = evaluate_coreference(texts, reader, errors=errors, progress=progress)
    _print(report, show_coreference, as_json)


def _reader(gazetteers: tuple[Path, ...], weights: str) -> Reader:
    from kg.claims.weights import find_weights
    from kg.evaluate.reading import Reader
    from kg.mentions import open_gazetteer

    return Reader(open_gazetteer(gazetteers, note), find_weights(weights))


Report = TypeVar("Report")


def _print(report: Report, show_report: Callable[[Report], None], as_json: bool) -> None:
    if as_json:
        print_json(report)
    else:
        show_report(report)
