"""What the index of searches holds, as sets that two stores can be compared by.

Comes in: the folder of a store.  Goes out: rows, claims told by their ids.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

WORDS = ("word", "near_word", "name_word")


def indexed(store: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return table -> its rows; of the full-text index each word with its claim, column and place."""
    with closing(sqlite3.connect(store / "index.sqlite")) as index:
        found = {table: set(index.execute(f"SELECT * FROM {table}")) for table in WORDS}
        index.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab (main, claim_text, instance)")
        sql = "SELECT term, claim.id, col, offset FROM temp.held LEFT JOIN claim ON claim.number = doc"
        found["claim_text"] = set(index.execute(sql))
    return found
