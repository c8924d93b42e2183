"""Run -> quads of the runs graph, the only place with clocks of the program."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import RecordError
from kg.graph.rdf.iris import RUNS_GRAPH, node, part_node
from kg.graph.rdf.writer import QuadWriter, Rows
from kg.graph.writable import WritableGraph
from kg.model import Run
from kg.terms import KG, PROV, RDF, SCHEMA, XSD


def run_rows(run: Run) -> Rows:
    """Field -> predicate, for a build."""
    return (
        (RDF.type, KG.Build),
        (SCHEMA.softwareVersion, run.version),
        (KG.settings, run.settings),
        (PROV.startedAtTime, clock_literal(run.started)),
        (PROV.endedAtTime, clock_literal(run.ended)),
        *((PROV.used, node(document)) for document in run.documents),
    )


def run_quads(run: Run) -> list[Quad]:
    """Return one build, what it read and what it rejected."""
    writer = QuadWriter(RUNS_GRAPH)
    writer.add_all(node(run.id), run_rows(run))
    for number, rejection in enumerate(run.rejections, 1):
        rejected = part_node(run.id, "rejection", number)
        writer.add(node(run.id), KG.rejected, rejected)
        writer.add_all(
            rejected,
            (
                (RDF.type, KG.Rejection),
                (KG.input, rejection.input),
                (KG.stage, rejection.stage),
                (KG.reason, rejection.reason),
            ),
        )
    return writer.quads


def stored_run(store: WritableGraph, identifier: str) -> list[Quad]:
    """Return what a store says of one build."""
    build = list(store.quads_for_pattern(node(identifier), None, None, RUNS_GRAPH))
    rejected = (quad.object for quad in build if quad.predicate == KG.rejected)
    parts = (
        store.quads_for_pattern(part, None, None, RUNS_GRAPH)
        for part in rejected
        if isinstance(part, NamedNode)
    )
    return [*build, *chain.from_iterable(parts)]


def clock_literal(clock: str) -> Literal:
    """Return an ISO 8601 time as xsd:dateTime in UTC, to the second; without an offset it is taken as UTC."""
    try:
        time = datetime.fromisoformat(clock)
    except ValueError as error:
        raise RecordError(
            f"{clock!r} is no ISO 8601 time; Run.started, Run.ended and Decision.when must be"
        ) from error
    time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    return Literal(time.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime)
