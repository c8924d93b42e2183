"""The memory of comparison in SQLite: claims found by their keys, alignments, lineage.

Comes in: an open connection.  Goes out: what `kg.compare.memory.Memory` promises, record for record the same
as from the one in memory.  Every look-up reads an index range of bounded length.
Must not: compare, or commit (whoever opened the connection does).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

import msgspec

from kg.compare.candidates import MOST_POSTINGS, UNDATED, Key, StoredAlignment, days_between, rank
from kg.compare.named import name_others
from kg.compare.records import ClaimProfile, DocumentCard, Party
from kg.model import Claim, LineageLink

SCHEMA = """
CREATE TABLE IF NOT EXISTS compared_document (
    id INTEGER PRIMARY KEY, day INTEGER NOT NULL, card BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS compared_claim (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL, place INTEGER NOT NULL, profile BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_of_document ON compared_claim (document, place);
CREATE TABLE IF NOT EXISTS claim_key (
    key INTEGER NOT NULL, day INTEGER NOT NULL, claim INTEGER NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (key, day, claim)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys_of_document (document INTEGER PRIMARY KEY, keys BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS alignment (
    one INTEGER NOT NULL, other INTEGER NOT NULL, document INTEGER NOT NULL, other_document INTEGER NOT NULL,
    score REAL NOT NULL, copied REAL NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alignment_of_document ON alignment (document);
CREATE TABLE IF NOT EXISTS rests_on (document INTEGER PRIMARY KEY, links BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS descendant (
    origin TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (origin, document)
) WITHOUT ROWID;
"""
"""An alignment stands there twice, once from each side."""

TABLES = (
    "compared_document", "compared_claim", "claim_key", "keys_of_document", "alignment", "rests_on",
    "descendant",
)  # fmt: skip

_AFTER = (
    "SELECT day, claim, document FROM claim_key WHERE key = ?1 AND day >= ?2 AND document != ?3 "
    "ORDER BY day, claim LIMIT ?4"
)
_BEFORE = (
    "SELECT day, claim, document FROM claim_key WHERE key = ?1 AND day < ?2 AND document != ?3 "
    "ORDER BY day DESC, claim LIMIT ?4"
)
_HALF = 1 << 63
_CACHED = 20_000
"""Profiles that are kept decoded (about 5 KB each)."""

_decode_card = msgspec.msgpack.Decoder(DocumentCard).decode
_decode_links = msgspec.msgpack.Decoder(tuple[LineageLink, ...]).decode
_decode_keys = msgspec.msgpack.Decoder(tuple[tuple[int, tuple[int, ...]], ...]).decode
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Row:
    """A profile without its card, which stands once for all claims of an article."""

    claim: Claim
    parties: Mapping[str, Party]
    sentence: str


Record = TypeVar("Record")

_decode_row = msgspec.msgpack.Decoder(_Row).decode


class _Kept(Generic[Record]):
    """Records that were read, the latest of them; what is not there is asked for again each time."""

    def __init__(self, read: Callable[[int], Record | None]) -> None:
        self._read = read
        self._kept: dict[int, Record] = {}

    def __call__(self, number: int) -> Record | None:
        found = self._kept.get(number)
        if found is None and (found := self._read(number)) is not None:
            if len(self._kept) >= _CACHED:
                self.forget(next(iter(self._kept)))
            self._kept[number] = found
        return found

    def forget(self, number: int) -> None:
        self._kept.pop(number, None)

    def clear(self) -> None:
        self._kept.clear()


class ClaimShelf:
    """Claims, alignments and lineage that outlive the program; see `kg.compare.memory.Memory`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the tables if need be."""
        connection.executescript(SCHEMA)
        self._connection = connection
        self._profile = _Kept(self._read_profile)
        self._card = _Kept(self._read_card)
        self._others: dict[tuple[int, int], bool] = {}
        """Which articles name others, as long as no card changes."""

    def clear(self) -> None:
        """Forget everything."""
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 # names are constants
        self._profile.clear()
        self._card.clear()
        self._others.clear()

    # -------------------------------------------------------------------------------------- articles

    def put(
        self, document_id: str, day: int | None, entries: Sequence[tuple[ClaimProfile, frozenset[Key]]]
    ) -> None:
        """Keep the claims of an article, in the place of those that it had."""
        self.drop(document_id)
        document, day = _number(document_id), UNDATED if day is None else day
        if entries:
            self._write_card(entries[0][0].card, day)
        self._connection.executemany(
            "INSERT INTO compared_claim VALUES (?, ?, ?, ?)",
            (
                (_number(one.id), document, place, _encode(_Row(one.claim, one.parties, one.sentence)))
                for place, (one, _) in enumerate(entries)
            ),
        )
        keys = tuple((_number(one.id), tuple(sorted(found))) for one, found in entries)
        self._connection.execute("INSERT INTO keys_of_document VALUES (?, ?)", (document, _encode(keys)))
        rows = sorted((key, day, claim, document) for claim, found in keys for key in found)
        self._connection.executemany("INSERT INTO claim_key VALUES (?, ?, ?, ?)", rows)

    def put_card(self, card: DocumentCard) -> None:
        """Remember an article."""
        row = self._connection.execute("SELECT day FROM compared_document WHERE id = ?", (_number(card.id),))
        found = row.fetchone()
        self._write_card(card, found[0] if found else UNDATED)

    def card(self, document: str) -> DocumentCard | None:
        """Return an article that is remembered."""
        return self._card(_number(document))

    def drop(self, document_id: str) -> None:
        """Forget an article with all that is known of it."""
        document = _number(document_id)
        sql = "SELECT 1 FROM compared_document WHERE id = ?"
        if self._connection.execute(sql, (document,)).fetchone() is None:
            return
        self._drop_keys(document)
        self._forget(document)
        self._connection.execute("DELETE FROM compared_claim WHERE document = ?", (document,))
        self._connection.execute(
            "DELETE FROM alignment WHERE (one, other) IN "
            "(SELECT other, one FROM alignment WHERE document = ?1)",
            (document,),
        )
        self._connection.execute("DELETE FROM alignment WHERE document = ?", (document,))
        self.put_links(document_id, ())
        self._connection.execute("DELETE FROM compared_document WHERE id = ?", (document,))

    def profiles_of(self, document_id: str) -> Sequence[ClaimProfile]:
        """Return the claims of an article, in the order they were put."""
        sql = "SELECT id FROM compared_claim WHERE document = ? ORDER BY place"
        rows = self._connection.execute(sql, (_number(document_id),)).fetchall()
        return [profile for (claim,) in rows if (profile := self._profile(claim)) is not None]

    def profile(self, claim_id: str) -> ClaimProfile | None:
        """Return a claim."""
        return self._profile(_number(claim_id))

    # ------------------------------------------------------------------------------------ candidates

    def candidates(self, profile: ClaimProfile, keys: frozenset[Key]) -> Sequence[ClaimProfile]:
        """Return claims of other articles that share most keys, nearest in time where equally many; those of
        articles that name others come last."""
        document = _number(profile.card.id)
        row = self._connection.execute(
            "SELECT day FROM compared_document WHERE id = ?", (document,)
        ).fetchone()
        day = row[0] if row else UNDATED
        shared = Counter(chain.from_iterable(self._nearest(key, document, day) for key in keys))
        ranked = rank(
            (claim, count, days, self._name_others(document, other))
            for (days, claim, other), count in shared.items()
        )
        return [one for claim in ranked if (one := self._profile(claim)) is not None]

    def _nearest(self, key: Key, document: int, day: int) -> Sequence[tuple[int, int, int]]:
        """Return (days away, claim, document) of those that have a key, nearest first, smaller ids first."""
        rows = self._connection.execute(_AFTER, (key, day, document, MOST_POSTINGS)).fetchall()
        rows += self._connection.execute(_BEFORE, (key, day, document, MOST_POSTINGS)).fetchall()
        found = [(days_between(day, its), claim, other) for its, claim, other in rows]
        return sorted(found)[:MOST_POSTINGS] if len(found) > MOST_POSTINGS else found

    def _name_others(self, document: int, other: int) -> bool:
        pair = (document, other)
        if pair not in self._others:
            one, another = self._card(document), self._card(other)
            self._others[pair] = one is not None and another is not None and name_others(one, another)
        return self._others[pair]

    # ------------------------------------------------------------------------------------ alignments

    def put_alignments(self, alignments: Iterable[StoredAlignment]) -> None:
        """Remember alignments; one of the same two claims takes the place of the old one."""
        rows = chain.from_iterable(map(_both_sides, alignments))
        self._connection.executemany("INSERT OR REPLACE INTO alignment VALUES (?, ?, ?, ?, ?, ?)", rows)

    def alignments_of(self, document_id: str) -> Sequence[StoredAlignment]:
        """Return the alignments of an article's claims, sorted by ids."""
        sql = "SELECT * FROM alignment WHERE document = ?"
        return _alignments(self._connection.execute(sql, (_number(document_id),)))

    def alignments_with(self, claim: str) -> Sequence[StoredAlignment]:
        """Return the alignments of one claim."""
        sql = "SELECT * FROM alignment WHERE one = ?"
        return _alignments(self._connection.execute(sql, (_number(claim),)))

    # --------------------------------------------------------------------------------------- lineage

    def put_links(self, document: str, links: Sequence[LineageLink]) -> None:
        """Remember what an article rests on, in the place of what was known before."""
        number = _number(document)
        gone = [(link.origin, number) for link in self.links(document)]
        self._connection.executemany("DELETE FROM descendant WHERE origin = ? AND document = ?", gone)
        self._connection.execute("DELETE FROM rests_on WHERE document = ?", (number,))
        if links:
            payload = _encode(tuple(links))
            self._connection.execute("INSERT INTO rests_on VALUES (?, ?)", (number, payload))
        new = [(link.origin, number) for link in links]
        self._connection.executemany("INSERT OR IGNORE INTO descendant VALUES (?, ?)", new)

    def links(self, document: str) -> Sequence[LineageLink]:
        """Return what an article rests on."""
        sql = "SELECT links FROM rests_on WHERE document = ?"
        row = self._connection.execute(sql, (_number(document),)).fetchone()
        return _decode_links(row[0]) if row else ()

    def descendants(self, document: str) -> Collection[str]:
        """Return the articles that rest on an article."""
        sql = "SELECT document FROM descendant WHERE origin = ?"
        return frozenset(_name("d", number) for (number,) in self._connection.execute(sql, (document,)))

    # ---------------------------------------------------------------------------------------- inside

    def _write_card(self, card: DocumentCard, day: int) -> None:
        row = (_number(card.id), day, _encode(card))
        self._forget(row[0])
        self._connection.execute("INSERT OR REPLACE INTO compared_document VALUES (?, ?, ?)", row)

    def _forget(self, document: int) -> None:
        """Read an article and its claims again when they are asked for next."""
        sql = "SELECT id FROM compared_claim WHERE document = ?"
        for (claim,) in self._connection.execute(sql, (document,)):
            self._profile.forget(claim)
        self._card.forget(document)
        self._others.clear()

    def _drop_keys(self, document: int) -> None:
        row = self._connection.execute("SELECT keys FROM keys_of_document WHERE document = ?", (document,))
        found = row.fetchone()
        if found is None:
            return
        sql = "SELECT day FROM compared_document WHERE id = ?"
        (day,) = self._connection.execute(sql, (document,)).fetchone() or (UNDATED,)
        gone = [(key, day, claim) for claim, keys in _decode_keys(found[0]) for key in keys]
        self._connection.executemany("DELETE FROM claim_key WHERE key = ? AND day = ? AND claim = ?", gone)
        self._connection.execute("DELETE FROM keys_of_document WHERE document = ?", (document,))

    def _read_profile(self, claim: int) -> ClaimProfile | None:
        sql = "SELECT document, profile FROM compared_claim WHERE id = ?"
        row = self._connection.execute(sql, (claim,)).fetchone()
        card = self._card(row[0]) if row else None
        if card is None:
            return None
        found = _decode_row(row[1])
        return ClaimProfile(found.claim, card, found.parties, found.sentence)

    def _read_card(self, document: int) -> DocumentCard | None:
        row = self._connection.execute(
            "SELECT card FROM compared_document WHERE id = ?", (document,)
        ).fetchone()
        return _decode_card(row[0]) if row else None


def _both_sides(one: StoredAlignment) -> Iterator[tuple[int, int, int, int, float, float]]:
    left, right = _number(one.left), _number(one.right)
    document, other = _number(one.left_document), _number(one.right_document)
    yield left, right, document, other, one.score, one.copied
    yield right, left, other, document, one.score, one.copied


def _alignments(rows: Iterable[tuple[int, int, int, int, float, float]]) -> list[StoredAlignment]:
    found = {}
    for one, other, document, other_document, score, copied in rows:
        sides = sorted(((one, document), (other, other_document)))
        (left, left_document), (right, right_document) = sides
        ids = (_name("c", left), _name("c", right), _name("d", left_document), _name("d", right_document))
        found[left, right] = StoredAlignment(*ids, score, copied)
    return [found[pair] for pair in sorted(found)]


def _number(identifier: str) -> int:
    """Return an id's 16 hex digits as a signed integer that sorts as the id does.

    >>> _number("c-8000000000000000"), _number("c-0000000000000000") < _number("c-ffffffffffffffff")
    (0, True)
    """
    return int(identifier[2:], 16) - _HALF


def _name(prefix: str, number: int) -> str:
    return f"{prefix}-{number + _HALF:016x}"
