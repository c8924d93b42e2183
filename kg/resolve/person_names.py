"""How two names of persons relate.

Comes in: two names.  Goes out: the closest `NameRelation`: which of a few sorts, how well, and in words.
Names of many traditions: family name first or last, double surnames, particles, Arabic articles, initials,
generations, given names in other forms (lexicon tables name_parts, given_name_forms, name_sounds).
Must not: look at anything but the two names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key
from kg.resolve.sounds import word_likeness

_JOINED_ARTICLE = re.compile(r"\b(\w{2})[-–](?=\w)")
_NEAR = 0.9
"""Likeness from which two words are spellings of one."""
_FORMS = MappingProxyType({"spelling": 0.97, "short": 0.9, "counterpart": 0.88})
_INITIAL = 0.8


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart.  `words` are those that count, in order; `key` is the whole name as a key, and
    `written` as somebody wrote it."""

    written: str
    key: str
    words: tuple[str, ...]
    generation: str = ""

    @property
    def letters(self) -> frozenset[str]:
        """Its words without the gaps between them, with and without particles."""
        return frozenset(("".join(self.words), self.key.replace(" ", "")))

    @property
    def is_short(self) -> bool:
        """Tell whether it is one word (particles aside)."""
        return len(self.words) == 1


@dataclass(frozen=True, slots=True)
class NameRelation:
    """`sort` names a row of the features; `value` is how far it holds, 0 to 1."""

    sort: str
    value: float
    words: str


@lru_cache(maxsize=65536)
def parse_person(name: str) -> PersonName:
    """Take a name apart; a name of particles and titles alone keeps its words."""
    key = spelling_key(name)
    words = [word for word in spelling_key(_without_articles(name)).split() if word]
    while len(words) > 2 and words[0] in _titles():
        words = words[1:]
    generation = _generations().get(words[-1], "") if len(words) > 2 else ""
    words = words[:-1] if generation else words
    kept = [word for place, word in enumerate(words) if not _is_particle(word, place, len(words))]
    return PersonName(name, key, tuple(kept or words or [key]), generation)


def _without_articles(name: str) -> str:
    """Drop the Arabic article where it is joined to its noun ("al-Harun"), in all its forms."""
    return _JOINED_ARTICLE.sub(
        lambda found: "" if found[1].casefold() in _parts("article") else found[0], name
    )


def _is_particle(word: str, place: int, count: int) -> bool:
    """A particle counts as a word where it opens a name of two ("Van Arlen", "Al Arlen")."""
    return (place > 0 or count > 2) and place < count - 1 and word in _parts("particle") | _parts("article")


@cache
def _parts(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("name_parts") if row["class"] == sort)


@cache
def _generations() -> Mapping[str, str]:
    rows = (row for row in table("name_parts") if row["class"].startswith("generation"))
    return MappingProxyType({row["word"]: row["class"].split()[1] for row in rows})


@cache
def _titles() -> frozenset[str]:
    return frozenset(spelling_key(row["word"]) for row in table("titles"))


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in table("given_name_forms"):
        found[spelling_key(row["word"])].setdefault(spelling_key(row["name"]), row["relation"])
    return found


def given_forms(word: str) -> frozenset[str]:
    """Return the given names that a word is a form of, itself included."""
    return frozenset({word, *_forms().get(word, ())})


def given_relation(left: str, right: str) -> tuple[str, float]:
    """Return how two given names relate ("", "spelling", "short", "counterpart", "initial") and how well."""
    if left == right:
        return "", 1.0
    if 1 in (len(left), len(right)):
        return ("initial", _INITIAL) if left[0] == right[0] else ("", 0.0)
    alike = word_likeness(left, right)
    if alike >= _NEAR:
        return "spelling", alike
    if listed := _listed_relation(left, right):
        return listed, max(alike, _FORMS[listed])
    return "", alike


def _listed_relation(left: str, right: str) -> str | None:
    """A form and its name, or two forms of one name that are no short forms ("Bob", "Rob" are)."""
    one, two = _forms().get(left, {}), _forms().get(right, {})
    if found := one.get(right) or two.get(left):
        return found
    ways = {
        "spelling" if one[name] == two[name] == "spelling" else "counterpart"
        for name in one.keys() & two.keys()
        if "short" not in (one[name], two[name])
    }
    return min(ways, key=("spelling", "counterpart").index, default=None)


# ---------------------------------------------------------------------------------- two full names


def relate_full(left: str, right: str) -> NameRelation | None:
    """Return the closest relation of two names of several words, None if they cannot be one person's."""
    one, two = sorted((parse_person(left), parse_person(right)), key=lambda name: (len(name.words), name.key))
    if one.key == two.key:
        return NameRelation("same full name", 1.0, f"both are called {min(one.written, two.written)}")
    if one.words == two.words or one.letters & two.letters:
        return NameRelation("other spelling", 1.0, _spellings(one, two))
    return max(_relations(one, two), key=lambda found: _ORDER[found.sort] * found.value, default=None)


_ORDER = MappingProxyType(
    {"middle name left out": 1.0, "other spelling": 0.98, "other form of the given name": 0.97,
     "other word order": 0.95, "initial": 0.93, "part of a longer name": 0.85, "similar name": 0.8,
     "given name begins alike": 0.1}
)  # fmt: skip
"""Which relation counts when several hold."""


def _spellings(one: PersonName, two: PersonName) -> str:
    return f"{_both(one, two)} are spellings of one name"


