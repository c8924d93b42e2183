"""Articles without end, made of a few: in each world all names are other ones of the same length.

    from bench.worlds import read_originals, world_of

Comes in: readings (the sample articles in `seeds/`, read once and kept in a folder of the caller's) and the
number of a world.  Goes out: the same readings as they would be if everybody and everything had another name
there: same lengths, so that all offsets hold, and ids of their own.  A world depends on its number alone, so
that two benchmarks mean the same articles.
Must not: run the model for more than the originals.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kg import ids
from kg.codec import decode_reading, encode_reading
from kg.config import Settings
from kg.mentions.gazetteer import open_gazetteer
from kg.model import AboutReference, Document, Mention, Publisher, Reading, Referent, check_quotes
from kg.pipeline import read_article
from kg.read import read_paths

SAMPLES = Path(__file__).resolve().parent.parent / "seeds" / "articles"

VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"

_WORD = re.compile(r"[^\W\d_]+")
_KEPT = {Referent: frozenset({"link"}), AboutReference: frozenset({"role"})}
"""Fields that are no words of a text."""
_MINTED = re.compile(r"[cdmpr]-[0-9a-f]{16}")


def read_originals(cache: Path, samples: Path = SAMPLES) -> tuple[Reading, ...]:
    """Return the sample articles as they are read, by path; from `cache` where that has been filled."""
    cache.mkdir(parents=True, exist_ok=True)
    if not any(cache.glob("*.json")):
        gazetteer = open_gazetteer(())
        found = read_paths([str(samples)], None, Settings(), None, note=print)
        for document in (one for one in found if isinstance(one, Document)):
            reading = read_article(document, gazetteer, "bench")
            (cache / f"{document.id}.json").write_bytes(encode_reading(reading))
    readings = (decode_reading(file.read_bytes()) for file in cache.glob("*.json"))
    return tuple(sorted(readings, key=lambda one: one.document.path))


@dataclass(frozen=True, slots=True)
class World:
    """Names of one world by the originals', word by word; countries and other common knowledge stay."""

    number: int
    words: Mapping[str, str]

    def rename(self, text: str) -> str:
        """Return a text with all its names replaced, of the same length."""
        return _WORD.sub(lambda match: self.words.get(match[0], match[0]), text)


def make_world(originals: Iterable[Reading], number: int) -> World:
    """Return the names of a world; number 0 is that of the originals."""
    if number == 0:
        return World(0, {})
    words = sorted({word for reading in originals for word in name_words(reading)})
    chance = random.Random(number)
    return World(number, {word: invent_word(word, chance) for word in words})


def world_of(originals: Sequence[Reading], number: int) -> tuple[Reading, ...]:
    """Return the originals as they are in the world of this number."""
    world = make_world(originals, number)
    return tuple(transpose(reading, world) for reading in originals)


def name_words(reading: Reading) -> set[str]:
    """Return the words of the names of an article, its publisher among them; none that occurs in lower case
    too, and nothing that a gazetteer knows (a place keeps its name and its point)."""
    names = [
        mention.text
        for referent in reading.referents
        if referent.link is None and referent.named
        for mention in referent.mentions
    ]
    names.append(reading.document.publisher.name or "")
    linked = {
        word for one in reading.referents if one.link for name in one.names for word in _WORD.findall(name)
    }
    plain = {word for word in _WORD.findall(reading.document.text) if word[0].islower()}
    words = {word for name in names for word in _WORD.findall(name)}
    return {
        word
        for word in words - linked
        if len(word) > 2 and word[0].isupper() and word.lower() not in plain and word.isascii()
    }


def invent_word(word: str, chance: random.Random) -> str:
    """Return another word of the same length and the same capitals."""
    letters = [chance.choice((CONSONANTS, VOWELS)[place % 2]) for place in range(len(word))]
    cased = (new.upper() if old.isupper() else new for old, new in zip(word, letters, strict=True))
    return "".join(cased)


def transpose(reading: Reading, world: World) -> Reading:
    """Return an article under the names of a world, with ids of its own."""
    if world.number == 0:
        return reading
    document = _document_in(reading.document, world)
    minted = _minted_ids(reading, document)
    written = partial(_rewritten, world=world, minted=minted)
    rest = _each_text(replace(reading, document=replace(reading.document, text="", passages=())), written)
    made: Reading = replace(rest, document=document, extractor=reading.extractor)
    check_quotes(made)
    return made


def _document_in(document: Document, world: World) -> Document:
    text, name = world.rename(document.text), document.publisher.name
    stem, dot, suffix = document.path.partition(".")
    path = f"w{world.number}/{stem}{dot}{suffix}"
    publisher = world.rename(name) if name else None
    identifier = ids.document_id(publisher, path, text)
    return replace(
        document,
        id=identifier,
        path=path,
        url=None,
        publisher=Publisher(ids.publisher_id(publisher, identifier), publisher),
        title=world.rename(document.title) if document.title else None,
        text=text,
        text_sha256=ids.text_sha256(text),
        source_key=ids.mint("f", path),
    )


def _minted_ids(reading: Reading, document: Document) -> Mapping[str, str]:
    """Return the ids of an article by those of the original."""
    minted = {reading.document.id: document.id, reading.document.publisher.id: document.publisher.id}
    for referent in reading.referents:
        minted[referent.id] = ids.mint("r", document.id, referent.id)
        minted |= {one.id: _mention_id(one, document) for one in referent.mentions}
    for claim in reading.claims:
        minted[claim.id] = ids.claim_id(document.id, claim.spans, claim.rule)
    return minted


def _mention_id(mention: Mention, document: Document) -> str:
    return ids.mention_id(document.id, mention.start, mention.end)


def _rewritten(text: str, world: World, minted: Mapping[str, str]) -> str:
    return minted.get(text, text) if _MINTED.fullmatch(text) else world.rename(text)


def _each_text(value: Any, written: Callable[[str], str]) -> Any:
    """Return a record with every string in it put through `written`; links to gazetteers stay."""
    if type(value) is str:
        return written(value)
    if isinstance(value, tuple):
        return tuple(_each_text(one, written) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = _KEPT.get(type(value), frozenset())
        parts = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in kept}
        return replace(value, **{name: _each_text(part, written) for name, part in parts.items()})
    return value
