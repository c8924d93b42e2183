"""What was derived across documents, as named graphs: entities, comparisons, decisions.

Comes in: a change, and what it did to the rows.  Goes out: by how many quads each graph has grown.
Must not: go through a graph, or through the articles, when only a part has changed.

Of a part, the quads that were there are found by their subjects: entities, their points, and claims; those of
comparisons come from the records behind them (`kg.graph.compared`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph.change import Change
from kg.graph.decision_rows import decision_states
from kg.graph.derived import as_called, supporting_part
from kg.graph.index import Articles, Effect, Index
from kg.graph.quads import (
    COMPARISONS_GRAPH,
    DECISIONS_GRAPH,
    ENTITIES_GRAPH,
    body_quads,
    decision_quads,
    described_quads,
    referent_quads,
    retraction_quads,
    revision_quads,
    shortcut_quads,
)
from kg.graph.rdf.entities import BODY_PREDICATES, referent_table
from kg.graph.rdf.iris import node, part_node
from kg.graph.writable import WritableGraph
from kg.model import Entity
from kg.terms import PROV

Revisions = Callable[[], Iterable[tuple[str, str]]]
"""Finds pairs of ids: the current version of a document, and a text that it replaced."""


class DerivedGraphs:
    """The three graphs of what was derived."""

    def __init__(self, graph: WritableGraph, index: Index, articles: Articles) -> None:
        """Take the index as it is after the change was written there."""
        self._graph = graph
        self._index = index
        self._articles = articles

    def write_all(self, change: Change, effect: Effect, revisions: Revisions) -> dict[str, int]:
        """Make the graphs hold what a whole change says; return their sizes."""
        entities = set(self._all_of_entities(change))
        compared = effect.come | set(revision_quads(revisions()))
        self._graph.put_graph(ENTITIES_GRAPH, entities)
        self._graph.put_graph(COMPARISONS_GRAPH, compared)
        self._graph.write()
        return {
            ENTITIES_GRAPH.value: len(entities),
            COMPARISONS_GRAPH.value: len(compared),
            DECISIONS_GRAPH.value: self._write_decisions(change),
        }

    def write_part(self, change: Change, effect: Effect, revisions: Revisions | None) -> Counter[str]:
        """Write what has changed, in one transaction; return by how much each graph has grown.

        `revisions` is None where no document has replaced another, or has been replaced.
        """
        before, after = list(effect.gone), list(effect.come)
        for old, new in (
            self._shortcuts(change, effect),
            self._entities(change, effect),
            self._referents(effect),
            self._revisions(revisions),
        ):
            before += old
            after += new
        grown = self._graph.replace_quads(before, after)
        if change.rulings.decisions:
            had = sum(1 for _ in self._in_graph(None, None, DECISIONS_GRAPH))
            grown[DECISIONS_GRAPH.value] += self._write_decisions(change) - had
        return grown

    def _all_of_entities(self, change: Change) -> Iterator[Quad]:
        entity_of = referent_table(change.entities)
        yield from described_quads(as_called(change.rulings, one) for one in change.entities)
        yield from referent_quads(
            (one, entity.id) for entity in change.entities for _, one in entity.referents
        )
        readings = (supporting_part(change.rulings, one) for one in self._articles.current())
        yield from shortcut_quads(readings, entity_of)
        yield from body_quads(self._index.entities.bodies())

    def _shortcuts(self, change: Change, effect: Effect) -> tuple[list[Quad], list[Quad]]:
        """Return the shortcuts of claims that go, and those that come."""
        readings = [
            supporting_part(change.rulings, one) for one in self._articles.find_current(effect.linked)
        ]
        entity_of = {
            (document, referent): entity
            for document in effect.linked
            for referent, entity in self._index.entities.referents_in(document)
        }
        before = self._graph.quads_about(map(node, effect.claims), ENTITIES_GRAPH)
        return list(before), shortcut_quads(readings, entity_of)

    def _entities(self, change: Change, effect: Effect) -> tuple[list[Quad], list[Quad]]:
        """Return what is said of changed entities, and whom others belong to: what goes and what comes."""
        changed = {one.id for one in change.entities} | set(change.gone_entities)
        gone = [node(one) for one in sorted(effect.entities & changed)]
        gone += [part_node(one, "point", 1) for one in sorted(effect.entities & changed)]
        left = [node(one) for one in sorted(effect.entities - changed)]
        before = list(self._graph.quads_about(gone, ENTITIES_GRAPH))
        before += self._graph.quads_about(left, ENTITIES_GRAPH, tuple(BODY_PREDICATES.values()))
        after = described_quads(as_called(change.rulings, one) for one in change.entities)
        after += self._bodies(effect, change)
        return before, after

    def _bodies(self, effect: Effect, change: Change) -> list[Quad]:
        left = effect.entities - set(change.gone_entities)
        return body_quads(body for one in sorted(left) for body in self._index.entities.bodies(one))

    def _referents(self, effect: Effect) -> tuple[list[Quad], list[Quad]]:
        gone = {(referent, entity) for entity, (_, referent) in effect.pairs_gone}
        come = {(referent, entity) for entity, (_, referent) in effect.pairs_come}
        left = {(one, entity) for one, entity in gone - come if self._index.entities.is_still(entity, one)}
        return referent_quads(gone - left), referent_quads(come)

    def _revisions(self, revisions: Revisions | None) -> tuple[list[Quad], list[Quad]]:
        if revisions is None:
            return [], []
        before = self._in_graph(None, PROV.wasRevisionOf, COMPARISONS_GRAPH)
        return list(before), revision_quads(revisions())

    def _write_decisions(self, change: Change) -> int:
        """Write the graph of decisions anew; without any there is none.  Return its size."""
        rulings = change.rulings
        states = decision_states(self._index.standing(change))
        quads = decision_quads(rulings, states, self._shaped(), change.idle or ())
        if rulings.retracted:
            retracted = self._articles.find_current(self._index.retracted_documents(rulings))
            quads += retraction_quads(rulings, retracted)
        if not quads:
            self._graph.remove_graph(DECISIONS_GRAPH)
        else:
            self._graph.replace_graph(DECISIONS_GRAPH, quads)
        return len(set(quads))

    def _shaped(self) -> list[Entity]:
        return self._index.entities.shaped()

    def _in_graph(
        self, subject: NamedNode | None, predicate: NamedNode | None, graph: NamedNode
    ) -> Iterator[Quad]:
        return self._graph.quads_for_pattern(subject, predicate, None, graph)
