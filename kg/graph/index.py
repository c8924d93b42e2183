"""The rows that look-ups read: views as JSON, beside the columns that are searched by.

Comes in: readings, entities, lineage and groups.  Goes out: tables in the store's SQLite file.
Must not: answer questions (`kg.query.lookups` does).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from kg.graph.rows import (
    Counts,
    Resolved,
    file_name,
    resolve_rows,
    view_claims,
    view_document,
    view_entity,
    view_group,
    view_lineage,
)
from kg.model import Act, ClaimGroup, Entity, EntityKind, LineageLink, Reading, Style
from kg.query.acts import CLAIM_ACTS, is_claim
from kg.query.names import acronym_key, name_key
from kg.query.results import ClaimView, StoreSummary

TABLES = (
    "document",
    "document_entity",
    "claim",
    "former_claim",
    "claim_entity",
    "entity",
    "former_id",
    "name",
    "lineage",
    "claim_group",
)

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, file_name TEXT NOT NULL,
    url TEXT, publisher TEXT NOT NULL, named INTEGER NOT NULL, status TEXT NOT NULL, view BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS document_entity (
    entity TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (entity, document)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (
    rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, earliest TEXT, latest TEXT,
    certainty TEXT NOT NULL, style TEXT NOT NULL, act TEXT NOT NULL, quantities INTEGER NOT NULL,
    view BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_document ON claim (document);
CREATE TABLE IF NOT EXISTS former_claim (id TEXT PRIMARY KEY, view BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim_entity (
    entity TEXT NOT NULL, relation TEXT NOT NULL, claim INTEGER NOT NULL,
    PRIMARY KEY (entity, relation, claim)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, named INTEGER NOT NULL,
    weight INTEGER NOT NULL, located INTEGER NOT NULL, view BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS former_id (id TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS name (
    key TEXT NOT NULL, entity TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (key, entity, form)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lineage (rank INTEGER PRIMARY KEY, view BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS claim_group (id TEXT PRIMARY KEY, view BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS summary (only INTEGER PRIMARY KEY CHECK (only = 1), view BLOB NOT NULL);
"""

_encode = msgspec.json.Encoder().encode


