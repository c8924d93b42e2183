"""The look-up rows of entities, and which referents they are.

Comes in: entities that are new or changed, ids of those whose articles have changed.  Goes out: rows of the
tables `entity`, `name`, `former_id`, `entity_decision`, `country` and `referent`.
Must not: keep what its articles say of an entity in the entity's own row, but for numbers: an entity of
thousands of articles must cost no more than another when one is added.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from kg.graph.memberships import country_codes
from kg.graph.rows import Counts, view_entity
from kg.graph.search_rows import SearchRows
from kg.model import Entity, EntityKind, Identifier
from kg.query.names import acronym_key, name_key
from kg.query.results import EntityView

Pair = tuple[str, str]
"""A document and a referent in it, by their ids."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(EntityView).decode

_OWNED = ("former_id", "entity_decision", "country", "referent", "referents")
"""Tables whose column `entity` names the entity that a row belongs to."""

_SUMS = (
    "sum(mentions * counted), sum(counted), sum(claims_by * counted), sum(claims_about * counted), "
    "sum(others_by * counted), sum(others_about * counted)"
)


@dataclass(frozen=True, slots=True)
class Look:
    """All of an entity that the rows of other things show."""

    kind: str
    label: str
    lat: float | None
    lon: float | None


class EntityRows:
    """The tables of entities; `search` is told which names have come or gone."""

    def __init__(self, connection: sqlite3.Connection, search: SearchRows) -> None:
        """Take the connection; the caller begins and ends transactions."""
        self._connection = connection
        self._search = search

    # ---------------------------------------------------------------------------------- reading

    def looks(self, ids: Iterable[str]) -> Mapping[str, Look]:
        """Return how those of the entities look that are stored."""
        sql = "SELECT kind, label, lat, lon FROM entity WHERE id = ?"
        rows = ((one, self._connection.execute(sql, (one,)).fetchone()) for one in ids)
        return {one: Look(*row) for one, row in rows if row}

    def load(self, identifier: str) -> Entity | None:
        """Return a stored entity, without its referents."""
        sql = "SELECT view FROM entity WHERE id = ?"
        row = self._connection.execute(sql, (identifier,)).fetchone()
        return _entity_of(_decode(row[0])) if row else None

    def pairs_of(self, entity: str) -> set[Pair]:
        """Return which referents an entity is."""
        sql = "SELECT document, referent FROM referent WHERE entity = ?"
        return set(self._connection.execute(sql, (entity,)))

    def digest_of(self, entity: str) -> str:
        """Return the digest of an entity's referents; "" if it is not stored."""
        row = self._connection.execute("SELECT digest FROM referents WHERE entity = ?", (entity,)).fetchone()
        return str(row[0]) if row else ""

    def referents_in(self, document: str) -> Iterator[tuple[str, str]]:
        """Yield (referent, entity) for a document."""
        sql = "SELECT referent, entity FROM referent WHERE document = ?"
        return iter(self._connection.execute(sql, (document,)).fetchall())

    def is_still(self, entity: str, referent: str) -> bool:
        """Tell whether an entity is a referent of this id, in whichever document (publishers are in many)."""
        sql = "SELECT 1 FROM referent WHERE entity = ? AND referent = ? LIMIT 1"
        return self._connection.execute(sql, (entity, referent)).fetchone() is not None

    def country_of(self, code: str) -> str | None:
        """Return the entity that is the country of a code; of several the one met most."""
        sql = "SELECT entity FROM country WHERE code = ? ORDER BY referents DESC, entity LIMIT 1"
        row = self._connection.execute(sql, (code,)).fetchone()
        return str(row[0]) if row else None

    def codes_of(self, entity: str) -> set[str]:
        """Return the codes of the countries that a stored entity is."""
        rows = self._connection.execute("SELECT code FROM country WHERE entity = ?", (entity,))
        return {code for (code,) in rows}

    def documents_with(self, entities: Iterable[str]) -> set[str]:
        """Return the current articles that show one of the entities."""
        sql = (
            "SELECT document.id FROM document_entity JOIN document ON number = document_entity.document "
            "WHERE entity = ?"
        )
        return {row[0] for entity in entities for row in self._connection.execute(sql, (entity,))}

    def documents_of_country(self, code: str) -> set[str]:
        """Return the articles that speak of a group from a country."""
        sql = (
            "SELECT document.id FROM document_country JOIN document ON number = document_country.document "
            "WHERE code = ?"
        )
        return {row[0] for row in self._connection.execute(sql, (code,))}

    def shaped(self) -> list[Entity]:
        """Return the entities that decisions had a part in."""
        rows = self._connection.execute("SELECT DISTINCT entity FROM entity_decision ORDER BY entity")
        return [one for (entity,) in rows.fetchall() if (one := self.load(entity))]

    def has(self, identifier: str) -> bool:
        """Tell whether an entity has, or once had, this id."""
        sql = "SELECT 1 FROM entity WHERE id = ?1 UNION ALL SELECT 1 FROM former_id WHERE id = ?1"
        return self._connection.execute(sql, (identifier,)).fetchone() is not None

    def bodies(self, entity: str | None = None) -> list[tuple[str, str, str]]:
        """Return (entity, "role" or "body", entity) for whom an entity, or any, holds a role for or belongs
        to, by the articles that count."""
        sql = "SELECT DISTINCT entity, relation, body FROM membership WHERE body IS NOT NULL"
        if entity is None:
            return self._connection.execute(sql).fetchall()
        return self._connection.execute(f"{sql} AND entity = ?", (entity,)).fetchall()

    # ---------------------------------------------------------------------------------- writing

    def link(self, gone: Iterable[tuple[str, Pair]], come: Iterable[tuple[str, Pair]]) -> None:
        """Write that entities are some referents no more, and others now."""
        self._connection.executemany(
            "DELETE FROM referent WHERE document = ? AND referent = ? AND entity = ?",
            ((*pair, entity) for entity, pair in gone),
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO referent VALUES (?, ?, ?)", ((*pair, entity) for entity, pair in come)
        )

    def unlink(self, documents: Iterable[str]) -> set[tuple[str, Pair]]:
        """Remove all referents of some documents; return the pairs, each with its entity."""
        gone = {(entity, (one, referent)) for one in documents for referent, entity in self.referents_in(one)}
        self.link(gone, ())
        return gone

    def enter_referents(self, entities: Iterable[Entity]) -> None:
        """Write a digest of the referents of entities, and which codes of countries they have, with the
        number of referents that they are known by."""
        for entity in entities:
            row = (entity.id, digest_pairs(entity.referents))
            self._connection.execute("INSERT OR REPLACE INTO referents VALUES (?, ?)", row)
            self._connection.execute("DELETE FROM country WHERE entity = ?", (entity.id,))
            rows = ((code, entity.id, len(entity.referents)) for code in country_codes(entity))
            self._connection.executemany("INSERT INTO country VALUES (?, ?, ?)", rows)

    def write(self, entities: Iterable[Entity], *, whole: bool) -> None:
        """Write entities with their numbers; `whole`: there are no rows of any of them yet."""
        every = self._all_counts() if whole else None
        for entity in entities:
            if not whole:
                self._remove_named(entity.id)
            counts = every.get(entity.id, Counts()) if every is not None else self._counts(entity.id)
            self._write_entity(view_entity(entity, counts))
            self._write_names(entity)

    def recount(self, ids: Iterable[str]) -> None:
        """Write the numbers of entities that have not changed, but whose articles have."""
        for identifier in ids:
            row = self._connection.execute("SELECT view FROM entity WHERE id = ?", (identifier,)).fetchone()
            if row:
                before, counts = _decode(row[0]), self._counts(identifier)
                view = _recounted(before, counts)
                if view != before:
                    self._write_entity(view)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove entities."""
        for identifier in ids:
            self._remove_named(identifier)
            for table in _OWNED:
                self._connection.execute(f"DELETE FROM {table} WHERE entity = ?", (identifier,))  # noqa: S608
            self._connection.execute("DELETE FROM entity WHERE id = ?", (identifier,))
            asked = (identifier, identifier)
            self._connection.execute("DELETE FROM suggestion WHERE left = ? OR right = ?", asked)

    def _write_entity(self, view: EntityView) -> None:
        weight = view.mentions + view.claims_by + view.claims_about
        columns = (view.id, view.kind, view.label, view.lat, view.lon, view.named, weight, view.supported)
        self._connection.execute(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*columns, _encode(view))
        )

    def _remove_named(self, identifier: str) -> None:
        """Remove the names of an entity, which follow from what is stored of it, and its former ids."""
        if before := self.load(identifier):
            names = list(_names(before))
            self._search.touch_names(row[0] for row in names)
            sql = "DELETE FROM name WHERE key = ? AND entity = ? AND form = ?"
            self._connection.executemany(sql, (row[:3] for row in names))
        for table in ("former_id", "entity_decision"):
            self._connection.execute(f"DELETE FROM {table} WHERE entity = ?", (identifier,))  # noqa: S608

    def _write_names(self, entity: Entity) -> None:
        names = list(_names(entity))
        self._search.touch_names(row[0] for row in names)
        self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", names)
        former = ((old, entity.id) for old in entity.replaces)
        self._connection.executemany("INSERT OR IGNORE INTO former_id VALUES (?, ?)", former)
        shaping = ((one, entity.id) for one in entity.decisions)
        self._connection.executemany("INSERT OR IGNORE INTO entity_decision VALUES (?, ?)", shaping)

    def _counts(self, entity: str) -> Counts:
        sql = f"SELECT {_SUMS} FROM document_entity WHERE entity = ?"  # noqa: S608 # constants
        sums = self._connection.execute(sql, (entity,)).fetchone()
        return Counts() if sums[0] is None else _counts_of(sums)

    def _all_counts(self) -> Mapping[str, Counts]:
        rows = self._connection.execute(f"SELECT entity, {_SUMS} FROM document_entity GROUP BY entity")  # noqa: S608
        return {entity: _counts_of(sums) for entity, *sums in rows}


def digest_pairs(pairs: Iterable[Pair]) -> str:
    """Return a digest of pairs, whatever their order.

    An entity that is in thousands of articles has as many referents: to digest them is ten times faster than
    to read them from rows.
    """
    text = "\n".join(map(" ".join, sorted(pairs)))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _counts_of(sums: Iterable[int]) -> Counts:
    """Return the numbers of an entity that some article knows; without one that counts it has no support."""
    mentions, documents, by, about, others_by, others_about = sums
    return Counts(mentions, documents, by, about, others_by, others_about, documents > 0)


def _recounted(view: EntityView, counts: Counts) -> EntityView:
    return replace(
        view,
        mentions=counts.mentions,
        documents=counts.documents,
        claims_by=counts.claims_by,
        claims_about=counts.claims_about,
        intentions_and_deeds_by=counts.intentions_and_deeds_by,
        intentions_and_deeds_about=counts.intentions_and_deeds_about,
        supported=counts.supported,
    )


def _entity_of(view: EntityView) -> Entity:
    return Entity(
        id=view.id,
        kind=EntityKind(view.kind),
        label=view.label,
        named=view.named,
        aliases=view.aliases,
        roles=view.roles,
        affiliations=view.affiliations,
        identifiers=tuple(Identifier(scheme, value, "") for scheme, value in view.ids.items()),
        country=view.country,
        lat=view.lat,
        lon=view.lon,
        referents=(),
        replaces=view.replaces,
        score=view.score,
        reasons=view.reasons,
        decisions=view.decisions,
    )


def _names(entity: Entity) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows (key, entity, form, name) by which an entity is found."""
    yield name_key(entity.label), entity.id, "label", entity.label
    for alias in entity.aliases:
        yield name_key(alias), entity.id, "alias", alias
    if entity.kind is EntityKind.PERSON or not entity.named:
        return
    for name in (entity.label, *entity.aliases):
        acronym = acronym_key(name)
        if acronym:
            yield acronym, entity.id, "acronym", name
