"""Tables and text for a terminal of any width, 80 columns included.

Comes in: strings, some of them from articles that nobody vouches for.  Goes out: lines on stdout.
Text wraps; nothing is cut.  No colour unless stdout is a terminal and NO_COLOR is unset.
Must not: read markup or control characters from an article as orders to the terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_GAP = 3
"""Characters between two columns of a table."""

_DOUBLE = frozenset('“”„"')

_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a terminal show words in another order than they stand in."""


def console(*, stderr: bool = False) -> Console:
    """Return a console that takes every string as it is."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def show(*renderables: RenderableType, stderr: bool = False) -> None:
    """Print on stdout, or stderr, without the spaces that tables leave at the end of a line."""
    screen = console(stderr=stderr)
    with screen.capture() as captured:
        for renderable in renderables:
            screen.print(renderable)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()), err=stderr, color=True)


def plain(text: str) -> str:
    """Return the text on one line, without control characters."""
    kept = (" " if character in "\r\n\t" else character for character in text)
    return "".join("�" if _is_hostile(character) else character for character in kept)


def _is_hostile(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in _BIDI_OVERRIDES


def quoted(text: str) -> str:
    """Return words in quotation marks, in single ones where they have double ones of their own.

    >>> quoted("the dam"), quoted("a “low confidence” estimate")
    ('“the dam”', '‘a “low confidence” estimate’')
    """
    first, last = "‘’" if _DOUBLE.intersection(text) else "“”"
    return f"{first}{text}{last}"


def heading(text: str, note: str = "") -> Text:
    """Return a line that names what follows."""
    return Text.assemble((plain(text), "bold"), ("  " + plain(note) if note else "", "dim"))


def table(*columns: str, whole: Iterable[str] = (), numbers: Iterable[str] = ()) -> Table:
    """Return an empty table; the columns in `whole` are never wrapped, those in `numbers` align right."""
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        justify = "right" if column in numbers else "left"
        made.add_column(column, no_wrap=column in whole, justify=justify, overflow="fold")  # type: ignore[arg-type]
    return made


def show_rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, or where that would cut words, one block of names and values for each row."""
    if fits(columns, rows, console().width):
        made = table(*columns)
        for row in rows:
            made.add_row(*map(plain, row))
        show(made)
    else:
        for row in rows:
            show(fields(list(zip(columns, row, strict=True))), "")


def fits(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Tell whether the longest words of all columns have room beside one another."""
    cells = zip(columns, *rows, strict=True)
    longest = (max(len(word) for cell in column for word in [*cell.split(), ""]) for column in cells)
    return sum(longest) + _GAP * (len(columns) - 1) <= width


def fields(rows: Sequence[tuple[str, Text | str]]) -> Padding:
    """Return names and values in two columns; rows without a value are left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        if value:
            grid.add_row(name, value if isinstance(value, Text) else plain(value))
    return Padding(grid, (0, 0, 0, 2))


def joined(parts: Iterable[str], separator: str = " · ") -> str:
    """Join what is not empty."""
    return separator.join(part for part in parts if part)


def counted(number: int, noun: str) -> str:
    """Return "1 article", "2 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c".

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
