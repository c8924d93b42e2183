"""What searches read: words, names by their words, and the full-text index of claims.

Comes in: names of entities that have come or gone, views of claims.  Goes out: rows of the tables `word`,
`near_word` and `name_word`, and the FTS5 index `claim_text`.
Must not: keep a word that neither a name nor a current article's claim has: what comes in parts ends as what
is written at once.

A claim is indexed with its row.  Words and names are looked at when all else of a change is written
(`settle`): most of them are there already, so that an article costs what is new in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from kg.query.results import ClaimView
from kg.query.search_stems import stem_words
from kg.query.search_words import PLACES_OF_TEXT, claim_words, near_rows

_BATCH = 20_000
"""Words whose forms are sorted at once, so that a new index is written from one end to the other."""

_INDEXED = "INSERT INTO claim_text (rowid, text, around, kind) VALUES (?, ?, ?, ?)"
_FORGOTTEN = "INSERT INTO claim_text (claim_text, rowid, text, around, kind) VALUES ('delete', ?, ?, ?, ?)"
_IN_NAME = "SELECT 1 FROM name_word WHERE word = ? LIMIT 1"
_IN_CLAIM = "SELECT 1 FROM claim_text WHERE claim_text MATCH ? LIMIT 1"


class SearchRows:
    """The tables `word`, `near_word`, `name_word` and `claim_text`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection; the caller begins and ends transactions."""
        self._connection = connection
        self._met: set[str] = set()
        self._left: set[str] = set()
        self._keys: set[str] = set()

    def clear(self) -> None:
        """Forget the claims; the other tables are emptied like all tables."""
        self._connection.execute("INSERT INTO claim_text (claim_text) VALUES ('delete-all')")

    def add_claim(self, number: int, claim: ClaimView) -> None:
        """Index the claim that has this number."""
        own, around = claim_words(claim)
        self._met.update(own, around)
        self._connection.execute(_INDEXED, _columns(number, own, around, claim))

    def remove_claim(self, number: int, claim: ClaimView) -> None:
        """Take a claim out, which has been indexed as it is."""
        own, around = claim_words(claim)
        self._left.update(own, around)
        self._connection.execute(_FORGOTTEN, _columns(number, own, around, claim))

    def touch_names(self, keys: Iterable[str]) -> None:
        """Tell that names with these keys have come, or gone."""
        self._keys.update(keys)

    def settle(self) -> None:
        """Bring words and names in step with the names and claims that there are now."""
        present = {key for key in self._keys if self._has_name(key)}
        self._write_names(present)
        self._remove_names(self._keys - present)
        self._write_words(self._met)
        self._remove_words(self._left - self._met)
        for done in (self._met, self._left, self._keys):
            done.clear()

    def _has_name(self, key: str) -> bool:
        sql = "SELECT 1 FROM name WHERE key = ? LIMIT 1"
        return self._connection.execute(sql, (key,)).fetchone() is not None

    def _write_names(self, keys: Collection[str]) -> None:
        rows = sorted({(word, key) for key in keys for word in key.split()})
        self._met.update(word for word, _ in rows)
        self._connection.executemany("INSERT OR IGNORE INTO name_word VALUES (?, ?)", rows)

    def _remove_names(self, keys: Collection[str]) -> None:
        rows = sorted({(word, key) for key in keys for word in key.split()})
        self._left.update(word for word, _ in rows)
        self._connection.executemany("DELETE FROM name_word WHERE word = ? AND key = ?", rows)

    def _write_words(self, words: Iterable[str]) -> None:
        known = "SELECT 1 FROM word WHERE word = ?"
        new = (word for word in sorted(words) if not self._connection.execute(known, (word,)).fetchone())
        for batch in _batches(list(new)):
            rows = sorted(stem_words(batch).items())
            self._connection.executemany("INSERT INTO word VALUES (?, ?)", rows)
            self._connection.executemany("INSERT INTO near_word VALUES (?, ?)", near_rows(batch))

    def _remove_words(self, words: Iterable[str]) -> None:
        gone = [word for word in sorted(words) if not self._is_used(word)]
        self._connection.executemany("DELETE FROM word WHERE word = ?", ((word,) for word in gone))
        sql = "DELETE FROM near_word WHERE form = ? AND word = ?"
        self._connection.executemany(sql, near_rows(gone))

    def _is_used(self, word: str) -> bool:
        asked = ((_IN_NAME, word), (_IN_CLAIM, f'{{{" ".join(PLACES_OF_TEXT)}}} : "{word}"'))
        return any(self._connection.execute(sql, (value,)).fetchone() for sql, value in asked)


def _columns(number: int, own: list[str], around: list[str], claim: ClaimView) -> tuple[object, ...]:
    kind = claim.act if claim.status == "current" else claim.status
    return number, " ".join(own), " ".join(around), kind


def _batches(words: list[str]) -> Iterator[list[str]]:
    rest = iter(words)
    while batch := list(islice(rest, _BATCH)):
        yield batch
