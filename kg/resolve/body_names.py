"""How two names of organisations, outlets, groups, facilities or events relate.

Comes in: two names as `spelling_key` gives them.  Goes out: the closest `NameRelation`.
Must not: look at anything but the two names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz.fuzz import ratio

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key
from kg.resolve.person_names import NameRelation
from kg.resolve.sounds import word_likeness

SHORTEST_ACRONYM = 2
_ACRONYM_TELLS = MappingProxyType({2: 0.6, 3: 0.95})
"""How far initials tell a name, by their number; four and more tell it in full."""
_LEAST_SPELT = 8
"""Letters that a name must have for a slip of the pen to be told from another name."""
_SAME_SPELLING = 93


@cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("organization_words") if row["class"] == sort)


@cache
def _spelt_as() -> Mapping[str, str]:
    rows = (row for row in table("organization_words") if row["class"] == "spelling")
    return MappingProxyType({row["word"]: row["as"] for row in rows})


@lru_cache(maxsize=65536)
def core_words(key: str) -> tuple[str, ...]:
    """Return the words that make a name: spelt one way, without legal form; a name of such alone keeps
    all."""
    spelt = [_spelt_as().get(word, word) for word in key.replace("&", " and ").split()]
    core = [word for word in spelt if word not in _words("legal") and word not in _words("function")]
    return tuple(core or spelt)


def without_legal_form(key: str) -> str:
    """Return the name without "Inc." and the like at its end."""
    found = [_spelt_as().get(word, word) for word in key.replace("&", " and ").split()]
    while len(found) > 1 and found[-1] in _words("legal"):
        found.pop()
    return " ".join(found)


@lru_cache(maxsize=65536)
def acronyms_of(key: str) -> frozenset[str]:
    """Return what a name of several words may be shortened to: its initials, with or without small words."""
    every = without_legal_form(key).split()
    if len(every) < SHORTEST_ACRONYM:
        return frozenset()
    core = [word for word in every if word not in _words("function")]
    made = {"".join(word[0] for word in every), "".join(word[0] for word in core)}
    return frozenset(one for one in made if len(one) >= SHORTEST_ACRONYM)


@lru_cache(maxsize=65536)
def is_general(key: str) -> bool:
    """Tell whether a name is made of common nouns alone ("Supreme Court", "Central Station"), so that many
    countries or towns have one."""
    return all(word in _common_words() for word in core_words(key))


def is_of_state(key: str) -> bool:
    """Tell whether every country may have a body of that name ("Ministry of Harbours")."""
    return is_general(key) or not _state_words().isdisjoint(core_words(key))


@cache
def _state_words() -> frozenset[str]:
    rows = (row["word"] for row in table("organization_nouns") if row["class"] == "body")
    return frozenset(_spelt_as().get(word, word) for word in rows if " " not in word)


@cache
def _common_words() -> frozenset[str]:
    listed = (
        "organization_nouns",
        "facility_nouns",
        "event_nouns",
        "place_nouns",
        "area_words",
        "person_nouns",
    )
    found = {word.casefold() for name in listed for entry in words(name) for word in entry.split()}
    return frozenset(found | {_spelt_as().get(word, word) for word in found} | _words("telling"))


def relate_bodies(left: str, right: str) -> NameRelation | None:
    """Return the closest relation of two names, None if they are other names."""
    one, two = sorted((left, right), key=lambda name: (len(name), name))
    both = f"{one} and {two}"
    if one == two:
        return NameRelation("same name", 1.0, f"both are called {one}")
    if without_legal_form(one) == without_legal_form(two):
        return NameRelation("other legal form", 1.0, f"{both} differ in the legal form only")
    short, long = core_words(one), core_words(two)
    if sorted(short) == sorted(long):
        return NameRelation("same words", 1.0, f"{both} are the same words in other order")
    if one in acronyms_of(two):
        return NameRelation("acronym", _ACRONYM_TELLS.get(len(one), 1.0), f"{one} are the initials of {two}")
    if _is_slip(short, long):
        return NameRelation("near spelling", 1.0, f"{both} are spellings of one name")
    if (beside := set(words_beside(one, two))) and beside <= country_words():
        return NameRelation("country left out", 1.0, f"{two} is {one} with a country")
    if told := _part_tells(short, long):
        return NameRelation("part of the name of a body", told, f"{one} is part of {two}")
    return None


def _is_slip(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """The same words but for small differences in spelling; numbers and words like "north" must agree."""
    if len(one) != len(two) or len("".join(one)) < _LEAST_SPELT:
        return "".join(one) == "".join(two)
    other = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if any(a in _words("telling") or b in _words("telling") or _has_digit(a + b) for a, b in other):
        return False
    return all(word_likeness(a, b) >= 0.9 for a, b in other) and ratio(" ".join(one), " ".join(two)) >= (
        _SAME_SPELLING if len(other) > 1 else 80
    )


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _part_tells(short: tuple[str, ...], long: tuple[str, ...]) -> float:
    """ "Arlen Brandt" opens "Arlen Brandt Bank"; the end of a name and one word alone tell less."""
    if not len(short) < len(long) or (len(short) == 1 and is_general(" ".join(short))):
        return 0.0
    if long[: len(short)] == short:
        return 1.0 if len(short) > 1 else 0.75
    return 0.85 if len(short) > 1 and long[-len(short) :] == short else 0.0


def words_beside(short: str, long: str) -> tuple[str, ...]:
    """Return the words that a longer name has before or after a shorter one, () where it does not hold it."""
    part, whole = core_words(short), core_words(long)
    if len(part) >= len(whole):
        return ()
    if whole[-len(part) :] == part:
        return whole[: -len(part)]
    return whole[len(part) :] if whole[: len(part)] == part else ()


@cache
def country_words() -> frozenset[str]:
    """Return the words that name a country or what comes from it."""
    return frozenset(word for row in table("demonyms") for word in spelling_key(row["word"]).split())


def telling_conflict(left: str, right: str) -> str | None:
    """Say that two names of common words differ in a number or in a word like "north"."""
    one, two = set(core_words(left)), set(core_words(right))
    differ = sorted(word for word in one ^ two if word in _words("telling") or _has_digit(word))
    return f"the names differ in {' and '.join(differ)}" if differ else None
