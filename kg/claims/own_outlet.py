"""Whether an outlet's name means the article's own publisher.

Comes in: names, and the document where metadata do not tell.  Goes out: yes or no.  An article never rests on
its own publisher; metadata often abbreviate its name ("wash-post", "nyt"), and its programmes bear it
("Harbour Post Daily").
Must not: know entities.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key, without_article
from kg.model import Document, PassageKind

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


def shows_publisher(document: Document, name: str) -> bool:
    """Tell whether an article whose publisher nobody told shows an outlet as its publisher: behind the
    headline ("Bridge closed | Harbour Post"), in the writer's note ("Ann Marlow is a reporter for the Harbour
    Post"), in the small print.  Agencies are none: their articles stand on other pages."""
    if outlet_key(name) in _agency_keys():
        return False
    outlet = re.escape(without_article(name))
    return any(
        re.search(pattern.format(outlet=outlet), document.text[passage.start : passage.end])
        for passage in document.passages
        for pattern in _SHOWN.get(passage.kind, ())
    )


_SHOWN: Mapping[PassageKind, tuple[str, ...]] = MappingProxyType(
    {
        PassageKind.HEADLINE: (r"[ \u00a0](?:\||[-–—])[ \u00a0](?:The )?{outlet}\W*$",),
        PassageKind.BOILERPLATE: (r"(?:©|[Cc]opyright|[Ss]ubscribe|[Nn]ewsletter).*\b{outlet}\b",),
        PassageKind.METADATA: (r"^By\b.*, (?:The )?{outlet}\b",),
        PassageKind.BODY: (
            r"^[A-Z][^.!?\n]{{1,60}} (?:is|are) (?:an? |the )?[^.!?\n]{{0,60}}\b(?:for|at|with|of) "
            r"(?:[Tt]he )?{outlet}[^.!?\n]{{0,80}}\.$",
        ),
    }
)
"""By the kind of passage, how an outlet's name stands in it as the publisher's."""


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
