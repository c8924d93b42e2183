"""Worlds that have little in common: other names, other places, and other things that happen there.

`bench.worlds` gives everybody another name; what is told of them stays word for word the same, so that a
hundred worlds are a hundred copies of one text with the names exchanged.  Here other words stand in the place
of common ones as well ("gate" is "lamp" in one world and "coat" in the next): of one length, so that all
offsets hold, and the same in all articles of a world; numbers likewise.  Countries, dates, small numbers,
synonyms of our own rules and the words that comparison has a table of stay.

Comes in: articles of an edition.  Goes out: their readings in another world.
Must not: run the model.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from wordfreq import top_n_list

from bench.stress.digits import DIGITS, other_digits, revalue
from bench.stress.wordings import synonyms
from bench.worlds import World, invent_word, make_world, transpose
from kg.compare.meaning import stem_of
from kg.lexicon import table
from kg.model import Link, Reading, Referent, check_quotes

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:ing|ed|es|ly|s|e|d|)$")
_SHORTEST = 4
"""Letters from which a common word is exchanged."""
_VOCABULARY = 30_000
"""Common English words, out of which others are taken."""
_KEPT = (
    "aims", "comparators", "conditions", "demonyms", "hedges", "hedging_adjectives", "irregular_verbs",
    "low_confidence", "months", "past_forms", "phase_words", "pronouns", "source_sorts", "units",
    "any_source", "casualty_words", "group_nouns", "light_predicates", "numbers_from_below",
    "reciprocal_verbs", "titles", "numerals", "fraction_words", "time_units", "time_bounds",
    "relative_times", "seasons", "weekdays", "modals", "negation", "function_words", "determiners",
    "quantity_nouns", "rates", "person_nouns",
)  # fmt: skip
"""Tables of the lexicon that comparison reads, or whose words say when, how many and how sure."""


@dataclass(frozen=True, slots=True)
class OtherWorld(World):
    """A world with other numbers too."""

    digits: Mapping[str, str]

    def rename(self, text: str) -> str:
        """Return a text with names, common words and numbers replaced, of the same length."""
        return DIGITS.sub(lambda match: self.digits.get(match[0], match[0]), World.rename(self, text))


def readings_in(
    readings: Sequence[Reading], number: int, kept_digits: Collection[str] = ()
) -> Iterator[Reading]:
    """Yield the readings as they are in the world of this number; world 0 is the one they were read in.

    `kept_digits` are numbers that are the same in all worlds.
    """
    world = _world(readings, number, kept_digits)
    for reading in readings:
        made = transpose(reading, world)
        if number:
            referents = tuple(_moved(referent, world) for referent in made.referents)
            claims = tuple(map(revalue, made.claims, reading.claims))
            made = replace(made, referents=referents, claims=claims)
            check_quotes(made)
        yield made


def _world(readings: Sequence[Reading], number: int, kept_digits: Collection[str]) -> World:
    world = make_world(readings, number)
    if number == 0:
        return world
    chance = random.Random(f"words {number}")
    places = {word: invent_word(word, chance) for word in sorted(_place_words(readings))}
    accented = {word: invent_word(word, chance) for word in sorted(_accented_words(readings))}
    words = {**_exchanged(readings, chance), **accented, **places, **world.words}
    return OtherWorld(number, words, other_digits(readings, kept_digits, chance))


def _exchanged(readings: Sequence[Reading], chance: random.Random) -> dict[str, str]:
    """Return what stands for each common word, also where it begins a sentence: a verb's or noun's forms
    stay forms of one word."""
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for stem, endings in sorted(_families(_common_words(readings))):
        free = [one for one in _stems(len(stem), endings) if one not in taken and one != stem]
        if free:
            other = chance.choice(free)
            taken.add(other)
            pairs |= {stem + ending: other + ending for ending in endings}
    return pairs | {word.capitalize(): other.capitalize() for word, other in pairs.items()}


def _families(words: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the forms of each word begin with, and how they end."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        forms[stem_of(word)].append(word)
    for found in forms.values():
        stem = _shared([_ENDING.sub("", word) for word in found])
        if len(stem) >= _SHORTEST - 1:
            yield stem, tuple(word[len(stem) :] for word in found)


def _shared(words: Sequence[str]) -> str:
    """Return what all words begin with.

    >>> _shared(["reach", "reached"])
    'reach'
    """
    shortest = min(words, key=len)
    alike = (all(word[place] == letter for word in words) for place, letter in enumerate(shortest))
    return shortest[: sum(1 for _ in takewhile(bool, alike))]


@cache
def _stems(length: int, endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return stems of so many letters that make a word of English news with each of the endings."""
    size, ending = length + len(endings[0]), endings[0]
    fit = (word[:length] for word in _news_words() if len(word) == size and word.endswith(ending))
    return tuple(stem for stem in fit if all(stem + each in _news_words() for each in endings))


@cache
def _news_words() -> dict[str, None]:
    words = (word for word in top_n_list("en", _VOCABULARY) if word.isascii() and word.isalpha())
    return {word: None for word in words if word not in _known_words()}


def _common_words(readings: Iterable[Reading]) -> set[str]:
    texts = (reading.document.text for reading in readings)
    found = {word for text in texts for word in _WORD.findall(text) if word.islower() and word.isascii()}
    ours = {part for pair in synonyms().items() for words in pair for part in words.split()}
    return {word for word in found if len(word) >= _SHORTEST} - _known_words() - ours


def _place_words(readings: Iterable[Reading]) -> set[str]:
    """Return the words of places that have a link and are no country."""
    linked = [one for reading in readings for one in reading.referents if one.link is not None]
    words = {word for one in linked if not _is_country(one) for word in _words_of(one)}
    countries = {word for one in linked if _is_country(one) for word in _words_of(one)}
    countries |= {word for row in table("demonyms") for word in _WORD.findall(row["word"])}
    return {
        word for word in words - countries if word[0].isupper() and word.isascii() and len(word) >= _SHORTEST
    }


def _accented_words(readings: Iterable[Reading]) -> set[str]:
    """Return the words of names that `make_world` leaves: those with letters outside ASCII."""
    named = [one for reading in readings for one in reading.referents if one.named and not _is_country(one)]
    words = {word for one in named for word in _words_of(one) if not word.isascii()}
    return {word for word in words if word[0].isupper() and len(word) >= _SHORTEST}


def _words_of(referent: Referent) -> set[str]:
    return {word for mention in referent.mentions for word in _WORD.findall(mention.text)}


def _is_country(referent: Referent) -> bool:
    codes = referent.link.identifiers if referent.link is not None else ()
    return any(code.scheme == "iso3166" and "-" not in code.value for code in codes)


@cache
def _known_words() -> frozenset[str]:
    """Return every word of the tables that stay as they are, their examples aside."""
    cells = (
        cell
        for name in _KEPT
        for row in table(name)
        for column, cell in row.items()
        if column not in ("example", "reference")
    )
    return frozenset(word for cell in cells for word in re.findall(r"[a-z]+", cell))


def _moved(referent: Referent, world: World) -> Referent:
    """Return a referent whose place is another one, of another name where it is called by its label."""
    link = referent.link
    if link is None or _is_country(referent):
        return referent
    moved: Link = replace(
        link,
        key=f"{link.key}/{world.number}",
        label=world.rename(link.label),
        identifiers=(),
        aliases=tuple(map(world.rename, link.aliases)),
    )
    return replace(referent, link=moved)
