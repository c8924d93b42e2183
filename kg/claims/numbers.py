"""Numbers in running text: figures, words, fractions, vague plurals, ranges.

Comes in: a text.  Goes out: `Number` with offsets and value; ranges joined ("8-10,000", "between 5 and 7").
Must not: know units, parses or dates; what is a year or a phone number is sorted out by the callers.
Number words are valued by text2num; figures and vague plurals ("tens of thousands") by the tables.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from text_to_num import text2num

from kg.claims.openers import FIGURES, OpenedPatterns, opened
from kg.lexicon import table
from kg.model import Comparator


@dataclass(frozen=True, slots=True)
class Number:
    """A number at text[start:end].  `low` equals `high` unless it is a range; `form` is figure, word,
    fraction, vague (a range by its word) or range (two numbers joined)."""

    start: int
    end: int
    low: float
    high: float
    form: str
    magnitude: float = 1.0
    comparator: Comparator | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of `words`, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _values(kind: str) -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in table("numerals") if row["kind"] == kind}


_MAGNITUDES = _values("magnitude")
_ABBREVIATIONS = _values("abbreviation")
_DENOMINATORS = {row["word"]: float(row["denominator"]) for row in table("fraction_words")}
_VAGUE = {row["word"]: (float(row["low"]), float(row["high"]), row["kind"]) for row in table("vague_numbers")}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_SIMPLE = alternatives(_values("simple"))
_MAGNITUDE = alternatives(_MAGNITUDES)
_WORD = rf"(?:{_SIMPLE}|{_MAGNITUDE})"
_WORDS = rf"(?:(?:(?:{_MAGNITUDE})\s+and\s+|{_WORD}(?:\s+|-))*{_WORD})"
# Digits are 0-9 alone: those of other scripts are no figures of an English text, and float() would read some
# that text2num does not.
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_LEFT = r"(?<![\w.,:/])(?<![^\W\d]-)(?<![0-9]['’])"
_RIGHT = r"(?![\w])(?!:[0-9])(?!\.[0-9])(?!,[0-9])(?!/[0-9])"

_SIMPLES = tuple(_values("simple"))
_OF_WORDS = (*_SIMPLES, *_MAGNITUDES)
_OF_FIGURES = (FIGURES, *_SIMPLES)


def _vague_words(kind: str) -> tuple[str, ...]:
    return tuple(word for word, (_, _, its_kind) in _VAGUE.items() if its_kind == kind)


_PATTERNS = OpenedPatterns(
    opened(name, openers, re.compile(pattern, re.IGNORECASE))
    for name, openers, pattern in (
        (
            "scale",
            ("tens", "hundreds", "thousands"),
            r"\b(tens|hundreds|thousands)\s+of\s+(hundreds|thousands|millions|billions|trillions)\b",
        ),
        (
            "multiplied",
            _vague_words("multiplier"),
            rf"\b({alternatives(_vague_words('multiplier'))})\s+({_MAGNITUDE})\b",
        ),
        (
            "half of",
            ("half", "a", "an", "three"),
            rf"\b(half|an?\s+quarter|three[\s-]quarters)\s+(?:of\s+)?an?\s+({_MAGNITUDE})\b",
        ),
        (
            "and a half",
            (FIGURES, *_OF_WORDS),
            rf"{_LEFT}({_FIGURE}|\b{_WORD})\s+and\s+a\s+(half|quarter)(?:\s+({_MAGNITUDE}))?\b",
        ),
        ("glyph", FIGURES, rf"{_LEFT}([0-9]*)([½¼¾⅓⅔]){_RIGHT}"),
        ("slash", FIGURES, rf"{_LEFT}([1-9])/([2-68]|10){_RIGHT}"),
        (
            "ratio",
            _OF_FIGURES,
            rf"(?:{_LEFT}(?=[0-9])|\b)({_FIGURE}|{_SIMPLE})\s+(?:in|out\s+of|(?=of\s+(?:ten|10|100)\b)of)\s+(?:every\s+)?({_FIGURE}|{_SIMPLE}){_RIGHT}",
        ),
        (
            "fraction",
            ("a", "an", "one", *_SIMPLES, *_DENOMINATORS),
            rf"\b(?:(an?|one|{_SIMPLE})(?:\s+|-))?({alternatives(_DENOMINATORS)})\b",
        ),
        ("a magnitude", ("a", "an"), rf"\ban?\s+({_MAGNITUDE})\b"),
        ("scaled", FIGURES, rf"{_LEFT}({_FIGURE})(?:\s+|-)({_MAGNITUDE})\b"),
        ("abbreviated", FIGURES, rf"{_LEFT}({_FIGURE})\s?({alternatives(_ABBREVIATIONS)})\b"),
        ("figure", FIGURES, rf"{_LEFT}({_FIGURE}){_RIGHT}"),
        ("words", _OF_WORDS, rf"\b({_WORDS})\b"),
        (
            "collective",
            _vague_words("collective"),
            rf"\b({alternatives(_vague_words('collective'))})\b",
        ),
    )
)

_JOIN = re.compile(
    r"(?P<mark>\s?(?:%|percent|per cent)?)(?:\s?[-–—]\s?|\s+to\s+|-to-|\s+or\s+|\s+and\s+)(?:US)?[$€£¥]?\s?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:US)?[$€£¥]?\s?$", re.IGNORECASE)


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of `text` in order, not overlapping; two that form a range are one."""
    return tuple(_join_ranges(_longest(_match_numbers(text)), text))


def _match_numbers(text: str) -> Iterator[Number]:
    for name, match in _PATTERNS.find(text):
        number = _value(name, match)
        if number is not None:
            yield number


