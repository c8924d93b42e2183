"""Rules that change nothing that is said: other words, other units, other order, fewer sentences.

Must not: change what a sentence says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench.stress.drafts import Draft, Sentence, Telling
from bench.stress.wordings import synonyms

_UNITS = (
    (re.compile(r"\b([\d.,]+) square kilometres\b"), 0.386102, "square miles"),
    (re.compile(r"\b([\d.,]+) hectares\b"), 0.01, "square kilometres"),
    (re.compile(r"\b([\d.]+) metres\b"), 3.28084, "feet"),
    (re.compile(r"\b([\d.]+)-kilometre\b"), 0.621371, "mile"),
)
_SAME = (
    (re.compile(r"(?<=\d)%"), " per cent"),
    (re.compile(r"(?<=\d) (?:percent|per cent)\b"), "%"),
    (re.compile(r"€([\d.]+) (million|billion)\b"), r"\1 \2 euros"),
    (re.compile(r"\b([\d.]+) (million|billion) euros\b"), r"€\1 \2"),
    (re.compile(r"\b1,000\b"), "a thousand"),
    (re.compile(r"\ba thousand\b"), "1,000"),
    (re.compile(r"\b(\d+),000 "), r"\1 thousand "),
    (re.compile(r"\bhalf of\b"), "50 percent of"),
)
_LEANS_BACK = re.compile(r"\b(?:he|she|it|its|they|them|his|her|him|this|that|these|such|their|the)\b", re.I)


def convert_unit(telling: Telling) -> Iterator[str]:
    """Yield the sentence with a measure in another unit, right to three digits, or otherwise written."""
    text = telling.sentence.text
    for pattern, factor, unit in _UNITS:
        if match := pattern.search(text):
            joint = "-" if "-" in match[0] else " "
            yield text.replace(match[0], f"{_three_digits(match[1], factor)}{joint}{unit}")
    for pattern, instead in _SAME:
        if pattern.search(text) and text.count("€") < 2:  # half of a range would be told otherwise
            yield pattern.sub(instead, text, count=1)


def use_synonyms(telling: Telling) -> Iterator[str]:
    """Yield the sentence with other words for the same."""
    text = telling.sentence.text
    words = re.sub(r"[A-Za-z]+", lambda match: synonyms().get(match[0], match[0]), text)
    if words != text:
        yield words


def cut_sentences(draft: Draft, chance: random.Random, share: float) -> Draft:
    """Return the draft without some of its sentences: the last ones of their paragraphs, never the lead."""
    kept = []
    for place, paragraph in enumerate(draft.paragraphs):
        cut = place > 1 and chance.random() < share
        kept.append(paragraph[:-1] if cut else paragraph)
    return replace(draft, paragraphs=tuple(paragraph for paragraph in kept if paragraph))


def reorder(draft: Draft, chance: random.Random) -> Draft:
    """Return the draft with two paragraphs in one another's place that do not lean on those before them."""
    free = [
        place
        for place, paragraph in enumerate(draft.paragraphs)
        if place > 1 and not _LEANS_BACK.match(paragraph[0].text) and not _leans(draft.paragraphs, place + 1)
    ]
    if len(free) < 2:
        return draft
    one, other = chance.sample(free, 2)
    paragraphs = list(draft.paragraphs)
    paragraphs[one], paragraphs[other] = paragraphs[other], paragraphs[one]
    return replace(draft, paragraphs=tuple(paragraphs))


def _leans(paragraphs: Sequence[Sequence[Sentence]], place: int) -> bool:
    return place < len(paragraphs) and bool(_LEANS_BACK.match(paragraphs[place][0].text))


def _three_digits(digits: str, factor: float) -> str:
    value = float(digits.replace(",", "")) * factor
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if rounded >= 100 else f"{rounded:g}"
