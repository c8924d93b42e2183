"""A typed word -> the words of a store that it may stand for.

Comes in: an index, a word as `kg.query.search_words` folds it.  Goes out: words, with the typing errors
between.
Must not: rank names or claims.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.query.index_file import IndexFile
from kg.query.search_stems import stem_words
from kg.query.search_words import most_errors, shorter_forms

_BEGINNING = 2
"""Letters that say how a word begins, at least."""

_CONTINUED = 100
"""Words that begin alike, at most; the shortest ones."""


class Vocabulary:
    """The words of names and claims."""

    def __init__(self, index: IndexFile) -> None:
        """Take an open index."""
        self._index = index

    def known(self, words: Collection[str]) -> set[str]:
        """Return those of the words that some name or claim has."""
        sql = "SELECT word FROM word WHERE word IN ({})"
        return {word for (word,) in self._index.batches(sql, words)}

    def forms(self, word: str) -> tuple[str, ...]:
        """Return the words that share its stem, be they in use or not: "dams" for "dam"."""
        stem = stem_words((word,))[word]
        rows = self._index.rows("SELECT word FROM word WHERE stem = ? ORDER BY word", stem)
        return tuple(found for (found,) in rows)

    def continued(self, beginning: str) -> tuple[str, ...]:
        """Return words that begin so and go on, the shortest first."""
        if len(beginning) < _BEGINNING:
            return ()
        sql = (
            "SELECT word FROM word WHERE word > ?1 AND word < ?1 || '~' ORDER BY length(word), word LIMIT ?2"
        )
        return tuple(word for (word,) in self._index.rows(sql, beginning, _CONTINUED))

    def near(self, word: str, errors: int) -> Mapping[str, int]:
        """Return other words -> by how many typing errors they differ, up to `errors` and what the length of
        the word allows; the nearest first.

        A letter too many, one missing, another one, or two that have changed places are an error each.
        """
        errors = min(errors, most_errors(word))
        if not errors:
            return {}
        forms = sorted(shorter_forms(word, errors))
        sql = "SELECT DISTINCT word FROM near_word WHERE form IN ({})"
        listed = sorted(found for (found,) in self._index.batches(sql, forms) if found != word)
        ranked = process.extract(word, listed, scorer=OSA.distance, score_cutoff=errors, limit=None)
        return {found: int(distance) for found, distance, _ in ranked}
