"""The key that a referent has by itself, before it is compared with any other.

Comes in: one document's referent.  Goes out: a `Part` with its key and the words that comparison needs.
Must not: compare.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from kg.lexicon import table, words
from kg.lexicon.spelling import spelling_key
from kg.model import Document, EntityKind, Link, Reading, Referent, is_membership
from kg.resolve.listed_names import alike_key, full_name_key, other_forms


@dataclass(frozen=True, slots=True)
class Part:
    """One referent of one document.

    `key` is what equal referents share; `nouns` are the role words, `genders` ("m", "f") what roles and
    titles tell, `unlinked` why a place has no link, `forms` what else it is called: they are shown and not
    compared.  A part of a retracted document is `retracted`: it has a place in an entity, but tells nothing
    of it.  `alike` are other (document, referent) of which the same is told, where a part taken from a shelf
    stands for many; else ().
    """

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
    genders: frozenset[str] = frozenset()
    retracted: bool = False
    unlinked: str = ""
    forms: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def times(self) -> int:
        """How many referents it stands for."""
        return 1 + len(self.alike)

    @property
    def referents(self) -> tuple[tuple[str, str], ...]:
        """The (document, referent) that it stands for."""
        return (self.document, self.referent), *self.alike

    @property
    def company_key(self) -> str | None:
        """What it is called among the company that others keep; None if it is of this document alone."""
        return f"{self.kind.value}:{self.key}" if self.named and not self.key.startswith("only:") else None

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """What parts are ordered by."""
        return self.key, self.document, self.referent


def without_link(part: Part) -> Part:
    """Return a part without its link, and without the country if that may be the link's."""
    country = None if part.link and part.country == part.link.country else part.country
    return replace(part, link=None, country=country)


def read_parts(readings: Iterable[Reading], retracted: Container[str] = ()) -> Iterator[Part]:
    """Yield a part for every referent, and one for the publisher of every document."""
    for reading in readings:
        parts = [_publisher_part(reading.document)]
        labels = {referent.id: referent.label for referent in reading.referents}
        parts += [
            _part(reading.document, referent, labels.get(referent.belongs_to or ""))
            for referent in reading.referents
        ]
        if reading.document.id in retracted:
            parts = [replace(part, retracted=True) for part in parts]
        yield from parts


def _publisher_part(document: Document) -> Part:
    publisher = document.publisher
    if publisher.name is None:
        label = f"{publisher.label} ({document.path})"
        return Part(document.id, publisher.id, EntityKind.OUTLET, f"unknown:{publisher.id}", label, False, ())
    key = outlet_key(publisher.name)
    return Part(document.id, publisher.id, EntityKind.OUTLET, key, publisher.name, True, (publisher.name,))


def _part(document: Document, referent: Referent, owner: str | None) -> Part:
    roles = tuple(dict.fromkeys(role.text for role in referent.roles if not is_membership(role.text)))
    spoken = [word for role in roles for word in _role_words(role)]
    return Part(
        document=document.id,
        referent=referent.id,
        kind=referent.kind,
        key=referent_key(document, referent, owner),
        label=referent.label,
        named=referent.named,
        names=tuple(dict.fromkeys(referent.names)) if referent.named else (),
        forms=_forms(referent),
        roles=roles,
        affiliations=tuple(dict.fromkeys(role.affiliation for role in referent.roles if role.affiliation)),
        nouns=frozenset(noun for word in spoken if (noun := _role_noun(word))),
        country=referent.country,
        link=referent.link,
        unlinked=referent.unlinked,
        genders=frozenset(_genders()[word] for word in spoken if word in _genders()),
    )


def _forms(referent: Referent) -> tuple[str, ...]:
    """Return what a description calls it, or the known acronym or full name of an organisation."""
    if not referent.named:
        return referent.names
    is_body = referent.kind is EntityKind.ORGANIZATION
    return tuple(other_forms((referent.label, *referent.names))) if is_body else ()


def _role_words(role: str) -> Iterator[str]:
    """Yield the words of a role; one with hyphens that is a noun of its own ("front-runner") is one."""
    for written in role.casefold().split():
        yield from [written] if written in words("person_nouns") else spelling_key(written).split()


def _role_noun(word: str) -> str | None:
    """Return the noun of a role word: itself, or what a title stands for ("Sen.")."""
    return word if word in words("person_nouns") else _title_nouns().get(word)


@cache
def _title_nouns() -> Mapping[str, str]:
    rows = (row for row in table("titles") if row["noun"] != "-")
    return MappingProxyType({spelling_key(row["word"]): row["noun"] for row in rows})


@cache
def _genders() -> Mapping[str, str]:
    rows = [row for name in ("person_nouns", "titles") for row in table(name) if row["gender"] != "-"]
    return MappingProxyType({spelling_key(row["word"]): row["gender"] for row in reversed(rows)})


def referent_key(document: Document, referent: Referent, owner: str | None = None) -> str:
    """Return the gazetteer's key, else one made of the name; for a description, of its words, its country and
    whose people they are (`owner`).

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
    alike = alike_key(key, referent.country) if not referent.member_of else None
    if referent.named or alike:
        return alike or (full_name_key(key) if referent.kind is EntityKind.ORGANIZATION else key)
    return _description_key(referent, key, owner) or own


def _description_key(referent: Referent, key: str, owner: str | None) -> str | None:
    """Return what a description has in common with others of its kind: "US officials" are one group, so is
    the "Arlen campaign"; "party leaders" are others in every article."""
    proper = any(word[0].isupper() for word in referent.label.split())
    if referent.member_of or not (referent.country or owner or (proper and " " in key)):
        return None
    body = spelling_key(owner) if owner else ""
    return f"{key}|{referent.country or ''}" + (f"|{body}" if body and body not in key else "")


def outlet_key(name: str) -> str:
    """Return the key of an outlet under any of its names ("AP" and "Associated Press" have one)."""
    key = spelling_key(name)
    return _outlets().get(key, key)


@cache
def _outlets() -> Mapping[str, str]:
    return MappingProxyType(
        {spelling_key(row["word"]): spelling_key(row["outlet"]) for row in table("outlets")}
    )
