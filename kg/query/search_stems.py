"""Forms of one word -> the stem that they share, as SQLite's own tokenizer finds it (Porter 1980).

Comes in: words of lower-case ASCII letters and digits.  Goes out: their stems.
Must not: be asked word by word where many are at hand; know the store.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing

_TABLES = """
CREATE VIRTUAL TABLE word USING fts5 (form, tokenize = 'porter ascii', content = '', columnsize = 0);
CREATE VIRTUAL TABLE found USING fts5vocab (word, instance);
"""


def stem_words(words: Collection[str]) -> Mapping[str, str]:
    """Return word -> stem.

    >>> stem_words(["evacuation", "evacuated", "dam", "dams"])
    {'evacuation': 'evacu', 'evacuated': 'evacu', 'dam': 'dam', 'dams': 'dam'}
    """
    listed = list(words)
    with closing(sqlite3.connect(":memory:")) as index:
        index.executescript(_TABLES)
        index.executemany("INSERT INTO word (rowid, form) VALUES (?, ?)", enumerate(listed))
        stems = dict(index.execute("SELECT doc, term FROM found"))
    return {word: stems.get(number, word) for number, word in enumerate(listed)}
