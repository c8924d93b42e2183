"""How fast articles are read: words per CPU second of spaCy's pipeline alone and of the whole reading.

    python bench/extraction.py
    python bench/extraction.py ../shared/corpora/polnear/dev.jsonl --limit 20

Comes in: articles (files, folders, globs), by default PolNeAR's dev part beside the checkout, else the sample
articles.  Goes out: a table on stdout.  Loading the model and the gazetteer is not counted.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from kg.cli.screen import show_rows
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document
from kg.parse import load_model, parse_document
from kg.pipeline import read_article
from kg.read import read_paths

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "dev.jsonl"
SEEDS = ROOT / "seeds" / "articles"

WARM_UP = "Two ferries left the harbour on Friday, the port office said."


def main() -> None:
    """Measure and print."""
    arguments = _parser().parse_args()
    paths = arguments.paths or [str(CORPUS if CORPUS.is_file() else SEEDS)]
    texts = [item for item in read_paths(paths) if isinstance(item, Document)]
    documents = list(islice(texts, arguments.limit))
    words = sum(len(document.text.split()) for document in documents)
    nlp, gazetteer = load_model(), open_gazetteer()
    nlp(WARM_UP)
    times = {
        "spaCy's pipeline": _cpu_seconds(lambda document: nlp(document.text), documents),
        "kg.parse": _cpu_seconds(parse_document, documents),
        "read_article": _cpu_seconds(lambda document: read_article(document, gazetteer, "bench"), documents),
    }
    print(f"{len(documents)} articles, {words:,} words")
    _show(times, words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", metavar="PATH", help="articles to read")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N articles only")
    return parser


def _cpu_seconds(read: Callable[[Document], object], documents: Sequence[Document]) -> float:
    started = time.process_time()
    for document in documents:
        read(document)
    return time.process_time() - started


def _show(times: dict[str, float], words: int) -> None:
    alone = next(iter(times.values()))
    rows = [
        (name, f"{seconds:.2f}", f"{words / seconds:,.0f}", f"{seconds / alone:.2f}")
        for name, seconds in times.items()
    ]
    show_rows(("What", "CPU seconds", "Words per CPU second", "Times spaCy"), rows)


if __name__ == "__main__":
    main()
