"""The rows that look-ups read: views as JSON, beside the columns that are searched by.

Comes in: readings, and what was derived from them.  Goes out: rows of the tables in `kg.graph.tables`.
Must not: answer questions (`kg.query.lookups` does).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

import msgspec

from kg.graph.decision_rows import view_decisions, view_suggestions
from kg.graph.derived import Derived
from kg.graph.memberships import Memberships
from kg.graph.occurrences import Occurrences, claim_links
from kg.graph.rows import (
    Resolved,
    file_name,
    resolve_rows,
    view_claims,
    view_discrepancy,
    view_document,
    view_entity,
    view_group,
    view_lineage,
)
from kg.graph.tables import SCHEMA, TABLES
from kg.model import Act, ClaimGroup, Discrepancy, Entity, EntityKind, LineageLink, Reading, Style
from kg.query.acts import CLAIM_ACTS, is_claim
from kg.query.names import acronym_key, name_key
from kg.query.results import ClaimView, DecisionState, DocumentView, EntityView, StoreSummary

View = TypeVar("View")

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
        derived: Derived,
        stored: Collection[str] = (),
    ) -> None:
        """Replace all look-up rows in one transaction.

        `readings` are the current ones in the order that answers keep, retracted ones among them; the
        superseded ones are listed as documents, their claims are found by id.  Retracted and superseded ones
        are counted nowhere.  `stored` are the ids of documents and claims that are retracted and there.
        """
        resolved = resolve_rows(derived.entities, derived.groups)
        with self._connection:
            for table in TABLES:
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 # names are constants
            occurrences = self._write_readings(readings, resolved, derived)
            self._write_superseded(superseded, resolved, derived)
            views = self._write_entities(derived.entities, occurrences)
            self._write_lineage(derived.lineage)
            self._write_groups(derived.groups)
            views_of = self._views_of_sides(derived.discrepancies)
            ordered = sorted(derived.discrepancies, key=lambda one: (-one.score, one.id))
            self._write_views("discrepancy", ((None, view_discrepancy(one, *views_of)) for one in ordered))
            self._write_decisions(derived, stored)
            suggested = view_suggestions(derived.suggestions, views)
            self._write_views("suggestion", ((None, view) for view in suggested))

    def summarise(self, quads: int, rejections: int) -> StoreSummary:
        """Count what the tables hold; intentions and deeds apart from claims."""
        kinds = self._connection.execute(
            "SELECT kind, count(*) FROM entity WHERE supported GROUP BY kind ORDER BY kind"
        )
        current = "FROM claim WHERE status = 'current'"
        acts = dict(self._connection.execute(f"SELECT act, count(*) {current} GROUP BY act"))
        counted = f"{current} AND act IN {CLAIM_ACTS}"
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
            places=self._count("entity WHERE kind = 'place' AND located AND supported"),
            quads=quads,
            rejections=rejections,
            unknown_publishers=self._count(publishers.format(" AND NOT named")),
            intentions=acts.get(Act.INTENTION.value, 0),
            deeds=acts.get(Act.DEED.value, 0),
            retracted_documents=self._count("document WHERE status = 'retracted'"),
            retracted_claims=self._count(f"claim WHERE status = 'retracted' AND act IN {CLAIM_ACTS}"),
            decisions=self._count("decision WHERE in_force"),
            suggestions=self._count("suggestion"),
        )

    def write_summary(self, summary: StoreSummary) -> None:
        """Keep the summary for readers."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO summary VALUES (1, ?)", (_encode(summary),))

    def _count(self, what: str) -> int:
        return self._first(f"count(*) FROM {what}")

    def _first(self, what: str) -> int:
        return int(self._connection.execute(f"SELECT {what}").fetchone()[0])

    def _write_readings(
        self, readings: Iterable[Reading], resolved: Resolved, derived: Derived
    ) -> Occurrences:
        """Write documents and claims, and count who occurs in those that support something."""
        occurrences = Occurrences(resolved, Memberships(derived.entities))
        for reading in readings:
            view = _view_current(reading, resolved, derived)
            document = self._write_document(view, reading)
            seen = occurrences.see(reading) if view.retraction else occurrences.count(reading)
            self._connection.executemany(
                "INSERT INTO document_entity VALUES (?, ?)", ((entity, document) for entity in seen)
            )
            for claim in view_claims(reading, resolved):
                self._write_claim(_stated_claim(claim, derived), reading, occurrences)
        return occurrences

    def _write_superseded(self, readings: Iterable[Reading], resolved: Resolved, derived: Derived) -> None:
        for reading in readings:
            retraction = derived.retraction(reading.document.id)
            view = replace(view_document(reading, resolved, "superseded"), retraction=retraction)
            self._write_document(view, reading)
            claims = (
                replace(
                    claim, status="superseded", retraction=derived.retraction(claim.id, claim.document_id)
                )
                for claim in view_claims(reading, resolved)
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO former_claim VALUES (?, ?)",
                ((claim.id, _encode(claim)) for claim in claims),
            )

    def _write_document(self, view: DocumentView, reading: Reading) -> int | None:
        publisher = view.publisher_entity or reading.document.publisher.id
        columns = (view.id, view.path, file_name(view.path), view.url, publisher)
        return self._connection.execute(
            "INSERT INTO document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, view.publisher is not None, view.status, _encode(view)),
        ).lastrowid

    def _write_claim(self, claim: ClaimView, reading: Reading, occurrences: Occurrences) -> None:
        links = set(claim_links(claim))
        if claim.retraction is None:
            occurrences.count_links(links, is_claim(claim.act))
        earliest, latest = _day_range(claim, reading)
        row = (claim.id, claim.document_id, earliest, latest, claim.certainty, claim.style, claim.act)
        cursor = self._connection.execute(
            "INSERT INTO claim VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, len(claim.quantities), claim.status, claim.group, _encode(claim)),
        )
        rank = cursor.lastrowid
        self._connection.executemany(
            "INSERT INTO claim_entity VALUES (?, ?, ?)",
            ((entity, relation, rank) for entity, relation in links),
        )

    def _write_entities(self, entities: Iterable[Entity], occurrences: Occurrences) -> dict[str, EntityView]:
        views = {}
        for entity in entities:
            counts = occurrences.of(entity.id)
            weight = counts.mentions + counts.claims_by + counts.claims_about
            located = entity.lat is not None and entity.lon is not None
            view = views[entity.id] = view_entity(entity, counts)
            self._connection.execute(
                "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (view.id, view.kind, view.label, view.named, weight, located, view.supported, _encode(view)),
            )
            self._connection.executemany(
                "INSERT OR REPLACE INTO former_id VALUES (?, ?)",
                ((old, entity.id) for old in entity.replaces),
            )
            self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", _names(entity))
        return views

    def _write_lineage(self, links: Iterable[LineageLink]) -> None:
        paths = dict(self._connection.execute("SELECT id, path FROM document"))
        ordered = sorted(links, key=lambda link: (link.document, link.origin, link.kind.value))
        self._write_views("lineage", ((None, view_lineage(link, paths)) for link in ordered))

    def _write_groups(self, groups: Iterable[ClaimGroup]) -> None:
        rows = (
            (group.id, group.articles, group.publishers, group.origins, _encode(view_group(group)))
            for group in groups
        )
        self._connection.executemany("INSERT INTO claim_group VALUES (?, ?, ?, ?, ?)", rows)

    def _views_of_sides(
        self, discrepancies: Iterable[Discrepancy]
    ) -> tuple[dict[str, ClaimView], dict[str, DocumentView]]:
        """Return the views of all claims and documents that differ from others, by id."""
        sides = [side for one in discrepancies for side in (one.left, one.right)]
        claims = {one: self._view("claim", one, ClaimView) for one in {side.claim for side in sides}}
        documents = {one: self._view("document", one, DocumentView) for one in {s.document for s in sides}}
        return claims, documents

    def _view(self, table: str, identifier: str, shape: type[View]) -> View:
        sql = f"SELECT view FROM {table} WHERE id = ?"  # noqa: S608 # constants
        (payload,) = self._connection.execute(sql, (identifier,)).fetchone()
        return msgspec.json.decode(payload, type=shape)

    def _write_decisions(self, derived: Derived, stored: Collection[str]) -> None:
        views = view_decisions(derived, stored)
        rows = ((view.state == DecisionState.IN_FORCE, _encode(view)) for view in views)
        self._connection.executemany("INSERT INTO decision VALUES (NULL, ?, ?)", rows)

    def _write_views(self, table: str, views: Iterable[tuple[str | None, object]]) -> None:
        """Write views by key; None lets their order be the key."""
        rows = ((key, _encode(view)) for key, view in views)
        self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608 # constants


def _view_current(reading: Reading, resolved: Resolved, derived: Derived) -> DocumentView:
    """Return the view of a current document; if it is retracted, with who did so and all that was read in it,
    else with the claims counted that support something."""
    retraction = derived.retraction(reading.document.id)
    if retraction is not None:
        return replace(view_document(reading, resolved, "retracted"), retraction=retraction)
    return view_document(derived.without_retracted_claims(reading), resolved, "current")


def _stated_claim(view: ClaimView, derived: Derived) -> ClaimView:
    """Return the view of a current claim, with its own retraction or that of its document."""
    retraction = derived.retraction(view.id, view.document_id)
    return view if retraction is None else replace(view, status="retracted", retraction=retraction)


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
