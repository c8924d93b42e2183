"""Renaming: other names in the same text, and what a reading says once both are written alike.

Comes in: a set of names from `renames.tsv`, texts, parses, readings.  Goes out: the renamed text with where
each offset went, a parse carried over to other names, and pictures of readings that can be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span

from kg.mentions.gazetteer import Gazetteer
from kg.model import EntityKind, Reading, Referent

SETS = ("first", "second", "third")
TABLE = Path(__file__).with_name("renames.tsv")


def rows() -> list[dict[str, str]]:
    """The rows of the table of names."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


@cache
def names_of(chosen: str) -> Mapping[str, str]:
    """Each name and the one that takes its place, in capitals too (datelines)."""
    pairs = {row["name"]: row[chosen] for row in rows()}
    capitals = {name.upper(): new.upper() for name, new in pairs.items() if len(name) > 3}
    return capitals | pairs


class Renaming:
    """A text under other names: `text`, and `moved` for where an offset between two words went."""

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        pieces: list[str] = []
        self._old, self._new, end, shift = [0], [0], 0, 0
        for start, stop, word in _replacements(text, names):
            pieces += [text[end:start], word]
            self._old += [start, stop]
            self._new += [start + shift, start + shift + len(word)]
            end, shift = stop, shift + len(word) - (stop - start)
        self.text = "".join([*pieces, text[end:]])

    def moved(self, offset: int) -> int:
        """Where the character at `offset` stands now."""
        place = bisect_right(self._old, offset) - 1
        return self._new[place] + offset - self._old[place]


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")


def _by_word(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for old, new in names.items():
        yield from zip(old.split(), new.split(), strict=True)


def _replacements(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Word by word, so that tokens keep their places."""
    if not names:
        return
    for match in _pattern(tuple(names)).finditer(text):
        words = zip(re.finditer(r"\S+", match[0]), names[match[0]].split(), strict=True)
        for old, new in words:
            yield match.start() + old.start(), match.start() + old.end(), new


def carried_over(doc: Doc, renaming: Renaming, text: str, names: Mapping[str, str]) -> Doc:
    """The parse of the old names on `text`, which has the new ones: what the parser makes of names does not
    count."""
    words = [text[renaming.moved(token.idx) : renaming.moved(token.idx + len(token))] for token in doc]
    made = Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[Renaming(token.lemma_, names).text for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
        sent_starts=[token.is_sent_start for token in doc],
    )
    made.set_ents([Span(made, entity.start, entity.end, label=entity.label) for entity in doc.ents])
    return made


def unchanged_sentences(old: Doc, new: Doc, renaming: Renaming) -> set[tuple[int, int]]:
    """Where the sentences stand (old offsets) that the parser reads alike under both names."""
    parses = {(sent.start_char, sent.end_char): _labels(sent) for sent in new.sents}
    return {
        (sent.start_char, sent.end_char)
        for sent in old.sents
        if parses.get((renaming.moved(sent.start_char), renaming.moved(sent.end_char))) == _labels(sent)
    }


def _labels(sent: Span) -> list[tuple[object, ...]]:
    return [(t.tag_, t.pos_, t.dep_, t.head.i - t.i, t.ent_iob_, t.ent_type_, str(t.morph)) for t in sent]


# ------------------------------------------------------------------------------------------- pictures

_LEFT_OUT = frozenset(
    {"id", "document", "extractor", "path", "text_sha256", "source_key", "url", "link", "unlinked"}
)
"""What hangs on the files and on the place list: how many places bear a name, and which one is meant."""


def _is_place(value: object) -> bool:
    """Tell whether a referent is a place: the list gives it a country as it gives it a link."""
    return isinstance(value, Referent) and value.kind is EntityKind.PLACE


class Painter:
    """Writes down all that a reading says so that it can be compared with that of a renamed text.

    Names and offsets are put through `names` and `moved`; referents, claims and countries go by number, in
    order of appearance; links are left out; an adjective that a label was made with
    ("US officials" for "American officials") stands for its country.
    """

    def __init__(
        self,
        reading: Reading,
        gazetteer: Gazetteer,
        names: Mapping[str, str],
        moved: Callable[[int], int] = lambda offset: offset,
    ) -> None:
        self._gazetteer, self._names, self._moved = gazetteer, names, moved
        self._numbers = {referent.id: f"referent {i}" for i, referent in enumerate(reading.referents)}
        self._numbers |= {claim.id: f"claim {i}" for i, claim in enumerate(reading.claims)}
        self._countries: dict[str, str] = {}

    def paint(self, value: object, field: str = "") -> Any:
        """A record as dictionaries and lists of plain values."""
        if is_dataclass(value):
            left_out = _LEFT_OUT | ({"country"} if _is_place(value) else set())
            kept = [part.name for part in fields(value) if part.name not in left_out]
            return {name: self.paint(getattr(value, name), name) for name in kept}
        if isinstance(value, tuple):
            return [self.paint(part, field) for part in value]
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._written(value, field)
        if isinstance(value, int) and field in ("spans", "sentence", "start", "end"):
            return self._moved(value)
        return value

    def _written(self, value: str, field: str) -> str:
        if field == "country":
            return self._countries.setdefault(value, f"country {len(self._countries)}")
        if field == "label" and (made := self._with_country(value)):
            return made
        if field in ("unit", "of", "per"):  # in lower case
            lower = {old.lower(): new.lower() for old, new in _by_word(self._names)}
            return Renaming(value, dict(self._names) | lower).text
        return self._numbers.get(value) or Renaming(value, self._names).text

    def _with_country(self, label: str) -> str | None:
        words = label.split(" ")
        for start, length in ((0, 2), (0, 1), (1, 2), (1, 1)):  # "two US officials"
            end = start + length
            country = self._gazetteer.adjective_country(" ".join(words[start:end]))
            if country and len(words) > end:
                return " ".join([*words[:start], self._written(country, "country"), *words[end:]])
        return None
