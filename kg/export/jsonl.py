"""The export that everything is measured on: files of JSON lines (docs/EXPORT.md).

Comes in: an open store.  Goes out: files, UTF-8, one object a line, sorted by id; decisions in the order of
their log, suggestions best first.
Must not: leave out or rename a field of the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.export.entity_records import entity_record
from kg.export.records import (
    Record,
    claim_record,
    decision_record,
    discrepancy_record,
    document_record,
    group_record,
    lineage_record,
    suggestion_record,
)
from kg.graph.store import StoreReader
from kg.query.acts import ALL_ACTS

View = TypeVar("View")


def export_jsonl(reader: StoreReader, out: Path) -> tuple[Path, ...]:
    """Write the files into the folder `out` and return their paths.

    What was retracted is among documents and claims, and says so.
    """
    lookups = reader.lookups
    out.mkdir(parents=True, exist_ok=True)
    return (
        _write(out / "documents.jsonl", lookups.documents(), document_record),
        _write(out / "claims.jsonl", lookups.claims(act=ALL_ACTS, retracted=None), claim_record),
        _write(out / "entities.jsonl", lookups.entities(), entity_record),
        _write(out / "lineage.jsonl", lookups.lineage(), lineage_record),
        _write(out / "groups.jsonl", lookups.groups(), group_record),
        _write(out / "discrepancies.jsonl", lookups.discrepancies(), discrepancy_record),
        _write_lines(out / "decisions.jsonl", map(decision_record, lookups.decisions())),
        _write_lines(out / "suggestions.jsonl", map(suggestion_record, lookups.suggestions())),
    )


def _write(path: Path, views: Iterable[View], record: Callable[[View], Record]) -> Path:
    return _write_lines(path, sorted(map(record, views), key=_order))


def _write_lines(path: Path, records: Iterable[Record]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in records))
    return path


def _order(record: Record) -> tuple[str, ...]:
    """Sorts by id; lineage, which has none, by its ends."""
    return tuple(str(record.get(key, "")) for key in ("id", "document_id", "origin_id", "kind"))
