"""Language knowledge: the word lists in `en/*.tsv` and the loader.

Each file opens with comment lines (`#`) that say what the list is, where it comes from and who reads it;
then a header row; then one entry a row, tab-separated.  Every table has the columns `example` (a sentence
of our own in which the entry does what the row says) and `reference` (the work or guideline it follows).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

Row = Mapping[str, str]


@cache
def table(name: str, language: str = "en") -> tuple[Row, ...]:
    """Return the rows of `<language>/<name>.tsv`, each a read-only mapping from column to value.

    Raises ValueError, naming file and line, when a row has another number of columns than the header.
    """
    return read_table(files(__package__).joinpath(language, f"{name}.tsv"))


def read_table(source: Traversable) -> tuple[Row, ...]:
    """Return the rows of a file of this form, also of one that is no word list.

    Raises ValueError as `table` does.
    """
    lines = [
        (number, line)
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    header = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{source.name} line {number}: {len(cells)} columns, header has {len(header)}")
        rows.append(MappingProxyType(dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return tuple(rows)


@cache
def words(name: str, column: str = "word", language: str = "en") -> frozenset[str]:
    """Return one column of a table as a set."""
    return frozenset(row[column] for row in table(name, language))
