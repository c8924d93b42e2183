"""Running totals of the look-up rows, so that a summary counts nothing.

Comes in: ids of documents and entities whose rows are about to change, or have changed.  Goes out: totals.
Must not: know why rows change.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator

from kg.model import Act, Style
from kg.query.acts import CLAIM_ACTS
from kg.query.results import StoreSummary

_DOCUMENTS = "SELECT status, publisher, named, count(*) FROM document {} GROUP BY 1, 2, 3"
_CLAIMS = "SELECT status, act, style, count(*), sum(quantities) FROM claim {} GROUP BY 1, 2, 3"
_ENTITIES = (
    "SELECT kind, lat IS NOT NULL AND lon IS NOT NULL, count(*) FROM entity WHERE supported {} GROUP BY 1, 2"
)
_TOTALS = (
    "SELECT name, number FROM tally WHERE number != 0 AND name NOT BETWEEN 'publisher ' AND 'publisher~'"
)
_PUBLISHERS = (
    "SELECT substr(name, 11) FROM tally WHERE number != 0 AND name BETWEEN 'publisher ' AND 'publisher~'"
)
_OF_DOCUMENT = "WHERE document = (SELECT number FROM document WHERE id = ?)"


class Tally:
    """The table `tally`: names of totals, words separated by spaces, and numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection; the caller begins and ends transactions."""
        self._connection = connection

    def add(self, documents: Collection[str], entities: Collection[str], sign: int = 1) -> None:
        """Add what the rows of these documents and entities count, or take it away (`sign` is -1)."""
        found: Counter[str] = Counter()
        for one in documents:
            found.update(self._count(_DOCUMENTS.format("WHERE id = ?"), _CLAIMS.format(_OF_DOCUMENT), one))
        for one in entities:
            found.update(self._count_entities(_ENTITIES.format("AND id = ?"), one))
        self._enter(found, sign)

    def count_all(self) -> None:
        """Count everything anew."""
        self._connection.execute("DELETE FROM tally")
        found = self._count(_DOCUMENTS.format(""), _CLAIMS.format(""))
        self._enter(found + self._count_entities(_ENTITIES.format("")), 1)

    def summarise(self, quads: int, rejections: int) -> StoreSummary:
        """Return the totals; intentions and deeds apart from claims."""
        totals = _Totals(dict(self._connection.execute(_TOTALS)))
        claims = totals.sum("claim", "current", CLAIM_ACTS)
        own_voice = totals.sum("claim", "current", CLAIM_ACTS, (Style.OWN_VOICE.value,))
        return StoreSummary(
            documents=totals.sum("document", "current"),
            publishers=self._publishers("01"),
            entities=totals.kinds(),
            claims=claims,
            attributed=claims - own_voice,
            own_voice=own_voice,
            quotes=totals.sum("claim", "current", CLAIM_ACTS, (Style.DIRECT.value, Style.MIXED.value)),
            quantities=totals.sum("quantity", "current", CLAIM_ACTS),
            places=totals.sum("entity", "place", ("1",)),
            quads=quads,
            rejections=rejections,
            unknown_publishers=self._publishers("0"),
            intentions=totals.sum("claim", "current", (Act.INTENTION.value,)),
            deeds=totals.sum("claim", "current", (Act.DEED.value,)),
            retracted_documents=totals.sum("document", "retracted"),
            retracted_claims=totals.sum("claim", "retracted", CLAIM_ACTS),
            decisions=self._rows("decision WHERE in_force"),
            suggestions=self._rows("suggestion"),
        )

    def _count(self, documents: str, claims: str, *asked: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for status, publisher, named, number in self._connection.execute(documents, asked):
            found[f"document {status}"] += number
            if status == "current":
                found[f"publisher {named} {publisher}"] += number
        for status, act, style, number, quantities in self._connection.execute(claims, asked):
            found[f"claim {status} {act} {style}"] += number
            found[f"quantity {status} {act}"] += quantities
        return found

    def _count_entities(self, sql: str, *asked: str) -> Counter[str]:
        rows = self._connection.execute(sql, asked)
        return Counter({f"entity {kind} {located}": number for kind, located, number in rows})

    def _enter(self, found: Counter[str], sign: int) -> None:
        self._connection.executemany(
            "INSERT INTO tally VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET number = number + ?2",
            ((name, sign * number) for name, number in found.items()),
        )

    def _publishers(self, named: str) -> int:
        """Return the number of publishers of current articles that have a name ("1"), or none ("0")."""
        rows = self._connection.execute(_PUBLISHERS).fetchall()
        return len({name[2:] for (name,) in rows if name[0] in named})

    def _rows(self, what: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608


class _Totals:
    """Totals by the words of their names."""

    def __init__(self, totals: dict[str, int]) -> None:
        self._totals = {tuple(name.split(" ")): number for name, number in totals.items()}

    def named(self, first: str) -> Iterator[tuple[str, ...]]:
        return (words for words in self._totals if words[0] == first)

    def sum(self, first: str, second: str, *others: Collection[str]) -> int:
        """Add up the totals whose further words are each among those given."""
        return sum(
            number
            for words, number in self._totals.items()
            if words[:2] == (first, second)
            and all(word in among for word, among in zip(words[2:], others, strict=False))
        )

    def kinds(self) -> dict[str, int]:
        """Return the number of entities of each kind, by kind."""
        found = sorted({words[1] for words in self.named("entity")})
        return {kind: self.sum("entity", kind) for kind in found}
