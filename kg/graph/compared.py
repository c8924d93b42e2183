"""The records behind the quads of the comparisons graph, so that those of one record can be made again.

Comes in: lineage, groups and discrepancies that are new, changed or gone.  Goes out: the quads that go and
those that come.  Must not: open the graph.

Several records may say the same of one node (a stretch of text, an article): a quad goes only when no record
that is left gives it.  `compared_subject` tells which records speak of which nodes.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec
from pyoxigraph import Quad

from kg import ids
from kg.graph.change import Change
from kg.graph.quads import discrepancy_quads, group_quads, lineage_quads
from kg.model import ClaimGroup, Discrepancy, LineageLink

Records = Sequence[LineageLink] | Sequence[ClaimGroup] | Sequence[Discrepancy]

_SHAPES: Mapping[str, tuple[type, Callable[..., list[Quad]]]] = {
    "lineage": (tuple[LineageLink, ...], lineage_quads),
    "group": (tuple[ClaimGroup, ...], group_quads),
    "discrepancy": (tuple[Discrepancy, ...], discrepancy_quads),
}
"""Kind of record -> its type, and what makes its quads."""

_encode = msgspec.json.Encoder().encode


class Compared:
    """The tables `compared` and `compared_subject`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection; the caller begins and ends transactions."""
        self._connection = connection

    def fill(self, change: Change) -> list[Quad]:
        """Write all records into empty tables, and return all their quads."""
        return [quad for key, records in _keyed(change) if records for quad in self._enter(key, records)]

    def replace(self, change: Change) -> tuple[set[Quad], set[Quad]]:
        """Write what has changed, and return the quads that go and those that come."""
        gone: set[Quad] = set()
        come: set[Quad] = set()
        for key, records in _keyed(change):
            gone.update(self._strike(key))
            if records:
                come.update(self._enter(key, records))
        return gone - come - self._given(gone - come), come

    def discrepancies_of(self, identifiers: Iterable[str]) -> Iterator[Discrepancy]:
        """Yield the stored discrepancies with these ids."""
        for identifier in identifiers:
            yield from self._records(f"discrepancy {identifier}")  # type: ignore[misc]

    def _enter(self, key: str, records: Records) -> list[Quad]:
        """Write the records of one key, and return their quads; a group of one needs no row."""
        quads = _quads(key, records)
        if quads or key.startswith("discrepancy"):
            row = (key, _encode(records))
            self._connection.execute("INSERT OR REPLACE INTO compared VALUES (?, ?)", row)
            self._connection.executemany(
                "INSERT OR IGNORE INTO compared_subject VALUES (?, ?)",
                ((subject, key) for subject in _subjects(quads)),
            )
        return quads

    def _strike(self, key: str) -> list[Quad]:
        """Remove the records of one key, and return the quads that they gave."""
        quads = _quads(key, self._records(key))
        self._connection.execute("DELETE FROM compared WHERE key = ?", (key,))
        self._connection.executemany(
            "DELETE FROM compared_subject WHERE subject = ? AND key = ?",
            ((subject, key) for subject in _subjects(quads)),
        )
        return quads

    def _given(self, quads: set[Quad]) -> set[Quad]:
        """Return those of the quads that a stored record gives."""
        sql = "SELECT key FROM compared_subject WHERE subject = ?"
        keys = {key for subject in _subjects(quads) for (key,) in self._connection.execute(sql, (subject,))}
        return quads & {quad for key in keys for quad in _quads(key, self._records(key))}

    def _records(self, key: str) -> Records:
        row = self._connection.execute("SELECT record FROM compared WHERE key = ?", (key,)).fetchone()
        return msgspec.json.decode(row[0], type=_shape(key)[0]) if row else ()


def _keyed(change: Change) -> Iterator[tuple[str, Records]]:
    """Yield the key and the records of all that is new, changed or gone; none for what is gone."""
    lineage: dict[str, list[LineageLink]] = defaultdict(list)
    for link in sort_links(change.lineage):
        lineage[link.document].append(link)
    for document in dict.fromkeys((*change.lineage_of, *change.gone_documents, *lineage)):
        yield f"lineage {document}", tuple(lineage.get(document, ()))
    yield from ((f"group {one}", ()) for one in change.gone_groups)
    yield from ((f"group {one.id}", (one,)) for one in change.groups)
    yield from ((f"discrepancy {one}", ()) for one in change.gone_discrepancies)
    yield from ((f"discrepancy {one.id}", (one,)) for one in change.discrepancies)


def sort_links(links: Iterable[LineageLink]) -> list[LineageLink]:
    """Return links in the order of answers."""
    return sorted(links, key=lambda link: (link.document, link.origin, link.kind.value))


def _shape(key: str) -> tuple[type, Callable[..., list[Quad]]]:
    return _SHAPES[key.partition(" ")[0]]


def _quads(key: str, records: Records) -> list[Quad]:
    return _shape(key)[1](records) if records else []


def _subjects(quads: Iterable[Quad]) -> set[str]:
    return {str(quad.subject.value).removeprefix(ids.BASE_IRI) for quad in quads}  # type: ignore[union-attr]
