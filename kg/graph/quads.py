"""Records -> quads: pure, deterministic, without blank nodes.

Comes in: records.  Goes out: lists of `pyoxigraph.Quad`, each in the named graph that it belongs to.
Must not: touch a store.

    reading_quads    graph_of(document)   all that was read in one document, of this reading alone
    entity_quads     ENTITIES_GRAPH       entities, and which referents they are: described_quads and
                                          referent_quads
    summary_quads    ENTITIES_GRAPH       shortcuts from claims to entities (shortcut_quads)
    membership_quads ENTITIES_GRAPH       whom entities hold roles for; what groups belong to (body_quads)
    lineage_quads    COMPARISONS_GRAPH    what rests on what
    group_quads      COMPARISONS_GRAPH    claims that say the same thing
    discrepancy_quads COMPARISONS_GRAPH   how claims about one matter differ
    revision_quads   COMPARISONS_GRAPH    which document is a new version of which
    decision_quads   DECISIONS_GRAPH      what people decided, and when, as the log has it
    retraction_quads DECISIONS_GRAPH      which documents and claims are retracted
    run_quads        RUNS_GRAPH           builds: the only place with clocks (stored_run: those of one build)
"""

from kg.graph.rdf.comparisons import discrepancy_quads, group_quads, lineage_quads, revision_quads
from kg.graph.rdf.decisions import decision_quads, retraction_quads
from kg.graph.rdf.entities import (
    body_quads,
    described_quads,
    entity_quads,
    membership_quads,
    referent_quads,
    shortcut_quads,
    summary_quads,
)
from kg.graph.rdf.iris import COMPARISONS_GRAPH, DECISIONS_GRAPH, ENTITIES_GRAPH, RUNS_GRAPH, graph_of
from kg.graph.rdf.reading import reading_quads
from kg.graph.rdf.runs import run_quads, stored_run

__all__ = [
    "COMPARISONS_GRAPH",
    "DECISIONS_GRAPH",
    "ENTITIES_GRAPH",
    "RUNS_GRAPH",
    "body_quads",
    "decision_quads",
    "described_quads",
    "discrepancy_quads",
    "entity_quads",
    "graph_of",
    "group_quads",
    "lineage_quads",
    "membership_quads",
    "reading_quads",
    "referent_quads",
    "retraction_quads",
    "revision_quads",
    "run_quads",
    "shortcut_quads",
    "stored_run",
    "summary_quads",
]
