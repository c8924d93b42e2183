"""The words that the rules put in: tables of our own.

Must not: hold a sentence of a sample article.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.model import Comparator

_HERE = Path(__file__).parent

COMPARATORS = {
    Comparator.ABOUT: ("about", "around", "some"),
    Comparator.MORE_THAN: ("more than", "over"),
    Comparator.AT_LEAST: ("at least",),
    Comparator.LESS_THAN: ("less than", "under", "fewer than"),
    Comparator.UP_TO: ("up to", "as many as"),
}
COMPARATOR_WORDS = (
    "about", "around", "some", "roughly", "approximately", "more than", "over", "at least", "less than",
    "under", "up to", "as many as", "nearly", "almost",
)  # fmt: skip

NAMED_SPEAKERS = ("Milan Horvat", "Greta Solberg", "Ewa Dorsch", "Idris Falade")
UNNAMED_SPEAKERS = (
    "a retired admiral",
    "a lawyer for the port",
    "an economist at a private bank",
    "a former judge",
)
SEVERAL_SPEAKERS = ("two retired admirals", "lawyers for the port", "economists at private banks")

TOWNS = ("Rotterdam", "Graz", "Bergen", "Lyon", "Malaga", "Torino")
REGIONS = ("Bavaria", "Tuscany", "Provence")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SEASONS = {"spring": "autumn", "summer": "winter", "autumn": "spring", "winter": "summer"}

NUMBER_WORDS = {
    "two": "five", "three": "eight", "four": "nine", "five": "eleven", "six": "fourteen", "nine": "twenty",
    "ten": "forty",
}  # fmt: skip

PUBLISHERS = tuple(
    f"{place} {paper}"
    for paper in ("Courier", "Post", "Herald", "Observer", "Chronicle", "Journal")
    for place in ("Arlen", "Brackwater", "Corvane", "Delmouth", "Eskerby", "Fenwold", "Garrick", "Hollin",
                  "Islemoor", "Jarvik", "Kestrel", "Lunden", "Morvale", "Nethery", "Orrin")
)  # fmt: skip


@cache
def synonyms() -> dict[str, str]:
    """Return what may stand in the place of a word."""
    return dict(row for row in _rows("synonyms.tsv"))


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in _rows("verbs.tsv")}


def past_of(lemma: str) -> str:
    """Return the past of a verb; a particle stays behind it.

    >>> past_of("give up"), past_of("repair"), past_of("carry")
    ('gave up', 'repaired', 'carried')
    """
    return _inflected(lemma, 0)


def participle_of(lemma: str) -> str:
    """Return the past participle of a verb.

    >>> participle_of("give up"), participle_of("move")
    ('given up', 'moved')
    """
    return _inflected(lemma, 1)


def _inflected(lemma: str, form: int) -> str:
    verb, space, particle = lemma.partition(" ")
    return (_irregular()[verb][form] if verb in _irregular() else _regular(verb)) + space + particle


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _rows(name: str) -> list[list[str]]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
