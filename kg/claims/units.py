"""Units of measure beside a number.

Comes in: a text and the offsets of a number.  Goes out: the unit, where it stands, and the divisor ("per
day").
Must not: look for counted nouns (that takes a parse; see `kg.claims.quantities`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon import Row, table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at text[start:end]; `kind` as in units.tsv."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A divisor at text[start:end]: `per` is "day" for "per day", "a day", "daily"."""

    per: str
    start: int
    end: int


def _is_symbol(word: str) -> bool:
    """Whether a unit is matched as it is written: "MW" is not "mw", while words may be capitalised."""
    return not word.isalpha() or (len(word) <= 3 and not word.islower())


def _pattern(words: Iterable[str]) -> str:
    parts = []
    for word in sorted(words, key=len, reverse=True):
        escaped = re.escape(word).replace(r"\ ", r"\s+")
        parts.append(escaped if _is_symbol(word) and " " not in word else f"(?i:{escaped})")
    return "|".join(parts)


_PREFIXES: dict[str, Row] = {row["word"]: row for row in table("units") if row["kind"] == "prefix"}
_SUFFIXES: dict[str, Row] = {row["word"].lower(): row for row in table("units") if row["kind"] != "prefix"}
_PREFIX = re.compile(rf"(?<!\w)({_pattern(_PREFIXES)})\s?$")
_PREFIX_INSIDE = re.compile(rf"(?<!\w)({_pattern(w for w in _PREFIXES if not w.isalpha())})\s?(?=\d)")
_SUFFIX = re.compile(rf"[\s-]?({_pattern(row['word'] for row in _SUFFIXES.values())})(?!\w)(?!-(?!old|long))")
_LINKED = re.compile(
    rf"\s+(?P<link>an?|of(?:\s+an?)?)\s+({_pattern(row['word'] for row in _SUFFIXES.values())})(?!\w)"
)
_INSIDE = re.compile(r"%|percent\b|per cent\b", re.IGNORECASE)

_RATES = {row["word"]: row["per"] for row in table("rates")}
_PERIOD = "second|minute|hour|day|night|week|month|quarter|year|decade"
_PER = re.compile(
    rf"\s?(?:/\s?(?P<slash>{_PERIOD})|(?:per|each|every)\s+(?P<per>[^\W\d]+)|an?\s+(?P<article>{_PERIOD})"
    rf"|(?P<adverb>{'|'.join(_RATES)}))(?![\w-])",
    re.IGNORECASE,
)
_PER_MONEY = re.compile(r"\s+(?:an?|per)\s+(?P<per>[^\W\d]+)(?!\w)|\s?/\s?(?P<slash>[^\W\d]+)", re.IGNORECASE)


def unit_before(text: str, start: int) -> Unit | None:
    """Return the currency mark that ends right before `start`."""
    window = max(0, start - 8)
    match = _PREFIX.search(text, window, start)
    if match is None:
        return None
    return Unit(_PREFIXES[match.group(1)]["unit"], "prefix", match.start(), start)


def unit_inside(text: str, start: int, end: int) -> Unit | None:
    """Return the unit that stands inside a range ("between $2 and $3 million", "3% to 4")."""
    match = _PREFIX_INSIDE.search(text, start, end)
    if match:
        return Unit(_PREFIXES[match.group(1)]["unit"], "prefix", start, end)
    return Unit("percent", "ratio", start, end) if _INSIDE.search(text, start, end) else None


def unit_after(text: str, end: int) -> Unit | None:
    """Return the unit that begins right after `end`, with or without a space or hyphen between."""
    match = _SUFFIX.match(text, end)
    if match is None:
        return None
    row = _SUFFIXES[re.sub(r"\s+", " ", match.group(1)).lower()]
    return Unit(row["unit"], row["kind"], match.start(1), match.end())


def unit_linked(text: str, end: int, *, vague: bool) -> Unit | None:
    """Return the unit after a fraction ("half a mile") or, if `vague`, after a plural ("billions of
    dollars")."""
    match = _LINKED.match(text, end)
    if match is None or (match.group("link").lower() == "of") != vague:
        return None
    row = _SUFFIXES[re.sub(r"\s+", " ", match.group(2)).lower()]
    return Unit(row["unit"], row["kind"], match.start(2), match.end())


def rate_after(text: str, end: int, *, money: bool) -> Rate | None:
    """Return the divisor that begins right after `end`; after money any noun may be one ("$60 a barrel")."""
    match = _PER.match(text, end) or (_PER_MONEY.match(text, end) if money else None)
    if match is None:
        return None
    word = next(group for group in match.groupdict().values() if group).lower()
    return Rate(_RATES.get(word, word), match.start(), match.end())
