"""Checks of the files in `articles/`, the truth of a store.

Comes in: the folder of a store.  Goes out: violations, sorted; none if all is well.
Must not: repair, or open an index (so that it can be run while somebody writes).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import RecordError, StoreError
from kg.graph.articles import QUADS, RECORDS, Articles
from kg.graph.quads import graph_of, reading_quads
from kg.graph.serialise import to_nquads
from kg.graph.validation import Violation
from kg.ids import text_sha256
from kg.model import Reading, check_quotes


def check_articles(path: Path) -> tuple[Violation, ...]:
    """Return every article file of the store at `path` that does not decode or does not hold together, and
    every N-Quads file that is not what its article gives."""
    folder = path / "articles"
    if not folder.is_dir():
        return ()
    articles = Articles(folder)
    return tuple(
        Violation(graph_of(identifier).value, f"articles/{identifier}{suffix}", "", message)
        for identifier in articles.ids()
        for suffix, message in wrong_files(articles, identifier)
    )


def wrong_files(articles: Articles, identifier: str) -> Iterator[tuple[str, str]]:
    """Yield (suffix, what is wrong) for the files of one article."""
    try:
        reading = articles.read(identifier)
        check_text(reading)
    except (StoreError, RecordError) as error:
        yield RECORDS, str(error)
        return
    except OSError as error:
        yield RECORDS, f"cannot be read ({error.strerror})"
        return
    try:
        quads = articles.read_quads(identifier)
    except OSError as error:
        yield QUADS, f"cannot be read ({error.strerror})"
        return
    if quads != to_nquads(reading_quads(reading)).encode():
        yield QUADS, "is not what the article's JSON file gives"


def check_text(reading: Reading) -> None:
    """Raise RecordError unless text and hash agree, and every record quotes the text."""
    document = reading.document
    if text_sha256(document.text) != document.text_sha256:
        raise RecordError(f"{document.path}: the text is not the one that was hashed")
    check_quotes(reading)
