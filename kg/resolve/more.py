"""A few more documents, or fewer, resolved against what was resolved before.

Comes in: readings that are new, ids of documents that are gone, a shelf that holds all that was resolved, the
rulings of people (those that held then: when they changed, everything is resolved anew).  Goes out: what
changed; the shelf is brought up to date.  Must not: commit, or read what it does not touch.

The steps are those of the whole (see the package), over what the documents touch and what stands around it
(`near`).  docs/RESOLUTION.md, "A few more documents", says how far the outcome is that of the whole.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.decisions.records import NO_RULINGS, Rulings
from kg.model import Entity, Reading, Suggestion
from kg.resolve.bars import bars_of
from kg.resolve.cluster import Cluster, Partition, join_full
from kg.resolve.entities import make_entity
from kg.resolve.former import Leads, keep_won
from kg.resolve.holdings import Holding, former_ids, make_holding
from kg.resolve.keys import Part, read_parts
from kg.resolve.near import Layout, lay_out
from kg.resolve.nodes import Node
from kg.resolve.other_kinds import join_kinds
from kg.resolve.part_bodies import read_body
from kg.resolve.rulings import Ruled, apply_rulings
from kg.resolve.rulings_near import fetch_ruled, rulings_about
from kg.resolve.score import Verdict
from kg.resolve.shelf import EntityRow, PartRow, PartShelf
from kg.resolve.shelf_company import Asked, company_rows, long_form_rows, shelved_company
from kg.resolve.shelved import MOST_HAVING, Desk, Shelved, unfold
from kg.resolve.shelving import Shelving, entity_row
from kg.resolve.short_names import join_short
from kg.resolve.suggest import MOST, best_suggestions, make_suggestion, open_doubts


@dataclass(frozen=True, slots=True)
class ResolutionChange:
    """What a few documents changed.

    `entities` are new or other than before, sorted by id; `gone_entities` are ids of which none is left.
    `documents` are ids of documents, the new and gone ones aside, of which a referent belongs to another
    entity now, or to one with another label, kind or place.  `suggestions` are all that there are now, None
    if these are the same.
    """

    entities: tuple[Entity, ...]
    gone_entities: tuple[str, ...]
    documents: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] | None = None


def resolve_more(
    new: Iterable[Reading], gone: Collection[str], shelf: PartShelf, rulings: Rulings = NO_RULINGS
) -> ResolutionChange:
    """Return what new and gone documents change, and bring the shelf up to date.

    A new document that the shelf has already takes the place of what it was.
    """
    parts = list(read_parts(new, rulings.retracted))
    going = frozenset(gone) | {part.document for part in parts}
    lost = [PartRow(*row) for row in shelf.parts_in(going)]
    _change_company(shelf, parts, lost, going)
    having: Asked[str, frozenset[str]] = Asked(lambda key: frozenset(shelf.documents_with(key, MOST_HAVING)))
    desk = Desk(shelf, shelved_company(shelf), going, having)
    layout = lay_out(desk, parts, lost)
    layout, rulings = _with_rulings(desk, layout, rulings, parts)
    partition = _join(desk, layout, rulings)
    return _Outcome.of(desk, layout, partition, rulings).write()


def _change_company(
    shelf: PartShelf, parts: Sequence[Part], lost: Sequence[PartRow], going: Collection[str]
) -> None:
    told = dict(shelf.bodies({row.body for row in lost}))
    shelf.count_long_forms(
        long_form_rows((read_body(told[row.body], row.document, row.referent) for row in lost), -1)
    )
    shelf.drop_company(going)
    shelf.put_company(company_rows(parts))
    shelf.count_long_forms(long_form_rows(parts))


def _with_rulings(
    desk: Desk, layout: Layout, rulings: Rulings, parts: Sequence[Part]
) -> tuple[Layout, Rulings]:
    """Return the rulings that concern what is at hand, and all that they are about as well."""
    if not rulings.decisions:
        return layout, rulings
    more = [part.referent for part in parts]
    ruled = fetch_ruled(desk, rulings, list(desk.clusters.values()), more)
    referents = {
        referent for one in desk.clusters.values() for part in one.parts for _, referent in part.referents
    }
    known = {one.row.own for one in desk.clusters.values()} | desk.shelf.former_of(desk.clusters.keys())
    known |= {one for node in layout.nodes for one in former_ids([node], node.kind)}
    return layout.with_settled(ruled), rulings_about(rulings, known, referents | set(more))


def _join(desk: Desk, layout: Layout, rulings: Rulings) -> Partition:
    settled = [one.cluster() for one in layout.settled if one.nodes]
    nodes = [*layout.nodes, *(node for cluster in settled for node in cluster.nodes)]
    nodes.sort(key=lambda node: node.sort_key)
    partition = Partition(layout.nodes, desk.company, bars_of(nodes, rulings), settled, layout.scope)
    join_full(partition, nodes)
    join_short(partition, nodes)
    join_kinds(partition)
    return partition


@dataclass(slots=True)
class _Outcome:
    """What came of it, on its way to the shelf: `changed` clusters, in place of those that `stood` there."""

    desk: Desk
    partition: Partition
    rulings: Rulings
    changed: list[Cluster]
    stood: list[Shelved]

    @classmethod
    def of(cls, desk: Desk, layout: Layout, partition: Partition, rulings: Rulings) -> _Outcome:
        """Tell which clusters changed, and take those along that a decision is about beside them."""
        moved = {id(node) for node in layout.nodes} | layout.grown
        moved |= {id(node) for one in layout.settled if one.is_less for node in one.nodes.values()}
        moved |= _ruled_nodes(layout.settled, rulings)
        changed = [one for one in partition.clusters() if any(id(node) in moved for node in one.nodes)]
        inside = {id(node) for one in changed for node in one.nodes}
        stood = [
            one
            for one in layout.settled
            if one.is_less or any(id(node) in inside for node in one.nodes.values())
        ]
        return cls(desk, partition, rulings, changed, [*layout.made_again, *stood])

    def write(self) -> ResolutionChange:
        """Bring the shelf up to date; return what changed."""
        shelf = self.desk.shelf
        shelving = Shelving.number(shelf, self.changed, self.stood, self.desk.clusters.values())
        holdings = [make_holding(cluster) for cluster in self.changed]
        leads = Leads.before(shelf, self.stood, holdings)
        shelving.put_clusters(self.changed, holdings)
        holdings += self._take_beside(shelving, leads)
        numbered = [shelving.numbers[id(cluster)] for cluster in self.changed]
        keep_won(shelf, zip(holdings, numbered, strict=True))
        ruled = self._rule(holdings)
        entities = sorted(map(make_entity, ruled.holdings), key=lambda entity: entity.id)
        shelving.put_nodes(self.changed)
        shelving.put_parts(self.changed, {seat: one.id for one in entities for seat in one.referents})
        compared = [node for node in self.partition.nodes() if not node.is_short or self._is_open(node)]
        doubted = shelving.put_doubts(
            open_doubts(self.partition.doubts, ruled), filter(self._is_open, compared), compared
        )
        change = self._tell(entities)
        moved = doubted or change.gone_entities or change.documents
        return replace(change, suggestions=shelved_suggestions(shelf)) if moved else change

    def _take_beside(self, shelving: Shelving, leads: Leads) -> list[Holding]:
        """Take those along to which other ids lead now; one that somebody ruled about waits for the whole."""
        numbers = leads.moved() - set(shelving.numbers.values())
        self.desk.fetch(numbers)
        taken = [
            one
            for one in (
                self.desk.clusters[number] for number in sorted(numbers) if number in self.desk.clusters
            )
            if one not in self.stood and all(row.entity == one.row.own for row in one.rows)
        ]
        beside = [one.cluster() for one in taken]
        for one, cluster in zip(taken, beside, strict=True):
            shelving.numbers[id(cluster)] = one.row.id
            shelving.take(one)
        self.changed += beside
        self.stood += taken
        return [make_holding(cluster) for cluster in beside]

    def _rule(self, holdings: Sequence[Holding]) -> Ruled:
        if self.rulings.decisions:
            for holding in holdings:
                holding.parts = [one for part in holding.parts for one in unfold(part)]
        return apply_rulings(holdings, self.rulings)

    def _is_open(self, node: Node) -> bool:
        return self.partition.scope.is_open(node)

    def _tell(self, entities: Sequence[Entity]) -> ResolutionChange:
        """Note the entities as they are now, and return what is other than it was."""
        shelf = self.desk.shelf
        was = {
            (row.document, row.referent): row.entity for one in self.stood for row in (*one.rows, *one.lost)
        }
        gone = sorted(set(was.values()) - {entity.id for entity in entities})
        before = {row[0]: EntityRow(*row) for row in shelf.entities([entity.id for entity in entities])}
        rows = {entity.id: entity_row(entity) for entity in entities}
        changed = [entity for entity in entities if before.get(entity.id) != rows[entity.id]]
        shelf.drop_entities(gone)
        shelf.put_entities(rows[entity.id] for entity in changed)
        shown = {one for one, row in rows.items() if one in before and row.shown != before[one].shown}
        documents = {
            seat[0]
            for entity in changed
            for seat in entity.referents
            if seat in was and (entity.id in shown or was[seat] != entity.id)
        }
        return ResolutionChange(
            tuple(changed),
            tuple(gone),
            tuple(sorted(documents - self.desk.going)),
        )


def _ruled_nodes(settled: Iterable[Shelved], rulings: Rulings) -> set[int]:
    """Return the settled nodes that a decision is about which concerns what is at hand."""
    anchors = {one for decision in rulings.decisions for target in decision.targets for one in target.anchors}
    named = {target.id for decision in rulings.decisions for target in decision.targets}
    return {
        id(node)
        for one in settled
        if one.row.own in named
        or not named.isdisjoint(row.entity for row in one.rows)
        or not anchors.isdisjoint(row.referent for row in one.rows)
        for node in one.nodes.values()
    }


def shelved_suggestions(shelf: PartShelf) -> tuple[Suggestion, ...]:
    """Return the doubtful pairs of a shelf as suggestions, the best first."""
    return best_suggestions(
        make_suggestion(left, right, Verdict(score, tuple(json.loads(reasons)), tuple(json.loads(against))))
        for left, right, score, reasons, against in shelf.doubts(2 * MOST)
        if left != right
    )


def fill_shelf(
    shelf: PartShelf, parts: Sequence[Part], clusters: Sequence[Cluster], holdings: Sequence[Holding]
) -> Shelving:
    """Put all that was resolved on a shelf, in place of whatever it held, before decisions are applied."""
    shelf.clear()
    shelf.put_company(company_rows(parts))
    shelf.count_long_forms(long_form_rows(parts))
    shelving = Shelving.number(shelf, clusters, (), ())
    shelving.put_clusters(clusters, holdings)
    shelving.put_nodes(clusters)
    return shelving


def finish_shelf(shelving: Shelving, partition: Partition, ruled: Ruled, entities: Sequence[Entity]) -> None:
    """Put on the shelf what came of the decisions."""
    entity_of = {seat: entity.id for entity in entities for seat in entity.referents}
    shelving.put_parts(partition.clusters(), entity_of)
    shelving.put_doubts(open_doubts(partition.doubts, ruled), (), ())
    shelving.shelf.put_entities(map(entity_row, entities))
