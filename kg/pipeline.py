"""The order of the stages; the only place that knows it.

    read -> parse -> attribution -> referents -> claims -> store -> resolve -> compare -> publish

Per document (`read_article`): a pure function of text, metadata and gazetteers.  Across documents: derived
from the stored readings alone, so that the order in which articles came makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from kg import ids
from kg.claims import find_relations, read_claims, read_credits, source_spans
from kg.claims.weights import Weights, parse_weights, weights_text
from kg.compare import group_claims, link_lineage
from kg.config import VERSION, Settings
from kg.extractor import extractor_id
from kg.graph.store import StoreWriter, open_for_writing
from kg.mentions import read_referents
from kg.mentions.gazetteer import Gazetteer, open_gazetteer
from kg.model import Document, Reading, Rejection, Run
from kg.parse import parse_document
from kg.query.results import StoreSummary
from kg.read import read_metadata, read_paths
from kg.resolve import resolve_entities

Progress = Callable[[str, int, int, str], None]
"""Called with (stage, done, total, what is at hand); total is 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: `read` documents were extracted, `unchanged` were in the store already."""

    summary: StoreSummary
    read: int
    unchanged: int
    rejections: tuple[Rejection, ...]
    notes: tuple[str, ...]


def read_article(
    document: Document, gazetteer: Gazetteer, extractor: str, weights: Weights | None = None
) -> Reading:
    """Extract all that one article says.  `StoreWriter.put` checks that every record quotes its text."""
    doc = parse_document(document)
    relations = find_relations(doc, weights)
    referents = read_referents(doc, document, source_spans(doc, relations), gazetteer)
    claims = read_claims(doc, document, relations, referents)
    return Reading(document, referents, claims, read_credits(document, claims, referents), extractor)


def build(
    paths: Sequence[str],
    *,
    store: Path,
    metadata: Path | None = None,
    gazetteers: Sequence[Path] = (),
    settings: Settings | None = None,
    progress: Progress = lambda stage, done, total, item: None,
    stdin: BinaryIO | None = None,
) -> BuildReport:
    """Read articles into a store and derive what follows from all of them.

    Only new and changed documents are extracted; a document that fails becomes a Rejection and the others go
    on.  Raises InputError, StoreError and StoreBusyError for what concerns the whole run.
    """
    settings = settings or Settings()
    table = read_metadata(metadata) if metadata else None
    notes: list[str] = [*table.notes] if table is not None else []
    found = list(read_paths(paths, table, settings, stdin, note=notes.append))
    documents = [item for item in found if isinstance(item, Document)]
    rejections = [item for item in found if isinstance(item, Rejection)]
    learned = weights_text(settings.weights)
    extractor, weights = extractor_id(gazetteers, learned), parse_weights(settings.weights, learned)
    with open_for_writing(store, notes.append) as writer:
        started = _now()
        new = [document for document in documents if not writer.has(document, extractor)]
        rejections += _extract(new, writer, gazetteers, extractor, progress, weights)
        if new or not writer.published:
            _derive(writer, progress)
        if new or rejections or not writer.published:
            writer.put_run(_run(documents, rejections, extractor, started))
            writer.publish()
        summary = writer.summary()
    failed = sum(rejection.stage == "extract" for rejection in rejections)
    return BuildReport(summary, len(new) - failed, len(documents) - len(new), tuple(rejections), tuple(notes))


def _extract(
    documents: Sequence[Document],
    writer: StoreWriter,
    gazetteers: Sequence[Path],
    extractor: str,
    progress: Progress,
    weights: Weights | None,
) -> Iterator[Rejection]:
    if not documents:
        return
    progress("loading", 0, 0, "language model and gazetteer")
    gazetteer = open_gazetteer(gazetteers)
    for done, document in enumerate(documents):
        progress("extract", done, len(documents), document.path)
        read = _read_or_reject(document, gazetteer, extractor, weights)
        if isinstance(read, Rejection):
            yield read
        else:
            writer.put(read)
    progress("extract", len(documents), len(documents), "")


def _read_or_reject(
    document: Document, gazetteer: Gazetteer, extractor: str, weights: Weights | None
) -> Reading | Rejection:
    """Extract one article; whatever goes wrong in it is its own rejection and stops no run.

    Storing stands outside: a full disk is no fault of the article.
    """
    try:
        return read_article(document, gazetteer, extractor, weights)
    except Exception as error:
        return Rejection(
            document.path, "extract", f"{type(error).__name__}: {error}; please report this article"
        )


def _derive(writer: StoreWriter, progress: Progress) -> None:
    progress("resolve", 0, 0, "entities across articles")
    readings = list(writer.readings())
    entities = resolve_entities(readings)
    progress("compare", 0, 0, "who rests on whom")
    lineage = link_lineage(readings, entities)
    groups = group_claims(readings, entities, lineage)
    progress("store", 0, 0, "graph and look-ups")
    writer.put_derived(entities, lineage, groups)


def _run(documents: Sequence[Document], rejections: Sequence[Rejection], extractor: str, started: str) -> Run:
    held = tuple(sorted(document.id for document in documents))
    return Run(
        ids.mint("n", started, extractor, list(held)),
        VERSION,
        extractor,
        started,
        _now(),
        held,
        tuple(rejections),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


__all__ = ["BuildReport", "Progress", "build", "read_article"]
