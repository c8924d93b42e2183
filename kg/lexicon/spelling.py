"""Names as keys: what counts as the same spelling.

Comes in: a name as it stands in a text.  Goes out: a key that ignores case, accents, apostrophes, full
stops and the article.  Must not: know what the name belongs to.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_MARKS = re.compile(r"[.'’‘`´ʼʹ\"]")
_GAPS = re.compile(r"[\s\-–—_/,]+")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’‘]s?$")


@lru_cache(maxsize=65536)
def spelling_key(name: str) -> str:
    """Return the key of a name: ASCII, lower case, single spaces, no marks, no leading article."""
    plain = name if name.isascii() else anyascii(name)
    plain = _GAPS.sub(" ", _MARKS.sub("", plain)).strip().casefold()
    return plain[4:] if plain.startswith("the ") and len(plain) > 4 else plain


def without_article(name: str) -> str:
    """Return the name without a leading "the"."""
    return _ARTICLE.sub("", name)


def without_possessive(name: str) -> str:
    """Return the name without a trailing possessive mark."""
    return _POSSESSIVE.sub("", name)
