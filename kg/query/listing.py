"""Conditions -> claims and articles in the order of answers, a part of them or all, and how many there are.

Comes in: an index, conditions.  Goes out: views of claims and articles, numbers.
Must not: read the row of a claim or an article that is not asked for (a row is four kilobytes).

Articles are gone through in their order where many may have what is wanted: whoever wants the first twenty
claims about a country is done after a few.  Where few have it, they are looked up, and sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.query.filters import Conditions
from kg.query.index_file import IndexFile, View
from kg.query.results import ClaimView, DocumentView

ORDER = "document.day, document.path, document.id"
"""What articles are sorted by in every answer."""

UNDATED = "9999"
"""The day of an article without a date, in the column that sorts: after all others."""

_FEW = 300
"""Articles that are looked up and sorted; more of them are met on the way through all."""


def list_claims(
    index: IndexFile, asked: Conditions, limit: int | None = None, offset: int = 0
) -> tuple[ClaimView, ...]:
    """Return the claims that pass, by publication date, path and place in the article."""
    sql = f"SELECT claim.number {_source(index, asked)} ORDER BY {ORDER}, claim.place LIMIT ? OFFSET ?"
    rows = index.rows(sql, *asked.values, -1 if limit is None else limit, offset)
    return read_claims(index, [number for (number,) in rows])


def count_claims(index: IndexFile, asked: Conditions) -> int:
    """Return how many claims pass."""
    sql = f"SELECT count(*) {_source(index, asked)}"
    return int(index.rows(sql, *asked.values)[0][0])


def read_claims(index: IndexFile, numbers: list[int]) -> tuple[ClaimView, ...]:
    """Return the claims with these numbers, in this order."""
    sql = "SELECT number, view FROM claim WHERE number IN ({})"
    views: dict[int, bytes] = dict(index.batches(sql, numbers))
    return index.decoded(ClaimView, (views[number] for number in numbers))


def list_documents(
    index: IndexFile, entity: str, retracted: bool | None, limit: int | None = None
) -> tuple[DocumentView, ...]:
    """Return the current articles that have an entity, in the order of answers."""
    number = "document.number" if _is_few(index, (entity,)) else "+document.number"
    sql = (
        f"SELECT document.id FROM document WHERE {number} IN "  # noqa: S608 # values are bound
        "(SELECT document FROM document_entity WHERE entity = ?1) "
        f"AND (?2 IS NULL OR (status = 'retracted') = ?2) ORDER BY {ORDER} LIMIT ?3"
    )
    rows = index.rows(sql, entity, retracted, -1 if limit is None else limit)
    return read_documents(index, (identifier for (identifier,) in rows))


def count_documents(index: IndexFile, entity: str, retracted: bool | None) -> int:
    """Return how many current articles have an entity."""
    sql = (
        "SELECT count(*) FROM document_entity JOIN document ON document.number = document_entity.document "
        "WHERE entity = ?1 AND (?2 IS NULL OR (document.status = 'retracted') = ?2)"
    )
    return int(index.rows(sql, entity, retracted)[0][0])


def read_documents(index: IndexFile, ids: Iterable[str]) -> tuple[DocumentView, ...]:
    """Return the articles that have these ids, in their order; whoever is not here is left out."""
    return read_by_id(index, DocumentView, ids, "document")


def read_by_id(index: IndexFile, view: type[View], ids: Iterable[str], *tables: str) -> tuple[View, ...]:
    """Return the records of some tables that have these ids, in their order; whoever is in none is left
    out."""
    wanted, payloads = list(dict.fromkeys(ids)), dict[str, bytes]()
    for table in tables:
        payloads |= index.batches(f"SELECT id, view FROM {table} WHERE id IN ({{}})", wanted)  # noqa: S608 # ours
    return index.decoded(view, (payloads[one] for one in wanted if one in payloads))


def _source(index: IndexFile, asked: Conditions) -> str:
    """Return where claims come from, in the order in which that is fastest."""
    few = any(_is_few(index, entities) for entities in asked.entities)
    where = asked.where("document.number" if few else "+document.number")  # + keeps SQLite from looking it up
    return f"FROM document CROSS JOIN claim ON claim.document = document.number {where}"


def _is_few(index: IndexFile, entities: Sequence[str]) -> bool:
    """Tell whether few articles have one of the entities."""
    sql = f"SELECT 1 FROM document_entity WHERE entity IN ({', '.join('?' * len(entities))}) LIMIT {_FEW + 1}"  # noqa: S608
    return len(index.rows(sql, *entities)) <= _FEW
