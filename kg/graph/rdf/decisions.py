"""Decisions of people -> quads of the decisions graph.

Comes in: the log with the state of each decision, the entities and articles that it changed.
Must not: decide what holds, or read a clock: the times are those of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.decisions.records import Conflict, Decision, Rulings
from kg.graph.rdf.iris import DECISIONS_GRAPH, node
from kg.graph.rdf.runs import clock_literal
from kg.graph.rdf.writer import QuadWriter, Rows
from kg.model import Entity, EntityKind, Identifier, Reading
from kg.terms import KG, KIND, PROV, RDF, RDFS, SCHEMA, STATE, VERB, WGS


def decision_rows(decision: Decision, state: str) -> Rows:
    """Field -> predicate, for a decision."""
    return (
        (RDF.type, KG.Decision),
        (RDF.type, PROV.Activity),
        (RDFS.label, decision_label(decision)),
        (KG.verb, VERB[decision.verb]),
        (KG.state, STATE[state]),
        (PROV.wasAssociatedWith, agent_node(decision.who)),
        (PROV.endedAtTime, clock_literal(decision.when)),
        (KG.reason, decision.why or None),
        (KG.newLabel, decision.label or None),
        (KG.newKind, KIND[EntityKind(decision.kind)] if decision.kind else None),
        (WGS.lat, decision.lat),
        (WGS.long, decision.lon),
        (KG.country, decision.country),
        *((KG.target, node(target.id)) for target in decision.targets),
        *((SCHEMA.identifier, identifier_text(known)) for known in decision.identifiers),
        *((KG.takesDocument, node(document)) for document in decision.documents),
        *((KG.takesName, name) for name in decision.names),
    )


def decision_quads(
    rulings: Rulings, states: Mapping[str, str], entities: Iterable[Entity], idle: Iterable[Conflict] = ()
) -> list[Quad]:
    """Return every decision of the log, who made it, what it contradicts, why it is `idle` and the entities
    that it shaped."""
    writer = QuadWriter(DECISIONS_GRAPH)
    for decision in rulings.decisions:
        writer.add_all(node(decision.id), decision_rows(decision, states[decision.id]))
        agent = agent_node(decision.who)
        writer.add_all(agent, ((RDF.type, PROV.Agent), (RDFS.label, decision.who)))
    for conflict in (*rulings.conflicts, *idle):
        *earlier, latest = conflict.decisions
        writer.add(node(latest), KG.conflict, conflict.reason)
        writer.add_all(node(latest), ((KG.conflictsWith, node(one)) for one in earlier))
    known = {decision.id for decision in rulings.decisions}
    for entity in entities:
        for shaping in entity.decisions:
            writer.add(node(shaping), KG.shaped, node(entity.id) if shaping in known else None)
    return writer.quads


def retraction_quads(rulings: Rulings, readings: Iterable[Reading]) -> list[Quad]:
    """Return, for each retracted document and claim of the readings, the decision that retracts it.

    A claim of a retracted document is retracted with it.
    """
    writer = QuadWriter(DECISIONS_GRAPH)
    for reading in readings:
        for identifier, decision in retracted_in(reading, rulings):
            writer.add(node(identifier), KG.retractedBy, node(decision.id))
    return writer.quads


def retracted_in(reading: Reading, rulings: Rulings) -> Iterator[tuple[str, Decision]]:
    """Yield the ids that are retracted in one document, each with the decision."""
    whole = rulings.retracted.get(reading.document.id)
    if whole is not None:
        yield reading.document.id, whole
    for claim in reading.claims:
        decision = rulings.retracted.get(claim.id) or whole
        if decision is not None:
            yield claim.id, decision


def decision_label(decision: Decision) -> str:
    """Return the decision in a few words, with what its targets were called when it was made."""
    called = ", ".join(target.label or target.id for target in decision.targets)
    return f"{decision.verb.value}: {called}"


def identifier_text(known: Identifier) -> str:
    """Return "geonames:1"; of all identifiers of a scheme, which an unlink may take away, "geonames"."""
    return f"{known.scheme}:{known.value}" if known.value else known.scheme


def agent_node(who: str) -> NamedNode:
    """Return the node of whoever goes by a name in the log."""
    return node(ids.mint("w", who))
