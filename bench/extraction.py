"""How fast articles are read: words per CPU second of spaCy alone, of the reading and of all of `kg build`.

    python bench/extraction.py
    python bench/extraction.py ../shared/corpora/polnear/dev.jsonl --limit 20

Comes in: articles (files, folders, globs), by default PolNeAR's dev part beside the checkout, else the sample
articles.  Goes out: two tables on stdout.

The first is taken in this process, after a warm-up: spaCy's pipeline as its makers ship it, `kg.parse`,
`read_article`.  The second compares whole processes, each started for this: `kg build` (one process: reading
files, extraction, storing, entities, groups, snapshot, pages) and spaCy alone with the same model on the same
texts, by `nlp.pipe` or text by text, whichever is faster.  CPU time is user and system time of all threads.
Start-up stands apart: imports, loading model and gazetteer; for the build a whole build of one sentence.  The
ratio without it is what a large build has, the one with it what these articles have.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from kg.cli.screen import show_rows
from kg.config import SPACY_MODEL
from kg.mentions.gazetteer import open_gazetteer
from kg.model import Document
from kg.parse import load_model, parse_document
from kg.pipeline import read_article
from kg.read import read_paths

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "dev.jsonl"
SEEDS = ROOT / "seeds" / "articles"

WARM_UP = "Two ferries left the harbour on Friday, the port office said."


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of a process, and how many of them are start-up."""

    startup: float
    total: float

    @property
    def work(self) -> float:
        """CPU seconds without start-up."""
        return self.total - self.startup


def main() -> None:
    """Measure and print."""
    arguments = _parser().parse_args()
    paths = arguments.paths or [str(CORPUS if CORPUS.is_file() else SEEDS)]
    texts = [item for item in read_paths(paths) if isinstance(item, Document)]
    documents = list(islice(texts, arguments.limit))
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} articles, {words:,} words\n")
    _show(_times_of_stages(documents), words)
    _show_processes(*_costs_of_processes(documents), words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", metavar="PATH", help="articles to read")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N articles only")
    return parser


# ---------------------------------------------------------------------------------- in this process


def _times_of_stages(documents: Sequence[Document]) -> dict[str, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        alone = importlib.import_module(SPACY_MODEL).load()
    gazetteer = open_gazetteer()
    alone(WARM_UP)
    load_model()(WARM_UP)
    return {
        "spaCy's pipeline": _cpu_seconds(lambda document: alone(document.text), documents),
        "kg.parse": _cpu_seconds(parse_document, documents),
        "read_article": _cpu_seconds(lambda document: read_article(document, gazetteer, "bench"), documents),
    }


def _cpu_seconds(read: Callable[[Document], object], documents: Sequence[Document]) -> float:
    started = time.process_time()
    for document in documents:
        read(document)
    return time.process_time() - started


def _show(times: dict[str, float], words: int) -> None:
    alone = next(iter(times.values()))
    rows = [
        (name, f"{seconds:.2f}", f"{words / seconds:,.0f}", f"{alone / seconds:.2f}")
        for name, seconds in times.items()
    ]
    show_rows(("In one process", "CPU seconds", "Words per CPU second", "Speed, spaCy = 1"), rows)


# ------------------------------------------------------------------------------------ whole processes


def _costs_of_processes(documents: Sequence[Document]) -> tuple[Cost, Cost]:
    """Return what spaCy alone and `kg build` cost for the same texts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = _write(folder / "texts.jsonl", [document.text for document in documents])
        sentence = _write(folder / "sentence.jsonl", [WARM_UP])
        alone = min(
            (_cost_alone(texts, *how) for how in ((), ("--one-by-one",))), key=lambda cost: cost.total
        )
        return alone, Cost(
            _cost_of_build(sentence, folder / "small"), _cost_of_build(texts, folder / "whole")
        )


def _write(path: Path, texts: Sequence[str]) -> Path:
    lines = (json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts, 1))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def _cost_alone(texts: Path, *options: str) -> Cost:
    script = str(Path(__file__).with_name("spacy_alone.py"))
    command = [sys.executable, script, str(texts), *options]
    return Cost(**json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout))


def _cost_of_build(texts: Path, folder: Path) -> float:
    command = [sys.executable, "-m", "kg", "build", str(texts), "--quiet"]
    places = ["--store", str(folder / "store"), "--out", str(folder / "pages")]
    before = _cpu_of_children()
    subprocess.run([*command, *places], check=True, capture_output=True, cwd=ROOT)
    return _cpu_of_children() - before


def _cpu_of_children() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _show_processes(alone: Cost, build: Cost, words: int) -> None:
    print()
    rows = [
        (name, f"{cost.startup:.2f}", f"{cost.work:.2f}", f"{words / cost.work:,.0f}", ratio, whole)
        for name, cost, ratio, whole in (
            ("spaCy alone", alone, "1.00", "1.00"),
            ("kg build", build, f"{alone.work / build.work:.2f}", f"{alone.total / build.total:.2f}"),
        )
    ]
    head = (
        "Whole process",
        "Start-up s",
        "Work s",
        "Words per CPU second",
        "Speed, spaCy = 1",
        "With start-up",
    )
    show_rows(head, rows)


if __name__ == "__main__":
    main()
