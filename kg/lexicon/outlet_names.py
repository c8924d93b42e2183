"""Names of outlets: which are one outlet's, which are news agencies', which are no outlets.

Comes in: names.  Goes out: keys, yes or no.  Whoever asks needs no list of names itself: two names are one
outlet's if `outlets.tsv` says so, or if they are spelt alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key

_PARTS = re.compile(r"[\W_]+")
_SHORTEST = 3
"""Letters of an abbreviated word: "wash" is Washington, "w" could be anything."""
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co|info|news)(?:\.\w\w)?(?:/.*)?$")


def is_own_outlet(name: str, publisher: str | None) -> bool:
    """Tell whether `name` is one of the names of a publisher, or of a programme or edition of it.

    >>> is_own_outlet("The Harbour Post", "harb-post"), is_own_outlet("Harbour Radio", "Harbour Post")
    (True, False)
    """
    if not publisher:
        return False
    outlet, own = outlet_key(name), outlet_key(_DOMAIN.sub("", publisher))
    if outlet == own or outlet.replace(" ", "") == own.replace(" ", ""):
        return True
    return _abbreviates(own, outlet) or _is_edition(outlet, own) or _is_edition(own, outlet)


def is_agency(name: str) -> bool:
    """Tell whether a name is a news agency's: its articles stand on other publishers' pages."""
    return outlet_key(name) in _agency_keys()


def is_platform(word: str) -> bool:
    """Tell whether a word is the name of a social network."""
    return word in words("platforms")


@cache
def _agency_keys() -> frozenset[str]:
    return frozenset(outlet_key(row["word"]) for row in table("outlets") if row["class"] == "agency")


def outlet_key(name: str) -> str:
    """Return the spelling key of the name that stands for all names of an outlet."""
    key = spelling_key(_PARTS.sub(" ", name))
    return _keys().get(key, key)


@cache
def _keys() -> Mapping[str, str]:
    rows = table("outlets")
    return MappingProxyType({spelling_key(row["word"]): spelling_key(row["outlet"]) for row in rows})


def _abbreviates(short: str, full: str) -> bool:
    """Tell whether each word of one name begins a word of the other in turn ("wash post")."""
    left, right = short.split(), full.split()
    return len(left) == len(right) > 1 and all(
        len(one) >= _SHORTEST and other.startswith(one) for one, other in zip(left, right, strict=True)
    )


def _is_edition(longer: str, name: str) -> bool:
    """Tell whether a name goes on after another with words for media alone ("Harbour News Daily")."""
    rest = longer[len(name) :].split() if longer.startswith(f"{name} ") else []
    return bool(rest) and all(word in _media_words() for word in rest)


@cache
def _media_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("outlet_nouns")) | words("credit_words")
