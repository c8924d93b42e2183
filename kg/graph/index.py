"""The rows that look-ups read: views as JSON, beside the columns that are searched by.

Comes in: what was derived, or what of it has changed.  Goes out: rows of the tables in `kg.graph.tables`, and
what the graphs need to know of what was there before (`Effect`).
Must not: answer questions (`kg.query.lookups` does), or touch rows that a change does not concern.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import msgspec
from pyoxigraph import Quad

from kg.decisions.records import Rulings
from kg.graph.change import Change
from kg.graph.compared import Compared
from kg.graph.comparison_rows import ComparisonRows
from kg.graph.decision_rows import Standing, sort_suggestions, view_decisions
from kg.graph.document_rows import DocumentRows, Removed, Scene
from kg.graph.entity_rows import EntityRows, Pair
from kg.graph.memberships import Memberships
from kg.graph.rows import Resolved, resolve_rows
from kg.graph.search_rows import SearchRows
from kg.graph.staleness import Stale, find_stale
from kg.graph.tables import SCHEMA, TABLES
from kg.graph.tally import Tally
from kg.model import Entity, Reading
from kg.query.results import DecisionState, StoreSummary

_encode = msgspec.json.Encoder().encode

Find = Callable[[Collection[str]], Iterable[Reading]]
"""Finds articles by id: those of them that are there."""


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles that rows are written of: all current ones, in the order of answers, all superseded ones,
    and some of either."""

    current: Callable[[], Iterable[Reading]]
    superseded: Callable[[], Iterable[Reading]]
    find_current: Find
    find_superseded: Find


@dataclass(slots=True)
class Effect:
    """What a change did to the rows, as the graphs need it.

    `gone` and `come` are quads of comparisons; `pairs_gone` and `pairs_come` say which entity is which
    referent no more, and now.  The claims of the documents in `linked` lead to other entities than before;
    `claims` are those that they, and documents that are gone, had.  `entities` are those whose articles have
    changed, changed ones among them.
    """

    gone: set[Quad] = field(default_factory=set)
    come: set[Quad] = field(default_factory=set)
    pairs_gone: set[tuple[str, Pair]] = field(default_factory=set)
    pairs_come: set[tuple[str, Pair]] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)


