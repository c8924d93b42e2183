"""As many articles as are asked for, read once: editions of a hundred, each in many worlds.

An edition is the sample articles and what other papers made of them; another edition draws other changes.
World after world tells an edition of other people, places and things (bench.stress.otherworlds).

Comes in: the sample articles, a folder for readings.  Goes out: articles: readings with their drafts.
Must not: keep more than one world in memory, or read an article twice.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench.stress.digits import DIGITS
from bench.stress.drafts import Draft, Sentence, draft_of
from bench.stress.families import go_round, make_drafts, make_family
from bench.stress.otherworlds import readings_in
from bench.stress.wordings import PUBLISHERS
from bench.worlds import read_originals
from kg.codec import decode_reading, encode_reading
from kg.extractor import extractor_id
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.model import Document, Reading, Span
from kg.pipeline import read_article
from kg.read import read_paths

EDITIONS = 10
ARTICLES = 100
"""Articles of an edition, and so of a world."""


@dataclass(frozen=True, slots=True)
class Article:
    """A draft with what is read in it; `spans` tells where its sentences stand in the document's text."""

    draft: Draft
    reading: Reading
    spans: tuple[tuple[Span, Sentence], ...]


def read_edition(number: int, cache: Path) -> tuple[Article, ...]:
    """Return the articles of an edition; readings come from `cache` where they were read before."""
    originals = read_originals(cache / extractor_id((), ""))
    drafts = list(make_edition(originals, number))
    made = [Article(draft_of(one), one, tuple(_spans_of_original(draft_of(one)))) for one in originals]
    return (*made, *read_drafts(drafts, f"edition{number}", cache / extractor_id((), "")))


def make_edition(originals: Sequence[Reading], number: int) -> Iterator[Draft]:
    """Yield the drafts that other papers made of the sample articles, so many that there are ARTICLES."""
    publishers = random.Random(number).sample(PUBLISHERS, ARTICLES - len(originals))
    rules = go_round(f"rules {number}")
    each, more = divmod(len(publishers), len(originals))
    for place, reading in enumerate(originals):
        count = each + (place < more)
        ours, publishers = publishers[:count], publishers[count:]
        yield from make_drafts(make_family(reading), count, ours, rules, f"{number} {reading.document.path}")


def read_drafts(drafts: Sequence[Draft], name: str, cache: Path) -> Iterator[Article]:
    """Yield drafts with what is read in them, from `cache` where they were read before."""
    path = _write(drafts, cache / f"{name}.jsonl")
    found = {one.path.partition("#")[2]: one for one in read_paths([str(path)]) if isinstance(one, Document)}
    gazetteer: list[Gazetteer] = []
    for draft in drafts:
        document = found[draft.name]
        reading = _read_once(document, cache / "rewritten", gazetteer)
        start = document.text.index(draft.text)
        spans = (((at + start, to + start), one) for (at, to), one in draft.spans())
        yield Article(draft, reading, tuple(spans))


def worlds(editions: Sequence[Sequence[Article]], count: int) -> Iterator[tuple[Article, ...]]:
    """Yield so many worlds, each an edition under other names."""
    for number in range(count):
        edition = editions[number % len(editions)]
        readings = readings_in([one.reading for one in edition], number, _converted_digits(edition))
        yield tuple(
            Article(one.draft, reading, one.spans) for one, reading in zip(edition, readings, strict=True)
        )


def _converted_digits(articles: Sequence[Article]) -> frozenset[str]:
    """Return the numbers that stand in another unit, or are written otherwise, somewhere else."""
    changes = {change for one in articles for sentence in one.draft.sentences for change in sentence.changes}
    pairs = [(change.before, change.after) for change in changes if change.rule == "convert_unit"]
    sides = [(set(DIGITS.findall(before)), set(DIGITS.findall(after))) for before, after in pairs]
    return frozenset(digits for before, after in sides for digits in before ^ after)


def _write(drafts: Sequence[Draft], path: Path) -> Path:
    lines = (
        {
            "id": draft.name,
            "publisher": draft.publisher,
            "title": draft.sentences[0].text,
            "date": draft.day.isoformat(),
            "text": draft.text,
        }
        for draft in drafts
    )
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def _read_once(document: Document, cache: Path, gazetteer: list[Gazetteer]) -> Reading:
    """Return the reading of an article; the gazetteer is opened for the first that was not read before."""
    cache.mkdir(parents=True, exist_ok=True)
    key = sha256(repr(document).encode("utf-8")).hexdigest()[:32]
    file = cache / f"{key}.json"
    if not file.exists():
        if not gazetteer:
            gazetteer.append(open_gazetteer(()))
            print("reading rewritten articles", file=sys.stderr)
        file.write_bytes(encode_reading(read_article(document, gazetteer[0], "bench")))
    return decode_reading(file.read_bytes())


def _spans_of_original(draft: Draft) -> Iterator[tuple[Span, Sentence]]:
    for sentence in draft.sentences:
        yield (sentence.start, sentence.start + len(sentence.text)), sentence
