"""The look-up rows of what was found by comparing: lineage, groups of claims, discrepancies.

Comes in: what is new, changed or gone, and which articles were written again.  Goes out: rows.
Must not: compare.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import msgspec

from kg.graph.change import Change
from kg.graph.compared import Compared, sort_links
from kg.graph.rows import view_discrepancy, view_group, view_lineage
from kg.model import Discrepancy, LineageLink
from kg.query.results import ClaimView, DocumentView

View = TypeVar("View")

_encode = msgspec.json.Encoder().encode


class ComparisonRows:
    """The tables `lineage`, `claim_group` and `discrepancy`, and the column `claim.in_group`."""

    def __init__(self, connection: sqlite3.Connection, compared: Compared) -> None:
        """Take the connection; the caller begins and ends transactions."""
        self._connection = connection
        self._compared = compared

    def write(self, change: Change) -> None:
        """Write lineage and groups that are new or changed; take away those that are gone."""
        rested = (*change.lineage_of, *change.gone_documents)
        self._delete("lineage", "document", rested)
        self._write_lineage(change.lineage)
        self._delete("claim_group", "id", change.gone_groups)
        self._connection.executemany(
            "INSERT OR REPLACE INTO claim_group VALUES (?, ?, ?, ?, ?)",
            (
                (one.id, one.articles, one.publishers, one.origins, _encode(view_group(one)))
                for one in change.groups
            ),
        )

    def write_discrepancies(self, change: Change, shown: Collection[str]) -> None:
        """Write discrepancies that are new or changed, and again those that show one of the documents."""
        self._delete("discrepancy", "id", change.gone_discrepancies)
        new = {one.id: one for one in change.discrepancies}
        stale = self._discrepancies_with(shown) - new.keys()
        for one in (*new.values(), *self._compared.discrepancies_of(sorted(stale))):
            self._write_discrepancy(one)

    def regroup(self, change: Change) -> set[str]:
        """Write the groups of the claims of stored documents, and return the documents of those that have
        another one than before."""
        group_of = {claim: group.id for group in change.groups for claim in group.claims}
        before = self._grouped((*change.gone_groups, *(group.id for group in change.groups)))
        touched = set()
        for claim in before | group_of.keys():
            document = self._set_group(claim, group_of.get(claim, ""))
            touched |= {document} if document else set()
        return touched

    def _grouped(self, groups: Iterable[str]) -> set[str]:
        """Return the claims that stand in these groups."""
        sql = "SELECT id FROM claim WHERE in_group = ?"
        return {row[0] for group in groups for row in self._connection.execute(sql, (group,))}

    def _set_group(self, claim: str, group: str) -> str | None:
        """Write a claim's group; return its document, None where there was nothing to do."""
        sql = "SELECT number, view FROM claim WHERE id = ? AND in_group != ?"
        row = self._connection.execute(sql, (claim, group)).fetchone()
        if row is None:
            return None
        view = replace(msgspec.json.decode(row[1], type=ClaimView), group=group)
        self._connection.execute(
            "UPDATE claim SET in_group = ?, view = ? WHERE number = ?", (group, _encode(view), row[0])
        )
        return view.document_id

    def _write_lineage(self, links: Iterable[LineageLink]) -> None:
        """Write links; the names of their articles are those that these have when somebody asks."""
        self._connection.executemany(
            "INSERT INTO lineage VALUES (NULL, ?, ?, ?, ?)",
            (
                (link.document, link.origin, link.kind.value, _encode(view_lineage(link, {})))
                for link in sort_links(links)
            ),
        )

    def _write_discrepancy(self, found: Discrepancy) -> None:
        sides = (found.left, found.right)
        claims = self._views("claim", ClaimView, {side.claim for side in sides})
        documents = self._views("document", DocumentView, {side.document for side in sides})
        if not all(side.claim in claims and side.document in documents for side in sides):
            self._delete("discrepancy", "id", (found.id,))  # a damaged article was set aside meanwhile
        else:
            view = view_discrepancy(found, claims, documents)
            row = (found.id, found.score, found.left.document, found.right.document, _encode(view))
            self._connection.execute("INSERT OR REPLACE INTO discrepancy VALUES (?, ?, ?, ?, ?)", row)

    def _discrepancies_with(self, documents: Iterable[str]) -> set[str]:
        sql = "SELECT id FROM discrepancy WHERE left_document = ?1 OR right_document = ?1"
        return {row[0] for one in documents for row in self._connection.execute(sql, (one,))}

    def _views(self, table: str, shape: type[View], ids: Iterable[str]) -> Mapping[str, View]:
        sql = f"SELECT view FROM {table} WHERE id = ?"  # noqa: S608 # constants
        rows = ((one, self._connection.execute(sql, (one,)).fetchone()) for one in ids)
        return {one: msgspec.json.decode(row[0], type=shape) for one, row in rows if row}

    def _delete(self, table: str, column: str, ids: Iterable[str]) -> None:
        sql = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 # constants
        self._connection.executemany(sql, ((one,) for one in ids))