def _relations(one: PersonName, two: PersonName) -> Iterator[NameRelation]:
    """`one` has no more words than `two`."""
    if one.is_short or two.is_short:
        return
    if found := _aligned(one, two):
        yield found
    turned = (*two.words[1:], two.words[0]), (two.words[-1], *two.words[:-1])
    alike = max(_least_alike(one.words, words) for words in turned)
    if len(one.words) == len(two.words) and alike >= _NEAR:
        yield NameRelation("other word order", alike, f"{_both(one, two)} are the same words in other order")
    if len(two.words) > 2 and (found := _contained(one, two)):
        yield found


def _both(one: PersonName, two: PersonName) -> str:
    return " and ".join(sorted((one.written, two.written)))


def _given(name: PersonName) -> str:
    """Return the given name as it is written, where a word of the name as written is it."""
    return next((word for word in name.written.split() if spelling_key(word) == name.words[0]), name.words[0])


def _least_alike(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    return min(map(word_likeness, left, right))


def _aligned(one: PersonName, two: PersonName) -> NameRelation | None:
    """Compare first with first and last with last word; middle names are free."""
    way, given = given_relation(one.words[0], two.words[0])
    surname = word_likeness(one.words[-1], two.words[-1])
    alike = min(given, surname)
    if not alike:
        return _begins_alike(one, two) if surname >= _NEAR else None
    if alike < _NEAR and not ((surname >= _NEAR and way in _FORMS) or way == "initial"):
        return NameRelation("similar name", alike, f"{_both(one, two)} are spelt alike")
    if way == "initial":
        return NameRelation("initial", surname, f"{_both(one, two)}: an initial stands for the given name")
    if way in ("short", "counterpart"):
        return NameRelation(
            "other form of the given name",
            surname,
            f"{_given(one)} and {_given(two)} are forms of one name",
        )
    if alike < 1.0:
        return NameRelation("other spelling", alike, _spellings(one, two))
    return NameRelation("middle name left out", 1.0, f"{_both(one, two)} have first and last name in common")


def _begins_alike(one: PersonName, two: PersonName) -> NameRelation | None:
    """ "Kasia" may be short for "Katarzyna" where no list says so: many pet names keep how a name begins."""
    left, right = one.words[0], two.words[0]
    if min(len(left), len(right)) < _PET_NAME or left[:2] != right[:2]:
        return None
    return NameRelation(
        "given name begins alike", 1.0, f"{_both(one, two)}: a surname, and a pet name perhaps"
    )


_PET_NAME = 3
"""Letters that a pet name has at least."""


def _contained(one: PersonName, two: PersonName) -> NameRelation | None:
    """ "Pedro Arlen" is part of "Pedro Arlen Brandt"; "Robert Arlen" of "J. Robert Arlen"."""
    between = [word for word in two.words[1:-1] if len(word) > 1]
    if given_relation(one.words[0], two.words[0])[1] >= _NEAR:
        sought = one.words[-1]
    elif word_likeness(one.words[-1], two.words[-1]) >= _NEAR:
        sought = one.words[0]
    else:
        return None
    if not any(word_likeness(sought, word) >= _NEAR for word in between):
        return None
    told = _LONGER.get(len(two.words) - len(one.words), 0.6)
    return NameRelation("part of a longer name", told, f"{one.written} is part of {two.written}")


_LONGER = MappingProxyType({0: 1.0, 1: 1.0, 2: 0.9})
"""How far a part tells a name that has so many words more: one with three or more is seldom a name."""


def middle_conflict(left: str, right: str) -> str | None:
    """Say that both names have middle names and that these differ ("Otto B. Arlen", "Otto K. Arlen")."""
    one, two = parse_person(left).words[1:-1], parse_person(right).words[1:-1]
    if not one or not two or not (one[0] and two[0]):
        return None
    if len(one) == len(two) and all(_fits(a, b) for a, b in zip(one, two, strict=True)):
        return None
    if len(one) != len(two) and (_fits("".join(one), "".join(two)) or _is_spelt_out(one, two)):
        return None
    return f"other middle names: {' and '.join(sorted((' '.join(one), ' '.join(two))))}"


def _fits(left: str, right: str) -> bool:
    return given_relation(left, right)[1] >= _INITIAL


def _is_spelt_out(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """One of the two has full words, and the shorter is among the longer's: nothing speaks against it."""
    short, long = sorted((one, two), key=len)
    return any(len(word) > 1 for word in long) and all(any(_fits(a, b) for b in long) for a in short)


def generation_conflict(left: str, right: str) -> str:
    """Return "other", "one" (only one name has it) or "" for Jr., Sr., II and the like."""
    one, two = parse_person(left).generation, parse_person(right).generation
    if one == two:
        return ""
    return "other" if one and two else "one"


# ---------------------------------------------------------------------------- a short and a full name


def relate_short(short: str, full: str) -> NameRelation | None:
    """Return how a name of one word stands in a full one: as its end, its beginning, or between."""
    part, whole = parse_person(short), parse_person(full)
    if part.key == whole.key or whole.is_short:
        return None
    if whole.key.endswith(f" {part.key}"):
        return NameRelation("surname", 1.0, f"{part.written} is the end of {whole.written}")
    word = part.words[-1]
    alike = word_likeness(word, whole.words[-1])
    if alike >= _NEAR:
        return NameRelation("surname", alike, f"{part.written} is the end of {whole.written}")
    if word in whole.words[1:-1] and len(word) > 1:
        return NameRelation("middle of a name", 1.0, f"{part.written} stands in {whole.written}")
    if word == whole.words[0]:
        return NameRelation("beginning of a name", 1.0, f"{part.written} is the beginning of {whole.written}")
    return None
