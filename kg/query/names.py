"""Names as people type them -> keys that compare equal when the names mean the same.

Comes in: a label, an alias or what a person typed.  Goes out: a key of lower-case ASCII words.
Must not: know entities or the store.
"""

from __future__ import annotations

import re

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s|$))", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_TOKEN = re.compile(r"[\w.]+")


def name_key(name: str) -> str:
    """Return the key of a name: no case, accents, points, apostrophes, possessive or leading "the".

    >>> name_key("The Institute’s"), name_key("U.S. Army"), name_key("Łódź")
    ('institute', 'us army', 'lodz')
    """
    plain = anyascii(_APOSTROPHES.sub("", _POSSESSIVE.sub("", name))).casefold()
    key = _NOT_WORD.sub(" ", plain.replace(".", "").replace("'", "")).strip()
    return key.removeprefix("the ")


def acronym_key(label: str) -> str | None:
    """Return the initials of the capitalised words, None when there are fewer than two.

    >>> acronym_key("Institute for the Study of War")
    'isw'
    """
    initials = [word[0] for word in _TOKEN.findall(label) if word[0].isupper()]
    return name_key("".join(initials)) if len(initials) > 1 else None


def is_strong_part(part: str, label: str) -> bool:
    """Tell whether `part` (a key) holds a word that the label writes as a name: with a capital, a digit, or
    in a script without case.  "of" is no way to ask for the Institute for the Study of War."""
    asked = set(part.split())
    return any(
        not word[0].islower() and asked.intersection(name_key(word).split()) for word in _TOKEN.findall(label)
    )
