"""How fast places are found: loading the place list, the memory that it takes, and mentions linked a second.

    python bench/places.py
    python bench/places.py --mentions 20000

Comes in: nothing; the names are those of the compiled place list itself, drawn with a fixed seed, ten to an
article, every third with the country that it lies in.  Goes out: a table on stdout; exit status 1 if a limit
is not kept.

Each figure is taken in a process of its own, which ends after it: opening the compiled list and looking one
name up (imports stand apart); peak memory after linking, less that of the imports; linking, as
`link_drafts` does it for an article, and on the same names the simplest rule there is, the largest place of
the name.  Compiling is timed into a folder of its own, which is deleted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from resource import RUSAGE_SELF, getrusage

import spacy
from spacy.tokens import Doc

from kg.cli.screen import show_rows
from kg.mentions.clusters import cluster_names
from kg.mentions.disambiguation import link_drafts
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.mentions.places import open_places, place_file
from kg.mentions.spots import Spot
from kg.model import EntityKind

LIMITS = {"loading, s": 0.3, "memory, MB": 300.0, "linked mentions a second": 1000.0}
PER_ARTICLE = 10
WITH_COUNTRY = 3


def main() -> int:
    """Measure, print, and tell whether the limits are kept."""
    asked = _arguments()
    if asked.part:
        print(json.dumps(PARTS[asked.part](asked.mentions)))
        return 0
    open_gazetteer((), print)  # so that no part compiles
    found = {name: value for part in PARTS for name, value in _measured(part, asked.mentions).items()}
    show_rows(["", "measured", "limit"], [_row(name, value) for name, value in found.items()])
    return int(not all(_is_kept(name, value) for name, value in found.items()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mentions", type=int, default=5000, help="how many names are linked")
    parser.add_argument("--part", choices=sorted(PARTS), help="measure one part in this process, print JSON")
    return parser.parse_args()


def _measured(part: str, mentions: int) -> dict[str, float]:
    """Measure one part in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | ({"KG_CACHE": folder} if part == "compile" else {})
        command = [sys.executable, __file__, "--part", part, "--mentions", str(mentions)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _row(name: str, value: float) -> Sequence[str]:
    limit = LIMITS.get(name)
    return name, f"{value:,.2f}" if value < PER_ARTICLE else f"{value:,.0f}", f"{limit:,}" if limit else ""


def _is_kept(name: str, value: float) -> bool:
    limit = LIMITS.get(name)
    if limit is None:
        return True
    return value >= limit if name.endswith("a second") else value <= limit


# ------------------------------------------------------------------------------------------ what is measured


def compile_list(_: int) -> dict[str, float]:
    """Compile the list into an empty folder."""
    before, start = _peak_megabytes(), time.perf_counter()
    open_gazetteer()
    size = place_file().stat().st_size
    seconds = time.perf_counter() - start
    taken = _peak_megabytes() - before
    return {"compiling, once, s": seconds, "memory for compiling, MB": taken, "compiled file, MB": size / 1e6}


def load(_: int) -> dict[str, float]:
    """Open the compiled list and look one name up."""
    start = time.perf_counter()
    gazetteer = open_gazetteer()
    assert gazetteer.places.find("London"), "the place list has no London"
    return {"loading, s": time.perf_counter() - start}


def remember(mentions: int) -> dict[str, float]:
    """Link, and tell how much memory was taken since the imports."""
    texts = articles(mentions)
    before = _peak_megabytes()
    gazetteer = open_gazetteer()
    for doc, spots in texts:
        _link(doc, spots, gazetteer)
    return {"memory, MB": _peak_megabytes() - before, "memory with all imports, MB": _peak_megabytes()}


def link(mentions: int) -> dict[str, float]:
    """Link by all that an article tells, and by population alone; the names are looked up anew each time."""
    texts = articles(mentions)
    start = time.perf_counter()
    gazetteer = _anew()
    for doc, spots in texts:
        _link(doc, spots, gazetteer)
    linking = time.perf_counter() - start
    start = time.perf_counter()
    gazetteer = _anew()
    for _, spots in texts:
        for spot in spots:
            max(gazetteer.places.find(spot.name), key=lambda place: place.population, default=None)
    by_population = time.perf_counter() - start
    names = sum(len(spots) for _, spots in texts)
    return {
        "linked mentions a second": names / linking,
        "by population alone": names / by_population,
        "times as long as by population": linking / by_population,
    }


PARTS = {"compile": compile_list, "load": load, "memory": remember, "link": link}


def _anew() -> Gazetteer:
    """Return a gazetteer that remembers no look-up."""
    return Gazetteer(open_places(), ())


def _peak_megabytes() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def _link(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> None:
    drafts = list(dict.fromkeys(cluster_names(spots, gazetteer).values()))
    link_drafts(doc, drafts, gazetteer)


def articles(mentions: int) -> list[tuple[Doc, list[Spot]]]:
    """Return articles of ten names each, one a sentence, with the spots of the names."""
    names = _names(mentions)
    vocab = spacy.blank("en").vocab
    return [_article(names[at : at + PER_ARTICLE], vocab) for at in range(0, len(names), PER_ARTICLE)]


def _names(mentions: int) -> list[tuple[str, str]]:
    """Draw names of places with their countries, all as likely as one another."""
    with closing(sqlite3.connect(f"file:{place_file()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT label, country FROM place ORDER BY id").fetchall()
    return random.Random(7).choices(rows, k=mentions)


def _article(names: Sequence[tuple[str, str]], vocab: spacy.vocab.Vocab) -> tuple[Doc, list[Spot]]:
    words = [word for name, _ in names for word in ("in", name.replace(" ", "_"), ".")]
    starts: list[bool | int | None] = [at % 3 == 0 for at in range(len(words))]
    doc = Doc(vocab, words=words, sent_starts=starts)
    spots = [
        Spot(
            3 * number + 1,
            3 * number + 2,
            EntityKind.PLACE,
            name=name,
            label="GPE",
            country=None if number % WITH_COUNTRY else country or None,
        )
        for number, (name, country) in enumerate(names)
    ]
    return doc, spots


if __name__ == "__main__":
    sys.exit(main())
