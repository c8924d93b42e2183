"""Filters of `claims` -> the conditions of one SQL statement.

Comes in: what a person asks for, names already turned into entity ids.  Goes out: SQL and its values.
Must not: read the store.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from kg.errors import InputError

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


Range = tuple[int, int | None]
"""Least and most of a count, both inclusive; None: no upper end."""


class Conditions:
    """Conditions on the table `claim`, joined with "and"; `document` is another table of the statement."""

    def __init__(self) -> None:
        """Start without any: every claim passes."""
        self._terms: list[str] = []
        self.values: list[object] = []
        self.join = "CROSS JOIN"
        """Goes through articles in the order of answers, and ends where enough claims are found; "JOIN" lets
        SQLite begin with the claims, where few pass."""

    @property
    def where(self) -> str:
        """The WHERE clause, empty when every claim passes."""
        return f"WHERE {' AND '.join(self._terms)}" if self._terms else ""

    def linked(self, entities: Sequence[str] | None, relations: Sequence[str]) -> None:
        """Keep claims that one of the entities is linked to by one of the relations; None keeps all."""
        if entities is None:
            return
        term = "SELECT claim FROM claim_entity WHERE entity IN ({}) AND relation IN ({})"
        marks = (", ".join("?" * len(entities)), ", ".join("?" * len(relations)))
        self.join = "JOIN"
        self._add(f"claim.number IN ({term.format(*marks)})", *entities, *relations)

    def equal(self, column: str, value: str | None, allowed: type[StrEnum] | None = None) -> None:
        """Keep claims whose column has the value; InputError for a value that no claim can have."""
        if value is None:
            return
        if allowed and value not in list(allowed):
            raise InputError(f"{column} is one of {', '.join(allowed)}, not {value!r}")
        self._add(f"claim.{column} = ?", value)

    def within(self, document: str | None) -> None:
        """Keep claims of the article with this id."""
        if document is not None:
            self._add("document.id = ?", document)

    def since(self, date: str | None) -> None:
        """Keep claims that can have been stated on the date or later."""
        if date is not None:
            self._add("claim.latest >= ?", checked_date(date, "since"))

    def until(self, date: str | None) -> None:
        """Keep claims that can have been stated on the date or earlier; a month or year counts whole."""
        if date is not None:
            self._add("claim.earliest <= ?", checked_date(date, "until") + "-12-31"[len(date) - 4 :])

    def among(self, column: str, values: Sequence[str]) -> None:
        """Keep claims whose column has one of the values."""
        self._add(f"claim.{column} IN ({', '.join('?' * len(values))})", *values)

    def own_voice(self, wanted: bool | None) -> None:
        """Keep only, or leave out, what articles state in their own voice."""
        if wanted is not None:
            self._add(f"claim.style {'=' if wanted else '!='} ?", "own-voice")

    def counted(self, column: str, wanted: Range | None) -> None:
        """Keep claims of whose group a count (articles, publishers, origins) lies in the range; None keeps
        all."""
        if wanted is None:
            return
        least, most = wanted
        term = f"claim.in_group IN (SELECT id FROM claim_group WHERE {column} >= ?"  # noqa: S608 # constants
        if most is None:
            self._add(f"{term})", least)
        else:
            self._add(f"{term} AND {column} <= ?)", least, most)

    def retracted(self, wanted: bool | None) -> None:
        """Leave out what was retracted (False), keep nothing else (True), or keep both (None)."""
        if wanted is not None:
            self._add("claim.status = ?", "retracted" if wanted else "current")

    def _add(self, term: str, *values: object) -> None:
        self._terms.append(term)
        self.values.extend(values)


def checked_date(date: str, option: str) -> str:
    """Return the date if it is YYYY, YYYY-MM or YYYY-MM-DD; InputError otherwise."""
    if not _DATE.fullmatch(date):
        raise InputError(f"{option} takes a date as YYYY, YYYY-MM or YYYY-MM-DD, not {date!r}")
    return date