def _longest(numbers: Iterable[Number]) -> list[Number]:
    """Keep, from left to right, the longest number at each place."""
    kept: list[Number] = []
    for number in sorted(numbers, key=lambda n: (n.start, -n.end)):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _value(name: str, match: re.Match[str]) -> Number | None:
    """Give the matched words their value; None where they have none, or one beyond any float."""
    groups = [re.sub(r"\s+", " ", group.lower()) if group else "" for group in match.groups()]
    try:
        number = _read_value(name, match, groups)
    except (ValueError, KeyError):  # "two dozen dozen"; "ſix", which the tables match whatever the case
        return None
    return number if number is not None and math.isfinite(number.high) else None


def _read_value(name: str, match: re.Match[str], groups: list[str]) -> Number | None:
    if name in ("scale", "multiplied", "collective"):
        return _vague(match, groups)
    if name == "fraction":
        return _fraction(match, groups)
    if name == "ratio":
        return _ratio(match, groups)
    value, magnitude = _SINGLE[name](groups)
    form = {"glyph": "fraction", "slash": "fraction", "words": "word", "a magnitude": "word"}.get(
        name, "figure"
    )
    return Number(match.start(), match.end(), value * magnitude, value * magnitude, form, magnitude)


def _vague(match: re.Match[str], groups: list[str]) -> Number:
    low, high, _ = _VAGUE[groups[0]]
    scale = _MAGNITUDES[groups[1].removesuffix("s")] if len(groups) > 1 else 1.0
    return Number(match.start(), match.end(), low * scale, (high + 1) * scale - 1, "vague", scale)


def _fraction(match: re.Match[str], groups: list[str]) -> Number | None:
    """Value of "two-thirds", "a third", "half"; None for a bare ordinal ("third")."""
    count, denominator = groups
    if not count and denominator != "half":
        return None
    numerator = 1.0 if count in ("", "a", "an", "one") else _figure(count)
    if numerator > 1 and not denominator.endswith("s"):
        return None
    value = numerator / _DENOMINATORS[denominator]
    return Number(match.start(), match.end(), value, value, "fraction")


def _ratio(match: re.Match[str], groups: list[str]) -> Number | None:
    """Value of "one in five"; None where it is no share ("40 in 2015", "two in one")."""
    count, total = _figure(groups[0]), _figure(groups[1])
    if not 0 < count < total <= 1000:
        return None
    return Number(match.start(), match.end(), count / total, count / total, "fraction")


def _figure(words: str) -> float:
    return float(words.replace(",", "")) if words[0] in ".0123456789" else float(text2num(words, "en"))


def _mixed(groups: list[str]) -> tuple[float, float]:
    part = 0.5 if groups[1] == "half" else 0.25
    return _figure(groups[0]) + part, _MAGNITUDES.get(groups[2], 1.0)


def _part_of_magnitude(groups: list[str]) -> tuple[float, float]:
    part = 0.5 if groups[0] == "half" else 0.75 if groups[0].startswith("three") else 0.25
    return part, _MAGNITUDES[groups[1]]


_SINGLE: dict[str, Callable[[list[str]], tuple[float, float]]] = {
    "half of": _part_of_magnitude,
    "and a half": _mixed,
    "glyph": lambda g: (float(g[0] or 0) + _GLYPHS[g[1]], 1.0),
    "slash": lambda g: (float(g[0]) / float(g[1]), 1.0),
    "a magnitude": lambda g: (1.0, _MAGNITUDES[g[0]]),
    "scaled": lambda g: (_figure(g[0]), _MAGNITUDES[g[1]]),
    "abbreviated": lambda g: (_figure(g[0]), _ABBREVIATIONS[g[1]]),
    "figure": lambda g: (_figure(g[0]), 1.0),
    "words": lambda g: (_words_value(g[0]), 1.0),
}


def _words_value(words: str) -> float:
    """Value of number words; a dozen is beyond text2num."""
    count, _, dozen = words.rpartition("dozen")
    if dozen == "" and "dozen" in words:
        return 12.0 * (float(text2num(count.strip(), "en")) if count.strip() else 1.0)
    return float(text2num(words, "en"))  # ValueError for "nineteen eighty": a year read aloud, or a slip


def _join_ranges(numbers: list[Number], text: str) -> Iterator[Number]:
    position = 0
    while position < len(numbers):
        number = numbers[position]
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        joined = _join(number, following, text) if following else None
        if joined:
            yield joined
            position += 2
        else:
            yield number
            position += 1


def _join(left: Number, right: Number, text: str) -> Number | None:
    """Return the range that two neighbours form, or None.

    "and" joins only after "between"; a lower figure takes the magnitude of the upper one ("5-7 million",
    "8-10,000") where it is smaller without it.
    """
    between = text[left.end : right.start]
    opened = _BETWEEN.search(text, max(0, left.start - 16), left.start)
    if not _JOIN.fullmatch(between) or not (left.exact and right.exact):
        return None
    if between.strip().lower() == "and" and not (opened and opened.group().lower().startswith("between")):
        return None
    low = _shared_magnitude(left, right, text)
    if not low < right.high:
        return None
    start = opened.start() if opened else left.start
    return replace(right, start=start, low=low, form="range", comparator=Comparator.RANGE)


def _shared_magnitude(left: Number, right: Number, text: str) -> float:
    if left.magnitude != 1.0 or left.form == "fraction":
        return left.low
    if right.magnitude != 1.0:
        return left.low * right.magnitude if left.low < right.high / right.magnitude else left.low
    thousands = text[right.start : right.end].count(",")
    if thousands and left.low < 1000 and left.low * 1000.0**thousands < right.high:
        return left.low * 1000.0**thousands
    return left.low
