"""The look-up rows of single articles: the article, its claims, and who occurs in them.

Comes in: readings, and who their referents turned out to be.  Goes out: rows that belong to one document
each, so that they can be removed without touching those of others.
Must not: write a row of an entity, or of a comparison.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from kg.decisions.records import Rulings
from kg.graph.derived import view_retraction, without_retracted_claims
from kg.graph.ledger import published_day
from kg.graph.memberships import Memberships, is_of_country
from kg.graph.occurrences import claim_links, count_occurrences
from kg.graph.rows import Resolved, file_name, view_claims, view_document
from kg.graph.search_rows import SearchRows
from kg.model import Reading
from kg.query.listing import UNDATED
from kg.query.results import ClaimView, DocumentView

_encode = msgspec.json.Encoder().encode
_decode_claim = msgspec.json.Decoder(ClaimView).decode

_BY_NUMBER = ("document_entity", "document_country", "membership", "claim")
"""Tables whose column `document` holds the number of a document."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rows of a document depend on beside its reading."""

    resolved: Resolved
    memberships: Memberships
    rulings: Rulings


@dataclass(frozen=True, slots=True)
class Removed:
    """What the rows of a document said: ids of entities, and of claims with the group of each."""

    entities: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()


class DocumentRows:
    """The tables `document`, `claim`, `claim_entity`, `document_entity`, `document_country`, `membership` and
    `former_claim`; what is searched for of claims goes to `search`."""

    def __init__(self, connection: sqlite3.Connection, search: SearchRows) -> None:
        """Take the connection; the caller begins and ends transactions."""
        self._connection = connection
        self._search = search

    def write(self, reading: Reading, scene: Scene) -> None:
        """Write a current article, retracted or not."""
        view = _view_current(reading, scene)
        number = self._write_document(view, reading)
        claims = [_stated_claim(claim, scene.rulings) for claim in view_claims(reading, scene.resolved)]
        for place, claim in enumerate(claims):
            self._write_claim(claim, number, place, reading)
        self._write_occurrences(reading, number, claims, scene)
        if view.retraction is None:
            self._write_memberships(reading, number, scene.memberships)

    def write_former(self, reading: Reading, scene: Scene) -> None:
        """Write a superseded article: it is listed, its claims are found by id, and that is all."""
        identifier = reading.document.id
        retraction = view_retraction(scene.rulings, identifier)
        view = replace(view_document(reading, scene.resolved, "superseded"), retraction=retraction)
        self._write_document(view, reading)
        claims = (
            replace(
                claim, status="superseded", retraction=view_retraction(scene.rulings, claim.id, identifier)
            )
            for claim in view_claims(reading, scene.resolved)
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO former_claim VALUES (?, ?, ?)",
            ((claim.id, identifier, _encode(claim)) for claim in claims),
        )

    def remove(self, document: str) -> Removed:
        """Remove all rows of a document, whatever its status, and return what they said."""
        row = self._connection.execute("SELECT number FROM document WHERE id = ?", (document,)).fetchone()
        if row is None:
            return Removed()
        entities = self._column("SELECT entity FROM document_entity WHERE document = ?", row[0])
        groups = self._remove_links(row[0])
        for table in _BY_NUMBER:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", row)  # noqa: S608 # constants
        self._connection.execute("DELETE FROM former_claim WHERE document = ?", (document,))
        self._connection.execute("DELETE FROM document WHERE number = ?", row)
        return Removed(tuple(entities), groups)

    def _remove_links(self, number: int) -> tuple[tuple[str, str], ...]:
        """Remove the links of all claims of a document, and what is searched for of them; return each claim's
        id and group."""
        sql = "SELECT number, id, in_group, view FROM claim WHERE document = ?"
        claims = self._connection.execute(sql, (number,)).fetchall()
        for claim, _, _, encoded in claims:
            view = _decode_claim(encoded)
            self._search.remove_claim(claim, view)
            links = {(*link, claim) for link in claim_links(view)}
            self._connection.executemany(
                "DELETE FROM claim_entity WHERE entity = ? AND relation = ? AND claim = ?", links
            )
        return tuple((identifier, group) for _, identifier, group, _ in claims)

    def _write_document(self, view: DocumentView, reading: Reading) -> int:
        publisher = view.publisher_entity or reading.document.publisher.id
        day = published_day(reading.document) or UNDATED
        columns = (view.id, day, view.path, file_name(view.path), view.url, publisher)
        cursor = self._connection.execute(
            "INSERT INTO document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*columns, view.publisher is not None, view.status, _encode(view)),
        )
        return cursor.lastrowid or 0

    def _write_claim(self, claim: ClaimView, document: int, place: int, reading: Reading) -> None:
        earliest, latest = day_range(claim, reading)
        row = (claim.id, document, place, earliest, latest, claim.certainty, claim.style, claim.act)
        cursor = self._connection.execute(
            "INSERT INTO claim VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, len(claim.quantities), claim.status, claim.group, _encode(claim)),
        )
        number = cursor.lastrowid or 0
        self._search.add_claim(number, claim)
        self._connection.executemany(
            "INSERT INTO claim_entity VALUES (?, ?, ?)",
            ((entity, relation, number) for entity, relation in set(claim_links(claim))),
        )

    def _write_occurrences(
        self, reading: Reading, number: int, claims: Sequence[ClaimView], scene: Scene
    ) -> None:
        """Write who occurs in a document; in one that does not count, without numbers."""
        counted = reading.document.id not in scene.rulings.retracted
        counting = [claim for claim in claims if claim.retraction is None]
        found = count_occurrences(reading, scene.resolved, counting)
        self._connection.executemany(
            "INSERT INTO document_entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((entity, number, counted, *one.numbers) for entity, one in found.items()),
        )

    def _write_memberships(self, reading: Reading, number: int, memberships: Memberships) -> None:
        roles, bodies = memberships.roles(reading), memberships.bodies(reading)
        rows = [(holder, "role", role.affiliation_entity, _encode(role)) for holder, role in roles]
        rows += [(group, "body", body.entity, _encode(body)) for group, body in bodies]
        self._connection.executemany(
            "INSERT INTO membership VALUES (?, ?, ?, ?, ?, ?)",
            (
                (entity, number, relation, place, body, view)
                for place, (entity, relation, body, view) in enumerate(rows)
            ),
        )
        codes = {one.country for one in reading.referents if is_of_country(one)}
        self._connection.executemany(
            "INSERT INTO document_country VALUES (?, ?)", ((code, number) for code in codes)
        )

    def _column(self, sql: str, *values: object) -> Iterator[str]:
        return (row[0] for row in self._connection.execute(sql, values).fetchall())


def _view_current(reading: Reading, scene: Scene) -> DocumentView:
    """Return the view of a current document; if it is retracted, with who did so and all that was read in it,
    else with the claims counted that support something."""
    retraction = view_retraction(scene.rulings, reading.document.id)
    if retraction is not None:
        return replace(view_document(reading, scene.resolved, "retracted"), retraction=retraction)
    return view_document(without_retracted_claims(scene.rulings, reading), scene.resolved, "current")


def _stated_claim(view: ClaimView, rulings: Rulings) -> ClaimView:
    """Return the view of a current claim, with its own retraction or that of its document."""
    retraction = view_retraction(rulings, view.id, view.document_id)
    return view if retraction is None else replace(view, status="retracted", retraction=retraction)


def day_range(claim: ClaimView, reading: Reading) -> tuple[str | None, str | None]:
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
