"""What the word lists tell of a name: which acronym stands for it, which nouns speak of the same.

Comes in: names and labels.  Goes out: keys, and the other form of a name.  Must not: look at an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon import table
from kg.lexicon.spelling import spelling_key


def full_name_key(key: str) -> str:
    """Return the key of the full name for that of a known acronym ("nato"), any other key as it is."""
    full = _full_names().get(key)
    return spelling_key(full) if full else key


def other_forms(names: Iterable[str]) -> Iterator[str]:
    """Yield the full name of each known acronym, and the acronym of each such full name."""
    for key in map(spelling_key, names):
        found = _full_names().get(key) or _acronyms().get(key)
        if found:
            yield found


def alike_key(key: str, country: str | None) -> str | None:
    """Return what all share that speak of the same people or body of one country: its troops and its
    soldiers, its army and its armed forces.  None for any other, and where more than the country stands
    before the noun."""
    words = key.split()
    for cut in range(1, len(words)):
        alike = _alike().get(" ".join(words[cut:]))
        if alike and country and _adjectives().get(" ".join(words[:cut])) == country:
            return f"{alike}|{country}"
    return None


@cache
def _full_names() -> Mapping[str, str]:
    return MappingProxyType({spelling_key(row["word"]): row["name"] for row in table("acronyms")})


@cache
def _acronyms() -> Mapping[str, str]:
    return MappingProxyType({spelling_key(row["name"]): row["word"] for row in table("acronyms")})


@cache
def _alike() -> Mapping[str, str]:
    rows = (row for name in ("group_nouns", "organization_nouns") for row in table(name))
    return MappingProxyType({row["word"].casefold(): row["alike"] for row in rows if row["alike"] != "-"})


@cache
def _adjectives() -> Mapping[str, str]:
    rows = (row for row in table("demonyms") if row["form"] == "adjective")
    return MappingProxyType({spelling_key(row["word"]): row["country"] for row in rows})
