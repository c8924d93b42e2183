"""A page of a query's answer: so many rows, from some row on.

Comes in: the text of a query, or its whole answer.  Goes out: the same with the page in it, or cut to it.
Must not: run a query.

A named query finds what its rows are about in a sub-select that ends in `LIMIT 1000000000`, and looks up the
rest for those alone.  A page puts its own number there: as many as the page ends with are enough.  That
holds for a query whose sub-select has, each once, only what is shown or decided by what is shown; of which
each gives at least one row; and whose order is total and the beginning of the whole query's order.
`tests/unit/graph_rdf/test_named_pages.py` holds every named query to it, in a world full of twins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import InputError
from kg.query.sparql_text import Token, tokens

ENDLESS = "1000000000"
"""The number by which a sub-select shows that a page may cut it short."""


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` rows (None: all) after the first `offset`."""

    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no page."""
        if self.offset < 0 or (self.limit is not None and self.limit < 1):
            raise InputError("a page has a limit of at least 1 and an offset of at least 0")

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole answer."""
        return self.limit is None and not self.offset

    @property
    def last(self) -> int | None:
        """How many rows must be found: those before the page, its own, and one that tells of more."""
        return None if self.limit is None else self.offset + self.limit + 1


WHOLE = Page()


def write_page(query: str, page: Page, beyond: int = 0) -> str | None:
    """Return a query that answers with a page alone and `beyond` rows after it; None for one that cannot be
    asked for a page: it has a LIMIT of its own, or no order."""
    if page.is_whole:
        return query
    outer = {token.text.upper() for token in outer_tokens(query) if token.kind == "word"}
    if not {"SELECT", "ORDER"} <= outer or outer & {"LIMIT", "OFFSET", "VALUES"}:
        return None
    ending = [f"LIMIT {page.limit + beyond}"] if page.limit is not None else []
    ending += [f"OFFSET {page.offset}"] if page.offset else []
    return f"{shorten(query, page).rstrip()}\n{' '.join(ending)}\n"


def shorten(query: str, page: Page) -> str:
    """Return a query whose endless sub-selects end where the page does."""
    if page.last is None:
        return query
    found = list(tokens(query))
    for before, token in reversed(list(pairwise(found))):
        if before.text.upper() == "LIMIT" and token.text == ENDLESS:
            query = f"{query[: token.start]}{page.last}{query[token.end :]}"
    return query


def outer_tokens(query: str) -> Iterator[Token]:
    """Yield the tokens that stand in no braces."""
    depth = 0
    for token in tokens(query):
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            yield token
