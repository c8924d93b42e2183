"""How alike two words of a name are, whoever romanized them.

Comes in: words as `kg.lexicon.spelling.spelling_key` gives them (ASCII, lower case, no marks).  Goes out:
keys for blocks, and a likeness from 0 to 1.  Must not: know what the words name.

Three keys, each coarser than the one before: the sound (romanizations of one name are equal), the fold
(voiced and voiceless stops of the throat, and front and back vowels, are equal) and the consonants.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from kg.lexicon import table

SAME_SOUND = 0.97
"""Likeness of two romanizations of one word."""
SLIP = 0.93
"""Likeness of two words of `_SLIP_LENGTH` letters or more that differ in one letter, not the first."""
SAME_FOLD = 0.85
SAME_CONSONANTS = 0.75

_SLIP_LENGTH = 7
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_H = re.compile(r"(?<=[aeiou])h(?![aeiou])")
_SOFT_C = re.compile(r"c(?=[eiy])")
_HARD_C = re.compile(r"c(?!h)")
_VOWELS = re.compile(r"[aeiou]+")
_FOLD = str.maketrans({"g": "k", "q": "k", "e": "i", "y": "i", "j": "i", "o": "u"})
_BLOCK = str.maketrans({"g": "k", "q": "k", "z": "s", "d": "t", "b": "p", "j": "i", "y": "i", "h": ""})


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["sound"]) for row in table("name_sounds"))


@lru_cache(maxsize=65536)
def sound_key(word: str) -> str:
    """Return what all romanizations of a word have in common ("q" is kept: it is heard as g or as k)."""
    for pattern, sound in _spellings():
        word = pattern.sub(sound, word)
    word = _SILENT_H.sub("", word)
    word = _HARD_C.sub("k", _SOFT_C.sub("s", word))
    return _DOUBLED.sub(r"\1", word.replace("y", "i"))


@lru_cache(maxsize=65536)
def block_key(word: str) -> str:
    """Return the consonants of a word, coarsely, with its first vowel if it opens with one."""
    plain = sound_key(word).translate(_BLOCK)
    opening = "a" if plain[:1] in "aeiou" else ""
    return _DOUBLED.sub(r"\1", opening + _VOWELS.sub("", plain)) or plain


def _fold(word: str) -> str:
    return _DOUBLED.sub(r"\1", sound_key(word).translate(_FOLD))


def _consonants(word: str) -> str:
    return _VOWELS.sub("", sound_key(word))


def _same_sound(left: str, right: str) -> bool:
    one, two = sound_key(left), sound_key(right)
    return (
        one == two
        or _DOUBLED.sub(r"\1", left) == _DOUBLED.sub(r"\1", right)
        or any(one.replace("q", heard) == two.replace("q", heard) for heard in ("g", "k") if "q" in one + two)
    )


@lru_cache(maxsize=65536)
def word_likeness(left: str, right: str) -> float:
    """Return 1.0 for equal words, less for other spellings of one word, 0.0 for other words."""
    if left == right:
        return 1.0
    if min(len(left), len(right)) < 2:
        return 0.0
    if _same_sound(left, right):
        return SAME_SOUND
    if min(len(left), len(right)) >= _SLIP_LENGTH and left[0] == right[0] and _slips(left, right):
        return SLIP
    if _fold(left) == _fold(right):
        return SAME_FOLD
    if len(_consonants(left)) > 1 and _consonants(left) == _consonants(right) and ratio(left, right) > 60:
        return SAME_CONSONANTS
    return 0.0


def _slips(left: str, right: str) -> bool:
    """One letter more, less or other, or two changed places; a last letter may tell a woman from a man."""
    return OSA.distance(left, right) == 1 and left[-2:] == right[-2:]
