"""What attribution reaches by rules, shipped and optional weights: the table of docs/MODEL_CARD.md.

    python bench/attribution.py
    python bench/attribution.py --optional polnear.json
    python bench/attribution.py --limit 10

Comes in: corpus/attribution and the corpora beside the checkout (rows of corpora that are not there are left
out, and told).  Goes out: a Markdown table on stdout, in percent.  Texts that weights are learned from are
read with weights that were learned without them (5-fold cross-validation): so is the row `shipped` of our own
corpus and of the GUM genres that taught it, and the row `optional` of our own corpus.  Five minutes; with
--optional many more, since PolNeAR's training part is learned from for the last row.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from spacy.tokens import Doc

from kg.claims.attribution import find_relations
from kg.claims.weights import SHIPPED, Weights, find_weights
from kg.cli.progress import shown_progress
from kg.evaluate.attribution import AttributionReport, read_doc, report_attribution
from kg.evaluate.corpus import read_gold
from kg.evaluate.relations import AnnotatedText
from kg.evaluate.sources import SourceKind
from kg.model import Style
from kg.parse import parse_text
from kg.train.attribution import Corpus, HeldOut, hold_out
from kg.train.corpora import CLAUSE_WEIGHT, CLAUSES

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "corpus" / "attribution"
SHARED = ROOT.parent / "shared" / "corpora"
POLNEAR_DEV = SHARED / "polnear" / "dev.jsonl"
POLNEAR_TRAIN = SHARED / "polnear" / "train.jsonl"
GUM = SHARED / "gum" / "attribution_other_genres.jsonl"
TAUGHT = ("*_academic_*", "*_court_*", "*_interview_*", "*_bio_*", "*_voyage_*")
"""Ids of the GUM texts whose terms let them teach what ships."""

HEADER = ("corpus", "weights", "all", "+ source", "speech", "+ source", "direct", "unnamed, recall")

Progress = Callable[[str, int, int, str], None]
Choose = Callable[[AnnotatedText], Weights | None]
"""Which weights a text is read with."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A gold text and its parse."""

    gold: AnnotatedText
    doc: Doc


def main() -> None:
    """Measure and print."""
    arguments = _parser().parse_args()
    _show(HEADER)
    _show(["---", "---", *["---:"] * (len(HEADER) - 2)])
    with shown_progress(quiet=arguments.quiet) as progress:
        for row in _rows(arguments.optional, arguments.limit, progress):
            _show(row)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--optional", metavar="FILE", help="weights that PolNeAR's training part taught, too")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N texts of each corpus only")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    return parser


def _show(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _rows(optional: str | None, limit: int | None, progress: Progress) -> Iterator[tuple[str, ...]]:
    own = _read(OWN, limit)
    taught, untaught = _by_genre(_read(GUM, None), limit)
    fixed: dict[str, Choose] = {"rules": _always(None), "shipped": _always(find_weights(SHIPPED))}
    if optional:
        fixed["optional"] = _always(find_weights(optional))
    yield from _compared("PolNeAR dev", _parse(_read(POLNEAR_DEV, limit), progress), fixed)
    yield from _compared("GUM, genres that taught nothing", _parse(untaught, progress), fixed)
    clauses = Corpus("GUM", taught, "", CLAUSES, CLAUSE_WEIGHT)
    held = hold_out([Corpus("own", own, ""), *([clauses] if taught else [])], progress)
    crossed = {**fixed, "shipped": _by_id(held)}
    yield from _compared("GUM, genres that taught, 5-fold", _of(held, taught), crossed)
    if optional:
        crossed["optional"] = _by_id(_held_with_polnear(own, limit, progress))
    yield from _compared("our own, 5-fold", _of(held, own), crossed)


def _read(path: Path, limit: int | None) -> tuple[AnnotatedText, ...]:
    if not path.exists():
        print(f"no {path}: its rows are left out", file=sys.stderr)
        return ()
    return read_gold([path])[:limit]


def _by_genre(
    texts: Sequence[AnnotatedText], limit: int | None
) -> tuple[tuple[AnnotatedText, ...], tuple[AnnotatedText, ...]]:
    taught = [text for text in texts if any(fnmatchcase(text.id, pattern) for pattern in TAUGHT)]
    untaught = [text for text in texts if text not in taught]
    return tuple(taught[:limit]), tuple(untaught[:limit])


def _parse(texts: Sequence[AnnotatedText], progress: Progress) -> list[Parsed]:
    parsed = []
    for done, text in enumerate(texts):
        progress("parse", done, len(texts), text.id)
        parsed.append(Parsed(text, parse_text(text.text)))
    return parsed


def _held_with_polnear(
    own: tuple[AnnotatedText, ...], limit: int | None, progress: Progress
) -> tuple[HeldOut, ...]:
    polnear = _read(POLNEAR_TRAIN, limit)
    return hold_out([Corpus("own", own, ""), Corpus("polnear", polnear, "")], progress)


def _of(held: Sequence[HeldOut], texts: Sequence[AnnotatedText]) -> list[Parsed]:
    wanted = {text.id for text in texts}
    return [Parsed(one.gold, one.doc) for one in held if one.gold.id in wanted]


def _always(weights: Weights | None) -> Choose:
    return lambda text: weights


def _by_id(held: Sequence[HeldOut]) -> Choose:
    weights = {one.gold.id: one.weights for one in held}
    return lambda text: weights[text.id]


def _compared(title: str, texts: Sequence[Parsed], choices: dict[str, Choose]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each set of weights; none for a corpus that is not there."""
    counted = f"{title}; {len(texts)} texts, {sum(len(text.gold.relations) for text in texts):,} attributions"
    for name, choose in choices.items() if texts else ():
        read = [
            read_doc(text.gold, text.doc, partial(find_relations, weights=choose(text.gold)))
            for text in texts
        ]
        yield (counted, name, *_cells(report_attribution(read, errors=0)))


def _cells(report: AttributionReport) -> Iterator[str]:
    speech = report.speech
    measured = (report.content, report.content_source, speech.content, speech.content_source)
    yield from (f"{score.f1:.1f}" for score in (*measured, report.types[Style.DIRECT]))
    yield f"{report.sources[SourceKind.UNNAMED].content.r:.1f}"


if __name__ == "__main__":
    main()