class Index:
    """The look-up tables of the store's SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the tables if need be."""
        connection.executescript(SCHEMA)
        self._connection = connection
        self._search = SearchRows(connection)
        self._documents = DocumentRows(connection, self._search)
        self.entities = EntityRows(connection, self._search)
        self._compared = Compared(connection)
        self._comparisons = ComparisonRows(connection, self._compared)
        self._tally = Tally(connection)

    def apply(self, change: Change, articles: Articles, altered: Collection[str] = ()) -> Effect:
        """Write a change in one transaction, and return what the graphs need to know of it.

        Of a whole one, current articles, retracted ones among them, are written in the order in which they
        come; superseded ones are listed as documents, their claims are found by id.  Of another one, the rows
        of documents that are `altered` and not current are removed too, or written as superseded.
        """
        with self._connection:
            effect = (
                self._rewrite(change, articles) if change.whole else self._alter(change, articles, altered)
            )
            self._search.settle()
            self._write_decisions(change)
            self._write_suggestions(change)
        return effect

    def summarise(self, quads: int, rejections: int) -> StoreSummary:
        """Return the numbers of what the tables hold."""
        return self._tally.summarise(quads, rejections)

    def write_summary(self, summary: StoreSummary) -> None:
        """Keep the summary for readers."""
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO summary VALUES (1, ?)", (_encode(summary),))

    def standing(self, change: Change) -> Standing:
        """Return what the states of decisions depend on."""
        rows = self._connection.execute("SELECT DISTINCT decision FROM entity_decision")
        applied = {decision for (decision,) in rows}
        return Standing(change.rulings, change.idle, applied, self.entities.has, self._is_stored)

    def retracted_documents(self, rulings: Rulings) -> set[str]:
        """Return the current articles that are retracted, or have a claim that is."""
        sql = (
            "SELECT document.id FROM claim JOIN document ON document.number = claim.document "
            "WHERE claim.id = ?"
        )
        claims = (self._connection.execute(sql, (one,)).fetchone() for one in rulings.retracted)
        return {row[0] for row in claims if row} | {one for one in rulings.retracted if self.knows(one)}

    def knows(self, document: str) -> bool:
        """Tell whether the rows have an article as current, be it retracted."""
        sql = "SELECT 1 FROM document WHERE id = ? AND status != 'superseded'"
        return self._connection.execute(sql, (document,)).fetchone() is not None

    # ------------------------------------------------------------------------------- everything anew

    def _rewrite(self, change: Change, articles: Articles) -> Effect:
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 # names are constants
        self._search.clear()
        self.entities.link((), ((one.id, pair) for one in change.entities for pair in one.referents))
        self.entities.enter_referents(change.entities)
        resolved = resolve_rows(change.entities, change.groups)
        scene = Scene(resolved, Memberships.among(change.entities), change.rulings)
        for reading in articles.current():
            self._documents.write(reading, scene)
        for reading in articles.superseded():
            self._documents.write_former(reading, scene)
        self.entities.write(change.entities, whole=True)
        self._comparisons.write(change)
        quads = self._compared.fill(change)
        self._comparisons.write_discrepancies(change, ())
        self._tally.count_all()
        return Effect(come=set(quads))

    # ----------------------------------------------------------------------------- what has changed

    def _alter(self, change: Change, articles: Articles, altered: Collection[str]) -> Effect:
        before = find_stale(change, self.entities)
        self.entities.link(before.pairs_gone, before.pairs_come)
        self.entities.enter_referents(change.entities)
        leaving = {*change.gone_documents, *altered} - set(change.documents)
        written = (set(change.documents) | before.documents | self._of_countries(before, change)) - leaving
        counted = written | leaving
        pairs_gone = before.pairs_gone | self.entities.unlink(leaving)
        self._tally.add(counted, (), sign=-1)
        removed = {one: self._documents.remove(one) for one in sorted(counted)}
        entities = self._entities_of(removed.values()) | {one.id for one in change.entities}
        present = self._write_documents(sorted(written), change, articles, removed)
        self._write_former(sorted(leaving), change, articles)
        entities |= self._occurring(present)
        self._alter_entities(change, entities)
        regrouped = self._comparisons.regroup(change)
        self._comparisons.write(change)
        gone, come = self._compared.replace(change)
        self._comparisons.write_discrepancies(change, {*regrouped, *present})
        self._tally.add(counted, ())
        linked = (written & before.linked) | (set(change.documents) - leaving)
        claims = {claim for one in linked | leaving for claim, _ in removed.get(one, Removed()).groups}
        entities |= set(change.gone_entities)
        return Effect(gone, come, pairs_gone, before.pairs_come, linked, claims, entities)

    def _of_countries(self, before: Stale, change: Change) -> set[str]:
        """Return the articles with groups from countries that another entity stands for now, or one that is
        called otherwise."""
        changed = {one.id for one in change.entities}
        found = set()
        for code, (was, look) in before.countries.items():
            now = self.entities.country_of(code)
            if now != was or (now in changed and before.looks_now.get(now or "") != look):
                found |= self.entities.documents_of_country(code)
        return found

    def _write_documents(
        self, ids: Collection[str], change: Change, articles: Articles, removed: dict[str, Removed]
    ) -> set[str]:
        """Write the rows of current articles; return which of them are there."""
        resolved = self._resolve(ids, change, removed)
        country = _Countries(self.entities, {one.id: one for one in change.entities})
        scene = Scene(resolved, Memberships(resolved.entities, country.find), change.rulings)
        present = set()
        for reading in articles.find_current(ids):
            self._documents.write(reading, scene)
            present.add(reading.document.id)
        return present

    def _write_former(self, ids: Collection[str], change: Change, articles: Articles) -> None:
        nobody = Resolved({}, {})
        scene = Scene(nobody, Memberships.among(()), change.rulings)
        for reading in articles.find_superseded(ids):
            self._documents.write_former(reading, scene)

    def _resolve(self, ids: Iterable[str], change: Change, removed: dict[str, Removed]) -> Resolved:
        """Return who the referents of these documents are, and which groups their claims are in."""
        known: dict[str, Entity | None] = {one.id: one for one in change.entities}
        entities = {}
        for document in ids:
            for referent, entity in self.entities.referents_in(document):
                if entity not in known:
                    known[entity] = self.entities.load(entity)
                if found := known[entity]:
                    entities[document, referent] = found
        changed = {*change.gone_groups, *(group.id for group in change.groups)}
        kept = (pair for one in removed.values() for pair in one.groups)
        groups = {claim: group for claim, group in kept if group not in changed}
        groups |= {claim: group.id for group in change.groups for claim in group.claims}
        return Resolved(entities, groups)

    def _alter_entities(self, change: Change, touched: Collection[str]) -> None:
        """Write changed entities, remove those that are gone, and count those whose articles have changed."""
        changed = {one.id for one in change.entities}
        others = sorted(set(touched) - changed - set(change.gone_entities))
        concerned = sorted({*changed, *others, *change.gone_entities})
        self._tally.add((), concerned, sign=-1)
        self.entities.remove(change.gone_entities)
        self.entities.write(change.entities, whole=False)
        self.entities.recount(others)
        self._tally.add((), concerned)

    def _entities_of(self, removed: Iterable[Removed]) -> set[str]:
        return {entity for one in removed for entity in one.entities}

    def _occurring(self, documents: Iterable[str]) -> set[str]:
        sql = (
            "SELECT entity FROM document_entity "
            "WHERE document = (SELECT number FROM document WHERE document.id = ?)"
        )
        return {row[0] for one in documents for row in self._connection.execute(sql, (one,))}

    # ------------------------------------------------------------------------ decisions, suggestions

    def _is_stored(self, identifier: str) -> bool:
        """Tell whether a document, in any version, or a claim has this id."""
        sql = (
            "SELECT 1 FROM document WHERE id = ?1 UNION ALL SELECT 1 FROM claim WHERE id = ?1 "
            "UNION ALL SELECT 1 FROM former_claim WHERE id = ?1"
        )
        return self._connection.execute(sql, (identifier,)).fetchone() is not None

    def _write_decisions(self, change: Change) -> None:
        self._connection.execute("DELETE FROM decision")
        views = view_decisions(self.standing(change))
        rows = ((view.state == DecisionState.IN_FORCE, _encode(view)) for view in views)
        self._connection.executemany("INSERT INTO decision VALUES (NULL, ?, ?)", rows)

    def _write_suggestions(self, change: Change) -> None:
        """Write the suggestions; one that names an entity that is not there is left out: nobody could decide
        about it."""
        if change.suggestions is None:
            return
        self._connection.execute("DELETE FROM suggestion")
        ordered = sort_suggestions(change.suggestions)
        there = self.entities.looks({one for pair in ordered for one in (pair.left, pair.right)})
        self._connection.executemany(
            "INSERT INTO suggestion VALUES (NULL, ?, ?, ?)",
            (
                (one.left, one.right, _encode(one))
                for one in ordered
                if one.left in there and one.right in there
            ),
        )


class _Countries:
    """Finds the entity that is the country of a code."""

    def __init__(self, entities: EntityRows, changed: dict[str, Entity]) -> None:
        self._entities = entities
        self._changed = changed

    def find(self, code: str) -> Entity | None:
        identifier = self._entities.country_of(code)
        if identifier is None:
            return None
        return self._changed.get(identifier) or self._entities.load(identifier)
