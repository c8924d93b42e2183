"""The key that a referent has by itself, before it is compared with any other.

Comes in: one document's referent.  Goes out: a `Part` with its key and the words that comparison needs.
Must not: compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key
from kg.model import Document, EntityKind, Link, Reading, Referent


@dataclass(frozen=True, slots=True)
class Part:
    """One referent of one document.  `key` is what equal referents share; `nouns` are the role words."""

    document: str
    referent: str
    kind: EntityKind
    key: str
    label: str
    named: bool
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    country: str | None = None
    link: Link | None = None

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """What parts are ordered by."""
        return self.key, self.document, self.referent


def read_parts(readings: Iterable[Reading]) -> Iterator[Part]:
    """Yield a part for every referent, and one for the publisher of every document."""
    for reading in readings:
        yield _publisher_part(reading.document)
        for referent in reading.referents:
            yield _part(reading.document, referent)


def _publisher_part(document: Document) -> Part:
    publisher = document.publisher
    if publisher.name is None:
        label = f"{publisher.label} ({document.path})"
        return Part(document.id, publisher.id, EntityKind.OUTLET, f"unknown:{publisher.id}", label, False, ())
    key = outlet_key(publisher.name)
    return Part(document.id, publisher.id, EntityKind.OUTLET, key, publisher.name, True, (publisher.name,))


def _part(document: Document, referent: Referent) -> Part:
    roles = tuple(dict.fromkeys(role.text for role in referent.roles))
    return Part(
        document=document.id,
        referent=referent.id,
        kind=referent.kind,
        key=referent_key(document, referent),
        label=referent.label,
        named=referent.named,
        names=tuple(dict.fromkeys((*referent.names,))) if referent.named else (),
        roles=roles,
        affiliations=tuple(dict.fromkeys(role.affiliation for role in referent.roles if role.affiliation)),
        nouns=frozenset(
            word for role in roles for word in spelling_key(role).split() if word in words("person_nouns")
        ),
        country=referent.country,
        link=referent.link,
    )


def referent_key(document: Document, referent: Referent) -> str:
    """Return the gazetteer's key, else one made of the name; for a description, of its words and country.

    Somebody without a name ("one official") and a person known by one word only are keyed to their document,
    so that nothing but evidence puts them together with another.
    """
    own = f"only:{document.id}:{referent.id}"
    if referent.link:
        return referent.link.key
    key = spelling_key(referent.label)
    if referent.kind is EntityKind.OUTLET:
        return outlet_key(referent.label)
    if referent.kind is EntityKind.PERSON:
        return key if referent.named and " " in key else own
    if referent.kind is EntityKind.PLACE:
        return f"{key}|{referent.country or ''}"
    if referent.named:
        return key
    is_shared = referent.member_of is None and (referent.country or " " in key)
    return f"{key}|{referent.country or ''}" if is_shared else own


def outlet_key(name: str) -> str:
    """Return the key of an outlet under any of its names ("AP" and "Associated Press" have one)."""
    key = spelling_key(name)
    return _outlets().get(key, key)


@cache
def _outlets() -> Mapping[str, str]:
    return MappingProxyType(
        {spelling_key(row["word"]): spelling_key(row["outlet"]) for row in table("outlets")}
    )
