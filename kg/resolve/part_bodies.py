"""What a part tells, apart from where it stands, as a string and back.

Comes in: parts, strings.  Goes out: strings, parts.  Parts that tell the same have one body, under a number
made of it, so that a country that thousands of articles name is kept once.  Must not: read a shelf.
"""

from __future__ import annotations

import hashlib
import json

from kg.model import EntityKind, Identifier, Link
from kg.resolve.keys import Part

_BYTES = 7
"""Of the hash: fewer than the eight of an SQLite integer, so that it has no sign."""


def write_body(part: Part) -> str:
    """Return what a part tells; for one whose former ids tell its document (see `holdings`), that too."""
    told = [
        part.kind.value, part.key, part.label, part.named, part.names, part.roles, part.affiliations,
        sorted(part.nouns), part.country, part.link and _write_link(part.link), sorted(part.genders),
        part.retracted, part.unlinked, part.forms,
    ]  # fmt: skip
    alone = part.link is not None and part.kind is EntityKind.PERSON and " " not in part.label
    return json.dumps([*told, part.referent if alone else ""], ensure_ascii=False, separators=(",", ":"))


def _write_link(link: Link) -> list[object]:
    known = [(one.scheme, one.value, one.reference) for one in link.identifiers]
    return [
        link.key, link.label, known, link.country, link.lat, link.lon, link.score, link.reasons, link.aliases,
    ]  # fmt: skip


def body_number(told: str) -> int:
    """Return the number of a body."""
    return int.from_bytes(hashlib.sha256(told.encode("utf-8")).digest()[:_BYTES], "big")


def read_body(told: str, document: str, referent: str) -> Part:
    """Return a part of a document that tells this."""
    (kind, key, label, named, names, roles, affiliations, nouns, country, link, genders, retracted,
     unlinked, forms, _) = json.loads(told)  # fmt: skip
    return Part(
        document=document,
        referent=referent,
        kind=EntityKind(kind),
        key=key,
        label=label,
        named=named,
        names=tuple(names),
        roles=tuple(roles),
        affiliations=tuple(affiliations),
        nouns=frozenset(nouns),
        country=country,
        link=_read_link(link) if link else None,
        genders=frozenset(genders),
        retracted=retracted,
        unlinked=unlinked,
        forms=tuple(forms),
    )


def _read_link(told: list[object]) -> Link:
    key, label, known, country, lat, lon, score, reasons, aliases = told
    return Link(
        key=key,  # type: ignore[arg-type]
        label=label,  # type: ignore[arg-type]
        identifiers=tuple(Identifier(*one) for one in known),  # type: ignore[attr-defined]
        country=country,  # type: ignore[arg-type]
        lat=lat,  # type: ignore[arg-type]
        lon=lon,  # type: ignore[arg-type]
        score=score,  # type: ignore[arg-type]
        reasons=tuple(reasons),  # type: ignore[arg-type]
        aliases=tuple(aliases),  # type: ignore[arg-type]
    )