class Index:
    """The look-up tables of the store's SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the tables if need be."""
        connection.executescript(SCHEMA)
        self._connection = connection

    def rewrite(
        self,
        readings: Iterable[Reading],
        superseded: Iterable[Reading],
        entities: Sequence[Entity],
        lineage: Iterable[LineageLink],
        groups: Sequence[ClaimGroup],
    ) -> None:
        """Replace all look-up rows in one transaction.

        `readings` are the current ones in the order that answers keep; the superseded ones are listed as
        documents, their claims are found by id, and both are counted nowhere.
        """
        resolved = resolve_rows(entities, groups)
        with self._connection:
            for table in TABLES:
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 # names are constants
            occurrences = self._write_readings(readings, resolved)
            self._write_superseded(superseded, resolved)
            self._write_entities(entities, occurrences)
            self._write_lineage(lineage)
            rows = ((group.id, _encode(view_group(group))) for group in groups)
            self._connection.executemany("INSERT INTO claim_group VALUES (?, ?)", rows)

    def summarise(self, quads: int, rejections: int) -> StoreSummary:
        """Count what the tables hold; intentions and deeds apart from claims."""
        kinds = self._connection.execute("SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY kind")
        acts = dict(self._connection.execute("SELECT act, count(*) FROM claim GROUP BY act"))
        counted = f"FROM claim WHERE act IN {CLAIM_ACTS}"
        styles = dict(self._connection.execute(f"SELECT style, count(*) {counted} GROUP BY style"))
        own_voice = styles.get(Style.OWN_VOICE.value, 0)
        publishers = "(SELECT DISTINCT publisher FROM document WHERE status = 'current'{})"
        return StoreSummary(
            documents=self._count("document WHERE status = 'current'"),
            publishers=self._count(publishers.format("")),
            entities=dict(kinds),
            claims=sum(styles.values()),
            attributed=sum(styles.values()) - own_voice,
            own_voice=own_voice,
            quotes=styles.get(Style.DIRECT.value, 0) + styles.get(Style.MIXED.value, 0),
            quantities=self._first(f"coalesce(sum(quantities), 0) {counted}"),
            places=self._count("entity WHERE kind = 'place' AND located"),
            quads=quads,
            rejections=rejections,
            unknown_publishers=self._count(publishers.format(" AND NOT named")),
            intentions=acts.get(Act.INTENTION.value, 0),
            deeds=acts.get(Act.DEED.value, 0),
        )

    def write_summary(self, summary: StoreSummary) -> None:
        """Keep the summary for readers."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO summary VALUES (1, ?)", (_encode(summary),))

    def _count(self, what: str) -> int:
        return self._first(f"count(*) FROM {what}")

    def _first(self, what: str) -> int:
        return int(self._connection.execute(f"SELECT {what}").fetchone()[0])

    def _write_readings(self, readings: Iterable[Reading], resolved: Resolved) -> _Occurrences:
        """Write documents and claims, and count who occurs in them."""
        occurrences = _Occurrences(resolved)
        for reading in readings:
            document = self._write_document(reading, resolved, "current")
            self._connection.executemany(
                "INSERT INTO document_entity VALUES (?, ?)",
                ((entity, document) for entity in occurrences.count(reading)),
            )
            for claim in view_claims(reading, resolved):
                links = set(_links(claim))
                occurrences.count_links(links, is_claim(claim.act))
                self._write_claim(claim, links, reading)
        return occurrences

    def _write_superseded(self, readings: Iterable[Reading], resolved: Resolved) -> None:
        for reading in readings:
            self._write_document(reading, resolved, "superseded")
            claims = (replace(claim, status="superseded") for claim in view_claims(reading, resolved))
            self._connection.executemany(
                "INSERT OR REPLACE INTO former_claim VALUES (?, ?)",
                ((claim.id, _encode(claim)) for claim in claims),
            )

    def _write_document(self, reading: Reading, resolved: Resolved, status: str) -> int | None:
        document = reading.document
        view = view_document(reading, resolved, status)
        publisher = view.publisher_entity or document.publisher.id
        columns = (document.id, document.path, file_name(document.path), document.url, publisher)
        named = document.publisher.name is not None
        return self._connection.execute(
            "INSERT INTO document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, named, status, _encode(view)),
        ).lastrowid

    def _write_claim(self, claim: ClaimView, links: set[tuple[str, str]], reading: Reading) -> None:
        earliest, latest = _day_range(claim, reading)
        row = (claim.id, claim.document_id, earliest, latest, claim.certainty, claim.style, claim.act)
        cursor = self._connection.execute(
            "INSERT INTO claim VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, len(claim.quantities), _encode(claim)),
        )
        rank = cursor.lastrowid
        self._connection.executemany(
            "INSERT INTO claim_entity VALUES (?, ?, ?)",
            ((entity, relation, rank) for entity, relation in links),
        )

    def _write_entities(self, entities: Iterable[Entity], occurrences: _Occurrences) -> None:
        for entity in entities:
            counts = occurrences.of(entity.id)
            weight = counts.mentions + counts.claims_by + counts.claims_about
            located = entity.lat is not None and entity.lon is not None
            view = _encode(view_entity(entity, counts))
            self._connection.execute(
                "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)",
                (entity.id, entity.kind.value, entity.label, entity.named, weight, located, view),
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO former_id VALUES (?, ?)",
                ((old, entity.id) for old in entity.replaces),
            )
            self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", _names(entity))

    def _write_lineage(self, links: Iterable[LineageLink]) -> None:
        paths = dict(self._connection.execute("SELECT id, path FROM document"))
        ordered = sorted(links, key=lambda link: (link.document, link.origin, link.kind.value))
        rows = ((_encode(view_lineage(link, paths)),) for link in ordered)
        self._connection.executemany("INSERT INTO lineage VALUES (NULL, ?)", rows)


class _Occurrences:
    """Counts of who occurs where, filled document by document."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved
        self._mentions: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()
        self._by: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self._about: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    def count(self, reading: Reading) -> set[str]:
        """Count the mentions of one article, and return who occurs in it, its publisher among them."""
        document = reading.document.id
        sizes = {referent.id: len(referent.mentions) for referent in reading.referents}
        sizes[reading.document.publisher.id] = 0
        seen = set()
        for referent, size in sizes.items():
            entity = self._resolved.entities.get((document, referent))
            if entity is not None:
                self._mentions[entity.id] += size
                seen.add(entity.id)
        self._documents.update(seen)
        return seen

    def count_links(self, links: set[tuple[str, str]], claimed: bool) -> None:
        """Count one claim for its speaker, and once for everybody and every place it speaks of; apart
        unless it is `claimed`, that is, no intention or deed."""
        self._by[claimed].update(entity for entity, relation in links if relation == "by")
        self._about[claimed].update({entity for entity, relation in links if relation in {"about", "place"}})

    def of(self, entity: str) -> Counts:
        """Return the counts of one entity."""
        return Counts(
            self._mentions[entity],
            self._documents[entity],
            *(
                counts[entity]
                for claimed in (True, False)
                for counts in (self._by[claimed], self._about[claimed])
            ),
        )


def _links(claim: ClaimView) -> Iterator[tuple[str, str]]:
    """Yield (entity, relation) for everybody and every place that the claim names or passes through."""
    if claim.source.entity:
        yield claim.source.entity, "by"
    carriers = (one.entity for one in claim.chain if one.entity and one.entity != claim.source.entity)
    yield from ((entity, "carrier") for entity in carriers)
    yield from ((place.entity, "place") for place in claim.places if place.entity)
    yield from ((about.entity, "about") for about in claim.about if about.entity)


def _day_range(claim: ClaimView, reading: Reading) -> tuple[str | None, str | None]:
    """Return the first and the last day on which the claim can have been stated, as ISO text that sorts.

    The date of the statement counts, else the publication; None where neither is known.  A month reaches
    from its day 01 to a day 31 that need not exist: only order matters here.
    """
    for time in (claim.stated_at, reading.document.published):
        if time is None:
            continue
        start, end = time.value or time.start, time.value or time.end
        if start or end:
            return (
                (start + "-01-01"[len(start) - 4 :])[:10] if start else "0000-01-01",
                (end + "-12-31"[len(end) - 4 :])[:10] if end else "9999-12-31",
            )
    return None, None


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
