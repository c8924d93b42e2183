"""The RDF dataset as one file: N-Quads, TriG or JSON-LD.

Comes in: an open store.  Goes out: UTF-8, the same bytes for the same articles.
Must not: write the graph of runs, in which clocks stand, unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.errors import StoreError
from kg.graph.quads import RUNS_GRAPH
from kg.graph.serialise import to_jsonld, to_nquads, to_trig
from kg.graph.store import StoreReader
from kg.query.snapshot import REBUILD

RDF_FORMATS = {"nquads": to_nquads, "trig": to_trig, "jsonld": to_jsonld}


def export_rdf(reader: StoreReader, form: str, *, runs: bool = False) -> Iterator[bytes]:
    """Yield the dataset in one of RDF_FORMATS, piece by piece, with the log of runs if asked for."""
    try:
        for piece in RDF_FORMATS[form](_quads(reader, runs)):
            yield piece.encode()
    except RuntimeError as error:
        raise StoreError(f"the graph index is damaged ({error}): {REBUILD}") from error


def _quads(reader: StoreReader, runs: bool) -> Iterator[Quad]:
    for quad in reader.graph:
        if runs or quad.graph_name != RUNS_GRAPH:
            yield quad
