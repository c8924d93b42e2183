"""Claims, entities and documents as tables for a spreadsheet.

Comes in: look-ups.  Goes out: three CSV files (RFC 4180, UTF-8 with a byte order mark, which Excel needs).
Must not: list what was retracted, or let a cell be taken for a formula; one that begins like one gets an
apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.export.cells import write_date, write_flag
from kg.export.records import plain_number
from kg.query.acts import ALL_ACTS
from kg.query.lookups import Lookups
from kg.query.results import ClaimView, DocumentView, EntityView

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet runs (OWASP, CSV injection)."""

CLAIM_COLUMNS = (
    "id", "document", "published_by", "source", "source_kind", "named", "chain", "text", "sentence", "cue",
    "style", "certainty", "polarity", "conditional", "tense", "stated_at", "event_time", "places", "about",
    "quantities", "group", "rule", "act", "within",
)  # fmt: skip
ENTITY_COLUMNS = (
    "id", "kind", "label", "named", "aliases", "roles", "affiliations", "country", "ids", "lat", "lon",
    "mentions", "documents", "claims_by", "claims_about", "intentions_and_deeds_by",
    "intentions_and_deeds_about",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "id", "path", "url", "publisher", "title", "published", "claims", "text_sha256", "intentions_and_deeds",
)  # fmt: skip

Row = Sequence[object]


def export_csv(lookups: Lookups, out: Path) -> tuple[Path, ...]:
    """Write the three tables into the folder `out` and return their paths."""
    out.mkdir(parents=True, exist_ok=True)
    entities = (one for one in lookups.entities() if one.supported)
    documents = (one for one in lookups.documents() if one.status == "current")
    return (
        _write(out / "claims.csv", CLAIM_COLUMNS, map(_claim_row, lookups.claims(act=ALL_ACTS))),
        _write(out / "entities.csv", ENTITY_COLUMNS, map(_entity_row, entities)),
        _write(out / "documents.csv", DOCUMENT_COLUMNS, map(_document_row, documents)),
    )


def guarded(cell: object) -> object:
    """Return the cell so that no spreadsheet takes its text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([guarded(cell) for cell in row] for row in rows)
    return path


def _claim_row(claim: ClaimView) -> Row:
    return (
        claim.id,
        claim.document,
        claim.chain[0].label,
        claim.source.label,
        claim.source.kind,
        write_flag(claim.source.named),
        " > ".join(carrier.label for carrier in claim.chain),
        claim.text,
        claim.sentence_text,
        claim.cue.text,
        claim.style,
        claim.certainty,
        claim.polarity,
        write_flag(claim.conditional),
        claim.tense,
        write_date(claim.stated_at),
        write_date(claim.event_time),
        _listed(place.label for place in claim.places),
        _listed(about.label for about in claim.about),
        _listed(quantity.text for quantity in claim.quantities),
        claim.group,
        claim.rule,
        claim.act,
        claim.within,
    )


def _entity_row(entity: EntityView) -> Row:
    return (
        entity.id,
        entity.kind,
        entity.label,
        write_flag(entity.named),
        _listed(entity.aliases),
        _listed(entity.roles),
        _listed(entity.affiliations),
        entity.country,
        _listed(f"{scheme} {value}" for scheme, value in entity.ids.items()),
        plain_number(entity.lat),
        plain_number(entity.lon),
        entity.mentions,
        entity.documents,
        entity.claims_by,
        entity.claims_about,
        entity.intentions_and_deeds_by,
        entity.intentions_and_deeds_about,
    )


def _document_row(document: DocumentView) -> Row:
    return (
        document.id,
        document.path,
        document.url,
        document.publisher,
        document.title,
        write_date(document.published),
        document.claims,
        document.text_sha256,
        document.intentions_and_deeds,
    )


def _listed(parts: Iterable[str]) -> str:
    """Join the parts; each once, in their order."""
    return "; ".join(dict.fromkeys(parts))
