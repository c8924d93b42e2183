"""Acronyms that a text introduces: "the Arlen Water Agency (AWA)", "AWA (Arlen Water Agency)".

Comes in: a parsed Doc and its names.  Goes out: the names, with those that the brackets show, each short one
knowing what it stands for.
Method: after Schwartz and Hearst (2003), A simple algorithm for identifying abbreviation definitions, with
initials only: the short form is spelt by the words with capitals before the bracket.
Must not: put mentions together (see `drafts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.mentions.gazetteer import Gazetteer
from kg.mentions.spots import Spot, SpotIndex, crosses_lines, is_capitalised, name_of
from kg.model import EntityKind

_OPEN = frozenset({"(", "["})
_CLOSE = frozenset({")", "]"})
_SHORTEST, _LONGEST = 2, 7
_WIDEST = 10
"""Words before a bracket among which a long form is sought."""

_NAMED = frozenset(
    {EntityKind.ORGANIZATION, EntityKind.OUTLET, EntityKind.EVENT, EntityKind.FACILITY, EntityKind.GROUP}
)
_INSIDE = frozenset({"of", "for", "the", "and", "on", "in", "to", "against", "&", "'s", "’s", "-"})


def with_acronyms(doc: Doc, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Spot]:
    """Return the names, with acronyms in brackets and the names that they stand for."""
    index = SpotIndex(spots)
    found = [pair for token in _brackets(doc) if (pair := _introduced(doc, token, index, gazetteer))]
    made = SpotIndex(spot for pair in found for spot in pair)
    kept = [spot for spot in spots if not made.is_met(spot)]
    return sorted((*kept, *(spot for pair in found for spot in pair)), key=lambda spot: spot.start)


def _brackets(doc: Doc) -> Iterator[Token]:
    """Yield the opening brackets; asked of the array, since most texts have few."""
    opening = {doc.vocab.strings[mark] for mark in _OPEN}
    return (doc[index] for index, mark in enumerate(doc.to_array("ORTH").tolist()) if mark in opening)


def _introduced(doc: Doc, token: Token, names: SpotIndex, gazetteer: Gazetteer) -> tuple[Spot, Spot] | None:
    """Return the long and the short name around the opening bracket `token`."""
    if not token.i or token.i + 2 >= len(doc):
        return None
    inner = doc[token.i + 1]
    if doc[inner.i + 1].text in _CLOSE and _is_acronym(inner, gazetteer):
        return _pair(doc, _long_before(doc, inner, names), inner, names)
    before = doc[token.i - 1]
    if _is_acronym(before, gazetteer):
        long = next(iter(names.within(inner.i, inner.i + _WIDEST)), None)
        if long and _is_whole(doc, long, inner) and spells(before.text, doc[long.start : long.end]):
            return _pair(doc, long, before, names)
    return None


def _is_whole(doc: Doc, spot: Spot, first: Token) -> bool:
    return spot.start == first.i and spot.end < len(doc) and doc[spot.end].text in _CLOSE


def _is_acronym(token: Token, gazetteer: Gazetteer) -> bool:
    text = token.text
    if not _SHORTEST <= len(text) <= _LONGEST or not text[0].isalpha() or not text.isalnum():
        return False
    return sum(map(str.isupper, text)) >= _SHORTEST and gazetteer.country_named(text) is None


def _long_before(doc: Doc, short: Token, names: SpotIndex) -> Spot | None:
    """Return the name before the bracket: one that ends there, else words that the letters spell."""
    end = short.i - 1
    spelt = _spelt(doc, short.text, end)
    named = names.at(end - 1)
    if spelt and (named is None or (spelt.covers(named) and named.kind in _NAMED)):
        return replace(spelt, kind=named.kind if named else spelt.kind, label=named.label if named else "ORG")
    if named and named.end == end and named.kind in _NAMED and doc[named.start].text[0] == short.text[0]:
        return named
    return None


def _spelt(doc: Doc, short: str, end: int) -> Spot | None:
    """Return the shortest run of capitalised words before `end` that the letters of `short` spell."""
    for start in range(end - 1, max(end - _WIDEST, 0) - 1, -1):
        token = doc[start]
        if crosses_lines(doc, start, end) or not (is_capitalised(token) or token.lower_ in _INSIDE):
            return None
        is_name = is_capitalised(token) and end - start > 1 and token.pos_ not in ("DET", "PRON")
        if is_name and token.text[0] == short[0] and spells(short, doc[start:end]):
            return Spot(start, end, EntityKind.ORGANIZATION, name=name_of(doc, start, end))
    return None


def spells(short: str, words: Iterable[Token]) -> bool:
    """Tell whether the letters of `short` stand in the words in order, the first one opening a word, and
    every word with a capital gives a letter; an acronym of another language may have another order."""
    initials = [word.text[0] for word in words if is_capitalised(word) or word.text.isdigit()]
    letters = "".join(initials).upper()
    if len(letters) < 2:
        return False
    reordered = len(letters) > 2 and sorted(letters) == sorted(short.upper())  # "CEI", the Italian order
    return reordered or letters == short.upper() or _in_order(short.upper(), letters)


def _in_order(short: str, letters: str) -> bool:
    """Tell whether one letter at most of a long acronym is missing among the initials, or the reverse."""
    rest: Iterator[str] = iter(short)
    return len(short) > 3 and len(letters) >= len(short) - 1 and all(letter in rest for letter in letters)


def _pair(doc: Doc, long: Spot | None, short: Token, names: SpotIndex) -> tuple[Spot, Spot] | None:
    if long is None:
        return None
    known = names.at(short.i)
    if known is not None and known.kind is EntityKind.OUTLET and long.kind is not EntityKind.OUTLET:
        return None
    name = name_of(doc, short.i, short.i + 1)
    return long, Spot(short.i, short.i + 1, long.kind, name=name, label="ORG", stands_for=long.key)
