"""Conditions -> claims in the order of answers, a part of them or all, and how many there are.

Comes in: an index, conditions.  Goes out: views of claims, numbers.
Must not: read the row of a claim that is not asked for (a row is four kilobytes).

Articles are gone through in their order where many may have what is wanted: whoever wants the first twenty
claims about a country is done after a few.  Where few have it, they are looked up, and sorted.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.query.filters import Conditions
from kg.query.index_file import IndexFile
from kg.query.results import ClaimView

ORDER = "document.day, document.path, document.id"
"""What articles are sorted by in every answer."""

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


def _source(index: IndexFile, asked: Conditions) -> str:
    """Return where claims come from, in the order in which that is fastest."""
    few = any(_is_few(index, entities) for entities in asked.entities)
    where = asked.where("document.number" if few else "+document.number")  # + keeps SQLite from looking it up
    return f"FROM document CROSS JOIN claim ON claim.document = document.number {where}"


def _is_few(index: IndexFile, entities: Sequence[str]) -> bool:
    """Tell whether few articles have one of the entities."""
    sql = f"SELECT 1 FROM document_entity WHERE entity IN ({', '.join('?' * len(entities))}) LIMIT {_FEW + 1}"  # noqa: S608
    return len(index.rows(sql, *entities)) <= _FEW
